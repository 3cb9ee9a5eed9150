import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compileRegulation } from '../language/compile.ts'
import type { Regulation } from '../model.ts'
import { LOCALES } from '../text.ts'
import { replaced } from '../testing/base-regulation.ts'
import { diffRegulations } from './diff-regulations.ts'
import { isRecord, placesOf } from './places.ts'
import { toldDiff } from './tell-diff.ts'

const FOLDER = join(import.meta.dirname, '../../conformance/base')
const FILES = new Map(
  ['act.yaml', 'standard.yaml', 'regulation.yaml'].map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]),
)
const BASE = compiled(FILES)

function compiled(files: ReadonlyMap<string, string>): Regulation {
  const { regulation, diagnostics } = compileRegulation(files, 'regulation.yaml')
  assert.ok(regulation !== undefined, JSON.stringify(diagnostics))
  return regulation
}

function edited(file: string, replace: string, by: string): Regulation {
  return compiled(replaced(FILES, [{ file, replace, with: by }]))
}

test('a regulation does not differ from itself', () => {
  const { changes, running } = diffRegulations(BASE, compiled(FILES))
  assert.deepEqual(changes, [])
  assert.deepEqual(running, [])
})

test('a changed limit names the step, both limits and who works otherwise', () => {
  const after = edited('regulation.yaml', 'limit: 3 working days', 'limit: 5 calendar days')
  const diff = diffRegulations(BASE, after)
  const [change, ...more] = diff.changes
  assert.deepEqual(more, [])
  assert.equal(change?.subject, 'step')
  assert.equal(change?.id, 'draft')
  assert.deepEqual(change?.affected.actors, ['clerk'])
  const told = toldDiff(diff, BASE, after, 'en')
  assert.match(told, /item 5\(4\), Draft\n {2}- limit: \*\*changed\*\*: 3 working days → 5 calendar days/)
})

test('a case that stands before a changed step has another way or another limit, one behind it has not', () => {
  const after = edited('regulation.yaml', 'limit: 9 calendar days', 'limit: 8 calendar days')
  const { running } = diffRegulations(BASE, after)
  const at = (step: string) => running.find((one) => one.step === step)
  assert.deepEqual(at('prepare')?.way, ['decide'])
  assert.deepEqual(at('decide')?.due, ['step'])
  assert.equal(at('hand-over'), undefined)
})

test('a document asked of one category touches that category alone', () => {
  const after = edited(
    'standard.yaml',
    'hint: { kk: Жұмыстан, ru: С работы, en: From work }',
    'hint: { kk: Бұрынғы жұмыстан, ru: С прежней работы, en: From former work }',
  )
  const [change] = diffRegulations(BASE, after).changes
  assert.equal(change?.subject, 'document')
  assert.deepEqual(change?.affected, { channels: ['portal'], categories: ['workers'], actors: [] })
})

test('what is added is told once, as a whole', () => {
  const grounded: Regulation = compiled(
    replaced(FILES, [
      {
        file: 'standard.yaml',
        replace: 'grounds:\n',
        with: 'grounds:\n  other:\n    title: { kk: Басқа, ru: Другое, en: Another }\n    source: { item: "10", mark: verified }\n',
      },
      { file: 'regulation.yaml', replace: 'grounds: [no-need]', with: 'grounds: [no-need, other]' },
    ]),
  )
  assert.deepEqual(
    diffRegulations(BASE, grounded).changes.map(({ kind, subject, id }) => [kind, subject, id]),
    [['added', 'ground', 'other']],
  )
})

const OTHER = { kk: 'something else', ru: 'something else', en: 'something else' }

/** Another value of the same kind, as far as the comparison itself reads it. */
function otherThan(value: unknown): unknown {
  if (!isRecord(value)) return 'something else'
  if ('kk' in value) return OTHER
  return 'field' in value ? { field: 'category', is: 'another' } : 'something else'
}

/** A copy of the model in which one place has another value. */
function withOther(value: unknown, path: readonly string[], other: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return other
  if (value instanceof Map) {
    return new Map([...value].map(([key, member]) => [key, key === first ? withOther(member, rest, other) : member]))
  }
  if (Array.isArray(value)) {
    return value.map((member: Record<string, unknown>) =>
      (member['id'] ?? member['value']) === first ? withOther(member, rest, other) : member,
    )
  }
  return { ...(value as object), [first]: withOther(Reflect.get(value as object, first), rest, other) }
}

test('whichever single place is edited, it is reported, in every language', () => {
  const leaves = [...placesOf(BASE).leaves.values()]
  assert.ok(leaves.length > 300)
  fc.assert(
    fc.property(fc.constantFrom(...leaves), fc.constantFrom(...LOCALES), ({ path, value }, locale) => {
      // The edited copy has the shape of a regulation but for the one value.
      const after = withOther(BASE, path, otherThan(value)) as Regulation
      const diff = diffRegulations(BASE, after)
      assert.ok(diff.changes.length > 0, path.join('.'))
      if (path.at(-1) === 'title' || path.at(-1) === 'limit') {
        assert.ok(toldDiff(diff, BASE, BASE, locale).includes('something else'), path.join('.'))
      }
    }),
    { numRuns: 150 },
  )
})

test('what was added one way was removed the other way', () => {
  const after = edited(
    'regulation.yaml',
    '      returned: { title: { kk: Қайтару, ru: Вернуть, en: Return }, to: draft }\n',
    '',
  )
  const kinds = (from: Regulation, to: Regulation) => diffRegulations(from, to).changes.map(({ kind }) => kind)
  assert.deepEqual(kinds(BASE, after), ['removed'])
  assert.deepEqual(kinds(after, BASE), ['added'])
})
