import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { newCheckCode, parseCheckCode, printCheckCode } from './check-code.ts'

test('a code is eighty random bits, none of them lost', () => {
  assert.equal(
    newCheckCode((size) => new Uint8Array(size)),
    '0000000000000000',
  )
  assert.equal(
    newCheckCode((size) => new Uint8Array(size).fill(255)),
    'ZZZZZZZZZZZZZZZZ',
  )
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const code = newCheckCode(() => bytes)
      const read = Array.from(code).reduce(
        (sum, letter) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter)),
        0n,
      )
      assert.equal(read, BigInt(`0x${Buffer.from(bytes).toString('hex')}`))
    }),
  )
})

test('two codes are never the same', () => {
  assert.equal(new Set(Array.from({ length: 2000 }, () => newCheckCode())).size, 2000)
})

test('a printed code reads back as it was made', () => {
  const code = newCheckCode()
  assert.match(printCheckCode(code), /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  assert.equal(parseCheckCode(printCheckCode(code)), code)
})

test('a code may be typed with spaces, in small letters, with look-alikes and on a Cyrillic keyboard', () => {
  const code = '10AB3EKMHPCTX059'
  for (const typed of ['10ab3ekmhpctx059', ' 10AB 3EKM – HPCT\u00a0X059 ', 'lOab3ekm-hpct-xo59', 'ІОАВЗЕКМ НРСТ ХО59'])
    assert.equal(parseCheckCode(typed), code, typed)
})

test('what cannot be a code is none', () => {
  for (const typed of [
    '',
    '10AB3EKMHPCTX05',
    '10AB3EKMHPCTX0599',
    '10AB3EKMHPCTXU59',
    "'; drop table blob",
    ' '.repeat(100),
  ])
    assert.equal(parseCheckCode(typed), undefined, typed)
})
