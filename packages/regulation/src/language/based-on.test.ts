import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { layOver } from './based-on.ts'
import { readSource } from './source-file.ts'
import type { SourceFile } from './source-file.ts'

function source(file: string, value: object): SourceFile {
  const read = readSource(file, JSON.stringify(value, undefined, 1))
  assert.ok(read.ok)
  return read.source
}

const BASE = source('base.yaml', {
  id: 'service',
  edition: { id: 'second', from: '2014-12-08', until: '2015-07-28' },
  annexes: [1, 2, 3],
  actors: { clerk: { title: 'Clerk', item: '7(1)' }, head: { title: 'Head' } },
  accepted: [
    { id: 'a', reason: 'old' },
    { id: 'b', reason: 'kept' },
  ],
})

const first = { basedOn: 'base.yaml', edition: { id: 'first', from: '2014-06-03' } }

test('mappings are joined, lists replaced, entries with an id found by it, and null leaves out', () => {
  const over = source('first.yaml', {
    ...first,
    annexes: [1],
    actors: { clerk: { title: 'Employee' }, head: null },
    accepted: [
      { id: 'c', reason: 'new' },
      { id: 'a', reason: 'changed' },
    ],
  })
  assert.deepEqual(layOver(BASE, over).value, {
    id: 'service',
    edition: { id: 'first', from: '2014-06-03' },
    annexes: [1],
    actors: { clerk: { title: 'Employee', item: '7(1)' } },
    accepted: [
      { id: 'a', reason: 'changed' },
      { id: 'b', reason: 'kept' },
      { id: 'c', reason: 'new' },
    ],
  })
})

test('every place leads into the file that wrote it', () => {
  const over = source('first.yaml', {
    ...first,
    actors: { clerk: { title: 'Employee' } },
    accepted: [
      { id: 'c', reason: 'new' },
      { id: 'b', reason: 'changed' },
    ],
  })
  const { spot } = layOver(BASE, over)
  const fileOf = (...path: (string | number)[]) => spot(path).file
  assert.equal(fileOf('id'), 'base.yaml')
  assert.equal(fileOf('edition', 'from'), 'first.yaml')
  assert.equal(fileOf('actors', 'clerk', 'title'), 'first.yaml')
  assert.equal(fileOf('actors', 'clerk', 'item'), 'base.yaml')
  assert.deepEqual(
    [0, 1, 2].map((index) => fileOf('accepted', index, 'reason')),
    ['base.yaml', 'first.yaml', 'first.yaml'],
  )
  assert.match(spot(['accepted', 1, 'reason']).excerpt, /changed/)
  assert.equal(fileOf('actors', 'nobody'), 'base.yaml', 'the nearest place that there is')
})

test('laid over by a copy of itself, or by nothing but its edition, a base stays what it is', () => {
  const names = fc.constantFrom('annexes', 'actors', 'procedure', 'note')
  const leaf = fc.oneof(fc.integer(), fc.constantFrom('x', 'y'), fc.array(fc.integer(), { maxLength: 3 }))
  const value = fc.dictionary(names, fc.oneof(leaf, fc.dictionary(names, leaf)))
  fc.assert(
    fc.property(value, (written) => {
      const base = source('base.yaml', { ...written, edition: first.edition })
      const bare = layOver(base, source('first.yaml', first)).value
      const again = layOver(base, source('first.yaml', { ...written, ...first })).value
      assert.deepEqual(bare, base.value)
      assert.deepEqual(again, base.value)
    }),
    { numRuns: 100, seed: 2014 },
  )
})
