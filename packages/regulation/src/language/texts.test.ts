import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mixedWord } from './texts.ts'

test('a word of two alphabets is found', () => {
  assert.equal(mixedWord('Өтiнiш берілді'), 'Өтiнiш')
  assert.equal(mixedWord('Cправка'), 'Cправка')
})

test('words of one alphabet beside each other are in order', () => {
  assert.equal(mixedWord('PDF/A файлы, QR-код, м²'), undefined)
  assert.equal(mixedWord('Қызмет көрсету, ЭЦҚ'), undefined)
})
