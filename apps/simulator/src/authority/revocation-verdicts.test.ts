import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { checkOcsp, ocspRequest, parseCertificate, RULES_2026, rsaSuite, type JudgeInput } from '@qyzmet/eds'
import type { Authority } from './authority.ts'
import type { Holding } from './certificate-builder.ts'
import { digestOf } from './cms-builder.ts'
import { freshSerial } from './founding.ts'
import { buildCrl, buildOcspError, buildOcspResponse, parseOcspRequest, type OcspPlan } from './revocation-builder.ts'
import { days, foundSigning, HOLDER, NOW, reasonOf, sign, stampAt, type Signing } from './testing/signing.ts'

let signing: Signing
let authority: Authority
let person: Holding
let verdictOn: Signing['verdictOn']

before(async () => {
  signing = await foundSigning()
  ;({ authority, person, verdictOn } = signing)
})
after(() => signing.remove())

describe('an OCSP answer does not count', () => {
  const cases: readonly (readonly [string, string, () => Partial<JudgeInput>])[] = [
    [
      'when it is replayed from an earlier question',
      'nonce-differs',
      () => ({ ...signing.askOcsp(person), ocspNonce: randomBytes(16) }),
    ],
    ['when it is about another certificate', 'other-certificate', () => signing.askOcsp(signing.craft({}))],
    ['when it is three days old', 'stale', () => answer({ thisUpdate: days(-3), producedAt: days(-3) })],
    ['when it comes from the future', 'stale', () => answer({ thisUpdate: days(1), producedAt: days(1) })],
    ['when an ordinary holder signed it', 'responder-untrusted', () => answer({}, person)],
    ['when the stamper signed it', 'responder-untrusted', () => answer({}, authority.rsa.stamper)],
    [
      'when a responder of another authority signed it',
      'responder-untrusted',
      () => answer({}, signing.rival.rsa.responder),
    ],
    [
      'when another key signed it in the responder’s name',
      'signature-wrong',
      () => answer({}, { ...authority.rsa.responder, key: person.key }),
    ],
    ['when it is cut off', 'malformed', () => corrupted((bytes) => bytes.subarray(0, -1))],
    ['when octets follow it', 'malformed', () => corrupted((bytes) => Uint8Array.from([...bytes, 0]))],
    ['when it is empty', 'malformed', () => corrupted(() => new Uint8Array())],
  ]
  const answer = (plan: Partial<OcspPlan>, responder = authority.rsa.responder): Partial<JudgeInput> => {
    const ocspNonce = randomBytes(16)
    const request = ocspRequest(parseCertificate(person.der), parseCertificate(authority.rsa.issuer.der), ocspNonce)
    const query = parseOcspRequest(request)
    return {
      ocspNonce,
      ocspResponse: buildOcspResponse({ query, status: 'good', thisUpdate: NOW, producedAt: NOW, ...plan }, responder),
    }
  }
  const corrupted = (change: (bytes: Uint8Array) => Uint8Array): Partial<JudgeInput> => {
    const asked = signing.askOcsp(person)
    return { ...asked, ocspResponse: change(asked.ocspResponse ?? new Uint8Array()) }
  }
  for (const [title, why, make] of cases) {
    test(title, () => {
      const input = make()
      assert.equal(reasonOf(verdictOn(person, input)), 'INDETERMINATE revocation-unknown')
      // A list does not heal an answer that was tampered with.
      assert.equal(reasonOf(verdictOn(person, { ...input, crl: authority.crl() })), 'INDETERMINATE revocation-unknown')
      const finding = checkOcsp(input.ocspResponse ?? new Uint8Array(), {
        certificate: parseCertificate(person.der),
        issuer: signing.anchors.intermediates[0] ?? parseCertificate(authority.rsa.issuer.der),
        ...(input.ocspNonce === undefined ? {} : { nonce: input.ocspNonce }),
        at: NOW,
        maxAge: RULES_2026.ocspMaxAge,
        clockSkew: RULES_2026.clockSkew,
        suite: rsaSuite,
      })
      assert.deepEqual(finding, { status: 'unusable', why })
    })
  }
  test('when every octet of it is flipped in turn, it never makes a signature valid', () => {
    const asked = signing.askOcsp(person)
    const { ocspResponse } = asked
    const cms = sign(person)
    for (let place = 0; place < ocspResponse.length; place++) {
      const flipped = ocspResponse.with(place, (ocspResponse[place] ?? 0) ^ 0x01)
      const verdict = verdictOn(person, { cms, ...asked, ocspResponse: flipped })
      assert.notEqual(verdict.verdict, 'VALID', `octet ${String(place)} was flipped unnoticed`)
    }
  })
  test('when it says that the responder does not know', () => {
    assert.equal(reasonOf(verdictOn(person, answer({ status: 'unknown' }))), 'INDETERMINATE revocation-unknown')
  })
  test('when no nonce was asked for', () => {
    const { ocspResponse } = signing.askOcsp(person)
    assert.equal(
      reasonOf(verdictOn(person, { ocspResponse, ocspNonce: undefined })),
      'INDETERMINATE revocation-unknown',
    )
  })
})

describe('a revoked certificate', () => {
  const revoked = async (at: Temporal.Instant, reason?: 'keyCompromise' | 'superseded' | 'certificateHold') => {
    const holding = await authority.issue({ holder: HOLDER, kind: 'individual' })
    await authority.revoke(parseCertificate(holding.der).serial, reason, at)
    return holding
  }
  test('is found by OCSP', async () => {
    assert.equal(reasonOf(verdictOn(await revoked(days(-1), 'keyCompromise'))), 'INVALID certificate-revoked')
  })
  test('is found by the list when OCSP is silent', async () => {
    const signer = await revoked(days(-1), 'superseded')
    const silent = { ocspResponse: undefined, crl: authority.crl() }
    assert.equal(reasonOf(verdictOn(signer, silent)), 'INVALID certificate-revoked')
  })
  test('is found by the list even when the OCSP answer cannot be used', async () => {
    const signer = await revoked(days(-1))
    const unusable = { ocspNonce: randomBytes(16), crl: authority.crl() }
    assert.equal(reasonOf(verdictOn(signer, unusable)), 'INVALID certificate-revoked')
  })
  test('keeps the force of what was signed before, when only the holder’s affairs changed', async () => {
    const stamp = (signature: Uint8Array): Uint8Array =>
      stampAt(NOW.subtract({ hours: 20 }), signature, authority.rsa.stamper)
    const cases = [
      ['superseded', 'VALID'],
      ['keyCompromise', 'INVALID certificate-revoked'],
      ['certificateHold', 'INVALID certificate-revoked'],
      [undefined, 'INVALID certificate-revoked'],
    ] as const
    for (const [reason, wanted] of cases) {
      const signer = await revoked(NOW.subtract({ hours: 10 }), reason)
      assert.equal(reasonOf(verdictOn(signer, { cms: sign(signer, { stamp }) })), wanted, reason ?? 'no reason')
      // Without the stamp the signature is only as old as its receipt.
      assert.equal(reasonOf(verdictOn(signer)), 'INVALID certificate-revoked')
    }
  })
  test('that was never issued is answered as on hold since 1970', () => {
    assert.equal(reasonOf(verdictOn(signing.craft({}))), 'INVALID certificate-revoked')
  })
})

describe('when OCSP is silent', () => {
  const silent = (crl: Uint8Array | undefined): string => reasonOf(verdictOn(person, { ocspResponse: undefined, crl }))
  const list = (thisUpdate: Temporal.Instant, nextUpdate: Temporal.Instant, deltaTo?: number): Uint8Array =>
    buildCrl(
      { number: 7, thisUpdate, nextUpdate, revoked: [], ...(deltaTo === undefined ? {} : { deltaTo }) },
      authority.rsa.issuer,
    )

  test('a fresh list is enough, and is the evidence: its octets, number and hash', () => {
    const crl = list(NOW, days(1))
    const verdict = verdictOn(person, { ocspResponse: undefined, crl })
    assert.equal(reasonOf(verdict), 'VALID')
    assert.deepEqual(verdict.evidence.crl, {
      number: '07',
      sha256: Buffer.from(digestOf(crl)).toString('hex'),
      bytes: crl,
    })
  })
  test('an error code in place of an answer is silence too', () => {
    const answer = { ocspResponse: buildOcspError(3), ocspNonce: randomBytes(16) }
    assert.equal(reasonOf(verdictOn(person, answer)), 'INDETERMINATE revocation-unknown')
    assert.equal(reasonOf(verdictOn(person, { ...answer, crl: authority.crl() })), 'VALID')
  })
  test('no list leaves the matter open', () => {
    assert.equal(silent(undefined), 'INDETERMINATE revocation-unknown')
  })
  test('a list that has ended or not begun leaves it open', () => {
    assert.equal(silent(list(days(-3), days(-2))), 'INDETERMINATE revocation-unknown')
    assert.equal(silent(list(days(1), days(2))), 'INDETERMINATE revocation-unknown')
  })
  test('a delta list is not taken for a base list', () => {
    assert.equal(silent(list(NOW, days(1), 6)), 'INDETERMINATE revocation-unknown')
  })
  test('a list that was cut off, altered or signed by another leaves it open', () => {
    const crl = list(NOW, days(1))
    assert.equal(silent(crl.subarray(0, -1)), 'INDETERMINATE revocation-unknown')
    assert.equal(silent(crl.with(crl.length - 3, (crl.at(-3) ?? 0) ^ 1)), 'INDETERMINATE revocation-unknown')
    assert.equal(silent(signing.rival.crl()), 'INDETERMINATE revocation-unknown')
    assert.equal(silent(authority.crl('wrong-signature')), 'INDETERMINATE revocation-unknown')
  })
  test('each of many revoked certificates is found in the list, and no other', () => {
    const serials = Array.from({ length: 3000 }, () => Buffer.from(freshSerial()).toString('hex'))
    const own = parseCertificate(person.der).serial
    const entries = (all: readonly string[]) => all.map((serial) => ({ serial, at: days(-2) }))
    const with_ = buildCrl(
      { number: 1, thisUpdate: NOW, nextUpdate: days(1), revoked: entries([...serials, own]) },
      authority.rsa.issuer,
    )
    const without = buildCrl(
      { number: 2, thisUpdate: NOW, nextUpdate: days(1), revoked: entries(serials) },
      authority.rsa.issuer,
    )
    assert.equal(silent(with_), 'INVALID certificate-revoked')
    assert.equal(silent(without), 'VALID')
  })
})
