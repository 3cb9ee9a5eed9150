import { citeItem, type Guard, type Locale, type ProcessGraph, type Regulation, type Step } from '@qyzmet/regulation'
import { MESSAGES } from '../messages/messages.ts'
import { type Branch, branchesOf } from './branches.ts'
import type { Chart, ChartFlow, ChartLane, ChartNode, DiagramKind, Way } from './chart.ts'
import { withJoins } from './joins.ts'
import { lanesOf } from './lanes.ts'
import { limitText } from './limit.ts'
import { outsidersOf } from './outsiders.ts'
import { applicantLane, endId, givesResult, type Sources, START, stepId } from './sources.ts'

/**
 * The picture of a channel as nodes, flows, lanes and messages. Every step of the graph is one node and every way on
 * from it a path of flows; there is nothing else but the start, the ends, joins and the documents given.
 *
 * @throws {RangeError} when the regulation has no such channel
 */
export function buildChart(regulation: Regulation, channelId: string, kind: DiagramKind, locale: Locale): Chart {
  const channel = regulation.channels.get(channelId)
  if (channel === undefined) throw new RangeError(`${regulation.id} has no channel ${channelId}`)
  const { graph } = channel
  const lanes = lanesOf(regulation, graph, kind, locale)
  const sources: Sources = { regulation, channel, graph, kind, locale, lanes }
  const start = startNode(sources)
  const nodes: ChartNode[] = [start]
  const flows: ChartFlow[] = [flow(start.id, stepId(graph.start))]
  for (const step of graph.steps.values()) {
    const drawn = drawStep(step, sources)
    nodes.push(...drawn.nodes)
    flows.push(...drawn.flows)
  }
  for (const end of graph.ends.values()) {
    nodes.push({
      id: endId(end.id),
      kind: 'end',
      lane: applicantLane(sources)?.id ?? laneBefore(endId(end.id), nodes, flows),
      text: end.title[locale],
      notes: [],
      end: end.id,
    })
  }
  const joined = withJoins(nodes, flows)
  return {
    id: `${regulation.id}.${channel.id}.${kind}`,
    kind,
    locale,
    title: `${MESSAGES[locale].kinds[kind]}. ${regulation.shortTitle[locale]}`,
    channelTitle: channel.title[locale],
    lanes: lanes.filter(({ id }) => joined.nodes.some(({ lane }) => lane === id)),
    ...joined,
    ...(kind === 'interaction' ? outsidersOf(sources) : { outsiders: [], messages: [] }),
    givesElectronic: givesElectronic(regulation),
  }
}

function startNode(sources: Sources): ChartNode {
  const { graph, locale, kind } = sources
  const first = graph.steps.get(graph.start)
  const messages = MESSAGES[locale]
  return {
    id: START,
    kind: 'start',
    lane: (applicantLane(sources) ?? laneOf(first?.actor ?? '', sources)).id,
    text: kind === 'interaction' ? messages.request : messages.start,
    notes: [],
  }
}

interface Drawn {
  readonly nodes: readonly ChartNode[]
  readonly flows: readonly ChartFlow[]
}

function drawStep(step: Step, sources: Sources): Drawn {
  const { graph, kind, locale } = sources
  const branches = branchesOf(step, graph)
  const parts = branches.length > 1
  const lane = laneOf(step.actor, sources)
  // Messages need a box to come from: who asks a register does something, and then chooses.
  const isMute = step.consults.length === 0 && step.receiver === undefined
  const isCondition = kind === 'interaction' && step.kind === 'condition' && parts && isMute
  const node: ChartNode = {
    id: stepId(step.id),
    kind: isCondition ? 'condition' : 'step',
    lane: lane.id,
    heading: headingOf(step, locale),
    text: step.title[locale],
    notes: notesOf(step, lane, sources),
    step: step.id,
  }
  const nodes: ChartNode[] = [node]
  const flows: ChartFlow[] = []
  let last = node.id
  if (parts && !isCondition) {
    const choice = choiceNode(step, lane, 'outcome', locale)
    nodes.push(choice)
    flows.push(flow(node.id, choice.id))
    last = choice.id
  }
  for (const branch of branches) follow(branch, last, parts)
  const applicant = applicantLane(sources)
  if (kind === 'interaction' && givesResult(step) && applicant !== undefined) {
    const document = documentNode(step, applicant, sources)
    nodes.push(document)
    flows.push({ id: `association_${step.id}`, from: node.id, to: document.id, kind: 'association' })
  }
  return { nodes, flows }

  function follow({ way, next }: Branch, from: string, isLabelled: boolean): void {
    const told = isLabelled ? { label: labelOf(way, graph, locale), way } : {}
    if ('to' in next) {
      flows.push({ ...flow(from, graph.ends.has(next.to) ? endId(next.to) : stepId(next.to)), ...told })
      return
    }
    const suffix = way.outcomes.map(({ outcome }) => outcome).join('_')
    const back = choiceNode(step, lane, `earlier_${suffix}`, locale)
    nodes.push(back)
    flows.push({ ...flow(from, back.id), ...told })
    for (const further of next.choice) follow(further, back.id, true)
  }
}

function flow(from: string, to: string): ChartFlow {
  return { id: `flow_${from}__${to}`, from, to, kind: 'control' }
}

function choiceNode(step: Step, lane: ChartLane, which: string, locale: Locale): ChartNode {
  const messages = MESSAGES[locale]
  return {
    id: `choice_${step.id}_${which}`,
    kind: 'choice',
    lane: lane.id,
    text: which === 'outcome' ? messages.outcome : messages.earlier,
    notes: [],
    step: step.id,
  }
}

function documentNode(step: Step, lane: ChartLane, { regulation, locale }: Sources): ChartNode {
  const messages = MESSAGES[locale]
  const text = givesElectronic(regulation) ? messages.document : messages.paper
  return { id: `document_${step.id}`, kind: 'document', lane: lane.id, text, notes: [] }
}

function givesElectronic({ forms }: Regulation): boolean {
  return forms?.result.kinds.some((form) => form !== 'paper') ?? true
}

function labelOf({ outcomes }: Way, graph: ProcessGraph, locale: Locale): string {
  const titles = outcomes.map((guard) => outcomeTitle(guard, graph, locale))
  return titles.length === 0 ? MESSAGES[locale].otherwise : [...new Set(titles)].join(' / ')
}

function outcomeTitle({ step, outcome }: Guard, graph: ProcessGraph, locale: Locale): string {
  const found = graph.steps.get(step)?.outcomes.find(({ id }) => id === outcome)
  return found?.title[locale] ?? outcome
}

/** «1-үдеріс», «2-шарт», or the item for steps that the act does not number. */
export function headingOf({ label, item }: Step, locale: Locale): string {
  const messages = MESSAGES[locale]
  if (label === undefined) return itemHeading(item, locale)
  return label.startsWith('C') ? messages.condition(label.slice(1)) : messages.process(label.slice(1))
}

/** Short where there is little room: «5-тармақ, 1)»; what has another form is cited in full. */
function itemHeading(item: string, locale: Locale): string {
  const [, number, sub] = /^(\d+(?:-\d+)?)(?:\((\d+(?:-\d+)?)\))?$/.exec(item) ?? []
  return number === undefined ? citeItem(item, locale) : MESSAGES[locale].item(number, sub)
}

function notesOf(step: Step, lane: ChartLane, { regulation, graph, kind, locale }: Sources): readonly string[] {
  const actor = regulation.actors.get(step.actor)
  if (kind === 'interaction') return lane.actors.length > 1 && actor !== undefined ? [actor.title[locale]] : []
  const isTold = step.limit !== 'unstated' || step.kind === 'procedure'
  return isTold ? [limitText(step, graph, locale)] : []
}

function laneOf(actor: string, { lanes, regulation, channel }: Sources): ChartLane {
  const lane = lanes.find(({ actors }) => actors.includes(actor))
  if (lane === undefined) throw new RangeError(`${regulation.id}, ${channel.id}: ${actor} has no lane`)
  return lane
}

/** An end lies beside the step that reaches it where the applicant has no lane. */
function laneBefore(end: string, nodes: readonly ChartNode[], flows: readonly ChartFlow[]): string {
  const before = flows.find(({ to }) => to === end)?.from
  return nodes.find(({ id }) => id === before)?.lane ?? nodes[0]?.lane ?? ''
}
