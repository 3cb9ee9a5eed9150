import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { mixedWord } from '../language/texts.ts'
import { LOCALES } from '../text.ts'
import { CODES } from '../language/codes.ts'
import { GRAPH_CODES } from './codes/graph.ts'
import { FINDINGS, sentenceOf } from './codes.ts'
import type { FindingCode } from './codes.ts'

const codes = Object.keys(FINDINGS) as FindingCode[]

/** The names that a sentence puts in. */
function namesIn(sentence: string): readonly string[] {
  return (sentence.match(/\{\w+\}/g) ?? []).toSorted()
}

test('a sentence says the same in three languages, with the same names in it', () => {
  for (const code of codes) {
    const { message } = FINDINGS[code]
    for (const locale of LOCALES) {
      assert.deepEqual(namesIn(message[locale]), namesIn(message.en), `${code} ${locale}`)
      assert.match(message[locale], /^[\p{Lu}«“{]/u, `${code} ${locale}`)
      assert.match(message[locale], /\.$/, `${code} ${locale}`)
    }
    for (const locale of ['kk', 'ru'] as const) assert.equal(mixedWord(message[locale]), undefined, code)
  }
})

test('only what makes a graph unfit to run has a code of the compiler too', () => {
  assert.deepEqual(
    codes.filter((code) => Object.hasOwn(CODES, code)),
    Object.keys(GRAPH_CODES),
  )
})

test('what a file says is put in as it is, in the language that is asked for', () => {
  const told = sentenceOf('unused-actor', { actor: { kk: 'Басшы', ru: '$& {actor}', en: 'Head' } })
  assert.match(told.kk, /^«Басшы» /)
  assert.match(told.ru, /^«\$& \{actor\}» /)
})

test('docs/checks.md lists every code with its sentence and an example, and no other', () => {
  const root = join(import.meta.dirname, '../../../..')
  const rows = readFileSync(join(root, 'docs/checks.md'), 'utf8').match(/^\| `.*$/gm) ?? []
  assert.deepEqual(
    rows.map((row) => row.replaceAll(/ +/g, ' ')),
    codes.map((code) => {
      const { severity, message } = FINDINGS[code]
      const folder = join(root, 'packages/regulation/conformance', code)
      const examples = readdirSync(folder).map((name): { says: string; findings: readonly unknown[] | undefined } =>
        JSON.parse(readFileSync(join(folder, name), 'utf8')),
      )
      const example = examples.find(({ findings = [] }) => findings.length > 0)?.says
      return `| \`${code}\` | ${severity} | ${message.en.replaceAll('|', '\\|')} | ${example} |`
    }),
  )
})
