// RSA objects made by the National Certification Authority's own software. They are not part of this repository.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import {
  checkCrl,
  checkOcsp,
  judge,
  parseAnchors,
  parseCertificate,
  parseCrl,
  RULES_2026,
  rsaSuite,
  type Certificate,
  type JudgeInput,
  type TrustAnchors,
  type Verdict,
} from './index.ts'
import { holdsPolicy } from './policies.ts'

const FOLDER = new URL('../../../../shared/data/eds/', import.meta.url)
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

function reasonOf(verdict: Verdict): string {
  return verdict.verdict === 'VALID' ? 'VALID' : `${verdict.verdict} ${verdict.reason}`
}

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)

describe('certificates of the Authority', { skip }, () => {
  test('are all read, also those whose keys are of a kind not supported', () => {
    for (const folder of ['ca-prod/', 'ca-test/', 'certs-test/']) {
      for (const file of readdirSync(new URL(folder, FOLDER))) {
        const { commonName, serial, unknownCritical } = certificate(folder + file)
        assert.notEqual(commonName, '', file)
        assert.equal(serial.length, 40, file)
        assert.deepEqual(unknownCritical, [], file)
      }
    }
  })
  test('tell the person, the organisation and the role', () => {
    const head = certificate('certs-test/gost512_head_2026.cer')
    assert.deepEqual([head.iin, head.bin, head.roles], ['123456789011', '123456789021', ['legal-entity', 'head']])
    const person = certificate('certs-test/rsa_individual_sign_2023.cer')
    assert.deepEqual([person.surname, person.givenName, person.patronymic], ['ТЕСТОВ', 'ТЕСТ', 'ТЕСТОВИЧ'])
    assert.deepEqual([person.roles, person.policies], [['individual'], ['1.2.398.3.3.2.3']])
    assert.deepEqual([...person.keyUsage], ['digitalSignature', 'nonRepudiation'])
    const system = certificate('certs-test/gost512_digitalsystem_2026.cer')
    assert.deepEqual([system.iin, system.roles], [undefined, ['legal-entity', 'system']])
    assert.deepEqual(certificate('ca-prod/tsa_rsa_2025.cer').extendedKeyUsage, {
      isCritical: true,
      oids: ['1.3.6.1.5.5.7.3.8'],
    })
  })
  test('tell the role of every kind of holder, and hold the condition of their policy when they sign', () => {
    const all = ['1.2.398.3.3.2', '1.2.398.5.19.1.2.2.1']
    const told = readdirSync(new URL('certs-test/', FOLDER)).map((file) => {
      const found = certificate(`certs-test/${file}`)
      return [file.replace(/_20\d\d\.cer$/, ''), found.roles.at(-1), holdsPolicy(found, all)] as const
    })
    assert.deepEqual(told, [
      ['gost2004_employee', 'employee', true],
      ['gost2004_finance', 'financial-signing-right', true],
      ['gost2004_head_sign', 'head', true],
      ['gost2004_hr', 'human-resources', true],
      ['gost2004_infosystem', 'system', true],
      ['gost2004_signright', 'signing-right', true],
      ['gost2004_treasury', 'treasury-client', true],
      ['gost512_digitalsystem', 'system', true],
      ['gost512_employee', 'employee', true],
      ['gost512_head', 'head', true],
      ['gost512_head_revoked', 'head', true],
      ['gost512_individual_revoked', 'individual', true],
      ['gost512_individual_valid', 'individual', true],
      ['gost512_treasury', 'treasury-client', true],
      ['rsa_head_auth', 'head', false],
      ['rsa_individual_auth', 'individual', false],
      ['rsa_individual_sign', 'individual', true],
    ])
    assert.equal(certificate('certs-test/gost512_digitalsystem_2026.cer').systemId, '1.2.398.6.10.1.1')
    assert.equal(certificate('certs-test/gost512_head_2026.cer').systemId, undefined)
  })
  test('of production are anchors, and test ones are not', () => {
    const anchors = anchorsOf('production', 'ca-prod/root_rsa_2015.cer', 'ca-prod/nca_rsa_2018.cer')
    assert.deepEqual([anchors.training, anchors.roots.length, anchors.intermediates.length], [false, 1, 1])
    const withGost = ['ca-prod/root_gost_2015.cer', 'ca-prod/nca_gost_2018.cer'] as const
    assert.equal(anchorsOf('production', ...withGost).roots.length, 1)
    for (const file of readdirSync(new URL('ca-test/', FOLDER)).filter((name) => /root|kuc/.test(name))) {
      assert.throws(() => anchorsOf('production', `ca-test/${file}`), /production/, file)
    }
  })
  test('issued under production, test 2020 and test 2018 roots are chained by their signatures', () => {
    for (const [root, issuer] of [
      ['ca-prod/root_rsa_2015.cer', 'ca-prod/nca_rsa_2018.cer'],
      ['ca-test/kuc_rsa_test_2020.cer', 'ca-test/nca_rsa_test_2023.cer'],
      ['ca-test/root_rsa_test_2018.cer', 'ca-test/nca_rsa_test_2019.cer'],
    ] as const) {
      const child = certificate(issuer)
      const { publicKey } = certificate(root)
      const { oid } = child.algorithm
      assert.equal(rsaSuite.verifySignature(oid, publicKey, child.tbs, child.signature), 'right', issuer)
    }
  })
})

describe('signatures made by the Authority’s software', { skip }, () => {
  const OLD = ['ca-test/root_rsa_test_2018.cer', 'ca-test/nca_rsa_test_2019.cer'] as const
  const judged = (file: string, document: Uint8Array, input: Partial<JudgeInput> = {}): Verdict =>
    judge({
      cms: octets(`cms-test/${file}`),
      document,
      expected: { iin: '123456789011' },
      anchors: anchorsOf('training', ...OLD),
      receivedAt: at('2020-09-10T00:00:00Z'),
      ...input,
    })
  const asdasd = new TextEncoder().encode('asdasd')

  test('RSA of 2020 is right but for revocation, which nobody answers for any more', () => {
    assert.equal(reasonOf(judged('rsa_individual_sign_2020.der', asdasd)), 'INDETERMINATE revocation-unknown')
  })
  test('RSA of 2020 is valid by the list of 2022, judged at its receipt', () => {
    const checkedAt = at('2022-04-01T00:00:00Z')
    const crl = octets('crl-test/nca_rsa_test_2022.crl')
    const verdict = judged('rsa_individual_sign_2020.der', asdasd, { checkedAt, crl })
    assert.equal(reasonOf(verdict), 'VALID')
    assert.equal(verdict.evidence.crl?.number, '09')
    assert.equal(
      reasonOf(judged('rsa_individual_sign_2020.der', asdasd, { crl, receivedAt: checkedAt })),
      'INVALID certificate-expired',
    )
  })
  test('RSA of 2020 is not over another document', () => {
    const other = new TextEncoder().encode('asdasD')
    assert.equal(reasonOf(judged('rsa_individual_sign_2020.der', other)), 'INVALID content-differs')
  })
  test('RSA of 2020 by a key for signing in is told so', () => {
    assert.equal(reasonOf(judged('rsa_individual_AUTH_2020.der', asdasd)), 'INVALID key-usage-wrong')
  })
  test('RSA of 2020 is not trusted under the authority of 2023, whose name is nearly the same', () => {
    const anchors = anchorsOf('training', 'ca-test/kuc_rsa_test_2020.cer', 'ca-test/nca_rsa_test_2023.cer')
    assert.equal(reasonOf(judged('rsa_individual_sign_2020.der', asdasd, { anchors })), 'INVALID chain-untrusted')
  })
  test('two signers are one too many', () => {
    const document = octets('cms-test/two_signers_document.txt')
    assert.equal(reasonOf(judged('two_signers_gost512_rsa_2022.der', document)), 'INVALID several-signers')
  })
})

describe('answers and lists of the test authority', { skip }, () => {
  const subject = { commonName: 'stands for the certificate the answer is about' }
  const question = (issuer: string, serial: string, nonce: string, when: string) => ({
    certificate: { ...certificate('certs-test/rsa_individual_sign_2023.cer'), ...subject, serial },
    issuer: certificate(issuer),
    nonce: new Uint8Array(Buffer.from(nonce, 'hex')),
    at: at(when),
    maxAge: RULES_2026.ocspMaxAge,
    clockSkew: RULES_2026.clockSkew,
    suite: rsaSuite,
  })
  const RSA_ANSWER = 'ocsp-test/ocsp_response_individual_sign_2004.bin'
  const rsaQuestion = (when: string) =>
    question('ca-test/nca_rsa_test_2019.cer', '4279390a141f5353a62947b61ed65e81741467d1', 'b5e5c9b552cbcac4', when)

  test('the RSA answer of 2022 says good, through its delegated responder', () => {
    const finding = checkOcsp(octets(RSA_ANSWER), rsaQuestion('2022-09-02T16:54:00Z'))
    assert.equal(finding.status, 'good')
    assert.ok(finding.status === 'good' && finding.responder.extendedKeyUsage.oids.includes('1.3.6.1.5.5.7.3.9'))
  })
  test('the RSA answer is stale two days later, and wrong when an octet of its signature is flipped', () => {
    const stale = checkOcsp(octets(RSA_ANSWER), rsaQuestion('2022-09-04T16:54:00Z'))
    assert.deepEqual(stale, { status: 'unusable', why: 'stale' })
    const answer = octets(RSA_ANSWER)
    // The signature follows its algorithm identifier.
    const place = Buffer.from(answer).indexOf(Buffer.from('0382010100', 'hex')) + 20
    const flipped = answer.with(place, (answer[place] ?? 0) ^ 1)
    const finding = checkOcsp(flipped, rsaQuestion('2022-09-02T16:54:00Z'))
    assert.deepEqual(finding, { status: 'unusable', why: 'signature-wrong' })
  })
  test('all lists are read; the RSA ones are signed by their authorities', () => {
    const sizes = Object.fromEntries(
      readdirSync(new URL('crl-test/', FOLDER)).map((file) => {
        const { size, deltaBase } = parseCrl(octets(`crl-test/${file}`))
        return [file, [size, deltaBase !== undefined]]
      }),
    )
    assert.deepEqual(sizes, {
      'nca_d_rsa_test_2023.crl': [0, true],
      'nca_gost2004_test_2022.crl': [31, false],
      'nca_gost2022_d_test_2025.crl': [0, true],
      'nca_gost2022_test_2025.crl': [54, false],
      'nca_rsa_test_2022.crl': [126, false],
    })
    const delta = parseCrl(octets('crl-test/nca_d_rsa_test_2023.crl'))
    const { publicKey } = certificate('ca-test/nca_rsa_test_2023.cer')
    assert.equal(rsaSuite.verifySignature(delta.algorithm, publicKey, delta.tbs, delta.signature), 'right')
  })
  test('the base list of 2022 finds its entries', () => {
    const crl = octets('crl-test/nca_rsa_test_2022.crl')
    // The first entry of the list.
    const serial =
      /06035504[\s\S]*?30[0-9a-f]{2}0214([0-9a-f]{40})170d/.exec(Buffer.from(crl).toString('hex'))?.[1] ?? ''
    const asked = {
      issuer: certificate('ca-test/nca_rsa_test_2019.cer'),
      at: at('2022-04-01T00:00:00Z'),
      clockSkew: RULES_2026.clockSkew,
      suite: rsaSuite,
    }
    const holder = certificate('certs-test/rsa_individual_sign_2023.cer')
    assert.equal(checkCrl(crl, { ...asked, certificate: { ...holder, serial } }).status, 'revoked')
    assert.equal(checkCrl(crl, { ...asked, certificate: holder }).status, 'good')
  })
})
