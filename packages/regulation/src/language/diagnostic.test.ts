import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDiagnostic, sortDiagnostics } from './diagnostic.ts'
import { readSource } from './source-file.ts'

function faultIn(text: string, path: readonly string[]) {
  const read = readSource('kz/a.yaml', text)
  assert.ok(read.ok)
  return read.source.at(path, 'unknown-actor', {
    name: 'clrek',
    suggestion: 'Did you mean `clerk`? ',
    known: 'clerk, head',
  })
}

test('a diagnostic prints its place, its code, a sentence and the line with a caret', () => {
  assert.equal(
    formatDiagnostic(faultIn('step:\n  actor: clrek # who\n', ['step', 'actor'])),
    [
      'kz/a.yaml:2:10: error unknown-actor',
      '  No actor is called `clrek`. Did you mean `clerk`? Actors are: clerk, head.',
      '    2 |   actor: clrek # who',
      '      |          ^^^^^',
    ].join('\n'),
  )
})

test('a long line is shown around the place', () => {
  const { excerpt } = faultIn(`text: "${'а'.repeat(300)}"\nb: { c: ${'я'.repeat(250)}, d: clrek }\n`, ['b', 'd'])
  const [line = '', carets = ''] = excerpt.split('\n')
  assert.ok(line.length < 180)
  assert.equal(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'clrek')
})

test('diagnostics are in the order of lines, and each is told once', () => {
  const late = faultIn('a: b\nc: d\n', ['c'])
  const early = faultIn('a: b\nc: d\n', ['a'])
  assert.deepEqual(sortDiagnostics([late, early, { ...late }]), [early, late])
})
