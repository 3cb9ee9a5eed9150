import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Limit, ProcessGraph, Step } from '../model.ts'
import { longestDays } from './longest.ts'

const text = { kk: 'к', ru: 'р', en: 'e' }
const days = (amount: number): Limit => ({ amount, unit: 'calendar-day' })

function graph(steps: Readonly<Record<string, { limit?: Limit; term?: string; to: readonly string[] }>>): ProcessGraph {
  return {
    regulation: 'r',
    channel: 'c',
    start: 'start',
    totalTermStartsAfter: 'start',
    totalTermEndsWith: ['last'],
    steps: new Map(
      Object.entries(steps).map(([id, { limit, term, to }]): [string, Step] => [
        id,
        {
          id,
          kind: 'procedure',
          item: '5',
          repeatedIn: [],
          actor: 'a',
          action: 'register',
          title: text,
          limit: limit ?? 'unstated',
          ...(term === undefined ? {} : { term }),
          consults: [],
          outcomes: [{ id: 'o', title: text, edges: to.map((target) => ({ anyOf: [], to: target })) }],
        },
      ]),
    ),
    ends: new Map(),
  }
}

test('the longer of two ways counts, and what comes before the start or after the last step does not', () => {
  const found = longestDays(
    graph({
      start: { limit: days(5), to: ['a'] },
      a: { limit: days(1), to: ['b', 'c'] },
      b: { limit: days(7), to: ['last'] },
      c: { limit: days(2), to: ['last'] },
      last: { limit: days(1), to: ['after'] },
      after: { limit: days(30), to: [] },
    }),
  )
  assert.equal(found, 9)
})

test('steps that share a term are counted once, and a loop is walked once', () => {
  const found = longestDays(
    graph({
      start: { to: ['a'] },
      a: { limit: days(7), term: 'b', to: ['b'] },
      b: { limit: days(7), to: ['a', 'last'] },
      last: { to: [] },
    }),
  )
  assert.equal(found, 7)
})

test('minutes and working days are left aside', () => {
  const found = longestDays(
    graph({
      start: { to: ['a'] },
      a: { limit: { amount: 3, unit: 'working-day' }, to: ['last'] },
      last: { limit: { amount: 90, unit: 'minute' }, to: [] },
    }),
  )
  assert.equal(found, 0)
})
