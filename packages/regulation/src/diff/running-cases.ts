import type { ProcessGraph, Regulation } from '../model.ts'
import { termOf } from '../model.ts'
import type { Change, RunningCase } from './change.ts'

/** Actions at which the documents are still looked at. */
const LOOKS_AT_DOCUMENTS: ReadonlySet<string> = new Set([
  'compose-request',
  'hand-in',
  'check-package',
  'check-documents',
])

/** Properties of a step that tell it and do not change what happens. */
const WORDING: ReadonlySet<string> = new Set([
  'title',
  'instruction',
  'message',
  'result',
  'item',
  'repeatedIn',
  'retold',
  'label',
  'addedBy',
])

/**
 * For each step at which a case may stand under the old wording: what would be otherwise under the new one. A case runs
 * under its own wording for ever, so this only tells how two applicants fare who stand at the same place.
 */
export function runningCases(
  before: Regulation,
  after: Regulation,
  changes: readonly Change[],
): readonly RunningCase[] {
  const documents = changes.filter(({ subject }) => subject === 'document')
  const total = changes.some(({ subject, property }) => subject === 'standard' && property[0] === 'totalLimit')
  return [...before.channels.values()].flatMap(({ id: channel, graph }) => {
    const young = after.channels.get(channel)?.graph
    return [...graph.steps.keys()].flatMap((step): readonly RunningCase[] => {
      const isGone = young?.steps.has(step) !== true
      const ahead = new Set([...stepsAhead(graph, step), ...(young === undefined ? [] : stepsAhead(young, step))])
      const way = changes.filter(
        (change) => isSubstance(change) && change.channels.includes(channel) && ahead.has(change.id),
      )
      const asked = [...ahead].some((id) => LOOKS_AT_DOCUMENTS.has(graph.steps.get(id)?.action ?? ''))
      const due = [
        ...(young !== undefined && !isGone && limitAt(graph, step) !== limitAt(young, step) ? (['step'] as const) : []),
        ...(total ? (['total'] as const) : []),
      ]
      const found: RunningCase = {
        channel,
        step,
        isGone,
        way: [...new Set(way.map(({ id }) => id))],
        due,
        documents: asked ? documents.filter((each) => concerns(each, channel, before, after)).map(({ id }) => id) : [],
      }
      const differs = isGone || found.way.length > 0 || due.length > 0 || found.documents.length > 0
      return differs ? [{ ...found, documents: [...new Set(found.documents)] }] : []
    })
  })
}

function isSubstance({ subject, kind, property }: Change): boolean {
  if (subject !== 'step' || kind === 'moved') return false
  return !WORDING.has(property[0] ?? '') && property.at(-1) !== 'title'
}

function concerns(change: Change, channel: string, before: Regulation, after: Regulation): boolean {
  return [before, after].some(({ standard }) =>
    standard.documents.some(({ id, channels }) => id === change.id && channels.includes(channel)),
  )
}

/** The step and every step that can still come after it. */
function stepsAhead(graph: ProcessGraph, from: string): readonly string[] {
  const found = new Set(graph.steps.has(from) ? [from] : [])
  for (const id of found) {
    for (const { edges } of graph.steps.get(id)?.outcomes ?? []) {
      for (const { to } of edges) if (graph.steps.has(to)) found.add(to)
    }
  }
  return [...found]
}

function limitAt(graph: ProcessGraph, id: string): string {
  const step = graph.steps.get(id)
  if (step === undefined) return ''
  return JSON.stringify(graph.steps.get(termOf(step))?.limit ?? step.limit)
}
