import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { describeFinding } from './describe-finding.ts'
import { kk } from './messages/kk.ts'
import type { SignatureFinding } from './verdict.ts'

const FINDINGS = Object.keys(kk) as readonly SignatureFinding[]
const LOCALES = ['kk', 'ru', 'en'] as const

test('each finding has its own whole sentences in each language', () => {
  for (const locale of LOCALES) {
    const texts = FINDINGS.map((finding) => describeFinding(finding, locale))
    assert.equal(new Set(texts).size, FINDINGS.length)
    for (const text of texts) assert.match(text, /^\p{Lu}.+\.$/u)
  }
})

test('no word mixes Latin and Cyrillic letters', () => {
  for (const finding of FINDINGS) {
    for (const locale of LOCALES) {
      const mixed = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u
      assert.doesNotMatch(describeFinding(finding, locale), mixed, `${finding} ${locale}`)
    }
  }
})

test('docs/errors.md lists every finding with its words, and no other', () => {
  const doc = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8')
  const [, section = ''] = doc.split(/^## Signature findings$/m)
  const rows = section.split(/^## /m)[0]?.match(/^\| `.*$/gm) ?? []
  assert.deepEqual(
    rows.map((row) => row.replaceAll(/ +/g, ' ')),
    FINDINGS.map((finding) => `| \`${finding}\` | ${describeFinding(finding, 'en')} |`),
  )
})
