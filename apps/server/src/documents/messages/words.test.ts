import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kk } from './kk.ts'
import { ru } from './ru.ts'

/** Every sentence of a catalogue, with `1` for each number and name that is put in. */
function sentences(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return sentences(Reflect.apply(words, undefined, [1, 1, 1]))
  return Object.values(Object(words)).flatMap((value) => sentences(value))
}

test('no word of a document mixes Latin and Cyrillic letters, and none is empty', () => {
  for (const sentence of [...sentences(kk), ...sentences(ru)]) {
    assert.doesNotMatch(sentence, /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u)
    assert.match(sentence, /\S/)
  }
})

test('Kazakh words of a document are not Russian ones left untranslated', () => {
  const russian = new Set(sentences(ru).filter((sentence) => /\p{Script=Cyrillic} \p{Script=Cyrillic}/u.test(sentence)))
  for (const sentence of sentences(kk)) assert.ok(!russian.has(sentence), sentence)
})
