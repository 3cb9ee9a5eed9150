// What our verifier and our authority say, beside what pkijs and the openssl program say of the same octets.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createPrivateKey, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import * as pkijs from 'pkijs'
import {
  checkOcsp,
  grantedToken,
  judge,
  ocspRequest,
  parseAnchors,
  parseCertificate,
  parseSignedData,
  RULES_2026,
  rsaSuite,
  timeStampRequest,
  type TrustAnchors,
} from '@qyzmet/eds'
import { toPem, type Authority } from './authority.ts'
import { utf8, type Holding } from './certificate-builder.ts'
import { buildSignedData, buildSignerInfo, digestOf } from './cms-builder.ts'
import { rsaKey } from './signing-key.ts'
import { asBuffer, HAS_OPENSSL, isSoundToOpenssl, isSoundToPkijs, ourFinding } from './testing/oracles.ts'
import { foundTestAuthority, type TestAuthority } from './testing/founded-authority.ts'

const skip = HAS_OPENSSL ? false : 'the program openssl is not here'

// The openssl program judges OCSP by the machine's clock.
const NOW = Temporal.Now.instant().round('second')
const DOCUMENT = utf8('{"service":"queue","answers":{"rooms":2}}')
const HOLDER = { iin: '900514450127', surname: 'Үлгібаева', givenName: 'Айсәуле' }

let folder: string
let founded: TestAuthority
let authority: Authority
let person: Holding

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qyzmet-oracles-'))
  founded = await foundTestAuthority(NOW.toString())
  authority = founded.authority
  person = await authority.issue({ holder: HOLDER, kind: 'individual' })
})
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await founded.remove()
})

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

/** Runs openssl in the test's folder. Words are parted by spaces; `last` are words with spaces in them. */
function openssl(command: string, ...last: readonly string[]): { readonly ok: boolean; readonly output: string } {
  const words = [...command.split(' '), ...last]
  const { status, stdout, stderr } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8', timeout: 30_000 })
  return { ok: status === 0, output: stdout + stderr }
}

function mustRun(command: string, ...last: readonly string[]): void {
  const { ok, output } = openssl(command, ...last)
  assert.ok(ok, `openssl ${command}: ${output}`)
}

function sign(signer: Holding, content?: Uint8Array): Uint8Array {
  return buildSignedData({
    signerInfos: [buildSignerInfo({ signer, digest: digestOf(DOCUMENT), signingTime: NOW })],
    certificates: [signer.der],
    ...(content === undefined ? {} : { content }),
  })
}

function soundToUs(cms: Uint8Array, document: Uint8Array, anchors: TrustAnchors, at = NOW): boolean {
  return ourFinding({ cms, document, anchors, at }) === undefined
}

function soundToPkijs(cms: Uint8Array, document: Uint8Array, anchors: TrustAnchors, at = NOW): Promise<boolean> {
  return isSoundToPkijs({ cms, document, anchors, at })
}

function soundToOpenssl(cms: Uint8Array, document: Uint8Array, anchorsPem: string, at = NOW): boolean {
  return isSoundToOpenssl({ cms, document, at }, anchorsPem, folder)
}

describe('a signature of the training signer', { skip }, () => {
  test('is sound or not to all three alike', async () => {
    const rival = await foundTestAuthority(NOW.toString())
    const stranger = await rival.authority.issue({ holder: HOLDER, kind: 'individual' })
    await rival.remove()
    const ended = await authority.issue({
      holder: HOLDER,
      kind: 'individual',
      notBefore: NOW.subtract({ hours: 48 }),
      notAfter: NOW.subtract({ hours: 24 }),
    })
    const cms = sign(person)
    const flipped = (place: number): Uint8Array => cms.with(place, (cms[place] ?? 0) ^ 0x20)
    const certificateAt = Buffer.from(cms).indexOf(person.der)
    const cases: readonly (readonly [string, Uint8Array, Uint8Array, boolean])[] = [
      ['detached', cms, DOCUMENT, true],
      ['attached', sign(person, DOCUMENT), DOCUMENT, true],
      ['another document', cms, utf8('another'), false],
      ['flipped signature', flipped(cms.length - 100), DOCUMENT, false],
      ['flipped digest', flipped(Buffer.from(cms).indexOf(digestOf(DOCUMENT))), DOCUMENT, false],
      ['flipped name in the certificate', flipped(certificateAt + 250), DOCUMENT, false],
      ['another authority', sign(stranger), DOCUMENT, false],
      ['ended certificate', sign(ended), DOCUMENT, false],
      ['cut off', cms.subarray(0, -1), DOCUMENT, false],
    ]
    const anchors = parseAnchors(authority.anchorsPem, { profile: 'training' })
    for (const [title, message, document, wanted] of cases) {
      assert.equal(soundToUs(message, document, anchors), wanted, `${title}: ours`)
      assert.equal(await soundToPkijs(message, document, anchors), wanted, `${title}: pkijs`)
      assert.equal(soundToOpenssl(message, document, authority.anchorsPem), wanted, `${title}: openssl`)
    }
  })
  test('is never sound to us and unsound to pkijs, whichever octet is changed', async () => {
    const anchors = parseAnchors(authority.anchorsPem, { profile: 'training' })
    const cms = sign(person)
    for (let round = 0; round < 150; round++) {
      const [high = 0, low = 0, mask = 0] = randomBytes(3)
      const place = (high * 256 + low) % cms.length
      const changed = cms.with(place, (cms[place] ?? 0) ^ mask)
      if (!soundToUs(changed, DOCUMENT, anchors)) continue
      assert.ok(await soundToPkijs(changed, DOCUMENT, anchors), `octet ${String(place)} with ${String(mask)}`)
    }
  })
})

describe('the training authority', { skip }, () => {
  before(() => {
    file('anchors.pem', authority.anchorsPem)
    file('issuer.pem', toPem(authority.rsa.issuer.der))
    file('leaf.pem', toPem(person.der))
  })

  test('issues certificates openssl builds a strict chain to', () => {
    mustRun('verify -x509_strict -CAfile anchors.pem leaf.pem')
  })
  test('answers OCSP as openssl and pkijs accept it, nonce and all', async () => {
    const nonce = randomBytes(16)
    const request = ocspRequest(parseCertificate(person.der), parseCertificate(authority.rsa.issuer.der), nonce)
    const answer = authority.answerOcsp(request)
    file('request.der', request)
    file('answer.der', answer)
    const { ok, output } = openssl(
      'ocsp -issuer issuer.pem -sha256 -cert leaf.pem -CAfile anchors.pem -respin answer.der -no_nonce',
    )
    assert.ok(ok && output.includes('Response verify OK') && output.includes('leaf.pem: good'), output)
    const hex = nonce.toString('hex').toUpperCase()
    assert.ok(openssl('ocsp -reqin request.der -req_text -noverify').output.includes(hex))
    assert.ok(openssl('ocsp -respin answer.der -resp_text -noverify').output.includes(hex))

    const response = pkijs.OCSPResponse.fromBER(asBuffer(answer))
    const status = await response.getCertificateStatus(
      pkijs.Certificate.fromBER(asBuffer(person.der)),
      pkijs.Certificate.fromBER(asBuffer(authority.rsa.issuer.der)),
    )
    assert.deepEqual(status, { isForCertificate: true, status: 0 })
    const basic = pkijs.BasicOCSPResponse.fromBER(
      asBuffer(response.responseBytes?.response.valueBlock.valueHexView ?? answer),
    )
    const trustedCerts = parseAnchors(authority.anchorsPem, { profile: 'training' }).roots.map(({ der }) =>
      pkijs.Certificate.fromBER(asBuffer(der)),
    )
    basic.certs?.push(pkijs.Certificate.fromBER(asBuffer(authority.rsa.issuer.der)))
    assert.equal(await basic.verify({ trustedCerts }), true)
  })
  test('publishes a list openssl verifies', async () => {
    const revoked = await authority.issue({ holder: HOLDER, kind: 'employee' })
    await authority.revoke(parseCertificate(revoked.der).serial, 'superseded')
    file('list.crl', authority.crl())
    const { ok, output } = openssl('crl -inform DER -in list.crl -CAfile anchors.pem -text')
    assert.ok(ok && output.includes('verify OK'), output)
    assert.match(output, /Superseded/)
  })
  test('stamps as openssl verifies it, by digest and by nonce', () => {
    const nonce = randomBytes(16).with(0, 1)
    const request = timeStampRequest(digestOf(DOCUMENT), nonce)
    const answer = authority.answerStamp(request)
    assert.ok(grantedToken(answer, nonce))
    assert.equal(grantedToken(answer, nonce.with(1, (nonce[1] ?? 0) ^ 1)), undefined)
    file('stamp.tsq', request)
    file('stamp.tsr', answer)
    file('stamped', DOCUMENT)
    file('other', utf8('other'))
    mustRun('ts -verify -queryfile stamp.tsq -in stamp.tsr -CAfile anchors.pem')
    mustRun('ts -verify -data stamped -in stamp.tsr -CAfile anchors.pem')
    assert.equal(openssl('ts -verify -data other -in stamp.tsr -CAfile anchors.pem').ok, false)
  })
})

const PROFILE = `
[req]
prompt=no
distinguished_name=none
utf8=yes
string_mask=utf8only
[none]
[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[sub]
basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
[person]
keyUsage=critical,digitalSignature,nonRepudiation
extendedKeyUsage=emailProtection,1.2.398.3.3.4.1.1
certificatePolicies=1.2.398.3.3.2.3
authorityKeyIdentifier=keyid
subjectKeyIdentifier=hash
[answer]
keyUsage=critical,digitalSignature
extendedKeyUsage=OCSPSigning
authorityKeyIdentifier=keyid
[stamp]
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
authorityKeyIdentifier=keyid
[tsa]
default_tsa=tsa1
[tsa1]
serial=tsa.srl
crypto_device=builtin
signer_digest=sha256
default_policy=1.2.398.3.3.2.6.2
digests=sha256
ordering=no
ess_cert_id_alg=sha256
[lists]
database=index.txt
crlnumber=crlnumber
default_md=sha256
`

describe('what openssl makes', { skip }, () => {
  let anchors: TrustAnchors

  before(() => {
    file('profile.cnf', PROFILE)
    file('document', DOCUMENT)
    file('index.txt', '')
    file('crlnumber', '01\n')
    file('tsa.srl', '01\n')
    const make = (name: string, section: string, subject: string, issuer?: string): void => {
      mustRun(
        `req -new -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr -utf8 -config profile.cnf -subj`,
        subject,
      )
      const signer =
        issuer === undefined ? `-signkey ${name}.key` : `-CA ${issuer}.pem -CAkey ${issuer}.key -CAcreateserial`
      mustRun(
        `x509 -req -in ${name}.csr -out ${name}.pem -days 30 -sha256 -extfile profile.cnf -extensions ${section} ${signer}`,
      )
      mustRun(`x509 -in ${name}.pem -outform DER -out ${name}.cer`)
    }
    make('root', 'ca', '/CN=ROOT TEST/C=KZ')
    make('sub', 'sub', '/CN=SUB TEST/C=KZ', 'root')
    const person = '/CN=ҮЛГІБАЕВА АЙСӘУЛЕ/SN=ҮЛГІБАЕВА/serialNumber=IIN900514450127/C=KZ/GN=МЫСАЛҚЫЗЫ'
    make('citizen', 'person', person, 'sub')
    make('responder', 'answer', '/CN=RESPONDER TEST', 'sub')
    make('stamper', 'stamp', '/CN=STAMPER TEST', 'sub')
    anchors = parseAnchors(readText('root.pem') + readText('sub.pem'), { profile: 'training' })
  })
  const readText = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))
  const signBy = (options: string): Uint8Array => {
    mustRun(
      `cms -sign -binary -md sha256 -in document -signer citizen.pem -inkey citizen.key -outform DER -out signed.der${options}`,
    )
    return read('signed.der')
  }
  const answerOcsp = (): Uint8Array => {
    mustRun(
      'ocsp -index index.txt -CA sub.pem -rsigner responder.pem -rkey responder.key -reqin request.der -respout response.der',
    )
    return read('response.der')
  }
  const publishList = (): Uint8Array => {
    mustRun('ca -config profile.cnf -name lists -gencrl -crldays 1 -cert sub.pem -keyfile sub.key -out list.pem')
    mustRun('crl -in list.pem -outform DER -out list.crl')
    return read('list.crl')
  }
  const digits = (at: Temporal.Instant): string =>
    at.toString({ smallestUnit: 'second' }).replaceAll(/\D/g, '').slice(2)

  test('is valid to us from end to end: CMS, chain, OCSP, list and stamp', () => {
    const cms = signBy(' -cades')
    const citizen = parseCertificate(read('citizen.cer'))
    const [issuer] = anchors.intermediates
    assert.ok(issuer)
    assert.deepEqual([citizen.iin, citizen.commonName], ['900514450127', 'ҮЛГІБАЕВА АЙСӘУЛЕ'])

    const now = Temporal.Now.instant()
    const expiry = digits(now.add({ hours: 240 }))
    const serial = citizen.serial.toUpperCase()
    file('index.txt', `V\t${expiry}Z\t\t${serial}\tunknown\t/CN=citizen\n`)
    const ocspNonce = randomBytes(16)
    file('request.der', ocspRequest(citizen, issuer, ocspNonce))
    const ocspResponse = answerOcsp()

    const [signer] = parseSignedData(cms, 100_000).signers
    assert.ok(signer)
    const nonce = randomBytes(16).with(0, 1)
    file('stamp.tsq', timeStampRequest(digestOf(signer.signature), nonce))
    mustRun(
      'ts -reply -config profile.cnf -section tsa1 -queryfile stamp.tsq -signer stamper.pem -inkey stamper.key -out stamp.tsr',
    )
    const timeStamp = grantedToken(read('stamp.tsr'), nonce)
    assert.ok(timeStamp)

    const expected = { iin: '900514450127', role: 'individual' } as const
    const input = { cms, document: DOCUMENT, expected, anchors, receivedAt: now }
    const verdict = judge({ ...input, ocspResponse, ocspNonce, timeStamp })
    assert.equal(verdict.verdict, 'VALID', 'reason' in verdict ? verdict.reason : '')
    assert.ok(verdict.evidence.timeStamp)
    assert.equal(judge({ ...input, crl: publishList() }).verdict, 'VALID')

    file(
      'index.txt',
      `R\t${expiry}Z\t${digits(now.subtract({ hours: 1 }))}Z,keyCompromise\t${serial}\tunknown\t/CN=citizen\n`,
    )
    const revoked = judge({ ...input, crl: publishList() })
    assert.equal(revoked.verdict === 'INVALID' && revoked.reason, 'certificate-revoked')
    const finding = checkOcsp(answerOcsp(), {
      certificate: citizen,
      issuer,
      nonce: ocspNonce,
      at: now,
      maxAge: RULES_2026.ocspMaxAge,
      clockSkew: RULES_2026.clockSkew,
      suite: rsaSuite,
    })
    assert.equal(finding.status === 'revoked' && finding.revocation.reason, 'keyCompromise')
  })
  for (const options of ['', ' -cades', ' -nodetach', ' -nodetach -stream', ' -nodetach -indef -cades', ' -keyid']) {
    test(`is sound to us and to pkijs: cms -sign${options}`, async () => {
      const now = Temporal.Now.instant()
      const cms = signBy(options)
      assert.ok(soundToUs(cms, DOCUMENT, anchors, now))
      assert.ok(await soundToPkijs(cms, DOCUMENT, anchors, now))
    })
  }
  test('is refused by us where we are stricter: without signed attributes, with SHA-1', () => {
    const reasonFor = (options: string): string => {
      const input = { document: DOCUMENT, expected: {}, anchors, receivedAt: Temporal.Now.instant() }
      const verdict = judge({ cms: signBy(options), ...input })
      return verdict.verdict === 'INVALID' ? verdict.reason : verdict.verdict
    }
    assert.equal(reasonFor(' -noattr'), 'malformed')
    assert.equal(reasonFor(' -md sha1'), 'algorithm-not-supported')
  })
  test('has keys our signer can use, and openssl accepts what it signs', () => {
    const now = Temporal.Now.instant()
    const cms = sign({ der: read('citizen.cer'), key: rsaKey(createPrivateKey(readText('citizen.key'))) })
    assert.ok(soundToUs(cms, DOCUMENT, anchors, now))
    assert.ok(soundToOpenssl(cms, DOCUMENT, readText('root.pem') + readText('sub.pem'), now))
  })
})
