import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProcessGraph } from '@qyzmet/regulation'
import { allDiagrams, allRegulations } from '../../testing/regulations.ts'
import { buildChart } from './build.ts'
import type { Chart, ChartNode } from './chart.ts'

const diagrams = allDiagrams()

/** From each step, the steps and ends that the case can go on to, with the outcome that leads there. */
function waysInGraph({ steps, ends }: ProcessGraph): ReadonlySet<string> {
  const name = (to: string): string => (ends.has(to) ? `end ${to}` : `step ${to}`)
  return new Set(
    [...steps.values()].flatMap((step) =>
      step.outcomes.flatMap(({ id, edges }) => edges.map(({ to }) => `${step.id} (${id}) → ${name(to)}`)),
    ),
  )
}

/** The same, read off the picture: along flows, through choices and joins, to the next step or end. */
function waysInChart(chart: Chart, graph: ProcessGraph): ReadonlySet<string> {
  const nodes = new Map(chart.nodes.map((node) => [node.id, node]))
  const isDone = ({ kind }: ChartNode): boolean => kind === 'step' || kind === 'condition'
  const ways = new Set<string>()
  const walk = (id: string, step: string, outcomes: readonly string[]): void => {
    for (const flow of chart.flows.filter(({ from, kind }) => from === id && kind === 'control')) {
      const own = flow.way?.outcomes.filter((one) => one.step === step).map(({ outcome }) => outcome) ?? []
      const left = own.length > 0 ? own : outcomes
      const next = nodes.get(flow.to)
      assert.ok(next, flow.to)
      if (isDone(next) || next.kind === 'end') {
        const name = next.kind === 'end' ? `end ${next.end}` : `step ${next.step}`
        for (const outcome of left) ways.add(`${step} (${outcome}) → ${name}`)
      } else walk(next.id, step, left)
    }
  }
  for (const node of chart.nodes.filter(isDone)) {
    const step = graph.steps.get(node.step ?? '')
    assert.ok(step, node.id)
    walk(
      node.id,
      step.id,
      step.outcomes.map(({ id }) => id),
    )
  }
  return ways
}

function graphOf({ regulation, channel }: (typeof diagrams)[number]): ProcessGraph {
  const found = regulation.channels.get(channel)
  assert.ok(found)
  return found.graph
}

test('every regulation of the repository is drawn, each channel twice and in three languages', () => {
  const channels = allRegulations().reduce((sum, { channels }) => sum + channels.size, 0)
  assert.equal(diagrams.length, channels * 2 * 3)
  assert.ok(allRegulations().length > 0)
})

test('each drawn node is a step that runs, a choice of its outcomes, the start or an end, and each of these is drawn', () => {
  for (const wanted of diagrams) {
    const graph = graphOf(wanted)
    const chart = buildChart(wanted.regulation, wanted.channel, wanted.kind, wanted.locale)
    const of = (...kinds: readonly string[]): readonly ChartNode[] =>
      chart.nodes.filter(({ kind }) => kinds.includes(kind))
    const drawn = of('step', 'condition').map(({ step }) => step ?? '')
    assert.deepEqual(drawn.toSorted(), [...graph.steps.keys()].toSorted(), wanted.name)
    assert.deepEqual(
      of('end')
        .map(({ end }) => end ?? '')
        .toSorted(),
      [...graph.ends.keys()].toSorted(),
      wanted.name,
    )
    assert.equal(of('start').length, 1, wanted.name)
    for (const { step } of of('choice')) assert.ok(graph.steps.has(step ?? ''), wanted.name)
    const [start] = of('start')
    const first = chart.flows.filter(({ from }) => from === start?.id).map(({ to }) => to)
    const led = first.flatMap((id) => [id, ...chart.flows.filter(({ from }) => from === id).map(({ to }) => to)])
    assert.ok(
      chart.nodes.some(({ id, step }) => step === graph.start && led.includes(id)),
      wanted.name,
    )
  }
})

test('the ways in the picture are the ways of the graph, no more and no fewer', () => {
  for (const wanted of diagrams) {
    const graph = graphOf(wanted)
    const chart = buildChart(wanted.regulation, wanted.channel, wanted.kind, wanted.locale)
    assert.deepEqual([...waysInChart(chart, graph)].toSorted(), [...waysInGraph(graph)].toSorted(), wanted.name)
  }
})

test('nothing but a join is entered by several ways, and only a choice parts ways, each of which has a label', () => {
  for (const wanted of diagrams) {
    const chart = buildChart(wanted.regulation, wanted.channel, wanted.kind, wanted.locale)
    const control = chart.flows.filter(({ kind }) => kind === 'control')
    for (const { id, kind } of chart.nodes) {
      const entering = control.filter(({ to }) => to === id).length
      const leaving = control.filter(({ from }) => from === id)
      assert.ok(kind === 'join' ? entering > 1 : entering <= 1, `${wanted.name}: ${id}`)
      const parts = kind === 'choice' || kind === 'condition'
      assert.ok(parts ? leaving.length > 1 : leaving.length <= 1, `${wanted.name}: ${id}`)
      if (parts) for (const { label } of leaving) assert.ok(label, `${wanted.name}: ${id}`)
    }
    assert.equal(new Set(chart.flows.map(({ id }) => id)).size, chart.flows.length, wanted.name)
  }
})

test('each register that a step consults is asked and answers by a message', () => {
  for (const wanted of diagrams.filter(({ kind }) => kind === 'interaction')) {
    const chart = buildChart(wanted.regulation, wanted.channel, wanted.kind, wanted.locale)
    for (const { id, consults } of graphOf(wanted).steps.values()) {
      for (const register of consults) {
        const own = chart.messages.filter(
          ({ node, outsider }) => node === `step_${id}` && outsider === `register_${register}`,
        )
        assert.deepEqual(own.map(({ direction }) => direction).toSorted(), ['in', 'out'], wanted.name)
      }
    }
  }
})
