import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Certificate } from '../certificate.ts'
import { derNull, derOctets, derOid, derSequence, derValue } from '../der-writer.ts'
import { OID } from '../object-identifiers.ts'
import { GOST_2004, GOST_256, GOST_512, type GostFamily } from './families.ts'
import { createGostSuite } from './gost-suite.ts'
import { numberOf, octetsOf, writePublicKey } from './public-key.ts'
import { makeSignature, publicPoint } from './signature.ts'

const DATA = new TextEncoder().encode('what is signed')
const FAMILIES: Readonly<Record<string, GostFamily>> = { 'GOST-512': GOST_512, 'GOST-256': GOST_256, '2004': GOST_2004 }
const PRIVATE = 0x1234567890abcdef1234567890abcdefn
const ONCE = 0xfedcba0987654321fedcba0987654321n

function keyOf(family: GostFamily, privateKey = PRIVATE): Certificate['publicKey'] {
  const spki = writePublicKey({ family, point: publicPoint(family.curve, privateKey, family.base) })
  return { algorithm: family.key, spki, octets: new Uint8Array() }
}

function halves(family: GostFamily, digest: bigint): readonly [Uint8Array, Uint8Array] {
  const { r, s } = makeSignature(family.curve, digest, PRIVATE, ONCE, family.base)
  return [octetsOf(r, family.curve.octets), octetsOf(s, family.curve.octets)]
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

for (const [name, family] of Object.entries(FAMILIES)) {
  describe(name, () => {
    const suite = createGostSuite()
    const digest = suite.digest(family.digest, DATA) ?? new Uint8Array()
    const [r, s] = halves(family, numberOf(digest))
    const key = keyOf(family)
    const check = (signature: Uint8Array, publicKey = key) =>
      suite.verifySignature(family.signature, publicKey, DATA, signature)

    test('a signature in Kazakhstan’s order of octets is right, by whatever name CMS calls it', () => {
      assert.equal(check(join(r, s)), 'right')
      assert.equal(suite.verifySignature(family.signature, key, DATA, join(r, s), family.digest), 'right')
      assert.equal(suite.verifySignature(family.key, key, DATA, join(r, s), family.digest), 'right')
    })
    test('a signature in any other order is wrong', () => {
      for (const signature of [
        join(s, r),
        join(r, s).toReversed(),
        join(s, r).toReversed(),
        join(r.toReversed(), s),
        join(r, s.toReversed()),
        join(r, s, Uint8Array.of(0)),
        r,
        new Uint8Array(),
      ]) {
        assert.equal(check(signature), 'wrong')
      }
    })
    test('a signature over the digest read from the other end is wrong', () => {
      assert.equal(check(join(...halves(family, numberOf(digest.toReversed())))), 'wrong')
    })
    test('a changed octet, another text and another key make it wrong', () => {
      for (const place of [0, r.length, r.length * 2 - 1]) {
        const signature = join(r, s)
        assert.equal(check(signature.with(place, (signature[place] ?? 0) ^ 1)), 'wrong')
      }
      assert.equal(suite.verifySignature(family.signature, key, DATA.with(3, 0), join(r, s)), 'wrong')
      assert.equal(check(join(r, s), keyOf(family, PRIVATE + 1n)), 'wrong')
    })
    test('the result is the same however often it is asked for', () => {
      const other = keyOf(family, PRIVATE + 2n)
      for (let turn = 0; turn < 4; turn++) {
        const data = DATA.with(0, turn)
        const fresh = join(...halves(family, numberOf(suite.digest(family.digest, data) ?? new Uint8Array())))
        assert.equal(suite.verifySignature(family.signature, key, data, fresh), 'right')
        assert.equal(suite.verifySignature(family.signature, other, data, fresh), 'wrong')
        assert.equal(check(join(r, s)), 'right')
        assert.equal(check(join(s, r)), 'wrong')
      }
    })
    test('another hash or another signature algorithm is not supported', () => {
      const signature = join(r, s)
      assert.equal(suite.verifySignature(family.signature, key, DATA, signature, OID.sha256), 'algorithm-not-supported')
      assert.equal(suite.verifySignature(family.key, key, DATA, signature), 'algorithm-not-supported')
      assert.equal(suite.verifySignature(OID.sha256WithRsa, key, DATA, signature), 'algorithm-not-supported')
    })
    test('a key on another curve, in another order or off the curve is not supported', () => {
      const { curve } = family
      const { x, y } = publicPoint(curve, PRIVATE, family.base)
      const written = (paramSet: string, coordinates: Uint8Array): Certificate['publicKey'] => {
        const identifier = derSequence(derOid(family.key), derSequence(derOid(paramSet), derOid(family.digest)))
        const spki = derSequence(identifier, derValue(0x03, Uint8Array.of(0), derOctets(coordinates)))
        return { algorithm: family.key, spki, octets: new Uint8Array() }
      }
      const [ox, oy] = [octetsOf(x, curve.octets), octetsOf(y, curve.octets)]
      assert.equal(check(join(r, s), written(family.paramSet, join(ox, oy))), 'right')
      for (const wrong of [
        written('1.2.643.7.1.2.1.2.2', join(ox, oy)),
        written(family.paramSet, join(oy, ox)),
        written(family.paramSet, join(ox.toReversed(), oy.toReversed())),
        written(family.paramSet, join(ox, octetsOf(y ^ 1n, curve.octets))),
        written(family.paramSet, new Uint8Array(curve.octets * 2)),
        written(family.paramSet, new Uint8Array(curve.octets * 2).fill(0xff)),
        written(family.paramSet, ox),
        written(family.paramSet, new Uint8Array()),
      ]) {
        assert.equal(check(join(r, s), wrong), 'algorithm-not-supported')
      }
    })
  })
}

test('Gamma keys and whatever is no key at all are not supported', () => {
  const suite = createGostSuite()
  const gamma = '1.3.6.1.4.1.6801.1.5.8'
  const point = new Uint8Array(80).fill(1)
  const spki = derSequence(derSequence(derOid(gamma), derNull()), derValue(0x03, Uint8Array.of(0), point))
  for (const publicKey of [
    { algorithm: gamma, spki, octets: point },
    { algorithm: GOST_512.key, spki, octets: point },
    { algorithm: GOST_512.key, spki: new Uint8Array([1, 2, 3]), octets: point },
  ]) {
    for (const algorithm of [gamma, GOST_512.signature]) {
      assert.equal(
        suite.verifySignature(algorithm, publicKey, DATA, new Uint8Array(128).fill(1)),
        'algorithm-not-supported',
      )
    }
  }
  assert.equal(suite.digest(OID.sha256, DATA), undefined)
})

test('numbers are read and written with the lowest octet first', () => {
  assert.equal(numberOf(Uint8Array.of(1, 2, 0)), 0x0201n)
  assert.deepEqual(octetsOf(0x0201n, 3), Uint8Array.of(1, 2, 0))
  assert.equal(numberOf(new Uint8Array()), 0n)
})
