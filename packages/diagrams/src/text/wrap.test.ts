import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { textWidth } from './width.ts'
import { wrap } from './wrap.ts'

const font = { size: 12 }
const words = fc.array(
  fc.string({
    unit: fc.constantFrom(...'а б в г ғ қ ң ө ұ ү һ і и е о ш щ ж м a b c W i'.split(' ')),
    minLength: 1,
    maxLength: 30,
  }),
)

test('no line is wider than allowed, and the words stay in order', () => {
  fc.assert(
    fc.property(words, fc.double({ min: 40, max: 400, noNaN: true }), (given, maxWidth) => {
      const { lines, width } = wrap(given.join(' '), maxWidth, font)
      for (const line of lines) assert.ok(textWidth(line, font) <= Math.ceil(maxWidth) + 0.001, line)
      assert.ok(lines.every((line) => textWidth(line, font) <= width))
      assert.equal(lines.join('').replaceAll(/[ -]/g, ''), given.join(''))
    }),
  )
})

test('lines are about equally long', () => {
  const { lines } = wrap('Құжаттардың толықтығын тексеру', 160, font)
  assert.deepEqual(lines, ['Құжаттардың', 'толықтығын тексеру'])
})

test('a long word is cut before a consonant that a vowel follows', () => {
  assert.deepEqual(wrap('ықпалдастырылған', 100, font).lines, ['ықпалдасты-', 'рылған'])
})

test('a Kazakh letter is as wide as it is, not as an unknown one', () => {
  for (const letter of 'әғқңөұүһіӘҒҚҢӨҰҮҺІ') assert.ok(textWidth(letter, { size: 1000 }) < 1000, letter)
  assert.equal(textWidth('漢', { size: 1000 }), 1120)
})
