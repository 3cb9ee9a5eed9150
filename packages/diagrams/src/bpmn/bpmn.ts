import type { Locale, Regulation } from '@qyzmet/regulation'
import { buildChart } from '../chart/build.ts'
import type { Chart, DiagramKind } from '../chart/chart.ts'
import { layOut } from '../layout/layout.ts'
import { LINE, TEXT } from '../layout/shapes.ts'
import { wrap } from '../text/wrap.ts'
import { element, type Element, printXml } from '../xml.ts'
import { drawInterchange } from './interchange.ts'
import { POOL, PROCESS } from './ids.ts'
import { writeProcess } from './process.ts'

const LANE_HEADER = 30

/**
 * The diagram as BPMN 2.0 XML with its layout: one pool with a lane for each participant, a closed pool for each
 * outsider, and names in the given language. It opens in modelers as it is; it is drawn, not executed by an engine.
 *
 * @throws {RangeError} when the regulation has no such channel
 *
 * Source: OMG BPMN 2.0.2, formal/2013-12-09
 */
export function drawBpmn(regulation: Regulation, channel: string, kind: DiagramKind, locale: Locale): string {
  const chart = buildChart(regulation, channel, kind, locale)
  const titleOf = new Map(chart.lanes.map(({ id, title }) => [id, title]))
  const layout = layOut(chart, { laneHeight: (lane) => laneHeight(titleOf.get(lane) ?? '') })
  const root = element(
    'bpmn:definitions',
    {
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
      'xmlns:bpmndi': 'http://www.omg.org/spec/BPMN/20100524/DI',
      'xmlns:dc': 'http://www.omg.org/spec/DD/20100524/DC',
      'xmlns:di': 'http://www.omg.org/spec/DD/20100524/DI',
      id: `definitions_${chart.id}`,
      name: `${chart.title}. ${chart.channelTitle}`,
      targetNamespace: `urn:qyzmet:${regulation.id}`,
      exporter: 'Qyzmet',
    },
    [collaboration(chart), writeProcess(chart, regulation, channel), drawInterchange(chart, layout)],
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${printXml(root)}`
}

function collaboration(chart: Chart): Element {
  return element('bpmn:collaboration', { id: 'collaboration' }, [
    element('bpmn:participant', { id: POOL, name: `${chart.title}. ${chart.channelTitle}`, processRef: PROCESS }),
    ...chart.outsiders.map(({ id, title }) => element('bpmn:participant', { id, name: title })),
    ...chart.messages.map(({ id, node, outsider, direction, name }) =>
      element('bpmn:messageFlow', {
        id,
        name,
        sourceRef: direction === 'out' ? node : outsider,
        targetRef: direction === 'out' ? outsider : node,
      }),
    ),
  ])
}

/** Modelers write a lane's title upright beside it, in a header that holds two lines. */
function laneHeight(title: string): number {
  const most = Math.floor(LANE_HEADER / LINE)
  let height = 80
  while (wrap(title, height - 20, TEXT).lines.length > most) height += 10
  return height
}
