import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const files: string[] = []
for await (const name of glob('**/*.{kk,ru,en}.ts', { cwd: root })) files.push(name)

/** The texts of a catalogue: what stands between quotes, without what is put in at run time. */
function texts(source: string): readonly string[] {
  return [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, quoted, template]) => (quoted ?? template ?? '').replace(/\$\{[^}]*\}/g, '…'))
    .filter((text) => !text.startsWith('./') && !text.startsWith('../'))
}

const KAZAKH_ONLY = /[әғқңөұүһі]/iu
const RUSSIAN_ONLY_IN_LOANS = /[ёъ]/iu

describe('catalogues', () => {
  test('there are some, and each subject has all three languages', () => {
    assert.ok(files.length >= 3)
    const subjects = new Set(files.map((name) => name.replace(/\.(kk|ru|en)\.ts$/, '')))
    assert.deepEqual(
      [...subjects].flatMap((name) => ['kk', 'ru', 'en'].map((locale) => `${name}.${locale}.ts`)).toSorted(),
      [...files].toSorted(),
    )
  })

  for (const name of files) {
    const found = texts(readFileSync(root + name, 'utf8'))

    test(`${name}: no word mixes Latin and Cyrillic letters`, () => {
      const mixed = found
        .flatMap((text) => text.match(/[\p{L}\p{M}]+/gu) ?? [])
        .filter((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word))
      assert.deepEqual(mixed, [])
    })

    test(`${name}: the letters are those of the language`, () => {
      const all = found.join('\n')
      if (name.endsWith('.kk.ts')) {
        assert.match(all, KAZAKH_ONLY)
        assert.doesNotMatch(all, RUSSIAN_ONLY_IN_LOANS)
      }
      if (name.endsWith('.ru.ts')) assert.doesNotMatch(all, KAZAKH_ONLY)
      if (name.endsWith('.en.ts')) assert.doesNotMatch(all, /\p{Script=Cyrillic}/u)
    })

    test(`${name}: nothing is blank`, () => {
      assert.deepEqual(
        found.filter((text) => text === ''),
        [],
      )
    })
  }
})
