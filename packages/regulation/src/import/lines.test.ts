import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold, inOneAlphabet, languageOf } from './letters.ts'
import { readLines } from './lines.ts'

const textsOf = (text: string): readonly string[] => readLines(text).lines.map((line) => line.text)

test('letters set apart are put together, wide gaps part the words', () => {
  assert.deepEqual(textsOf('с ұ р а у  т ү с т і ;'), ['сұрау түсті;'])
})

test('without wide gaps the words of the rest of the text part them', () => {
  assert.equal(
    textsOf('қызметкері келді, сұранысты тіркейді\nқ ы з м е т к е р і с ұ р а н ы с т ы')[1],
    'қызметкері сұранысты',
  )
})

test('a row of numbers stays a row', () => {
  assert.deepEqual(textsOf('Іс-қимыл\n1 2 3 4'), ['Іс-қимыл', '1 2 3 4'])
})

test('a linked phrase goes back into the gap it fell out of', () => {
  assert.deepEqual(textsOf('изменён актом от 01.02.2014  (вводится позже) № 77'), [
    'изменён актом от 01.02.2014 № 77 (вводится позже)',
  ])
})

test('lines keep the numbers that an editor shows', () => {
  assert.deepEqual(
    readLines('бір\n\n\nекі').lines.map(({ number }) => number),
    [1, 4],
  )
})

test('a word is written in one alphabet', () => {
  assert.equal(inOneAlphabet('ic-қимыл'), 'іс-қимыл')
  assert.equal(inOneAlphabet('www.egov.kz'), 'www.egov.kz')
})

test('folding keeps every place of the text', () => {
  const text = 'Өтініш «ЭЦҚ» — İ № 5'
  assert.equal(fold(text).length, text.length)
  assert.equal(fold('Отініш'), fold('Өтініш'))
})

test('the letters tell the language', () => {
  assert.equal(languageOf('құжаттарды тіркейді'), 'kk')
  assert.equal(languageOf('регистрирует документы'), 'ru')
})
