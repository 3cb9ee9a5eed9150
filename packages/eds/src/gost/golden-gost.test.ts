// GOST objects made by the National Certification Authority's own software. They are not part of this repository.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildChain, isValidAt } from '../chain.ts'
import { checkSigner, checkSigningCertificate, findSignerCertificate } from '../cms.ts'
import { derValue } from '../der-writer.ts'
import {
  checkCrl,
  checkOcsp,
  checkTimeStamp,
  createGostSuite,
  derChildren,
  judge,
  judgeEach,
  nationalSuite,
  OID,
  parseAnchors,
  parseCertificate,
  parseCrl,
  parseSignedData,
  readDer,
  RULES_2026,
  type Certificate,
  type DerNode,
  type JudgeInput,
  type SignedData,
  type TrustAnchors,
  type Verdict,
} from '../index.ts'
import { GOST_2004, GOST_512 } from './families.ts'
import { createGost34311, type SubstitutionBox } from './gost-34311.ts'
import { windowMultiplier } from './point-sums.ts'
import { numberOf, readPublicKey } from './public-key.ts'
import { isSignatureRight } from './signature.ts'

const FOLDER = new URL('../../../../../shared/data/eds/', import.meta.url)
const skip = existsSync(FOLDER) ? false : 'the folder ../shared/data/eds is not here'

function octets(file: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(file, FOLDER)))
}

function certificate(file: string): Certificate {
  return parseCertificate(octets(file))
}

function anchorsOf(profile: 'production' | 'training', ...files: readonly string[]): TrustAnchors {
  const pem = files.map((file) => {
    const base64 = Buffer.from(octets(file)).toString('base64')
    return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
  })
  return parseAnchors(pem.join(''), { profile })
}

function filesIn(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(new URL(folder, FOLDER))
    .filter((file) => pattern.test(file))
    .map((file) => folder + file)
}

function reasonOf(verdict: Verdict): string {
  return verdict.verdict === 'VALID' ? 'VALID' : `${verdict.verdict} ${verdict.reason}`
}

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
const CURRENT = ['ca-test/root_test_gost_2022.cer', 'ca-test/nca_gost2022_test.cer'] as const
const OF_2004 = ['ca-test/root_gost_test_2018.cer', 'ca-test/nca_gost_test_2019.cer'] as const

describe('certificates with GOST keys', { skip }, () => {
  test('of production lead to their root, which signed itself', () => {
    const anchors = anchorsOf('production', 'ca-prod/root_gost_2015.cer')
    const chain = buildChain(certificate('ca-prod/nca_gost_2018.cer'), anchors, nationalSuite)
    assert.ok(chain.isTrusted && chain.links.length === 2)
  })
  test('of every holder in the test pack lead to a test root, through dates that all hold', () => {
    const anchors = anchorsOf('training', ...filesIn('ca-test/', /\.cer$/))
    const leaves = filesIn('certs-test/', /\.cer$/)
    assert.ok(leaves.length >= 17)
    for (const file of leaves) {
      const leaf = certificate(file)
      const chain = buildChain(leaf, anchors, nationalSuite)
      assert.ok(chain.isTrusted && chain.links.length === 3, file)
      const soon = leaf.notBefore.add({ hours: 24 })
      assert.ok(
        chain.links.every((link) => isValidAt(link, soon)),
        file,
      )
    }
  })
  test('do not lead to a root with one octet of the signature changed', () => {
    const [root, issuer] = CURRENT
    const { der } = certificate(issuer)
    const changed = parseCertificate(der.with(der.length - 1, (der.at(-1) ?? 0) ^ 1))
    assert.deepEqual(buildChain(changed, anchorsOf('training', root), nationalSuite), {
      isTrusted: false,
      reason: 'chain-untrusted',
    })
  })
  test('a key of a hardware module (Gamma) is read and not supported, though its certificate is signed rightly', () => {
    const { publicKey, tbs, signature, algorithm } = certificate('certs-test/gost2004_infosystem_2023.cer')
    assert.equal(publicKey.algorithm, '1.3.6.1.4.1.6801.1.5.8')
    assert.equal(nationalSuite.verifySignature(algorithm.oid, publicKey, tbs, signature), 'algorithm-not-supported')
  })
  test('the hash of 2004 is right with the box of the standard alone', () => {
    const { publicKey, tbs, signature } = certificate('ca-prod/root_gost_2015.cer')
    const key = readPublicKey(publicKey)
    assert.ok(key)
    const { curve, base } = GOST_2004
    const numbers = { r: numberOf(signature.subarray(0, 32)), s: numberOf(signature.subarray(32)) }
    const isRight = (box?: SubstitutionBox): boolean => {
      const hash = createGost34311(box)
      hash.update(tbs)
      return isSignatureRight(curve, numberOf(hash.digest()), numbers, base, windowMultiplier(curve, key.point))
    }
    // Source: RFC 4357, section 11.2 (id-GostR3411-94-CryptoProParamSet) and 11.1 (CryptoPro-A of the cipher)
    const others = [
      'a4568137dce092bf 5f402db91763cea8 7fce94103b526a8d 4a7c0f28e165db93 764b9c2a180efd35 7624d9f0a15b8ec3 de41705a3c8f629b 13a95b4f867ed02c',
      '96328b17a4efc0d5 37e98af0526cb4d1 e462b3d8cf5a0719 e7acd13902b4f856 b5198df0e423c7a6 3adc120b75948fe6 1d297a608c45f3be baf50ce8623917d4',
    ]
    assert.equal(isRight(), true)
    for (const box of others) assert.equal(isRight(box.split(' ')), false)
  })
  test('a root’s signature upon itself is right in one order of octets alone', () => {
    const { publicKey, tbs, signature } = certificate('ca-test/root_test_gost_2022.cer')
    const suite = createGostSuite()
    const digest = suite.digest(OID.streebog512, tbs) ?? new Uint8Array()
    const key = readPublicKey(publicKey)
    assert.ok(key)
    const { curve, base } = GOST_512
    const multiplier = windowMultiplier(curve, key.point)
    const [low, high] = [signature.subarray(0, 64), signature.subarray(64)]
    const readings = [numberOf(low), numberOf(high), numberOf(low.toReversed()), numberOf(high.toReversed())]
    const right = readings.flatMap((r, first) =>
      readings.flatMap((s, second) =>
        [digest, digest.toReversed()].flatMap((hash, turned) =>
          isSignatureRight(curve, numberOf(hash), { r, s }, base, multiplier) ? [[first, second, turned]] : [],
        ),
      ),
    )
    assert.deepEqual(right, [[0, 1, 0]])
  })
})

/** The same message without the attributes that are not signed: the time stamp is one. */
function withoutStamp(cms: Uint8Array): Uint8Array {
  const rewrite = (node: DerNode): Uint8Array => {
    if ((node.tag & 0x20) === 0) return node.bytes
    const children = derChildren(node)
    const isSigner = children.some(({ tag }) => tag === 0xa0) && children.some(({ tag }) => tag === 0x04)
    return derValue(node.tag, ...children.filter(({ tag }) => !isSigner || tag !== 0xa1).map(rewrite))
  }
  return rewrite(readDer(cms))
}

describe('signatures with GOST keys', { skip }, () => {
  const judged = (cms: Uint8Array, input: Partial<JudgeInput> = {}): Verdict =>
    judge({
      cms,
      document: octets('cms-test/individual_document.txt'),
      expected: { iin: '123456789011' },
      anchors: anchorsOf('training', ...CURRENT),
      receivedAt: at('2026-07-20T09:10:00Z'),
      ...input,
    })
  const head = { iin: '123456789011', bin: '123456789021', role: 'head' } as const

  for (const [file, document, expected] of [
    ['gost512_individual_attached_T.der', 'individual_document.txt', { iin: '123456789011', role: 'individual' }],
    ['gost512_individual_detached_T.der', 'individual_document.txt', { iin: '123456789011', role: 'individual' }],
    ['gost512_legal_entity_attached_T.der', 'legal_entity_document.txt', head],
  ] as const) {
    const input = skip === false ? { document: octets(`cms-test/${document}`), expected } : { expected }
    test(`${file}: all is right but the stamper, whose authority is not among the test anchors`, () => {
      assert.equal(reasonOf(judged(octets(`cms-test/${file}`), input)), 'INVALID stamp-untrusted')
    })
    test(`${file}: without the stamp it is right but for revocation, which nobody answers for`, () => {
      const cms = withoutStamp(octets(`cms-test/${file}`))
      assert.equal(reasonOf(judged(cms, input)), 'INDETERMINATE revocation-unknown')
      const late = at('2027-05-09T00:00:00Z')
      assert.equal(reasonOf(judged(cms, { ...input, receivedAt: late })), 'INVALID certificate-expired')
      const document = octets('cms-test/two_signers_document.txt')
      assert.match(reasonOf(judged(cms, { ...input, document })), /^INVALID (content-differs|digest-mismatch)$/)
      const anchors = anchorsOf('training', ...OF_2004)
      assert.equal(reasonOf(judged(cms, { ...input, anchors })), 'INVALID chain-untrusted')
    })
  }
  test('the stamp in a signature is over that signature, and signed by the stamper of production', () => {
    const tokens = ['individual_attached', 'individual_detached', 'legal_entity_attached'].map((name) => {
      const [signer] = parseSignedData(octets(`cms-test/gost512_${name}_T.der`), 1_000_000).signers
      const token = signer?.unsigned.get(OID.timeStampTokenAttribute)?.[0]?.bytes
      assert.ok(signer && token)
      return { token, signature: signer.signature }
    })
    const anchors = anchorsOf('training', ...CURRENT)
    for (const { token, signature } of tokens) {
      const wanted = (reason: string) => ({ status: 'wrong', reason })
      assert.deepEqual(checkTimeStamp(token, signature, anchors, nationalSuite), wanted('stamp-untrusted'))
      const other = signature.with(5, (signature[5] ?? 0) ^ 1)
      assert.deepEqual(checkTimeStamp(token, other, anchors, nationalSuite), wanted('stamp-wrong'))
      const spoilt = token.with(token.length - 1, (token.at(-1) ?? 0) ^ 1)
      assert.deepEqual(checkTimeStamp(spoilt, signature, anchors, nationalSuite), wanted('stamp-wrong'))
    }
    assert.deepEqual(tokens[0]?.token, octets('tsp/tst_gost512_prod_2026.der'))
  })
  test('one of 2020 with the keys of 2004 is valid by the list of 2022, judged at its receipt', () => {
    const input: Partial<JudgeInput> = {
      document: new TextEncoder().encode('asdasd'),
      expected: head,
      anchors: anchorsOf('training', ...OF_2004),
      receivedAt: at('2020-09-10T00:00:00Z'),
      checkedAt: at('2022-04-01T00:00:00Z'),
      crl: octets('crl-test/nca_gost2004_test_2022.crl'),
    }
    const cms = octets('cms-test/gost2004_head_2020.der')
    const verdict = judged(cms, input)
    assert.equal(reasonOf(verdict), 'VALID')
    assert.equal(verdict.evidence.crl?.number, '07')
    assert.equal(
      reasonOf(judged(cms, { ...input, expected: { ...head, bin: '123456789022' } })),
      'INVALID bin-mismatch',
    )
    const foreign = octets('crl-test/nca_rsa_test_2022.crl')
    assert.equal(reasonOf(judged(cms, { ...input, crl: foreign })), 'INDETERMINATE revocation-unknown')
  })
  test('two signers, GOST and RSA, both signed rightly, but no day makes both chains valid', () => {
    const signedData = parseSignedData(octets('cms-test/two_signers_gost512_rsa_2022.der'), 1_000_000)
    const document = octets('cms-test/two_signers_document.txt')
    const anchors = anchorsOf('training', ...CURRENT, 'ca-test/root_rsa_test_2018.cer', 'ca-test/nca_rsa_test_2019.cer')
    const holders = signedData.signers.map((signer) => {
      const holder = rightSigner(signedData, signer, document)
      assert.ok(buildChain(holder, anchors, nationalSuite).isTrusted)
      return holder
    })
    assert.deepEqual(
      holders.map(({ publicKey }) => publicKey.algorithm),
      [OID.gost512Key, OID.rsaEncryption],
    )
    const [gost, rsa] = holders
    assert.ok(gost && rsa && Temporal.Instant.compare(rsa.notAfter, gost.notBefore) < 0)
    const cms = octets('cms-test/two_signers_gost512_rsa_2022.der')
    assert.equal(reasonOf(judged(cms, { document, anchors, expected: {} })), 'INVALID several-signers')
    const each = (receivedAt: string): readonly string[] =>
      judgeEach({ cms, document, expected: [], anchors, receivedAt: at(receivedAt) }).verdicts.map(reasonOf)
    const pending = 'INDETERMINATE revocation-unknown'
    assert.deepEqual(each('2022-09-01T00:00:00Z'), [pending, 'INVALID certificate-expired'])
    assert.deepEqual(each('2021-09-01T00:00:00Z'), ['INVALID certificate-not-yet-valid', pending])
  })
})

/** The certificate of a signer whose signature over `content` is right. */
function rightSigner(
  { contentType: type, certificates }: SignedData,
  signer: SignedData['signers'][number],
  bytes: Uint8Array,
): Certificate {
  const holder = findSignerCertificate(signer, certificates)
  assert.ok(holder)
  assert.equal(checkSigner(signer, holder, { type, bytes }, nationalSuite), undefined)
  assert.equal(checkSigningCertificate(signer, holder, nationalSuite), undefined)
  return holder
}

describe('answers, lists and stamps of GOST authorities', { skip }, () => {
  const ask = (file: string, issuer: string, serial: string, nonce: string, when: string) =>
    checkOcsp(octets(`ocsp-test/${file}`), {
      certificate: { ...certificate('certs-test/rsa_individual_sign_2023.cer'), serial },
      issuer: certificate(issuer),
      nonce: new Uint8Array(Buffer.from(nonce, 'hex')),
      at: at(when),
      maxAge: RULES_2026.ocspMaxAge,
      clockSkew: RULES_2026.clockSkew,
      suite: nationalSuite,
    })
  const NEW_ANSWER = 'ocsp_response_individual_2015.bin'
  const NEW_SERIAL = '0ff06211dc82beb00253ffa000f1de84abef454f'
  const OLD_ANSWER = 'ocsp_response_ceo_sign_2004_revoked.bin'
  const OLD_SERIAL = '12e3e7b9966d09eb9cda64251457e815c2a8dded'

  test('the answer with 512 bits says that the number was never issued', () => {
    const finding = ask(NEW_ANSWER, CURRENT[1], NEW_SERIAL, 'e408ffb790834af2', '2022-09-02T16:59:00Z')
    assert.ok(finding.status === 'revoked' && finding.responder.extendedKeyUsage.oids.includes(OID.ocspSigning))
    assert.deepEqual([finding.revocation.at.epochMilliseconds, finding.revocation.reason], [0, 'certificateHold'])
  })
  test('the answer with the keys of 2004 says revoked', () => {
    const finding = ask(OLD_ANSWER, OF_2004[1], OLD_SERIAL, '8b6b9f100d6b0005', '2022-09-02T16:58:00Z')
    assert.ok(finding.status === 'revoked')
  })
  test('an answer does not count for another issuer, another number, another nonce or another day', () => {
    const why = (...question: Parameters<typeof ask>): string => {
      const finding = ask(...question)
      return finding.status === 'unusable' ? finding.why : finding.status
    }
    const [nonce, when] = ['e408ffb790834af2', '2022-09-02T16:59:00Z']
    assert.equal(why(NEW_ANSWER, OF_2004[1], NEW_SERIAL, nonce, when), 'other-certificate')
    assert.equal(why(NEW_ANSWER, CURRENT[1], OLD_SERIAL, nonce, when), 'other-certificate')
    assert.equal(why(NEW_ANSWER, CURRENT[1], NEW_SERIAL, 'e408ffb790834af3', when), 'nonce-differs')
    assert.equal(why(NEW_ANSWER, CURRENT[1], NEW_SERIAL, nonce, '2022-09-05T16:59:00Z'), 'stale')
  })
  test('all lists are signed by their authorities, and by no other', () => {
    const issuers = filesIn('ca-test/', /^nca/).map(certificate)
    for (const file of filesIn('crl-test/', /\.crl$/)) {
      const { algorithm, tbs, signature, issuer } = parseCrl(octets(file))
      const signers = issuers.filter(
        ({ publicKey }) => nationalSuite.verifySignature(algorithm, publicKey, tbs, signature) === 'right',
      )
      assert.deepEqual(
        signers.map(({ subjectName }) => Buffer.from(subjectName.der).toString('hex')),
        [Buffer.from(issuer).toString('hex')],
        file,
      )
    }
  })
  test('the list of 2025 finds its entries; the keys revoked in 2026 are not in it', () => {
    const crl = octets('crl-test/nca_gost2022_test_2025.crl')
    const question = {
      issuer: certificate(CURRENT[1]),
      at: at('2025-05-01T00:00:00Z'),
      clockSkew: RULES_2026.clockSkew,
      suite: nationalSuite,
    }
    const serials = [
      ...Buffer.from(crl)
        .toString('hex')
        .matchAll(/30[0-9a-f]{2}0214([0-7][0-9a-f]{39})170d/g),
    ]
    assert.ok(serials.length >= 50)
    const holder = certificate('certs-test/gost512_individual_valid_2026.cer')
    for (const [, serial = ''] of serials) {
      assert.equal(checkCrl(crl, { ...question, certificate: { ...holder, serial } }).status, 'revoked')
    }
    for (const file of filesIn('certs-test/', /revoked_2026/)) {
      assert.equal(checkCrl(crl, { ...question, certificate: certificate(file) }).status, 'good')
    }
    const delta = checkCrl(octets('crl-test/nca_gost2022_d_test_2025.crl'), { ...question, certificate: holder })
    assert.deepEqual(delta, { status: 'unusable', why: 'delta' })
    const late = checkCrl(crl, { ...question, certificate: holder, at: at('2025-10-27T00:00:00Z') })
    assert.deepEqual(late, { status: 'unusable', why: 'stale' })
  })
  test('the delta of 2025 lies over the base of 2025, though its number is the lower one', () => {
    const crl = octets('crl-test/nca_gost2022_test_2025.crl')
    const question = {
      certificate: certificate('certs-test/gost512_individual_valid_2026.cer'),
      issuer: certificate(CURRENT[1]),
      delta: octets('crl-test/nca_gost2022_d_test_2025.crl'),
      clockSkew: RULES_2026.clockSkew,
      suite: nationalSuite,
    }
    // The base ended at 04:46 of this day, the delta an hour later.
    const finding = checkCrl(crl, { ...question, at: at('2025-10-26T05:30:00Z') })
    assert.ok(finding.status === 'good')
    assert.deepEqual([finding.crl.number, finding.delta?.number, finding.delta?.deltaBase], ['0e', '0a', '0e'])
    const late = checkCrl(crl, { ...question, at: at('2025-10-26T06:00:00Z') })
    assert.deepEqual(late, { status: 'unusable', why: 'stale', deltaFault: 'stale' })
  })
  test('the stamp of the test authority is signed by its stamper, whose path holds', () => {
    const [, token] = derChildren(readDer(octets('tsp/tsp_response_test_gost2004_2022.bin')))
    assert.ok(token)
    const signedData = parseSignedData(token.bytes, 1_000_000)
    const [signer] = signedData.signers
    assert.ok(signer && signedData.content)
    const stamper = rightSigner(signedData, signer, signedData.content)
    assert.deepEqual(stamper.extendedKeyUsage, { isCritical: true, oids: [OID.timeStamping] })
    const chain = buildChain(stamper, anchorsOf('training', ...OF_2004), nationalSuite)
    assert.ok(chain.isTrusted && chain.links.every((link) => isValidAt(link, at('2022-09-18T13:20:14Z'))))
  })
})
