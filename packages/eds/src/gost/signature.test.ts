import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { createCurve, INFINITE, type Curve, type Point } from './curve-points.ts'
import { CURVE_256_A, CURVE_512_A, CURVE_CRYPTOPRO_A, type CurveParameters } from './curves.ts'
import { combMultiplier, sumOf, windowMultiplier, type Multiplier } from './point-sums.ts'
import { createPrimeField } from './prime-field.ts'
import { isSignatureRight, makeSignature, publicPoint } from './signature.ts'

const CURVES: Readonly<Record<string, CurveParameters>> = {
  '512-A': CURVE_512_A,
  '256-A': CURVE_256_A,
  'CryptoPro-A': CURVE_CRYPTOPRO_A,
}

function multiple(curve: Curve, multiplier: Multiplier, scalar: bigint): Point {
  const [point] = curve.toAffine([sumOf(curve, [multiplier(scalar)])])
  assert.ok(point)
  return point
}

/** Doubling and adding, bit by bit. */
function slowMultiple(curve: Curve, point: Point, scalar: bigint): Point {
  let sum = INFINITE
  for (const bit of scalar.toString(2)) {
    sum = curve.double(sum)
    if (bit === '1') sum = curve.add(sum, point)
  }
  const [affine] = curve.toAffine([sum])
  assert.ok(affine)
  return affine
}

describe('the curves', () => {
  for (const [name, parameters] of Object.entries(CURVES)) {
    const curve = createCurve(parameters)
    test(`${name}: the base point is on it and q times it is infinite`, () => {
      assert.ok(curve.hasOrderQ(curve.base))
      const { x, y } = slowMultiple(curve, curve.base, curve.q - 1n)
      assert.deepEqual([x, curve.field.residue(y + curve.base.y)], [curve.base.x, 0n])
      assert.equal(curve.add({ x, y, z: 1n }, curve.base).z, 0n)
      assert.equal(curve.hasOrderQ({ x: curve.base.x, y: curve.base.y + 1n }), false)
    })
    test(`${name}: both ways of multiplying agree with adding bit by bit`, () => {
      const point = slowMultiple(curve, curve.base, 0x1234567n)
      const window = windowMultiplier(curve, point)
      const comb = combMultiplier(curve, point)
      const scalar = fc.oneof(fc.bigInt({ min: 1n, max: curve.q - 1n }), fc.bigInt({ min: 1n, max: 300n }))
      fc.assert(
        fc.property(scalar, (times) => {
          const wanted = slowMultiple(curve, point, times)
          assert.deepEqual(multiple(curve, window, times), wanted)
          assert.deepEqual(multiple(curve, comb, times), wanted)
        }),
        { numRuns: 12 },
      )
    })
    test(`${name}: coordinates stay short however long a sum is`, () => {
      let sum = curve.double({ ...curve.base, z: 1n })
      const limit = curve.p * 4n
      for (let turn = 0; turn < 500; turn++) {
        sum = turn % 3 === 0 ? curve.add(sum, curve.base) : curve.double(sum)
        for (const part of [sum.x, sum.y, sum.z]) assert.ok(part < limit && part > -limit)
      }
    })
  }
  test('256-A: a point outside the subgroup of the base point is no key', () => {
    const curve = createCurve(CURVE_256_A)
    const { field, a, b } = curve
    // p ≡ 3 modulo 4, so a root is a power.
    const root = (square: bigint): bigint => power(square, (field.p + 1n) / 4n, field.p)
    const strays = Array.from({ length: 20 }, (_, x) => BigInt(x)).flatMap((x) => {
      const square = field.residue((x * x + a) * x + b)
      const y = root(square)
      return field.isZero(y * y - square) && !curve.hasOrderQ({ x, y }) ? [{ x, y }] : []
    })
    assert.ok(strays.length > 0)
  })
  test('multiples printed in the standards come out', () => {
    // Source: RFC 8133, appendix A: points of the tests of SESPAKE.
    const printed: readonly (readonly [CurveParameters, bigint, bigint, bigint])[] = [
      [
        CURVE_CRYPTOPRO_A,
        0x1f2538097d5a031fa68bbb43c84d12b3de47b7061c0d5e24993e0c873cdba6b3n,
        0xbbc77cf42dc1e62d06227935379b4aa4d14fea4f565ddf4cb4fa4d31579f9676n,
        0x8e16604a4afdf28246684d4996274781f6cb80abbba1414c1513ec988509dabfn,
      ],
      [
        CURVE_256_A,
        0x147b72f6684fb8fd1b418a899f7dbecaf5fce60b13685baa95328654a7f0707fn,
        0x33fbac14eae538275a769417829c431bd9fa622b6f02427ef55bd60ee6bc2888n,
        0x22f2ebcf960a82e6cdb4042d3ddda511b2fba925383c2273d952ea2d406eae46n,
      ],
      [
        CURVE_512_A,
        0x3ce54325db52fe798824aead11bb16fa766857d04a4af7d468672f16d90e7396046a46f815693e85b1ce5464da9270181f82333b0715057bbe8d61d400505f0en,
        0xb93093eb0fcc463239b7df276e09e592fcfc9b635504ea4531655d76a0a3078e2b4e51cfe2fa400cc5de9fbe369db204b3e8ed7edd85ee5cca654c1aed70e396n,
        0x809770b8d910ea30bd2fa89736e91dc31815d2d9b31128077eedc371e9f69466f497dc64dd5b1fadc587f860ee256109138c4a9cd96b628e65a8f590520fc882n,
      ],
    ]
    for (const [parameters, scalar, x, y] of printed) {
      const curve = createCurve(parameters)
      assert.deepEqual(multiple(curve, windowMultiplier(curve, curve.base), scalar), { x, y })
    }
  })
})

describe('the field', () => {
  test('folding and shortening keep the residue, also of negative numbers', () => {
    for (const p of [
      CURVE_512_A.p,
      CURVE_256_A.p,
      0x8000000000000000000000000000000000000000000000000000000000000431n,
    ]) {
      const field = createPrimeField(p)
      fc.assert(
        fc.property(fc.bigInt({ min: -(p ** 2n), max: p ** 2n }), (value) => {
          assert.equal(field.residue(field.fold(value)), field.residue(value))
          assert.equal(field.residue(field.shorten(value)), field.residue(value))
          if (!field.isZero(value)) assert.equal(field.residue(field.inverse(value) * value), 1n)
        }),
      )
      assert.throws(() => field.inverse(p), RangeError)
    }
  })
})

interface Example {
  readonly curve: CurveParameters
  readonly privateKey: bigint
  /** Of the public key, where it is printed. */
  readonly x?: bigint
  readonly digest: bigint
  readonly once: bigint
  readonly r: bigint
  readonly s: bigint
}

const EXAMPLES: Readonly<Record<string, Example>> = {
  // Source: RFC 7091, section 7.1
  'of the standard with 256 bits': {
    curve: {
      p: 0x8000000000000000000000000000000000000000000000000000000000000431n,
      a: 7n,
      b: 0x5fbff498aa938ce739b8e022fbafef40563f6e6a3472fc2a514c0ce9dae23b7en,
      q: 0x8000000000000000000000000000000150fe8a1892976154c59cfc193accf5b3n,
      x: 2n,
      y: 0x08e2a8a0e65147d4bd6316030e16d19c85c97f0a9ca267122b96abbcea7e8fc8n,
      octets: 32,
    },
    privateKey: 0x7a929ade789bb9be10ed359dd39a72c11b60961f49397eee1d19ce9891ec3b28n,
    x: 0x7f2b49e270db6d90d8595bec458b50c58585ba1d4e9b788f6689dbd8e56fd80bn,
    digest: 0x2dfbc1b372d89a1188c09c52e0eec61fce52032ab1022e8e67ece6672b043ee5n,
    once: 0x77105c9b20bcd3122823c8cf6fcc7b956de33814e95b7fe64fed924594dceab3n,
    r: 0x41aa28d2f1ab148280cd9ed56feda41974053554a42767b83ad043fd39dc0493n,
    s: 0x01456c64ba4642a1653c235a98a60249bcd6d3f746b631df928014f6c5bf9c40n,
  },
  // Source: RFC 7091, section 7.2
  'of the standard with 512 bits': {
    curve: {
      p: 0x4531acd1fe0023c7550d267b6b2fee80922b14b2ffb90f04d4eb7c09b5d2d15df1d852741af4704a0458047e80e4546d35b8336fac224dd81664bbf528be6373n,
      a: 7n,
      b: 0x1cff0806a31116da29d8cfa54e57eb748bc5f377e49400fdd788b649eca1ac4361834013b2ad7322480a89ca58e0cf74bc9e540c2add6897fad0a3084f302adcn,
      q: 0x4531acd1fe0023c7550d267b6b2fee80922b14b2ffb90f04d4eb7c09b5d2d15da82f2d7ecb1dbac719905c5eecc423f1d86e25edbe23c595d644aaf187e6e6dfn,
      x: 0x24d19cc64572ee30f396bf6ebbfd7a6c5213b3b3d7057cc825f91093a68cd762fd60611262cd838dc6b60aa7eee804e28bc849977fac33b4b530f1b120248a9an,
      y: 0x2bb312a43bd2ce6e0d020613c857acddcfbf061e91e5f2c3f32447c259f39b2c83ab156d77f1496bf7eb3351e1ee4e43dc1a18b91b24640b6dbb92cb1add371en,
      octets: 64,
    },
    privateKey:
      0x0ba6048aadae241ba40936d47756d7c93091a0e8514669700ee7508e508b102072e8123b2200a0563322dad2827e2714a2636b7bfd18aadfc62967821fa18dd4n,
    x: 0x115dc5bc96760c7b48598d8ab9e740d4c4a85a65be33c1815b5c320c854621dd5a515856d13314af69bc5b924c8b4ddff75c45415c1d9dd9dd33612cd530efe1n,
    digest:
      0x3754f3cfacc9e0615c4f4a7c4d8dab531b09b6f9c170c533a71d147035b0c5917184ee536593f4414339976c647c5d5a407adedb1d560c4fc6777d2972075b8cn,
    once: 0x0359e7f4b1410feacc570456c6801496946312120b39d019d455986e364f365886748ed7a44b3e794434006011842286212273a6d14cf70ea3af71bb1ae679f1n,
    r: 0x2f86fa60a081091a23dd795e1e3c689ee512a3c82ee0dcc2643c78eea8fcacd35492558486b20f1c9ec197c90699850260c93bcbcd9c5c3317e19344e173ae36n,
    s: 0x1081b394696ffe8e6585e7a9362d26b6325f56778aadbc081c0bfbe933d52ff5823ce288e8c4f362526080df7f70ce406a6eeb1f56919cb92a9853bde73e5b4an,
  },
  // Source: example of the Russian technical committee 26 with id-tc26-gost-3410-12-512-paramSetA
  'of a certificate with 512-A': {
    curve: CURVE_512_A,
    privateKey:
      0x3fc01cdcd4ec5f972eb482774c41e66db7f380528dfe9e67992ba05aee462435757530e641077ce587b976c8eeb48c48fd33fd175f0c7de6a44e014e6bcb074bn,
    digest:
      0xc066476a9753a58a2eee347fa7f7ec57fca4c9d29b2172e23b988b7fa59d361d9ab25caadb2c5338d98966368441208f7a01195b7f7b45f1e4dd5fd4be57c2edn,
    once: 0x72abb44536656bf1618ce10bf7eadd40582304a51ee4e2a25a0a32cb0e773abb23b7d8fdd8fa5eee91b4ae452f2272c86e1e2221215d405f51b5d5015616e1f6n,
    r: 0x891aa75c2a6f3b4de27e3903f61cbb0f3f85a4e3c62f39a6e4e84a7477679c6e45008dc2774ca2ff64c12c0606ff918cae3a50115440e9bf2971b627a882a1e8n,
    s: 0x31065479996ddbdee180afe22ca3cdc44b45ce4c6c83909d1d3b702922a32441a9e11dcfbea3d847c06b1a8a38eb1671d6c82fa21b79c99be2ea809b10daa5dfn,
  },
}

describe('signatures', () => {
  for (const [name, { curve: parameters, privateKey, x, digest, once, r, s }] of Object.entries(EXAMPLES)) {
    test(`the example ${name} is made and checked as printed`, () => {
      const curve = createCurve(parameters)
      const base = combMultiplier(curve, curve.base)
      const key = publicPoint(curve, privateKey, base)
      if (x !== undefined) assert.equal(key.x, x)
      assert.deepEqual(makeSignature(curve, digest, privateKey, once, base), { r, s })
      for (const multiplier of [windowMultiplier(curve, key), combMultiplier(curve, key)]) {
        assert.ok(isSignatureRight(curve, digest, { r, s }, base, multiplier))
        assert.ok(!isSignatureRight(curve, digest + 1n, { r, s }, base, multiplier))
        assert.ok(!isSignatureRight(curve, digest, { r: s, s: r }, base, multiplier))
        assert.ok(!isSignatureRight(curve, digest, { r, s: s + 1n }, base, multiplier))
      }
    })
  }
  for (const [name, parameters] of Object.entries(CURVES)) {
    test(`${name}: what a key makes, that key alone is right for`, () => {
      const curve = createCurve(parameters)
      const base = combMultiplier(curve, curve.base)
      const scalar = fc.bigInt({ min: 2n, max: curve.q - 1n })
      // 0 and 1 count as the same, and a signature over -1 is right over 1 too: both lead to the same abscissa.
      const digests = fc.bigInt({ min: 2n, max: curve.q - 2n })
      fc.assert(
        fc.property(scalar, scalar, digests, (privateKey, once, digest) => {
          const key = windowMultiplier(curve, publicPoint(curve, privateKey, base))
          const made = makeSignature(curve, digest, privateKey, once, base)
          assert.ok(isSignatureRight(curve, digest, made, base, key))
          assert.ok(!isSignatureRight(curve, digest ^ 1n, made, base, key))
          assert.ok(!isSignatureRight(curve, digest, made, base, base))
        }),
        { numRuns: 8 },
      )
    })
    test(`${name}: numbers out of range make no signature`, () => {
      const curve = createCurve(parameters)
      const { base, q } = curve
      const multiplier = windowMultiplier(curve, base)
      const { r, s } = makeSignature(curve, 5n, 7n, 11n, multiplier)
      const key = windowMultiplier(curve, publicPoint(curve, 7n, multiplier))
      assert.ok(isSignatureRight(curve, 5n, { r, s }, multiplier, key))
      for (const wrong of [
        { r: 0n, s },
        { r, s: 0n },
        { r: q, s },
        { r, s: q },
        { r: r + q, s },
        { r, s: s + q },
      ]) {
        assert.ok(!isSignatureRight(curve, 5n, wrong, multiplier, key))
      }
      assert.throws(() => makeSignature(curve, 5n, 0n, 11n, multiplier), RangeError)
      assert.throws(() => makeSignature(curve, 5n, 7n, q, multiplier), RangeError)
      assert.throws(() => publicPoint(curve, q, multiplier), RangeError)
    })
    test(`${name}: a digest of zero counts as one`, () => {
      const curve = createCurve(parameters)
      const base = windowMultiplier(curve, curve.base)
      assert.deepEqual(makeSignature(curve, 0n, 7n, 11n, base), makeSignature(curve, 1n, 7n, 11n, base))
      const key = windowMultiplier(curve, publicPoint(curve, 7n, base))
      assert.ok(isSignatureRight(curve, 0n, makeSignature(curve, curve.q, 7n, 11n, base), base, key))
    })
  }
})

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
  }
  return result
}
