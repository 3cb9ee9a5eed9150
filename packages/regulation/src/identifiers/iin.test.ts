import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { checkDigitOf } from './digits.ts'
import { parseIin } from './iin.ts'

const vectorFile = join(import.meta.dirname, '../../../../../shared/data/iin-bin/vectors.json')
const noVectors = existsSync(vectorFile) ? false : 'the shared vectors are not beside the repository'

interface Vector {
  readonly id?: string
  /** Eleven digits that no number begins with. */
  readonly prefix?: string
  /** Null where the rules do not tell. */
  readonly valid: boolean | null
  readonly birth?: string
  readonly sex?: 'M' | 'F'
  readonly checkDigitOk?: boolean
}

/** A number made as the decree says, for tests. */
function iinOf(date: Temporal.PlainDate, century: number, serial: number): string | undefined {
  const digits =
    String(date.year % 100).padStart(2, '0') +
    String(date.month).padStart(2, '0') +
    String(date.day).padStart(2, '0') +
    String(century) +
    String(serial).padStart(4, '0')
  const check = checkDigitOf(digits)
  return check === undefined ? undefined : digits + String(check)
}

test('the shared vectors are read as they should be', { skip: noVectors }, () => {
  const { iin } = JSON.parse(readFileSync(vectorFile, 'utf8')) as { readonly iin: readonly Vector[] }
  assert.ok(iin.length > 5)
  for (const { id, prefix, valid, birth, sex, checkDigitOk } of iin) {
    if (prefix !== undefined) assert.equal(checkDigitOf(prefix), undefined, prefix)
    if (id === undefined) continue
    const parsed = parseIin(id)
    // The vectors leave blanks around a number to the reader; this one takes them off.
    if (valid !== null) assert.equal(parsed.ok, valid || id !== id.trim(), id)
    if (parsed.ok && birth !== undefined) {
      assert.equal(parsed.birthDate.toString(), birth)
      assert.equal(parsed.sex, sex === 'M' ? 'male' : 'female')
    }
    if (checkDigitOk !== undefined && /^[0-9]{12}$/.test(id)) {
      assert.equal(checkDigitOf(id) === Number(id.at(-1)), checkDigitOk, id)
    }
  }
})

test('spaces, dashes and invisible characters that come with pasting are taken off', () => {
  for (const typed of [
    '900101 309010',
    '900101-309-010',
    '\u200e900101309010\u00a0',
    '\uff19\uff10\uff10101309010',
    ' 900101\u2011309010\t',
  ]) {
    const parsed = parseIin(typed)
    assert.deepEqual([parsed.ok, parsed.ok && parsed.iin], [true, '900101309010'], typed)
  }
})

test('each fault has its code', () => {
  const code = (text: string): string => {
    const parsed = parseIin(text)
    return parsed.ok ? 'ok' : parsed.code
  }
  assert.equal(code(''), 'wrong-length')
  assert.equal(code('90010130901'), 'wrong-length')
  assert.equal(code('90010130901О'), 'not-digits')
  assert.equal(code('990140900014'), 'looks-like-bin')
  assert.equal(code('000000000000'), 'wrong-date')
  assert.equal(code('010229509013'), 'wrong-date')
  assert.equal(code('900101909010'), 'wrong-century')
  assert.equal(code('900101309011'), 'wrong-check-digit')
})

test('every day of three centuries gives a number that reads back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 299 * 365 }),
      fc.integer({ min: 0, max: 9999 }),
      fc.boolean(),
      (days, serial, isMale) => {
        const date = Temporal.PlainDate.from('1800-01-01').add({ days })
        const century = Math.floor((date.year - 1800) / 100) * 2 + (isMale ? 1 : 2)
        const iin = iinOf(date, century, serial)
        fc.pre(iin !== undefined)
        const parsed = parseIin(iin)
        assert.ok(parsed.ok)
        assert.ok(parsed.birthDate.equals(date))
        assert.equal(parsed.sex, isMale ? 'male' : 'female')
      },
    ),
  )
})

test('any text is answered, never thrown at', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseIin(text).ok === 'boolean'))
})
