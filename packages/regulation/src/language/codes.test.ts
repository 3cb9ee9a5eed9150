import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CODES, messageOf, suggest } from './codes.ts'
import type { DiagnosticCode } from './codes.ts'

test('a near name is offered, a far one is not', () => {
  assert.equal(suggest('clrek', ['clerk', 'head']), 'Did you mean `clerk`? ')
  assert.equal(suggest('driver', ['clerk', 'head']), '')
  assert.equal(suggest('x'.repeat(1000), ['clerk']), '')
  assert.equal(suggest('', []), '')
})

test('every message is a sentence that tells what to do', () => {
  for (const code of Object.keys(CODES) as DiagnosticCode[]) {
    const { message } = CODES[code]
    assert.match(message, /^[A-Z`{]/, code)
    assert.match(message, /\.$|\{hint\}$/, code)
    assert.doesNotMatch(messageOf(code, {}), /undefined|\{/, code)
  }
})

test('what a file says is not read as a pattern', () => {
  assert.match(messageOf('unknown-actor', { name: '$& {known}', suggestion: '', known: 'a' }), /`\$& \{known\}`/)
})

test('docs/errors.md lists every diagnostic as the code has it, and no other', () => {
  const doc = readFileSync(join(import.meta.dirname, '../../../../docs/errors.md'), 'utf8')
  const [, section = ''] = doc.split(/^## Diagnostics$/m)
  const rows = section.split(/^## /m)[0]?.match(/^\| `.*$/gm) ?? []
  assert.deepEqual(
    rows.map((row) => row.replaceAll(/\\(?=[*_<>])/g, '').replaceAll(/ +/g, ' ')),
    Object.entries(CODES).map(([code, { severity, message }]) => `| \`${code}\` | ${severity} | ${message} |`),
  )
})
