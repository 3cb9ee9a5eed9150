import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import type { QueueEntry } from './queue.ts'
import { orderOf, positionOf } from './queue.ts'
import { createQueueIndex } from './queue-index.ts'

const LIST = { providerId: 'taraz', list: 'vulnerable' }
const START = Temporal.Instant.from('2026-03-01T10:00:00Z')

function entry(seconds: number, number: string, list = LIST.list): QueueEntry {
  return { ...LIST, list, caseId: `case ${seconds}/${number}`, completeAt: START.add({ seconds }), number }
}

describe('an index of the queue', () => {
  test('is empty at first and for lists nobody entered', () => {
    const index = createQueueIndex()
    assert.equal(index.count(LIST), 0)
    assert.deepEqual(index.page(LIST, 0, 10), [])
    assert.equal(index.position(entry(1, '1')), undefined)
    assert.equal(index.remove(entry(1, '1')), false)
  })

  test('takes an entry once', () => {
    const index = createQueueIndex([entry(1, '1')])
    assert.equal(index.insert(entry(1, '1')), false)
    assert.equal(index.count(LIST), 1)
  })

  test('keeps lists and providers apart', () => {
    const orphan = entry(2, '2', 'orphans')
    const index = createQueueIndex([entry(1, '1'), orphan, { ...entry(0, '0'), providerId: 'zhanatas' }])
    assert.equal(index.position(orphan), 1)
    assert.equal(index.position(entry(1, '1')), 1)
    assert.equal(index.count({ ...LIST, list: 'orphans' }), 1)
    assert.equal(index.position({ ...orphan, list: LIST.list }), undefined)
  })

  test('gives back the entries as they came, to the nanosecond', () => {
    const exact: QueueEntry = { ...entry(1, '1'), completeAt: Temporal.Instant.from('2026-03-01T10:00:00.123456789Z') }
    const [back] = createQueueIndex([exact]).page(LIST, 0, 1)
    assert.equal(back?.completeAt.toString(), exact.completeAt.toString())
    assert.deepEqual({ ...back, completeAt: '' }, { ...exact, completeAt: '' })
  })

  test('refuses a page from before the list', () => {
    const index = createQueueIndex([entry(1, '1')])
    assert.throws(() => index.page(LIST, -1, 10), RangeError)
    assert.throws(() => index.page(LIST, 0, Number.NaN), RangeError)
    assert.deepEqual(index.page(LIST, 5, 10), [])
  })

  test('stays in order when thousands enter from the back, the front and the middle', () => {
    const entries = Array.from({ length: 5000 }, (_, index) => entry((index * 7919) % 5003, String(index)))
    for (const each of [entries, orderOf(entries), [...orderOf(entries)].toReversed()]) {
      const index = createQueueIndex(each)
      const order = orderOf(entries)
      assert.deepEqual(
        index.page(LIST, 0, 10_000).map(({ caseId }) => caseId),
        order.map(({ caseId }) => caseId),
      )
      for (const [place, one] of order.entries()) assert.equal(index.position(one), place + 1)
      for (const offset of [0, 1, 511, 512, 1023, 1024, 1025, 4999]) {
        assert.equal(index.page(LIST, offset, 1)[0]?.caseId, order[offset]?.caseId)
      }
    }
  })

  test('empties block by block', () => {
    const entries = Array.from({ length: 3000 }, (_, index) => entry(index, String(index)))
    const index = createQueueIndex(entries)
    for (const [gone, one] of entries.entries()) {
      assert.equal(index.position(one), 1)
      assert.equal(index.remove(one), true)
      assert.equal(index.count(LIST), entries.length - gone - 1)
    }
    assert.deepEqual(index.page(LIST, 0, 10), [])
  })

  test('is the naive order after any coming and going', () => {
    const change = fc.record({
      remove: fc.boolean(),
      seconds: fc.nat(20),
      number: fc.constantFrom('1', '2', '10'),
      list: fc.constantFrom('vulnerable', 'orphans'),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const index = createQueueIndex()
        const naive = new Map<string, QueueEntry>()
        for (const { remove, seconds, number, list } of changes) {
          const one = entry(seconds, number, list)
          const key = `${list} ${one.caseId}`
          assert.equal(remove ? index.remove(one) : index.insert(one), remove === naive.has(key))
          if (remove) naive.delete(key)
          else naive.set(key, one)
        }
        for (const list of ['vulnerable', 'orphans']) {
          const order = orderOf([...naive.values()].filter((one) => one.list === list))
          const ref = { ...LIST, list }
          assert.equal(index.count(ref), order.length)
          assert.deepEqual(
            index.page(ref, 0, order.length + 1).map(({ caseId }) => caseId),
            order.map(({ caseId }) => caseId),
          )
          for (const one of order) assert.equal(index.position(one), positionOf(naive.values(), one))
        }
      }),
    )
  })
})
