import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { test } from 'node:test'
import { isEdgeOpen } from '../graph/explore.ts'
import type { ProcessGraph } from '../model.ts'
import { LOCALES } from '../text.ts'
import { checkRegulations } from './check-regulations.ts'
import type { Move } from './finding.ts'
import { tellExample } from './tell-example.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')]),
)
const { regulations } = checkRegulations(files, files.keys())

/** Where a case stands after its moves; fails when the graph does not allow one of them. */
function replay(graph: ProcessGraph, moves: readonly Move[]): string {
  const decided = new Map<string, string>()
  let at = graph.start
  for (const move of moves) {
    assert.equal(move.step, at)
    const outcome = graph.steps.get(at)?.outcomes.find(({ id }) => id === move.outcome)
    const edge = outcome?.edges.find((candidate) => isEdgeOpen(candidate, decided))
    assert.ok(edge, `${move.step}: ${move.outcome}`)
    decided.set(move.step, move.outcome)
    at = edge.to
  }
  return at
}

test('every counter-example is a case that the graph allows, from the start on', () => {
  let told = 0
  for (const { regulation, findings } of regulations) {
    for (const { example } of findings) {
      for (const each of [example, example?.beside]) {
        const graph = each && regulation?.channels.get(each.channel)?.graph
        if (each === undefined || graph === undefined) continue
        replay(graph, each.moves)
        told += 1
      }
    }
  }
  assert.ok(told > 5)
})

test('a case in the calendar counts on from day to day and ends after the last day', () => {
  for (const { findings } of regulations) {
    for (const { example } of findings) {
      if (example?.days === undefined) continue
      const { startedOn, steps, endsOn, lastDay } = example.days
      let day = startedOn
      for (const { from, to } of steps) {
        assert.deepEqual(from, day)
        assert.ok(Temporal.PlainDate.compare(from, to) <= 0)
        day = to
      }
      assert.deepEqual(day, endsOn)
      assert.equal(Temporal.PlainDate.compare(endsOn, lastDay), 1)
    }
  }
})

test('a case is told in three languages, with the items of the act', () => {
  for (const { regulation, findings } of regulations) {
    for (const { example } of findings) {
      if (example === undefined || regulation === undefined) continue
      for (const locale of LOCALES) {
        const lines = tellExample(example, regulation, locale)
        assert.doesNotMatch(lines.join('\n'), /undefined|\{/, locale)
        assert.ok(lines.length > 0)
      }
    }
  }
})
