import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import type { QueueEntry, QueueFact } from './queue.ts'
import { compareEntries, compareNumbers, entriesOf, orderOf, positionOf, queueFactOf } from './queue.ts'

const at = (text: string) => Temporal.Instant.from(text)
const entry = (caseId: string, completeAt: string, number: string, list = 'vulnerable'): QueueEntry => ({
  caseId,
  providerId: 'taraz',
  list,
  completeAt: at(completeAt),
  number,
})
const entered = (one: QueueEntry): QueueFact => ({ type: 'entered', ...one })

describe('the order of a list', () => {
  test('is that of the complete applications, whenever the decision came', () => {
    const late = entry('a', '2026-03-02T10:00:00Z', '1')
    const early = entry('b', '2026-03-01T10:00:00Z', '2')
    assert.deepEqual(orderOf([late, early]), [early, late])
  })

  test('is by number between applications of one moment, as people count', () => {
    const nine = entry('a', '2026-03-01T10:00:00Z', 'Ж-9')
    const ten = entry('b', '2026-03-01T10:00:00Z', 'Ж-10')
    assert.deepEqual(orderOf([ten, nine]), [nine, ten])
  })

  test('tells nanoseconds apart', () => {
    const first = entry('b', '2026-03-01T10:00:00.000000001Z', '2')
    const second = entry('a', '2026-03-01T10:00:00.000000002Z', '1')
    assert.deepEqual(orderOf([second, first]), [first, second])
  })

  test('is the same whatever order the entries come in', () => {
    fc.assert(
      fc.property(fc.array(anyEntry(), { maxLength: 40 }), fc.infiniteStream(fc.nat()), (entries, keys) => {
        const shuffled = entries
          .map((one): [number, QueueEntry] => [keys.next().value ?? 0, one])
          .toSorted(([a], [b]) => a - b)
          .map(([, one]) => one)
        assert.deepEqual(orderOf(shuffled).map(nameOf), orderOf(entries).map(nameOf))
      }),
    )
  })
})

describe('numbers', () => {
  const ASCENDING = ['', '7', '007', '9', '10', '10-1', '10-2', '10-10', 'Ж-9', 'Ж-10', 'Ж-10/а']

  test('stand in the order of people', () => {
    const expected = ['', '007', '7', '9', '10', '10-1', '10-2', '10-10', 'Ж-9', 'Ж-10', 'Ж-10/а']
    assert.deepEqual([...ASCENDING].toSorted(compareNumbers), expected)
    assert.deepEqual([...ASCENDING].toReversed().toSorted(compareNumbers), expected)
  })

  test('longer than any machine number keep their order', () => {
    assert.ok(compareNumbers('90071992547409920', '90071992547409921') < 0)
  })

  test('form one order: antisymmetric, transitive, equal only when alike', () => {
    const anyNumber = fc.string({ unit: fc.constantFrom('0', '1', '2', '9', '-', 'Ж') })
    fc.assert(
      fc.property(anyNumber, anyNumber, anyNumber, (a, b, c) => {
        assert.equal(Math.sign(compareNumbers(a, b)), 0 - Math.sign(compareNumbers(b, a)))
        assert.equal(compareNumbers(a, b) === 0, a === b)
        if (compareNumbers(a, b) <= 0 && compareNumbers(b, c) <= 0) assert.ok(compareNumbers(a, c) <= 0)
      }),
    )
  })
})

describe('the position of a case', () => {
  const entries = [
    entry('a', '2026-03-02T10:00:00Z', '1'),
    entry('b', '2026-03-01T10:00:00Z', '2'),
    entry('c', '2026-01-01T10:00:00Z', '3', 'orphans'),
  ]

  test('is counted from 1 in its own list', () => {
    const position = (caseId: string, list: string) => positionOf(entries, { providerId: 'taraz', list, caseId })
    assert.equal(position('b', 'vulnerable'), 1)
    assert.equal(position('a', 'vulnerable'), 2)
    assert.equal(position('c', 'orphans'), 1)
    assert.equal(position('c', 'vulnerable'), undefined)
  })

  test('is counted apart for each provider', () => {
    const other = { ...entry('d', '2020-01-01T10:00:00Z', '1'), providerId: 'zhanatas' }
    assert.equal(positionOf([...entries, other], { providerId: 'taraz', list: 'vulnerable', caseId: 'b' }), 1)
  })
})

describe('the entries of a list follow from the facts', () => {
  const first = entry('a', '2026-03-02T10:00:00Z', '1')
  const second = entry('b', '2026-03-01T10:00:00Z', '2')

  test('who entered is in the list until they leave', () => {
    const left: QueueFact = { type: 'left', providerId: 'taraz', list: 'vulnerable', caseId: 'a' }
    assert.deepEqual(entriesOf([entered(first), entered(second)]), [first, second])
    assert.deepEqual(entriesOf([entered(first), entered(second), left]), [second])
  })

  test('who enters again has the new place only', () => {
    const earlier = entry('a', '2025-01-01T10:00:00Z', '1')
    assert.deepEqual(entriesOf([entered(first), entered(earlier)]), [earlier])
  })

  test('leaving one list leaves the others as they are', () => {
    const left: QueueFact = { type: 'left', providerId: 'taraz', list: 'orphans', caseId: 'a' }
    assert.deepEqual(entriesOf([entered(first), left]), [first])
  })

  test('of all events of a case, entering the queue alone is one of them', () => {
    const by = { kind: 'system', name: 'test' } as const
    const meta = { at: at('2026-03-20T10:00:00Z'), by, item: '5(6)' }
    const { completeAt, list, number } = first
    const place = { caseId: 'a', providerId: 'taraz' }
    assert.deepEqual(queueFactOf({ ...meta, type: 'QueueEntered', list, completeAt, number }, place), entered(first))
    assert.equal(queueFactOf({ ...meta, type: 'ServiceGranted', result: 'notice' }, place), undefined)
  })
})

test('the order of entries is antisymmetric', () => {
  fc.assert(
    fc.property(anyEntry(), anyEntry(), (a, b) => {
      assert.equal(Math.sign(compareEntries(a, b)), 0 - Math.sign(compareEntries(b, a)))
    }),
  )
})

/** Entries of few moments, numbers and cases, so that ties are common. */
function anyEntry(): fc.Arbitrary<QueueEntry> {
  return fc.record({
    caseId: fc.constantFrom('a', 'b', 'c', 'd'),
    providerId: fc.constant('taraz'),
    list: fc.constant('vulnerable'),
    completeAt: fc.nat(3).map((ns) => at('2026-03-01T10:00:00Z').add({ nanoseconds: ns })),
    number: fc.constantFrom('1', '2', '10'),
  })
}

function nameOf({ completeAt, number, caseId }: QueueEntry): string {
  return `${completeAt.toString()} ${number} ${caseId}`
}
