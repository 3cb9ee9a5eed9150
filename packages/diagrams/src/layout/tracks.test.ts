import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { giveTracks, type Stretch } from './tracks.ts'

function stretch(id: string, from: number, to: number, sides: readonly [-1 | 1, -1 | 1]): Stretch {
  const ends = [
    { at: from, side: sides[0] },
    { at: to, side: sides[1] },
  ]
  return { id, line: id, target: id, low: Math.min(from, to), high: Math.max(from, to), ends }
}

test('stretches that do not meet share a track, those that meet do not', () => {
  const tracks = giveTracks([stretch('a', 0, 2, [-1, 1]), stretch('b', 1, 3, [-1, 1]), stretch('c', 4, 5, [-1, 1])])
  assert.notEqual(tracks.get('a'), tracks.get('b'))
  assert.equal(tracks.get('c'), 0)
})

test('a line that leaves a row comes before one that enters it, so that they do not lie on each other', () => {
  const tracks = giveTracks([stretch('enters', 5, 2, [-1, 1]), stretch('leaves', 2, 0, [-1, 1])])
  assert.deepEqual([tracks.get('leaves'), tracks.get('enters')], [0, 1])
})

test('whatever the stretches, no two that meet have one track', () => {
  const any = fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom<-1 | 1>(-1, 1), fc.constantFrom<-1 | 1>(-1, 1))
  fc.assert(
    fc.property(fc.array(any, { maxLength: 9 }), (given) => {
      const all = given.map(([from, to, a, b], index) => stretch(String(index), from, to, [a, b]))
      const tracks = giveTracks(all)
      for (const [index, one] of all.entries()) {
        for (const other of all.slice(index + 1)) {
          const meet = one.low <= other.high && other.low <= one.high
          if (meet) assert.notEqual(tracks.get(one.id), tracks.get(other.id))
        }
      }
    }),
    { numRuns: 60 },
  )
})
