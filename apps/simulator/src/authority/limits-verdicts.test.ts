import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { derSequence, ocspRequest, parseCertificate, RULES_2026, type JudgeInput } from '@qyzmet/eds'
import { buildSignedData, buildSignerInfo, digestOf } from './cms-builder.ts'
import { buildCrl, buildOcspResponse, parseOcspRequest } from './revocation-builder.ts'
import { DOCUMENT, foundSigning, NOW, reasonOf, sign, stampAt, type Signing } from './testing/signing.ts'

let signing: Signing
before(async () => {
  signing = await foundSigning()
})
after(() => signing.remove())

const PENDING = 'INDETERMINATE revocation-unknown'
const { clockSkew } = RULES_2026

describe('a clock that runs ahead', () => {
  const early = (at: Temporal.Instant): Partial<JudgeInput> => {
    const ocspNonce = randomBytes(16)
    const issuer = parseCertificate(signing.branch.issuer.der)
    const query = parseOcspRequest(ocspRequest(parseCertificate(signing.person.der), issuer, ocspNonce))
    const answer = { query, status: 'good', thisUpdate: at, producedAt: at } as const
    return { ocspNonce, ocspResponse: buildOcspResponse(answer, signing.branch.responder) }
  }
  const listed = (thisUpdate: Temporal.Instant): Partial<JudgeInput> => ({
    ocspResponse: undefined,
    crl: buildCrl({ number: 3, thisUpdate, nextUpdate: NOW.add({ hours: 9 }), revoked: [] }, signing.branch.issuer),
  })
  const stamped = (at: Temporal.Instant): Partial<JudgeInput> => ({
    cms: sign(signing.person, { stamp: (signature) => stampAt(at, signature, signing.branch.stamper) }),
  })
  const cases = [
    ['of the responder', early, PENDING],
    ['of the authority that publishes lists', listed, PENDING],
    ['of the stamper', stamped, 'INVALID stamp-wrong'],
  ] as const
  for (const [whose, input, otherwise] of cases) {
    test(`${whose} is forgiven up to the limit of the rules and no second more`, () => {
      const limit = NOW.add(clockSkew)
      assert.equal(reasonOf(signing.verdictOn(signing.person, input(limit))), 'VALID')
      assert.equal(reasonOf(signing.verdictOn(signing.person, input(limit.add({ seconds: 1 })))), otherwise)
    })
  }
  test('does not make an old answer young', () => {
    const oldest = NOW.subtract(RULES_2026.ocspMaxAge)
    assert.equal(reasonOf(signing.verdictOn(signing.person, early(oldest))), 'VALID')
    const older = oldest.subtract(clockSkew).subtract({ seconds: 1 })
    assert.equal(reasonOf(signing.verdictOn(signing.person, early(older))), PENDING)
  })
})

describe('a message that says more than it must', () => {
  const signerInfo = (): Uint8Array => buildSignerInfo({ signer: signing.person, digest: digestOf(DOCUMENT) })
  const verdictOn = (cms: Uint8Array): string => reasonOf(signing.verdictOn(signing.person, { cms }))

  test('with the same signer twice, octet for octet, has one signer too many', () => {
    const info = signerInfo()
    const cms = buildSignedData({ signerInfos: [info, info], certificates: [signing.person.der] })
    assert.equal(verdictOn(cms), 'INVALID several-signers')
  })
  test('with two people’s signatures has one signer too many, though both are right', async () => {
    const spouse = await signing.authority.issue({
      holder: { iin: '840123300122', surname: 'Үлгібаев', givenName: 'Мысал' },
      kind: 'individual',
    })
    const other = buildSignerInfo({ signer: spouse, digest: digestOf(DOCUMENT) })
    const cms = buildSignedData({
      signerInfos: [signerInfo(), other],
      certificates: [signing.person.der, spouse.der],
    })
    assert.equal(verdictOn(cms), 'INVALID several-signers')
  })
  test('with other certificates beside the signer’s is judged by the signer’s', () => {
    const stranger = signing.craft({ subject: [] })
    for (const certificates of [
      [stranger.der, signing.person.der],
      [signing.person.der, signing.person.der],
    ]) {
      assert.equal(verdictOn(buildSignedData({ signerInfos: [signerInfo()], certificates })), 'VALID')
    }
  })
  test('bloated with certificates is too large before any of them is read', () => {
    const count = Math.ceil(RULES_2026.maxCmsBytes / signing.person.der.length) + 1
    const certificates = Array.from({ length: count }, () => signing.person.der)
    assert.equal(verdictOn(buildSignedData({ signerInfos: [signerInfo()], certificates })), 'INVALID too-large')
  })
  test('of indefinite lengths in one another is malformed, however deep', () => {
    const open = Uint8Array.from({ length: 100_000 }, (_, place) => (place % 2 === 0 ? 0x30 : 0x80))
    assert.equal(verdictOn(open), 'INVALID malformed')
    const closed = Buffer.concat([open.subarray(0, 50_000), new Uint8Array(50_000)])
    assert.equal(verdictOn(closed), 'INVALID malformed')
  })
  test('in a list of thousands of entries that are all alike is refused before it keeps us busy', () => {
    const entry = { serial: '0123456789abcdef0123456789abcdef01234567', at: NOW }
    const list = (count: number): Uint8Array => {
      const revoked = Array.from({ length: count }, () => entry)
      return buildCrl({ number: 3, thisUpdate: NOW, nextUpdate: NOW.add({ hours: 9 }), revoked }, signing.branch.issuer)
    }
    const silent = (crl: Uint8Array): string =>
      reasonOf(signing.verdictOn(signing.person, { ocspResponse: undefined, crl }))
    assert.equal(silent(list(100)), 'VALID')
    assert.equal(silent(list(5000)), PENDING)
  })
  test('of tens of thousands of empty values is malformed', () => {
    const empty = Uint8Array.from({ length: 200_000 }, (_, place) => (place % 2 === 0 ? 0x05 : 0x00))
    assert.equal(verdictOn(derSequence(empty)), 'INVALID malformed')
  })
})
