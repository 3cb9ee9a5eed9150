import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allDiagrams } from '../../testing/regulations.ts'
import { buildChart } from '../chart/build.ts'
import { stagesOf } from './stages.ts'

test('stages hold every node, message and label once, and cut flows go on at the letter they left to', () => {
  for (const { name, regulation, channel, kind, locale } of allDiagrams().filter(({ locale }) => locale === 'kk')) {
    const chart = buildChart(regulation, channel, kind, locale)
    const stages = stagesOf(chart, 1640)
    const nodes = stages.flatMap((stage) => stage.nodes)
    const isEdge = ({ kind }: { readonly kind: string }): boolean => kind === 'leave' || kind === 'resume'
    const idsOf = (of: typeof nodes): readonly string[] => of.map(({ id }) => id).toSorted()
    const drawn = nodes.filter((node) => !isEdge(node) && node.kind !== 'join')
    assert.deepEqual(idsOf(drawn), idsOf(chart.nodes.filter((node) => node.kind !== 'join')), name)
    const letters = (kind: string): ReadonlySet<string> =>
      new Set(nodes.filter((node) => node.kind === kind).map(({ text }) => text))
    assert.deepEqual([...letters('leave')].toSorted(), [...letters('resume')].toSorted(), name)
    const resumes = nodes.filter((node) => node.kind === 'resume')
    assert.equal(letters('resume').size, resumes.length, `${name}: one letter, one place`)
    const labels = (flows: typeof chart.flows): readonly string[] =>
      flows.flatMap(({ label }) => label ?? []).toSorted()
    assert.deepEqual(labels(stages.flatMap(({ flows }) => flows)), labels(chart.flows), name)
    assert.equal(stages.flatMap(({ messages }) => messages).length, chart.messages.length, name)
  }
})

test('what fits is not cut', () => {
  const [first] = allDiagrams()
  assert.ok(first)
  const chart = buildChart(first.regulation, first.channel, first.kind, first.locale)
  assert.deepEqual(stagesOf(chart, 100_000), [chart])
})
