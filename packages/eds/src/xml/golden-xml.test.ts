// XML signed by the National Certification Authority's own software. It is not part of this repository.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { nationalSuite, parseAnchors, parseCertificate, type TrustAnchors } from '../index.ts'
import { openSealed, type OpenedXml } from './open-sealed.ts'
import { MESSAGE_LIMITS } from './xml-reader.ts'

const FOLDER = new URL('../../../../../shared/data/eds/', import.meta.url)
const skip = existsSync(FOLDER) ? false : 'the folder ../shared/data/eds is not here'

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8')
}

function anchors(...files: readonly string[]): TrustAnchors {
  const pem = files.map((file) => {
    const base64 = readFileSync(new URL(file, FOLDER)).toString('base64')
    return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
  })
  return parseAnchors(pem.join(''), { profile: 'training' })
}

function opened(xml: string, at: string, trusted: TrustAnchors): OpenedXml {
  return openSealed(xml, 'document', {
    anchors: trusted,
    at: Temporal.Instant.from(at),
    suite: nationalSuite,
    limits: MESSAGE_LIMITS,
    isExpected: ({ iin }) => iin === '123456789011',
  })
}

describe('XML signed by the Authority’s software', { skip }, () => {
  const rsa = skip === false ? read('xml-test/rsa_individual_2020.xml') : ''
  const gost = skip === false ? read('xml-test/gost512_selfsigned_testkey.xml') : ''
  const rsaAnchors = () => anchors('ca-test/root_rsa_test_2018.cer', 'ca-test/nca_rsa_test_2019.cer')

  test('RSA of 2020 is opened, and gives the document without its signature', () => {
    const found = opened(rsa, '2020-09-10T00:00:00Z', rsaAnchors())
    assert.ok(found.signature === 'valid')
    assert.equal(found.xml, '<root><name>NCANode</name></root>')
    assert.equal(parseCertificate(found.certificate).iin, '123456789011')
  })
  test('RSA of 2020 is neither opened a year later nor under another authority', () => {
    const why = (found: OpenedXml) => (found.signature === 'invalid' ? found.why : found.signature)
    assert.equal(why(opened(rsa, '2021-09-10T00:00:00Z', rsaAnchors())), 'certificate-expired')
    const others = anchors('ca-test/kuc_rsa_test_2020.cer', 'ca-test/nca_rsa_test_2023.cer')
    assert.equal(why(opened(rsa, '2020-09-10T00:00:00Z', others)), 'chain-untrusted')
    assert.equal(
      why(opened(rsa.replace('NCANode', 'NCANodE'), '2020-09-10T00:00:00Z', rsaAnchors())),
      'digest-mismatch',
    )
  })
  test('GOST-512 is right to the last octet, but nobody vouches for its key', () => {
    const at = '2026-11-22T00:00:00Z'
    const trusted = anchors('ca-test/root_test_gost_2022.cer', 'ca-test/nca_gost2022_test.cer')
    assert.deepEqual(opened(gost, at, trusted), { signature: 'invalid', why: 'chain-untrusted' })
    assert.deepEqual(opened(gost.replace('XYwHuih', 'XYwHuii'), at, trusted), {
      signature: 'invalid',
      why: 'signature-wrong',
    })
    assert.deepEqual(opened(gost.replace('текст', 'мәтін'), at, trusted), {
      signature: 'invalid',
      why: 'digest-mismatch',
    })
  })
})
