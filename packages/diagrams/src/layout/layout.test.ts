import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf } from '../../testing/faults.ts'
import { allDiagrams } from '../../testing/regulations.ts'
import { buildChart } from '../chart/build.ts'
import type { Layout } from './geometry.ts'
import { layOut } from './layout.ts'
import { stagesOf } from './stages.ts'

const STAGE_WIDTH = 1640
const ROOM = { laneHeight: () => 90 }
const diagrams = allDiagrams()

test('every diagram is drawn without a fault: exact lanes, no label on a shape or a label, no line on a shape', () => {
  for (const { name, regulation, channel, kind, locale } of diagrams) {
    const chart = buildChart(regulation, channel, kind, locale)
    for (const part of [chart, ...stagesOf(chart, STAGE_WIDTH)]) {
      assert.deepEqual(faultsOf(part, layOut(part, ROOM)), [], name)
    }
  }
})

test('the same chart gets the same layout', () => {
  for (const { name, regulation, channel, kind, locale } of diagrams.slice(0, 6)) {
    const chart = buildChart(regulation, channel, kind, locale)
    assert.deepEqual(layOut(chart, ROOM), layOut(structuredClone(chart), ROOM), name)
  }
})

test('a layout that is wide enough is stretched to the width that is asked for', () => {
  const [first] = diagrams
  assert.ok(first)
  const chart = buildChart(first.regulation, first.channel, first.kind, first.locale)
  const layout = layOut(chart, { ...ROOM, width: 9000 })
  assert.equal(layout.width, 9000)
  assert.deepEqual(faultsOf(chart, layout), [])
})

test('a shape, a label or a line that is moved is found', () => {
  const wanted = diagrams.find(({ kind }) => kind === 'interaction')
  assert.ok(wanted)
  const chart = buildChart(wanted.regulation, wanted.channel, wanted.kind, wanted.locale)
  const layout = layOut(chart, ROOM)
  const [[a, boxA] = [], [b] = []] = [...layout.nodes].filter(([id]) => id.startsWith('step_'))
  const [label] = layout.labels
  const [flow] = [...layout.flows.keys()]
  assert.ok(a && b && boxA && label && flow)
  const changed = (change: Partial<Layout>): string => faultsOf(chart, { ...layout, ...change }).join('; ')
  assert.match(changed({ nodes: new Map([...layout.nodes, [b, boxA]]) }), new RegExp(`${a} meets ${b}`))
  assert.match(changed({ labels: [{ ...label, box: boxA }] }), /label of \S+ meets/)
  const across = [
    { x: boxA.x - 50, y: boxA.y + 10 },
    { x: boxA.x + boxA.width + 50, y: boxA.y + 10 },
  ]
  assert.match(changed({ flows: new Map([...layout.flows, [flow, across]]) }), /runs through|crosses/)
  const lanes = new Map([...layout.lanes].map(([id, box], index) => [id, { ...box, y: box.y + index }]))
  assert.match(changed({ lanes }), /is not exact/)
})
