import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createVerifier, judge, OID, parseCertificate } from '@qyzmet/eds'
import type { Authority } from './authority.ts'
import { utf8, type Holding } from './certificate-builder.ts'
import { buildSignedData, buildSignerInfo } from './cms-builder.ts'
import { freshSerial } from './founding.ts'
import { buildCrl } from './revocation-builder.ts'
import { SHA256, sha256, type SigningKey } from './signing-key.ts'
import { days, DOCUMENT, foundSigning, HOLDER, NOW, reasonOf, sign, stampAt, type Signing } from './testing/signing.ts'

let signing: Signing
let authority: Authority
let person: Holding
let verdictOn: Signing['verdictOn']

before(async () => {
  signing = await foundSigning('gost-512')
  ;({ authority, person, verdictOn } = signing)
})
after(() => signing.remove())

/** The person with a key that does one thing in another way. */
function withKey(change: Partial<SigningKey>): Holding {
  return { der: person.der, key: { ...person.key, ...change } }
}

describe('a signature with a GOST key is valid', () => {
  test('when everything is right, through an authority, a responder and a root of the same kind', () => {
    const verdict = verdictOn(person)
    assert.equal(reasonOf(verdict), 'VALID')
    assert.equal(verdict.signer?.iin, HOLDER.iin)
    assert.deepEqual(verdict.signer?.roles, ['individual'])
    const kinds = verdict.evidence.certificates.map((der) => parseCertificate(der).publicKey.algorithm)
    assert.deepEqual(
      kinds,
      Array.from({ length: 4 }, () => OID.gost512Key),
    )
  })
  test('when the document is inside it', () => {
    assert.equal(reasonOf(verdictOn(person, { cms: sign(person, { content: DOCUMENT }) })), 'VALID')
  })
  test('with a stamp of either kind, made while the certificate was valid', async () => {
    const holder = { holder: HOLDER, kind: 'individual', keys: 'gost-512' } as const
    const ended = await authority.issue({ ...holder, notBefore: days(-400), notAfter: days(-30) })
    assert.equal(reasonOf(verdictOn(ended)), 'INVALID certificate-expired')
    for (const { stamper } of [authority.gost, authority.rsa]) {
      const cms = sign(ended, { stamp: (signature) => stampAt(days(-40), signature, stamper) })
      const verdict = verdictOn(ended, { cms })
      assert.ok(verdict.verdict === 'VALID' && verdict.signedAt.equals(days(-40)))
      const other = sign(person, { stamp: () => stampAt(NOW, utf8('another signature'), stamper) })
      assert.equal(reasonOf(verdictOn(person, { cms: other })), 'INVALID stamp-wrong')
    }
  })
  test('by the list of its authority when OCSP is silent, and never by that of the other', () => {
    const silent = (crl: Uint8Array): string => reasonOf(verdictOn(person, { ocspResponse: undefined, crl }))
    assert.equal(silent(authority.crl(undefined, 'gost-512')), 'VALID')
    assert.equal(silent(authority.crl()), 'INDETERMINATE revocation-unknown')
    assert.equal(silent(authority.crl('wrong-signature', 'gost-512')), 'INDETERMINATE revocation-unknown')
    assert.equal(silent(authority.crl('stale', 'gost-512')), 'INDETERMINATE revocation-unknown')
    assert.equal(silent(signing.rival.crl(undefined, 'gost-512')), 'INDETERMINATE revocation-unknown')
  })
  test('when its chain is mixed: GOST under an RSA authority, RSA under a GOST one', () => {
    const cases = [
      [signing.craft({ issuer: authority.rsa.issuer }), authority.crl()],
      [signing.craft({ bits: 2048, issuer: authority.gost.issuer }), authority.crl(undefined, 'gost-512')],
    ] as const
    for (const [signer, crl] of cases) {
      assert.equal(reasonOf(verdictOn(signer, { ocspResponse: undefined, crl })), 'VALID')
    }
  })
})

describe('a signature with a GOST key is not valid', () => {
  test('over another document, or one in which an octet differs', () => {
    const document = DOCUMENT.with(3, (DOCUMENT[3] ?? 0) ^ 1)
    assert.equal(reasonOf(verdictOn(person, { document })), 'INVALID digest-mismatch')
    const other = utf8('{"service":"other"}')
    const cms = sign(person, { content: other, digest: person.key.digest(other) })
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID content-differs')
  })
  test('when its two numbers are in another order than Kazakhstan’s', () => {
    const { key } = person
    const halves = (data: Uint8Array): readonly [Uint8Array, Uint8Array] => {
      const signature = key.sign(data)
      return [signature.slice(0, 64), signature.slice(64)]
    }
    const orders: readonly ((r: Uint8Array, s: Uint8Array) => Uint8Array)[] = [
      (r, s) => Buffer.concat([s, r]),
      (r, s) => Buffer.concat([r.toReversed(), s.toReversed()]),
      (r, s) => Buffer.concat([s.toReversed(), r.toReversed()]),
    ]
    for (const order of orders) {
      const cms = sign(withKey({ sign: (data) => new Uint8Array(order(...halves(data))) }))
      assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID signature-wrong')
    }
  })
  test('when it names a hash that does not belong to the key', () => {
    const cms = sign(withKey({ digestAlgorithm: SHA256, digest: sha256 }))
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID algorithm-not-supported')
  })
  test('when it names the signature algorithm of RSA', () => {
    const cms = sign(withKey({ cmsAlgorithm: authority.rsa.issuer.key.cmsAlgorithm }))
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID algorithm-not-supported')
  })
  test('when another key made it, or another authority stands behind it', async () => {
    const other = await authority.issue({
      holder: { ...HOLDER, iin: '840123300122' },
      kind: 'individual',
      keys: 'gost-512',
    })
    const cms = sign({ der: person.der, key: other.key })
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID signature-wrong')
    assert.equal(reasonOf(verdictOn(other)), 'INVALID iin-mismatch')
    const stranger = await signing.rival.issue({ holder: HOLDER, kind: 'individual', keys: 'gost-512' })
    assert.equal(reasonOf(verdictOn(stranger)), 'INVALID chain-untrusted')
  })
  test('when it is revoked, by OCSP and by the list', async () => {
    const signer = await authority.issue({ holder: HOLDER, kind: 'individual', keys: 'gost-512' })
    await authority.revoke(parseCertificate(signer.der).serial, 'keyCompromise', days(-1))
    assert.equal(reasonOf(verdictOn(signer)), 'INVALID certificate-revoked')
    const list = { ocspResponse: undefined, crl: authority.crl(undefined, 'gost-512') }
    assert.equal(reasonOf(verdictOn(signer, list)), 'INVALID certificate-revoked')
  })
  test('when any one octet of it is flipped', () => {
    const cms = sign(person)
    const asked = signing.askOcsp(person)
    const survivors: number[] = []
    for (let place = 0; place < cms.length; place++) {
      const flipped = cms.with(place, (cms[place] ?? 0) ^ 0x01)
      const input = { document: DOCUMENT, expected: {}, anchors: signing.anchors, receivedAt: NOW, ...asked }
      if (judge({ cms: flipped, ...input }).verdict === 'VALID') survivors.push(place)
    }
    assert.deepEqual(survivors, [])
  })
  test('by an OCSP answer in which one octet is flipped, a third of them in turn', () => {
    const asked = signing.askOcsp(person)
    const cms = sign(person)
    for (let place = 0; place < asked.ocspResponse.length; place += 3) {
      const ocspResponse = asked.ocspResponse.with(place, (asked.ocspResponse[place] ?? 0) ^ 0x01)
      const verdict = verdictOn(person, { cms, ...asked, ocspResponse })
      assert.notEqual(verdict.verdict, 'VALID', `octet ${String(place)} was flipped unnoticed`)
    }
  })
})

describe('long work goes in turns', () => {
  /** How often others had their turn until the work was done. */
  const turnsDuring = async (work: () => Promise<unknown>): Promise<number> => {
    let turns = 0
    let isDone = false
    const count = (): void => {
      turns += 1
      if (!isDone) setImmediate(count)
    }
    setImmediate(count)
    await work()
    isDone = true
    return turns
  }
  const verifierWith = (crl: Uint8Array) =>
    createVerifier({
      anchors: signing.anchors,
      askOcsp: () => Promise.reject(new Error('down')),
      fetchCrl: async () => crl,
      now: () => NOW,
    })

  test('over a document of megabytes', async () => {
    const document = new Uint8Array(2 * 1024 * 1024).fill(7)
    const info = buildSignerInfo({ signer: person, digest: person.key.digest(document) })
    const cms = buildSignedData({ signerInfos: [info], certificates: [person.der] })
    const verifier = verifierWith(authority.crl(undefined, 'gost-512'))
    const asked = { cms, document, expected: { iin: HOLDER.iin } }
    const turns = await turnsDuring(async () => assert.equal(reasonOf(await verifier.verify(asked)), 'VALID'))
    assert.ok(turns >= 30, String(turns))
    const other = { ...asked, document: document.with(5, 0) }
    assert.equal(reasonOf(await verifier.verify(other)), 'INVALID digest-mismatch')
  })
  test('over a list of many thousand entries', async () => {
    const own = parseCertificate(person.der).serial
    const serials = Array.from({ length: 10_000 }, () => Buffer.from(freshSerial()).toString('hex'))
    const list = (revoked: readonly string[]): Uint8Array => {
      const entries = revoked.map((serial) => ({ serial, at: days(-2) }))
      return buildCrl({ number: 1, thisUpdate: NOW, nextUpdate: days(1), revoked: entries }, authority.gost.issuer)
    }
    const asked = { cms: sign(person), document: DOCUMENT, expected: { iin: HOLDER.iin } }
    const turns = await turnsDuring(async () => {
      assert.equal(reasonOf(await verifierWith(list(serials)).verify(asked)), 'VALID')
    })
    assert.ok(turns >= 8, String(turns))
    const verdict = await verifierWith(list([...serials, own])).verify(asked)
    assert.equal(reasonOf(verdict), 'INVALID certificate-revoked')
    const whole = list(serials)
    const damaged = whole.with(whole.length - 3, (whole.at(-3) ?? 0) ^ 1)
    assert.equal(reasonOf(await verifierWith(damaged).verify(asked)), 'INDETERMINATE revocation-unknown')
    const cutOff = verifierWith(whole.subarray(0, -1))
    assert.equal(reasonOf(await cutOff.verify(asked)), 'INDETERMINATE revocation-unknown')
  })
})
