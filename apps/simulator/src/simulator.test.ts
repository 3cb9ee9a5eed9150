import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  createVerifier,
  OID,
  parseAnchors,
  parseCertificate,
  type Neighbour,
  type Verdict,
  type Verifier,
} from '@qyzmet/eds'
import { fastify } from 'fastify'
import { connectNcaLayer, NcaLayerError, type SignOptions } from '../../server/src/islands/nca-layer.ts'
import { buildSignedData, buildSignerInfo, digestOf } from './authority/cms-builder.ts'
import { CERTIFICATE_KINDS } from './authority/holder-profile.ts'
import type { DocumentsAnswer } from './egov-mobile/protocol.ts'
import type { SigningStory } from './ncalayer/signer.ts'
import { ProductionRefusedError, startSimulator, type Simulator } from './main.ts'
import { TRAINING_PEOPLE } from './registers/training-people.ts'

const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z')
const DOCUMENT = new TextEncoder().encode('{"service":"queue"}')
const BASE64 = Buffer.from(DOCUMENT).toString('base64')
const [PERSON] = TRAINING_PEOPLE
const IIN = PERSON?.iin ?? ''

let dataDir: string
let simulator: Simulator
let verifier: Verifier
let faulty: Neighbour[] = []

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'qyzmet-simulator-'))
  simulator = await start()
  verifier = verifierFor(simulator)
})
after(async () => {
  await simulator.stop()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(() => {
  Object.assign(simulator.faults, { ocsp: 'none', crl: 'none', stamp: 'none' })
  Object.assign(simulator.signing, { next: 'valid', actingIin: '' })
  faulty = []
})

function start(): Promise<Simulator> {
  return startSimulator({ dataDir, httpPort: 0, ncaLayerPort: 0, clock: () => NOW, slowMs: 50 })
}

function verifierFor({ url, anchorsPem }: Simulator): Verifier {
  const post = (path: string, type: string) => async (body: Uint8Array) => {
    const headers = { 'content-type': type }
    const answer = await fetch(url + path, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(500),
    })
    if (!answer.ok) throw new Error(`HTTP ${String(answer.status)}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
  return createVerifier({
    anchors: parseAnchors(anchorsPem, { profile: 'training' }),
    askOcsp: post('/ocsp', 'application/ocsp-request'),
    askStamp: post('/tsp', 'application/timestamp-query'),
    fetchCrl: async ({ publicKey }) => {
      const path = publicKey.algorithm === OID.gost512Key ? '/crl/gost' : '/crl'
      const answer = await fetch(url + path, { signal: AbortSignal.timeout(500) })
      return new Uint8Array(await answer.arrayBuffer())
    },
    now: () => NOW,
    report: ({ neighbour }) => faulty.push(neighbour),
  })
}

async function signWith(story: SigningStory, withStamp = false, asked: Partial<SignOptions> = {}): Promise<Uint8Array> {
  simulator.signing.next = story
  const layer = await connectNcaLayer(simulator.ncaLayerUrl)
  try {
    const [signature = ''] = await layer.sign({ documents: [BASE64], iin: IIN, locale: 'kk', withStamp, ...asked })
    return new Uint8Array(Buffer.from(signature, 'base64'))
  } finally {
    layer.close()
  }
}

/** Something that asks for signatures on a telephone, with an organisation's certificate. */
async function serviceWith(documents: readonly Uint8Array[], bin: string) {
  const app = fastify()
  let taken: readonly Uint8Array[] = []
  app.get('/code', async () => ({
    description: '',
    expiry_date: NOW.toString(),
    organisation: { nameRu: '', nameKz: '', nameEn: '', bin: '' },
    document: { uri: `${url}/documents`, auth_type: 'Bearer', auth_token: 'token' },
  }))
  app.get('/documents', async () => ({
    signMethod: 'CMS_SIGN_ONLY',
    documentsToSign: documents.map((bytes, at) => ({
      id: String(at),
      nameRu: '',
      nameKz: '',
      nameEn: '',
      meta: [{ name: 'BIN', value: bin }],
      document: { file: { mime: '@file/json', data: Buffer.from(bytes).toString('base64') } },
    })),
  }))
  app.put<{ Body: DocumentsAnswer }>('/documents', async ({ body }) => {
    taken = body.documentsToSign.map(({ document }) => new Uint8Array(Buffer.from(document.file.data, 'base64')))
    return []
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, taken: () => taken, stop: () => app.close() }
}

function verify(cms: Uint8Array): Promise<Verdict> {
  return verifier.verify({ cms, document: DOCUMENT, expected: { iin: IIN } })
}

function reasonOf(verdict: Verdict): string {
  return verdict.verdict === 'VALID' ? 'VALID' : `${verdict.verdict} ${verdict.reason}`
}

describe('on the telephone', () => {
  test('each document is signed, with the certificate of the organisation when it is chosen', async () => {
    const documents = [DOCUMENT, new TextEncoder().encode('{"scan":1}')]
    const bin = '150140900109'
    const service = await serviceWith(documents, bin)
    const post = async (path: string, fields: Record<string, string>) => {
      const answer = await fetch(simulator.url + path, { method: 'POST', body: new URLSearchParams(fields) })
      return answer.text()
    }
    try {
      const holders = []
      for (const certificate of ['individual', 'head', undefined]) {
        const shown = await post('/egov-mobile/open?locale=kk', { address: `mobileSign:${service.url}/code` })
        assert.match(shown, /<small>BIN: 150140900109<\/small>/)
        const [, id = ''] = /\/egov-mobile\/([^/]+)\/sign/.exec(shown) ?? []
        const [, offered = ''] = /name="certificate">.*?value="([a-z-]+)" selected/s.exec(shown) ?? []
        const chosen = { certificate: certificate ?? offered, bin, iin: IIN, story: 'valid', answer: 'sign' }
        await post(`/egov-mobile/${id}/sign?locale=kk`, chosen)
        assert.equal(service.taken().length, documents.length)
        for (const [at, cms] of service.taken().entries()) {
          const verdict = await verifier.verify({ cms, document: documents[at] ?? DOCUMENT, expected: { iin: IIN } })
          assert.equal(reasonOf(verdict), 'VALID')
          holders.push(`${verdict.signer?.bin ?? 'own'} ${verdict.signer?.roles.join() ?? ''}`)
        }
      }
      assert.deepEqual(
        new Set(holders),
        new Set(['own individual', `${bin} legal-entity,head`, `${bin} legal-entity,signing-right`]),
      )
    } finally {
      await service.stop()
    }
  })
})

describe('from the browser to the verdict', () => {
  test('a signature made through NCALayer is valid, stamped by the server, and names the person', async () => {
    const verdict = await verify(await signWith('valid'))
    assert.equal(reasonOf(verdict), 'VALID')
    assert.equal(verdict.signer?.iin, IIN)
    assert.equal(verdict.signer?.surname, PERSON?.surname.toUpperCase())
    assert.ok(verdict.evidence.timeStamp)
    assert.ok(verdict.evidence.ocspResponse)
    assert.deepEqual(faulty, [])
  })
  test('the stamp NCALayer adds is used in place of another', async () => {
    simulator.faults.stamp = 'down'
    const verdict = await verify(await signWith('valid', true))
    assert.equal(reasonOf(verdict), 'VALID')
    assert.ok(verdict.evidence.timeStamp)
    assert.deepEqual(faulty, [])
  })
  test('with a GOST-512 key: the certificate, the OCSP answer and the stamp of NCALayer are of GOST authorities', async () => {
    simulator.faults.stamp = 'down'
    const verdict = await verify(await signWith('gost', true))
    assert.equal(reasonOf(verdict), 'VALID')
    assert.deepEqual([verdict.signer?.iin, verdict.signer?.publicKey.algorithm], [IIN, OID.gost512Key])
    assert.deepEqual(verdict.signer?.policies, [OID.policyArc])
    const kinds = verdict.evidence.certificates.map((der) => parseCertificate(der).publicKey.algorithm)
    // Holder, issuing authority, root, responder, stamper.
    assert.deepEqual(
      kinds,
      Array.from({ length: 5 }, () => OID.gost512Key),
    )
    assert.deepEqual(faulty, [])
  })
  test('with a GOST-512 key and the stamp the server asks for, which is RSA', async () => {
    const verdict = await verify(await signWith('gost'))
    assert.equal(reasonOf(verdict), 'VALID')
    const kinds = verdict.evidence.certificates.map((der) => parseCertificate(der).publicKey.algorithm)
    assert.deepEqual([...new Set(kinds)].toSorted(), [OID.gost512Key, OID.rsaEncryption].toSorted())
  })
  const stories: readonly (readonly [SigningStory, string])[] = [
    ['slow', 'VALID'],
    ['gost', 'VALID'],
    ['expired', 'INVALID certificate-expired'],
    ['not-yet-valid', 'INVALID certificate-not-yet-valid'],
    ['revoked', 'INVALID certificate-revoked'],
    ['auth', 'INVALID key-usage-wrong'],
    ['broken', 'INVALID signature-wrong'],
  ]
  for (const [story, wanted] of stories) {
    test(`the story "${story}" ends with ${wanted}, and the next signature is right again`, async () => {
      assert.equal(reasonOf(await verify(await signWith(story))), wanted)
      assert.equal(simulator.signing.next, 'valid')
    })
  }
})

describe('when a neighbour fails', () => {
  let cms: Uint8Array
  before(async () => {
    cms = await signWith('valid')
  })
  for (const fault of ['silent', 'down', 'refused'] as const) {
    test(`OCSP ${fault}: the list decides`, async () => {
      simulator.faults.ocsp = fault
      const verdict = await verify(cms)
      assert.equal(reasonOf(verdict), 'VALID')
      assert.ok(verdict.evidence.crl)
      assert.deepEqual(faulty, ['ocsp'])
    })
    test(`OCSP ${fault} and the list stale: pending, and valid when asked again`, async () => {
      Object.assign(simulator.faults, { ocsp: fault, crl: 'stale' })
      assert.equal(reasonOf(await verify(cms)), 'INDETERMINATE revocation-unknown')
      Object.assign(simulator.faults, { ocsp: 'none', crl: 'none' })
      assert.equal(reasonOf(await verify(cms)), 'VALID')
    })
  }
  test('OCSP and the list both down: pending, not lost', async () => {
    Object.assign(simulator.faults, { ocsp: 'down', crl: 'down' })
    assert.equal(reasonOf(await verify(cms)), 'INDETERMINATE revocation-unknown')
    assert.deepEqual(faulty, ['ocsp', 'crl'])
  })
  test('OCSP down, GOST: the list of the GOST authority decides, the RSA one cannot', async () => {
    const signed = await signWith('gost')
    simulator.faults.ocsp = 'down'
    assert.equal(reasonOf(await verify(signed)), 'VALID')
    const other = createVerifier({
      anchors: parseAnchors(simulator.anchorsPem, { profile: 'training' }),
      askOcsp: () => Promise.reject(new Error('down')),
      fetchCrl: async () => simulator.authority.crl(),
      now: () => NOW,
    })
    const asked = { cms: signed, document: DOCUMENT, expected: { iin: IIN } }
    assert.equal(reasonOf(await other.verify(asked)), 'INDETERMINATE revocation-unknown')
    const certificate = (await verify(signed)).signer
    await simulator.authority.revoke(certificate?.serial ?? '', 'keyCompromise')
    assert.equal(reasonOf(await verify(signed)), 'INVALID certificate-revoked')
    simulator.faults.ocsp = 'none'
    assert.equal(reasonOf(await verify(signed)), 'INVALID certificate-revoked')
  })
  for (const fault of ['wrong-signature', 'stale', 'replayed', 'other-certificate'] as const) {
    test(`an OCSP answer with ${fault} is not healed by the list`, async () => {
      simulator.faults.ocsp = fault
      assert.equal(reasonOf(await verify(cms)), 'INDETERMINATE revocation-unknown')
      assert.deepEqual(faulty, ['ocsp'])
    })
  }
  test('a slow OCSP is waited for', async () => {
    simulator.faults.ocsp = 'slow'
    assert.equal(reasonOf(await verify(cms)), 'VALID')
  })
  for (const fault of ['silent', 'down', 'refused', 'wrong-signature', 'stale', 'replayed'] as const) {
    test(`the stamper ${fault}: the signature is judged at its receipt`, async () => {
      simulator.faults.stamp = fault
      const verdict = await verify(cms)
      assert.equal(reasonOf(verdict), 'VALID')
      assert.equal(verdict.evidence.timeStamp, undefined)
      assert.deepEqual(faulty, ['stamp'])
    })
  }
  test('a check repeated later is judged at the first receipt, though the certificate has ended since', async () => {
    const receivedAt = NOW.subtract({ hours: 2 })
    const holder = { iin: IIN, surname: 'Үлгібаева', givenName: 'Айсәуле' }
    const validity = { notBefore: NOW.subtract({ hours: 48 }), notAfter: NOW.subtract({ hours: 1 }) }
    const signer = await simulator.authority.issue({ holder, kind: 'individual', label: 'ending', ...validity })
    const late = buildSignedData({
      signerInfos: [buildSignerInfo({ signer, digest: digestOf(DOCUMENT) })],
      certificates: [signer.der],
    })
    const asked = { cms: late, document: DOCUMENT, expected: { iin: IIN } }
    const verdict = await verifier.verify({ ...asked, receivedAt })
    assert.ok(verdict.verdict === 'VALID' && verdict.signedAt.equals(receivedAt))
    assert.ok(verdict.evidence.checkedAt.equals(NOW))
    assert.equal(reasonOf(await verifier.verify(asked)), 'INVALID certificate-expired')
  })
  test('a signature that cannot become valid is asked about nowhere', async () => {
    Object.assign(simulator.faults, { ocsp: 'down', crl: 'down', stamp: 'down' })
    const verdict = await verifier.verify({ cms, document: DOCUMENT, expected: { iin: '840123300122' } })
    assert.equal(reasonOf(verdict), 'INVALID iin-mismatch')
    assert.deepEqual(faulty, [])
  })
})

describe('the browser’s client', () => {
  const fault = (wanted: string) => (error: unknown) => error instanceof NcaLayerError && error.fault === wanted

  test('gets one signature for each document, in their order', async () => {
    const layer = await connectNcaLayer(simulator.ncaLayerUrl)
    assert.equal(layer.version, '1.4')
    const texts = ['first', 'second', 'third'].map((text) => new TextEncoder().encode(text))
    const documents = texts.map((text) => Buffer.from(text).toString('base64'))
    const signatures = await layer.sign({ documents, iin: IIN, locale: 'ru' })
    layer.close()
    assert.equal(signatures.length, 3)
    for (const [place, signature] of signatures.entries()) {
      const cms = new Uint8Array(Buffer.from(signature, 'base64'))
      const document = texts[place] ?? DOCUMENT
      assert.equal(reasonOf(await verifier.verify({ cms, document, expected: { iin: IIN } })), 'VALID')
    }
  })
  test('tells a person who declined from a failure', async () => {
    await assert.rejects(signWith('cancel'), fault('cancelled'))
    await assert.rejects(signWith('failure'), fault('failure'))
  })
  test('says of a wrong key whose is needed and whose was used, and sends nothing', async () => {
    const keyOf = (wanted: string, needed: string) => (error: unknown) =>
      fault(wanted)(error) && error instanceof NcaLayerError && error.key?.needed === `********${needed.slice(-4)}`
    await assert.rejects(signWith('other-person'), keyOf('wrong-person', IIN))
    const bin = '990340001235'
    await assert.rejects(signWith('other-organisation', false, { bin }), keyOf('wrong-organisation', bin))
    assert.ok((await signWith('valid', false, { bin })).length > 0)
  })
  test('tells an old program, one without the part that signs, and one that is silent', async () => {
    await assert.rejects(signWith('old-version'), fault('old-version'))
    await assert.rejects(signWith('no-module'), fault('old-version'))
    await assert.rejects(signWith('silent', false, { timeoutMs: 5 }), fault('timed-out'))
  })
  test('says that the program is not running', async () => {
    await assert.rejects(connectNcaLayer('ws://127.0.0.1:1'), fault('not-running'))
    await assert.rejects(connectNcaLayer('no address'), fault('not-running'))
  })
  test('asks one thing at a time', async () => {
    const layer = await connectNcaLayer(simulator.ncaLayerUrl)
    const request = { documents: [BASE64], iin: IIN, locale: 'kk' } as const
    simulator.signing.next = 'slow'
    const first = layer.sign(request)
    await assert.rejects(layer.sign(request), fault('busy'))
    assert.equal((await first).length, 1)
    assert.equal((await layer.sign(request)).length, 1)
    layer.close()
  })
  test('gives up after its time and never takes a late answer for the next one', async () => {
    const layer = await connectNcaLayer(simulator.ncaLayerUrl)
    const request = { documents: [BASE64], iin: IIN, locale: 'kk' } as const
    simulator.signing.next = 'slow'
    await assert.rejects(layer.sign({ ...request, timeoutMs: 5 }), fault('timed-out'))
    await assert.rejects(layer.sign(request), fault('not-running'))
  })
})

describe('the simulator', () => {
  test('refuses to run in production', async () => {
    for (const name of ['NODE_ENV', 'QYZMET_PROFILE'] as const) {
      const kept = process.env[name]
      process.env[name] = 'production'
      try {
        await assert.rejects(start(), ProductionRefusedError)
      } finally {
        if (kept === undefined) delete process.env[name]
        else process.env[name] = kept
      }
    }
  })
  test('keeps its authority over a restart, with keys only their owner can read', async () => {
    const again = await startSimulator({ dataDir, httpPort: 0, ncaLayerPort: 0, clock: () => NOW })
    await again.stop()
    assert.equal(again.anchorsPem, simulator.anchorsPem)
    assert.equal(await readFile(join(dataDir, 'anchors.pem'), 'utf8'), simulator.anchorsPem)
    const files = await readdir(join(dataDir, 'authority'))
    const keys = files.filter((name) => name.endsWith('.key.pem'))
    assert.ok(keys.length >= 5)
    for (const key of keys) assert.equal((await stat(join(dataDir, 'authority', key))).mode & 0o077, 0)
  })
  test('marks its authority so that production never loads it', () => {
    assert.throws(() => parseAnchors(simulator.anchorsPem), /production/)
    assert.equal(parseAnchors(simulator.anchorsPem, { profile: 'training' }).training, true)
  })
  test('lets a trainee choose the key and what happens next', async () => {
    const { url } = simulator
    const other = TRAINING_PEOPLE[1]?.iin ?? ''
    const page = await (await fetch(`${url}/ncalayer/`)).text()
    assert.match(page, /<html lang="kk">/)
    assert.ok(page.includes(other))
    const post = (body: string, type: string) =>
      fetch(`${url}/ncalayer/next`, { method: 'POST', body, headers: { 'content-type': type }, redirect: 'manual' })
    assert.equal((await post('story=expired', 'application/x-www-form-urlencoded')).status, 303)
    assert.equal(simulator.signing.next, 'expired')
    assert.equal((await post(`{"story":"valid","iin":"${other}"}`, 'application/json')).status, 200)
    assert.equal(reasonOf(await verify(await signWith('valid', false, { iin: '' }))), 'INVALID iin-mismatch')
    assert.equal((await post('{"story":"nonsense"}', 'application/json')).status, 400)
    assert.equal((await post('{"iin":"000000000000"}', 'application/json')).status, 400)
  })
  test('issues certificates of every kind on request, revokes them, holds them and lifts the hold', async () => {
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${simulator.url}/authority/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: (await answer.json()) as { serial?: string; pem?: string } }
    }
    for (const kind of CERTIFICATE_KINDS) {
      const { status, body } = await post('certificates', { kind, keys: 'gost-512', iin: IIN })
      assert.equal(status, 201, kind)
      assert.ok(body.pem?.startsWith('-----BEGIN CERTIFICATE-----'))
    }
    const { body } = await post('certificates', { kind: 'head', iin: IIN, bin: '060840003456' })
    const certificate = `certificates/${body.serial}`
    const listed = async () => {
      const answer = await fetch(`${simulator.url}/authority/certificates`)
      const { certificates } = (await answer.json()) as { certificates: readonly Readonly<Record<string, unknown>>[] }
      return certificates.find(({ serial }) => serial === body.serial)
    }
    assert.equal((await post(`${certificate}/release`, {})).status, 409)
    assert.equal((await post(`${certificate}/revoke`, { reason: 'certificateHold' })).status, 200)
    assert.equal((await listed())?.['reason'], 'certificateHold')
    assert.equal((await post(`${certificate}/release`, {})).status, 200)
    assert.equal((await post(`${certificate}/revoke`, { reason: 'superseded' })).status, 200)
    assert.deepEqual([(await listed())?.['reason'], (await listed())?.['bin']], ['superseded', '060840003456'])
    const page = await (await fetch(`${simulator.url}/authority/`)).text()
    assert.ok(page.includes('Бірінші басшы') && page.includes('superseded'))
    assert.equal((await post('certificates', { kind: 'king', iin: IIN })).status, 400)
    assert.equal((await post('certificates', { kind: 'head', iin: '000000000000' })).status, 400)
    assert.equal((await post('certificates/00/revoke', {})).status, 404)
    assert.equal((await post(`${certificate}/revoke`, { reason: 'whim' })).status, 400)
  })
  test('answers what it cannot read with 400, and unknown faults too', async () => {
    const { url } = simulator
    const post = (path: string, type: string, body: string) =>
      fetch(url + path, { method: 'POST', body, headers: { 'content-type': type } })
    assert.equal((await post('/ocsp', 'application/ocsp-request', 'nonsense')).status, 400)
    assert.equal((await post('/tsp', 'application/timestamp-query', 'nonsense')).status, 400)
    assert.equal((await post('/authority/faults', 'application/json', '{"ocsp":"odd"}')).status, 400)
    assert.equal((await post('/authority/faults', 'application/json', '{"ocsp":"silent"}')).status, 200)
    assert.equal(simulator.faults.ocsp, 'silent')
  })
})

describe('the protocol of NCALayer', () => {
  const talk = async (...messages: readonly string[]): Promise<readonly unknown[]> => {
    const socket = new WebSocket(simulator.ncaLayerUrl)
    const answers: unknown[] = []
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('error', () => reject(new Error('the socket broke')))
      socket.addEventListener('message', ({ data }) => {
        answers.push(JSON.parse(String(data)))
        const next = messages[answers.length - 1]
        if (next === undefined) resolve()
        else socket.send(next)
      })
    })
    socket.close()
    return answers
  }
  const greeting = { result: { version: '1.4' } }

  test('greets, and answers a heartbeat with the greeting', async () => {
    assert.deepEqual(await talk('--heartbeat--'), [greeting, greeting])
  })
  test('knows no other module', async () => {
    const [, answer] = await talk('{"module":"kz.gov.pki.knca.commonUtils","method":"getActiveTokens"}')
    assert.deepEqual(answer, { success: false, errorCode: 'MODULE_NOT_FOUND' })
  })
  test('names what is wrong with a request', async () => {
    const sign = (args: unknown): string => JSON.stringify({ module: 'kz.gov.pki.knca.basics', method: 'sign', args })
    const codes = async (...messages: readonly string[]): Promise<readonly unknown[]> =>
      (await talk(...messages)).slice(1).map((answer) => (answer as { code?: unknown }).code)
    assert.deepEqual(
      await codes(
        'nonsense',
        '{"module":"kz.gov.pki.knca.basics","method":"dance"}',
        sign({ format: 'xml', data: 'PHgvPg==' }),
        sign({ format: 'cms' }),
        sign({ format: 'cms', data: '!!', signingParams: { decode: true } }),
        sign({ format: 'cms', data: BASE64, signingParams: { decode: true, encapsulate: false, digested: true } }),
        sign({ format: 'cms', data: BASE64 }),
      ),
      [
        'GENERAL_ERROR',
        'INVOCATION_ERROR',
        'INVALID_SIGNING_PARAMS',
        'INVALID_SIGNING_PARAMS',
        'INVALID_SIGNING_PARAMS',
        'INVALID_SIGNING_PARAMS',
        'SIGNING_FAILURE',
      ],
    )
  })
  test('left to itself signs the text as it stands and puts it inside', async () => {
    const request = {
      module: 'kz.gov.pki.knca.basics',
      method: 'sign',
      args: { format: 'cms', data: 'text', signerParams: { iin: IIN } },
    }
    const [, answer] = await talk(JSON.stringify(request))
    const [pem = ''] = (answer as { body: { result: readonly string[] } }).body.result
    const cms = new Uint8Array(Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64'))
    const wanted = { cms, document: new TextEncoder().encode('text'), expected: { iin: IIN } }
    assert.equal(reasonOf(await verifier.verify(wanted)), 'VALID')
    assert.equal(reasonOf(await verify(cms)), 'INVALID content-differs')
  })
})
