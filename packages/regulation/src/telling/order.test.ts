import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { ProcessGraph, Step } from '../model.ts'
import { stepsInOrder } from './order.ts'

/** A graph of steps that lead where they are told to; step 0 is the first. */
function graphOf(ways: readonly (readonly number[])[]): ProcessGraph {
  const text = { kk: '-', ru: '-', en: '-' }
  const steps = ways.map((targets, index): Step => ({
    id: `s${index}`,
    kind: 'process',
    item: '1',
    repeatedIn: [],
    actor: 'a',
    action: 'register',
    title: text,
    limit: 'unstated',
    consults: [],
    outcomes: [{ id: 'o', title: text, edges: targets.map((to) => ({ anyOf: [], to: `s${to}` })) }],
  }))
  return {
    regulation: 'r',
    channel: 'c',
    start: 's0',
    totalTermStartsAfter: 's0',
    totalTermEndsWith: [],
    steps: new Map(steps.map((step) => [step.id, step])),
    ends: new Map(),
  }
}

const anyWays = fc
  .integer({ min: 1, max: 12 })
  .chain((size) =>
    fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size }),
  )

test('every step stands in the order once, whatever leads where', () => {
  fc.assert(
    fc.property(anyWays, (ways) => {
      const ids = stepsInOrder(graphOf(ways)).map(({ id }) => id)
      assert.deepEqual(ids.toSorted(), ways.map((_, index) => `s${index}`).toSorted())
    }),
  )
})

test('without ways back no step stands before one that leads to it', () => {
  fc.assert(
    fc.property(anyWays, (ways) => {
      const onward = ways.map((targets, from) => targets.filter((to) => to > from))
      const ids = stepsInOrder(graphOf(onward)).map(({ id }) => id)
      for (const [from, targets] of onward.entries())
        for (const to of targets) assert.ok(ids.indexOf(`s${from}`) < ids.indexOf(`s${to}`))
    }),
  )
})

test('a way back changes no place', () => {
  assert.deepEqual(
    stepsInOrder(graphOf([[1], [2], [0, 3], []])).map(({ id }) => id),
    ['s0', 's1', 's2', 's3'],
  )
})
