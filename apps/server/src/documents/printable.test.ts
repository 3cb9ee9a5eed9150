import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFonts } from './fonts.ts'
import { FontError, fontCoverage, printable, printableData } from './printable.ts'

const covers = fontCoverage(readFonts()[0])

test('both faces have every letter of Kazakh, Russian and the Latin of Kazakh drafts, and the tenge', () => {
  for (const font of readFonts()) {
    const has = fontCoverage(font)
    for (const letter of 'ӘәҒғҚқҢңӨөҰұҮүҺһІіЁёАЯая№«»—–•…₸�ÄäĞğÑñÖöŪūÜüŞşİı')
      assert.ok(has(letter.codePointAt(0) ?? 0), letter)
  }
})

test('a character without a glyph is shown as one nobody can read', () => {
  assert.equal(printable('Қуат 😀 漢 \ue000', covers), 'Қуат � � �')
})

test('characters that hide or turn text around are dropped', () => {
  assert.equal(printable('a\u202eb\u200dc\ufeffd\u00ade\u0007f\u2066g', covers), 'abcdefg')
})

test('lines stay lines, other spaces become a space', () => {
  assert.equal(printable('a\r\nb\rc\u2028d\te\u2003f\u00a0g', covers), 'a\nb\nc\nd e f\u00a0g')
})

test('letters in pieces are put together', () => {
  assert.equal(printable('и\u0306', covers), 'й')
})

test('every text of a piece of data is made printable, and nothing else is touched', () => {
  assert.deepEqual(printableData({ a: ['😀', 1, null], b: { c: true, d: 'ә' } }, covers), {
    a: ['�', 1, null],
    b: { c: true, d: 'ә' },
  })
})

test('a file that is no font is said to be none', () => {
  assert.throws(() => fontCoverage(new Uint8Array(64)), FontError)
})
