import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { replaced } from '../testing/base-regulation.ts'
import type { Replacement } from '../testing/base-regulation.ts'
import { compileRegulation } from './compile.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const path = 'kz/zhambyl-2014-115/zhambyl-queue.yaml'
const files = new Map(
  [
    path,
    'kz/zhambyl-2014-115/act.yaml',
    'kz/standards/decree-185-2014-queue.yaml',
    'kz/standards/decree-185-2014.act.yaml',
  ].map((name) => [name, readFileSync(join(root, name), 'utf8')]),
)

/** Codes found when the real regulation is changed, without repeats. */
function found(...changes: readonly Omit<Replacement, 'file'>[]): readonly string[] {
  const changed = replaced(
    files,
    changes.map((change) => ({ file: path, ...change })),
  )
  return [...new Set(compileRegulation(changed, path).diagnostics.map(({ code }) => code))].toSorted()
}

test('a refusal after the check of documents cannot be forgotten', () => {
  assert.deepEqual(
    found({
      replace: 'when: [check-documents: violated, decide-in-session: negative]',
      with: 'when: [decide-in-session: negative]',
    }),
    ['dead-end', 'never-taken', 'unreachable-step'],
  )
})

test('a notice cannot be drafted against the commission', () => {
  assert.deepEqual(
    found({ replace: 'when: [decide-in-session: positive]', with: 'when: [decide-in-session: negative]' }),
    ['dead-end'],
  )
})

test('a refused case cannot end as granted', () => {
  assert.deepEqual(
    found({
      replace: '- { when: [draft-result: notice], to: granted }\n              - { to: refused }',
      with: '- { to: granted }',
    }),
    ['wrong-end'],
  )
})

test('the head cannot be gone round', () => {
  assert.deepEqual(
    found({
      replace: 'when: [check-documents: violated, decide-in-session: negative]\n        to: sign-result',
      with: 'when: [check-documents: violated, decide-in-session: negative]\n        to: dispatch-result',
    }),
    ['unsigned-result'],
  )
})

test('a decision of the portal must have both ways on', () => {
  assert.deepEqual(
    found({
      replace:
        '          refuted:\n            title: { kk: Расталмады, ru: Не подтверждены, en: Not confirmed }\n            to: report-sign-in-refusal\n',
      with: '',
    }),
    ['outcome-unhandled', 'unreachable-step', 'unreached-end'],
  )
})
