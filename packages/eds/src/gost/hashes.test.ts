import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { createGost34311, TEST_BOX, type SubstitutionBox } from './gost-34311.ts'
import type { RunningHash } from './running-hash.ts'
import { createStreebog } from './streebog.ts'

function hashOf(hash: RunningHash, ...pieces: readonly Uint8Array[]): string {
  for (const piece of pieces) hash.update(piece)
  return Buffer.from(hash.digest()).toString('hex')
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
/** Numbers are printed with the highest octet first, files begin with the lowest. */
const printed = (hex: string): string => Buffer.from(Buffer.from(hex, 'hex').toReversed()).toString('hex')

describe('Streebog', () => {
  // Source: RFC 6986, sections 10.1 and 10.2.
  const M1 = ascii('012345678901234567890123456789012345678901234567890123456789012')
  const M2 = new Uint8Array(
    Buffer.from(
      'd1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20f120eceef0ff20f1f2f0e5ebe0ece820ede020f5f0e0e1f0fbff20efebfaeafb20c8e3eef0e5e2fb',
      'hex',
    ),
  )
  test('gives the printed hashes of both examples', () => {
    assert.equal(
      hashOf(createStreebog(512), M1),
      printed(
        '486f64c1917879417fef082b3381a4e211c324f074654c38823a7b76f830ad00fa1fbae42b1285c0352f227524bc9ab16254288dd6863dccd5b9f54a1ad0541b',
      ),
    )
    assert.equal(
      hashOf(createStreebog(256), M1),
      printed('00557be5e584fd52a449b16b0251d05d27f94ab76cbaa6da890b59d8ef1e159d'),
    )
    assert.equal(
      hashOf(createStreebog(512), M2),
      printed(
        '28fbc9bada033b1460642bdcddb90c3fb3e56c497ccd0f62b8a2ad4935e85f037613966de4ee00531ae60f3b5a47f8dae06915d5f2f194996fcabf2622e6881e',
      ),
    )
    assert.equal(
      hashOf(createStreebog(256), M2),
      printed('508f7e553c06501d749a66fc28c6cac0b005746d97537fa85d9e40904efed29d'),
    )
  })
  test('carries through the sum of blocks of ones', () => {
    // Source: the vector implementers share; the sum of its blocks carries from one word to the next.
    const message = Uint8Array.from([...new Uint8Array(64).fill(0xee), 0x16, ...new Uint8Array(62).fill(0x11), 0x16])
    assert.equal(
      hashOf(createStreebog(512), message),
      '8b06f41e59907d9636e892caf5942fcdfb71fa31169a5e70f0edb873664df41c2cce6e06dc6755d15a61cdeb92bd607cc4aaca6732bf3568a23a210dd520fd41',
    )
  })
})

describe('GOST 34.311-95', () => {
  // Source: RFC 5831, section 7.3; further vectors are those all implementations share.
  const VECTORS: readonly (readonly [string, string])[] = [
    ['', 'ce85b99cc46752fffee35cab9a7b0278abb4c2d2055cff685af4912c49490f8d'],
    ['a', 'd42c539e367c66e9c88a801f6649349c21871b4344c6a573f849fdce62f314dd'],
    ['abc', 'f3134348c44fb1b2a277729e2285ebb5cb5e0f29c975bc753b70497c06a4d51d'],
    ['message digest', 'ad4434ecb18f2c99b60cbe59ec3d2469582b65273f48de72db2fde16a4889a4d'],
    ['U'.repeat(128), '53a3a3ed25180cef0c1d85a074273e551c25660a87062a52d926a9e8fe5733a4'],
    ['This is message, length=32 bytes', 'b1c466d37519b82e8319819ff32595e047a28cb6f83eff1c6916a815a637fffa'],
    [
      'Suppose the original message has length = 50 bytes',
      '471aba57a60a770d3a76130635c1fbea4ef14de51f78b4ae57dd893b62f55208',
    ],
  ]
  test('gives the known hashes with the box of the standard', () => {
    for (const [message, hash] of VECTORS) assert.equal(hashOf(createGost34311(), ascii(message)), hash, message)
  })
  test('gives others with the box of Russian practice', () => {
    // Source: RFC 4357, section 11.2, id-GostR3411-94-CryptoProParamSet
    const cryptoPro: SubstitutionBox = [
      'a4568137dce092bf',
      '5f402db91763cea8',
      '7fce94103b526a8d',
      '4a7c0f28e165db93',
      '764b9c2a180efd35',
      '7624d9f0a15b8ec3',
      'de41705a3c8f629b',
      '13a95b4f867ed02c',
    ]
    assert.equal(
      hashOf(createGost34311(cryptoPro), ascii('abc')),
      'b285056dbf18d7392d7677369524dd14747459ed8143997e163b2986f92fd42c',
    )
    assert.notEqual(hashOf(createGost34311(TEST_BOX), ascii('abc')), hashOf(createGost34311(cryptoPro), ascii('abc')))
  })
})

test('a hash does not depend on how its input comes in pieces', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 6 })
  const makers = [() => createStreebog(512), () => createStreebog(256), () => createGost34311()]
  fc.assert(
    fc.property(pieces, fc.constantFrom(...makers), (parts, create) => {
      assert.equal(hashOf(create(), ...parts), hashOf(create(), Uint8Array.from(parts.flatMap((part) => [...part]))))
    }),
  )
})

test('a running hash is not disturbed by another one', () => {
  const first = createStreebog(512)
  first.update(ascii('begun'))
  hashOf(createStreebog(256), new Uint8Array(200))
  first.update(ascii(' and ended'))
  assert.equal(Buffer.from(first.digest()).toString('hex'), hashOf(createStreebog(512), ascii('begun and ended')))
})
