import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ACTIONS, inputsOf, isAutomatic } from './actions.ts'
import type { ActionName } from './actions.ts'

const doc = readFileSync(join(import.meta.dirname, '../../../docs/regulation-language.md'), 'utf8')

/** The rows of the table of actions, as the document has them. */
function documented(): readonly (readonly string[])[] {
  const lines = doc.split('\n')
  const start = lines.findIndex((line) => /^\| action +\|/.test(line))
  assert.ok(start > 0)
  const rest = lines.slice(start + 2)
  return rest.slice(0, rest.indexOf('')).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

test('the documented vocabulary is the one the language has', () => {
  const expected = (Object.keys(ACTIONS) as ActionName[]).map((action) => {
    const optional: readonly string[] = ACTIONS[action].optional
    const outcomes = Object.keys(ACTIONS[action].outcomes).map((outcome) => {
      const inputs = inputsOf(action, outcome) ?? []
      return `\`${outcome}\`${optional.includes(outcome) ? '°' : ''}${inputs.length > 0 ? ` (${inputs.join(', ')})` : ''}`
    })
    return [`\`${action}\``, ACTIONS[action].actors.join(', '), outcomes.join(', '), isAutomatic(action) ? 'yes' : 'no']
  })
  assert.deepEqual(
    documented().map((cells) => cells.slice(0, 4)),
    expected,
  )
  for (const cells of documented()) assert.ok((cells[4] ?? '').length > 20, cells.join(' '))
})

test('an outcome that may be left out is an outcome of the action, and one always stays', () => {
  for (const [name, { outcomes, optional }] of Object.entries(ACTIONS)) {
    const known = Object.keys(outcomes)
    for (const outcome of optional) assert.ok(known.includes(outcome), `${name} ${outcome}`)
    assert.ok(known.length > 0, name)
  }
})

test('a word of JavaScript is no outcome', () => {
  assert.equal(inputsOf('register', 'constructor'), undefined)
  assert.deepEqual(inputsOf('sign-result', 'signed'), ['signature'])
})
