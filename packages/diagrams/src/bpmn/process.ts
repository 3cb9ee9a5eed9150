import { citeItem, type Regulation, type Step } from '@qyzmet/regulation'
import type { Chart, ChartFlow, ChartNode } from '../chart/chart.ts'
import { limitText } from '../chart/limit.ts'
import { MESSAGES } from '../messages/messages.ts'
import { element, type Element } from '../xml.ts'
import { PROCESS } from './ids.ts'
import { nodeName } from './names.ts'

/** Lanes with what lies in them, then nodes, documents and flows. */
export function writeProcess(chart: Chart, regulation: Regulation, channel: string): Element {
  const isFlowNode = ({ kind }: ChartNode): boolean => kind !== 'document'
  const control = chart.flows.filter(({ kind }) => kind === 'control')
  const lanes = chart.lanes.map(({ id, title }) =>
    element(
      'bpmn:lane',
      { id: `lane_${id}`, name: title },
      chart.nodes
        .filter((node) => node.lane === id && isFlowNode(node))
        .map((node) => element('bpmn:flowNodeRef', {}, node.id)),
    ),
  )
  return element('bpmn:process', { id: PROCESS, isExecutable: 'false' }, [
    element('bpmn:laneSet', { id: 'lanes' }, lanes),
    ...chart.nodes.flatMap((node) =>
      isFlowNode(node) ? [flowNode(node, chart, regulation, channel, control)] : document(node),
    ),
    ...control.map((flow) => sequenceFlow(flow)),
  ])
}

function flowNode(
  node: ChartNode,
  chart: Chart,
  regulation: Regulation,
  channel: string,
  control: readonly ChartFlow[],
): Element {
  const step = regulation.channels.get(channel)?.graph.steps.get(node.step ?? '')
  const isDone = node.kind === 'step' || node.kind === 'condition'
  const content = [
    ...(step !== undefined && isDone
      ? [element('bpmn:documentation', {}, documentation(step, chart, regulation, channel))]
      : []),
    ...control.filter(({ to }) => to === node.id).map(({ id }) => element('bpmn:incoming', {}, id)),
    ...control.filter(({ from }) => from === node.id).map(({ id }) => element('bpmn:outgoing', {}, id)),
    ...(node.kind === 'start' && chart.kind === 'interaction'
      ? [element('bpmn:messageEventDefinition', { id: 'request' })]
      : []),
    ...chart.flows
      .filter(({ from, kind }) => from === node.id && kind === 'association')
      .map(({ id, to }) => element('bpmn:dataOutputAssociation', { id }, [element('bpmn:targetRef', {}, to)])),
  ]
  const fallback = control.find(({ from, way }) => from === node.id && way?.isDefault === true)?.id
  const name = node.kind === 'join' ? undefined : nodeName(node)
  return element(typeOf(node, step, regulation), { id: node.id, name, default: fallback }, content)
}

function typeOf(node: ChartNode, step: Step | undefined, regulation: Regulation): string {
  switch (node.kind) {
    case 'start':
      return 'bpmn:startEvent'
    case 'end':
      return 'bpmn:endEvent'
    case 'condition':
    case 'choice':
    case 'join':
      return 'bpmn:exclusiveGateway'
    case 'step':
    case 'document':
    case 'leave':
    case 'resume':
      break
  }
  const isSystem = step !== undefined && regulation.actors.get(step.actor)?.kind === 'system'
  if (!isSystem) return 'bpmn:userTask'
  return step.receiver === undefined ? 'bpmn:serviceTask' : 'bpmn:sendTask'
}

/** Item of the act, who acts, in which time, what may come out, and what the person does. */
function documentation(step: Step, { locale }: Chart, regulation: Regulation, channel: string): string {
  const messages = MESSAGES[locale]
  const graph = regulation.channels.get(channel)?.graph
  const items = [step.item, ...step.repeatedIn].map((item) => citeItem(item, locale)).join('; ')
  const outcomes = step.outcomes.map(({ title }) => title[locale]).join('; ')
  return [
    `${regulation.act.cite}: ${items}.`,
    messages.actorOf(regulation.actors.get(step.actor)?.title[locale] ?? step.actor),
    ...(graph === undefined ? [] : [messages.limitOf(limitText(step, graph, locale))]),
    messages.outcomesOf(outcomes),
    ...(step.instruction === undefined ? [] : [step.instruction[locale]]),
  ].join('\n')
}

function document({ id, text }: ChartNode): readonly Element[] {
  const data = `data_${id}`
  return [
    element('bpmn:dataObject', { id: data }),
    element('bpmn:dataObjectReference', { id, name: text, dataObjectRef: data }),
  ]
}

function sequenceFlow({ id, from, to, label, way }: ChartFlow): Element {
  const condition =
    way === undefined || way.isDefault ? [] : way.outcomes.map(({ step, outcome }) => `${step}: ${outcome}`)
  return element(
    'bpmn:sequenceFlow',
    { id, name: label, sourceRef: from, targetRef: to },
    condition.length === 0
      ? []
      : [element('bpmn:conditionExpression', { 'xsi:type': 'bpmn:tFormalExpression' }, condition.join(' | '))],
  )
}
