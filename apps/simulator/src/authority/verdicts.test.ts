import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  contextTag,
  derInteger,
  derNull,
  derOctets,
  derSequence,
  derValue,
  judge,
  OID,
  parseCertificate,
  RULES_2026,
} from '@qyzmet/eds'
import type { Authority } from './authority.ts'
import { buildCertificate, encodeExtension, encodeName, extensions, utf8, type Holding } from './certificate-builder.ts'
import { buildSignedData, buildSignerInfo, digestOf } from './cms-builder.ts'
import { replaceInside, withoutSignedAttributes } from './testing/der-surgery.ts'
import { freshSerial } from './founding.ts'
import {
  days,
  DOCUMENT,
  foundSigning,
  HOLDER,
  NOW,
  reasonOf,
  sign,
  SIGNING_PROFILE,
  stampAt,
  type Signing,
} from './testing/signing.ts'

const ORGANISATION = { bin: '990140000385', name: 'ОҚУ ӘКІМДІГІ' }

let signing: Signing
let authority: Authority
let person: Holding
let verdictOn: Signing['verdictOn']

before(async () => {
  signing = await foundSigning()
  ;({ authority, person, verdictOn } = signing)
})
after(() => signing.remove())

describe('a signature is valid', () => {
  test('when everything is right', () => {
    const verdict = verdictOn(person)
    assert.equal(reasonOf(verdict), 'VALID')
    assert.equal(verdict.signer?.iin, HOLDER.iin)
    assert.equal(verdict.signer?.commonName, 'ҮЛГІБАЕВА АЙСӘУЛЕ')
    assert.equal(verdict.signer?.patronymic, 'МЫСАЛҚЫЗЫ')
    assert.deepEqual(verdict.signer?.roles, ['individual'])
    assert.equal(verdict.evidence.anchorSet, signing.anchors.id)
    assert.equal(verdict.evidence.rules, RULES_2026.id)
    // Signer, issuing authority, root, responder.
    assert.equal(verdict.evidence.certificates.length, 4)
  })
  test('when the document is inside it and is ours', () => {
    assert.equal(reasonOf(verdictOn(person, { cms: sign(person, { content: DOCUMENT }) })), 'VALID')
  })
  test('when it names its signer by key', () => {
    const { subjectKeyId = '' } = parseCertificate(person.der)
    const cms = sign(person)
    const { issuerName, serial } = parseCertificate(person.der)
    const byName = derSequence(issuerName.der, derInteger(Buffer.from(serial, 'hex')))
    const byKey = derValue(contextTag(0, 'primitive'), Buffer.from(subjectKeyId, 'hex'))
    assert.equal(reasonOf(verdictOn(person, { cms: replaceInside(cms, byName, byKey) })), 'VALID')
  })
  test('with a stamp made while the certificate was valid, though it has ended since', async () => {
    const ended = await authority.issue({
      holder: HOLDER,
      kind: 'individual',
      notBefore: days(-400),
      notAfter: days(-30),
    })
    const stampedAt = days(-40)
    const cms = sign(ended, { stamp: (signature) => stampAt(stampedAt, signature, authority.rsa.stamper) })
    const verdict = verdictOn(ended, { cms })
    assert.equal(reasonOf(verdict), 'VALID')
    assert.ok(verdict.verdict === 'VALID' && verdict.signedAt.equals(stampedAt))
    assert.equal(reasonOf(verdictOn(ended)), 'INVALID certificate-expired')
  })
  test('when a head signs for the organisation', async () => {
    const head = await authority.issue({ holder: { ...HOLDER, organisation: ORGANISATION }, kind: 'head' })
    const expected = { iin: HOLDER.iin, bin: ORGANISATION.bin, role: 'head' } as const
    assert.equal(reasonOf(verdictOn(head, { expected })), 'VALID')
    assert.equal(reasonOf(verdictOn(head, { expected: { ...expected, role: 'employee' } })), 'INVALID role-wrong')
    assert.equal(reasonOf(verdictOn(head, { expected: { ...expected, bin: '000140000001' } })), 'INVALID bin-mismatch')
  })
})

describe('a signature is not over our document', () => {
  test('when one octet of the document differs', () => {
    const document = DOCUMENT.with(3, (DOCUMENT[3] ?? 0) ^ 1)
    assert.equal(reasonOf(verdictOn(person, { document })), 'INVALID digest-mismatch')
  })
  test('when another document is inside it', () => {
    const other = utf8('{"service":"other"}')
    const cms = sign(person, { content: other, digest: digestOf(other) })
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID content-differs')
  })
  test('when our document is inside but the digest is of another', () => {
    const cms = sign(person, { content: DOCUMENT, digest: digestOf(utf8('other')) })
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID digest-mismatch')
  })
  test('when the signed attributes say that the content is of another kind', () => {
    const cms = sign(person, { contentType: OID.timeStampInfo })
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID malformed')
  })
})

describe('a signature is not right', () => {
  test('when an octet of it is flipped', () => {
    const cms = sign(person)
    const flipped = cms.with(cms.length - 7, (cms[cms.length - 7] ?? 0) ^ 0x10)
    assert.equal(reasonOf(verdictOn(person, { cms: flipped })), 'INVALID signature-wrong')
  })
  test('when a signed attribute is changed afterwards', () => {
    const honest = sign(person)
    const cms = replaceInside(honest, derOctets(digestOf(DOCUMENT)), derOctets(digestOf(utf8('other'))))
    assert.equal(reasonOf(verdictOn(person, { cms, document: utf8('other') })), 'INVALID signature-wrong')
  })
  test('when the certificate of another key stands in for the signer', () => {
    const stranger = signing.craft({ bits: 2048 })
    const cms = buildSignedData({
      signerInfos: [buildSignerInfo({ signer: { der: stranger.der, key: person.key }, digest: digestOf(DOCUMENT) })],
      certificates: [stranger.der],
    })
    assert.equal(reasonOf(verdictOn(stranger, { cms })), 'INVALID signature-wrong')
  })
  test('when the signed attributes name another certificate', () => {
    const cms = sign(person, { namedCertificate: authority.rsa.issuer.der })
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID signing-certificate-mismatch')
  })
  test('when it has no signed attributes', () => {
    const cms = sign(person)
    const bare = withoutSignedAttributes(cms)
    assert.equal(reasonOf(verdictOn(person, { cms: bare })), 'INVALID malformed')
  })
})

describe('there must be exactly one signer', () => {
  test('none is not enough', () => {
    const cms = buildSignedData({ signerInfos: [], certificates: [person.der] })
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID no-signer')
  })
  test('two are too many', () => {
    const infos = [NOW, days(1)].map((signingTime) =>
      buildSignerInfo({ signer: person, digest: digestOf(DOCUMENT), signingTime }),
    )
    const cms = buildSignedData({ signerInfos: infos, certificates: [person.der] })
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID several-signers')
  })
  test('whose certificate came along', () => {
    const signerInfos = [buildSignerInfo({ signer: person, digest: digestOf(DOCUMENT) })]
    for (const certificates of [[], [authority.rsa.issuer.der]]) {
      const cms = buildSignedData({ signerInfos, certificates })
      assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID signer-certificate-missing')
    }
  })
})

describe('a certificate does not serve', () => {
  test('for another person', () => {
    assert.equal(reasonOf(verdictOn(person, { expected: { iin: '840123300122' } })), 'INVALID iin-mismatch')
  })
  test('of a person where an organisation is asked for', () => {
    assert.equal(reasonOf(verdictOn(person, { expected: { bin: ORGANISATION.bin } })), 'INVALID bin-mismatch')
  })
  test('without an IIN, with two, or with one in another shape', () => {
    for (const numbers of [[], [`IIN${HOLDER.iin}`, `IIN${HOLDER.iin}`], [HOLDER.iin], [`IIN${HOLDER.iin} `]]) {
      const subject = [
        [OID.commonName, 'ҮЛГІБАЕВА АЙСӘУЛЕ'] as const,
        ...numbers.map((number) => [OID.serialNumber, number] as const),
      ]
      assert.equal(reasonOf(verdictOn(signing.craft({ subject }))), 'INVALID iin-missing')
    }
  })
  test('that is for signing in', async () => {
    const auth = await authority.issue({ holder: HOLDER, kind: 'auth-only' })
    assert.equal(reasonOf(verdictOn(auth)), 'INVALID key-usage-wrong')
  })
  test('that may sign but not for good', () => {
    const [, usage, policies] = SIGNING_PROFILE
    const signer = signing.craft({ extensions: [extensions.keyUsage('authenticate'), usage, policies] })
    assert.equal(reasonOf(verdictOn(signer)), 'INVALID key-usage-wrong')
  })
  test('whose policy is not of the authority', () => {
    const [keyUsage, usage] = SIGNING_PROFILE
    for (const policies of [['1.2.398.3.3.22.3'], ['1.2.3'], []]) {
      const signer = signing.craft({ extensions: [keyUsage, usage, extensions.policies(policies)] })
      assert.equal(reasonOf(verdictOn(signer)), 'INVALID policy-wrong')
    }
  })
  test('that has ended or has not begun', async () => {
    const ended = await authority.issue({
      holder: HOLDER,
      kind: 'individual',
      notBefore: days(-400),
      notAfter: days(-1),
    })
    const early = await authority.issue({ holder: HOLDER, kind: 'individual', notBefore: days(1) })
    assert.equal(reasonOf(verdictOn(ended)), 'INVALID certificate-expired')
    assert.equal(reasonOf(verdictOn(early)), 'INVALID certificate-not-yet-valid')
  })
  test('of an authority with the same names and another key', async () => {
    const stranger = await signing.rival.issue({ holder: HOLDER, kind: 'individual' })
    assert.equal(reasonOf(verdictOn(stranger)), 'INVALID chain-untrusted')
  })
  test('issued by a holder who is no authority', () => {
    const forged = buildCertificate(
      {
        serial: freshSerial(),
        issuer: parseCertificate(person.der).subjectName.der,
        subject: encodeName([[OID.serialNumber, `IIN${HOLDER.iin}`]]),
        publicKey: person.key.spki,
        notBefore: days(-1),
        notAfter: days(300),
        extensions: SIGNING_PROFILE,
      },
      person.key,
    )
    const signer = { der: forged, key: person.key }
    const cms = buildSignedData({
      signerInfos: [buildSignerInfo({ signer, digest: digestOf(DOCUMENT) })],
      certificates: [forged, person.der],
    })
    assert.equal(reasonOf(verdictOn(signer, { cms })), 'INVALID chain-untrusted')
  })
  test('with a critical extension that nobody here knows', () => {
    const unknown = encodeExtension('1.2.398.99.1', derNull(), true)
    assert.equal(
      reasonOf(verdictOn(signing.craft({ extensions: [...SIGNING_PROFILE, unknown] }))),
      'INVALID chain-untrusted',
    )
  })
  test('with a key too short to trust', () => {
    assert.equal(reasonOf(verdictOn(signing.craft({ bits: 1024 }))), 'INVALID algorithm-not-supported')
  })
  test('when its chain has a link that has ended, though the certificate itself has not', () => {
    // A long-lived holder under the training authority, which ends with 2049.
    const at = Temporal.Instant.from('2050-06-01T00:00:00Z')
    const signer = signing.craft({ notAfter: Temporal.Instant.from('2055-01-01T00:00:00Z') })
    assert.equal(reasonOf(verdictOn(signer, { receivedAt: at })), 'INVALID chain-untrusted')
  })
})

describe('octets that are no signature', () => {
  test('are malformed when cut off at any place', () => {
    const cms = sign(person)
    const asked = signing.askOcsp(person)
    for (let length = 0; length < cms.length; length++) {
      const verdict = judge({
        cms: cms.subarray(0, length),
        document: DOCUMENT,
        expected: {},
        anchors: signing.anchors,
        receivedAt: NOW,
        ...asked,
      })
      assert.equal(reasonOf(verdict), 'INVALID malformed')
    }
  })
  test('are malformed when anything follows them or a length is padded', () => {
    const cms = sign(person)
    assert.equal(reasonOf(verdictOn(person, { cms: Uint8Array.from([...cms, 0]) })), 'INVALID malformed')
    const padded = Uint8Array.from([0x30, 0x83, 0x00, ...cms.subarray(2)])
    assert.equal(reasonOf(verdictOn(person, { cms: padded })), 'INVALID malformed')
    const deep = Array.from({ length: 60 }).reduce<Uint8Array>((inner) => derSequence(inner), cms)
    assert.equal(reasonOf(verdictOn(person, { cms: deep })), 'INVALID malformed')
  })
  test('are refused unread when they are too large', () => {
    const cms = new Uint8Array(RULES_2026.maxCmsBytes + DOCUMENT.length + 1)
    assert.equal(reasonOf(verdictOn(person, { cms })), 'INVALID too-large')
  })
  test('are never valid when any one octet of a signature is flipped', () => {
    const cms = sign(person)
    const asked = signing.askOcsp(person)
    const survivors: number[] = []
    for (let place = 0; place < cms.length; place++) {
      const flipped = cms.with(place, (cms[place] ?? 0) ^ 0x01)
      const verdict = judge({
        cms: flipped,
        document: DOCUMENT,
        expected: { iin: HOLDER.iin },
        anchors: signing.anchors,
        receivedAt: NOW,
        ...asked,
      })
      if (verdict.verdict === 'VALID') survivors.push(place)
    }
    assert.deepEqual(survivors, [])
  })
})
