import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { importAct } from './import-act.ts'
import { factsTable, type FactsTable } from './testing/facts-table.ts'
import { type Damage, mangle } from './testing/mangle.ts'

const ACTS = join(import.meta.dirname, 'testing/acts')
const texts = readdirSync(ACTS)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(ACTS, name), 'utf8'))

const damage = fc.record<Damage>({
  spaced: fc.constantFrom(0, 0.3, 0.8),
  misread: fc.constantFrom(0, 0.05, 0.2),
  lost: fc.constantFrom(0, 0.1),
  broken: fc.constantFrom(0, 0.2, 0.5),
  pages: fc.constantFrom(0, 0.2),
})

/** Titles are texts of the act and are spoilt with it; everything else is a fact that must stay. */
function withoutTitles(table: FactsTable): unknown {
  return { ...table, regulations: table.regulations.map((one) => ({ ...one, title: undefined })) }
}

test('what a converter spoils changes no fact', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), damage, fc.integer(), (text, spoiling, seed) => {
      const chance = chanceOf(seed)
      const spoilt = mangle(text, spoiling, chance)
      assert.deepEqual(
        withoutTitles(factsTable(importAct(spoilt))),
        withoutTitles(factsTable(importAct(text))),
        `seed ${seed}\n${spoilt}`,
      )
    }),
    { numRuns: 60 },
  )
})

/** The same numbers for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
