import assert from 'node:assert/strict'
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
