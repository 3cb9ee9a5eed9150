import { isDrafting } from '../actions.ts'
import type { Channel, Edge, End, ProcessGraph, Step } from '../model.ts'
import { suggest } from './codes.ts'
import type { Place } from './report.ts'
import { edgesOf, outcomeOf } from './step.ts'
import type { StepDraft } from './step.ts'
import type { WrittenChannel } from './written.ts'

/** Where things of a channel's graph are written, for faults found in the graph later. */
export interface ChannelPlaces {
  readonly channel: Place
  readonly step: (id: string) => Place
  readonly end: (id: string) => Place
  readonly edge: (edge: Edge) => Place | undefined
}

export interface CompiledChannel {
  readonly channel: Channel
  readonly places: ChannelPlaces
  /** False when a name leads nowhere, so that looking at the graph would only repeat it. */
  readonly sound: boolean
}

/** Weaves the shared procedure and the channel's own steps into one graph and looks every name up. */
export function compileChannel(
  id: string,
  written: WrittenChannel,
  drafts: { readonly procedure: readonly StepDraft[]; readonly own: readonly StepDraft[] },
  regulation: string,
  place: Place,
): CompiledChannel {
  let sound = true
  const all = new Map<string, StepDraft>()
  for (const draft of [...drafts.procedure, ...drafts.own]) {
    const taken = all.get(draft.step.id)
    if (taken === undefined) all.set(draft.step.id, draft)
    else draft.place.faultAtKey('name-taken', { name: draft.step.id, owner: 'a step of the procedure' })
  }
  const ends = new Map<string, End>()
  for (const [endId, end] of Object.entries(written.ends)) {
    if (all.has(endId)) place.under('ends', endId).faultAtKey('name-taken', { name: endId, owner: 'a step' })
    ends.set(endId, { id: endId, closes: end.closes, title: end.title })
  }
  checkLabels(drafts.own, written, place)

  const names = [...all.keys(), ...ends.keys()]
  const unknownStep = (name: string, where: Place, at: 'fault' | 'faultAtKey' = 'fault'): void => {
    sound = false
    where[at]('unknown-step', { where: `channel \`${id}\``, name, suggestion: suggest(name, names) })
  }
  const usedExits = new Set<string>()
  const edgePlaces = new Map<Edge, Place>()

  const steps = new Map<string, Step>()
  for (const draft of all.values()) {
    const outcomes = Object.entries(draft.written.outcomes).map(([outcomeId, outcome]) => {
      const edges = edgesOf(outcome, draft.place.under('outcomes', outcomeId), (name, where) => {
        if (!draft.shared) {
          sound = false
          where.faultAtKey('exit-misplaced')
          return []
        }
        usedExits.add(name)
        const routes = written.exits?.[name]
        if (routes === undefined) {
          sound = false
          place.faultAtKey('unknown-exit', { channel: id, name })
          return []
        }
        return routes.map((route, index) => ({ route, place: place.under('exits', name, index) }))
      })
      for (const { edge, place: where } of edges) {
        edgePlaces.set(edge, where)
        if (!all.has(edge.to) && !ends.has(edge.to)) unknownStep(edge.to, where.under('to'))
        for (const [index, guard] of edge.anyOf.entries()) {
          const guardPlace = where.under('when', index, guard.step)
          const guarded = all.get(guard.step)
          if (guarded === undefined) unknownStep(guard.step, guardPlace, 'faultAtKey')
          else if (!Object.hasOwn(guarded.written.outcomes, guard.outcome)) {
            sound = false
            const known = Object.keys(guarded.written.outcomes)
            guardPlace.fault('unknown-outcome', {
              step: guard.step,
              name: guard.outcome,
              suggestion: suggest(guard.outcome, known),
              known: known.join(', '),
            })
          }
        }
      }
      return outcomeOf(
        outcomeId,
        isDrafting(draft.step.action) ? outcome : { title: outcome.title },
        edges.map(({ edge }) => edge),
      )
    })
    const term = draft.step.term
    const termOwner = term === undefined ? undefined : all.get(term)
    if (term !== undefined && (termOwner === undefined || termOwner.written.limit === undefined)) {
      draft.place.under('limitSharedWith').fault('term-unknown', { name: term, channel: id })
    }
    const limit = termOwner?.step.limit ?? draft.step.limit
    steps.set(draft.step.id, { ...draft.step, ...toldHere(draft, written), limit, outcomes })
  }
  for (const name of Object.keys(written.labels ?? {})) {
    if (drafts.own.some(({ step }) => step.id === name)) {
      place.under('labels', name).faultAtKey('label-on-own-step', { step: name })
    } else if (!all.has(name)) unknownStep(name, place.under('labels', name), 'faultAtKey')
  }
  for (const name of Object.keys(written.exits ?? {})) {
    if (!usedExits.has(name)) place.under('exits', name).faultAtKey('unused-exit', { name })
  }

  if (!all.has(written.start)) unknownStep(written.start, place.under('start'))
  const { startsAfter, endsWith } = written.totalTerm
  if (!all.has(startsAfter)) unknownStep(startsAfter, place.under('totalTerm', 'startsAfter'))
  for (const [index, name] of endsWith.entries()) {
    if (!all.has(name)) unknownStep(name, place.under('totalTerm', 'endsWith', index))
  }

  const graph: ProcessGraph = {
    regulation,
    channel: id,
    start: written.start,
    totalTermStartsAfter: startsAfter,
    totalTermEndsWith: endsWith,
    steps,
    ends,
  }
  return {
    channel: {
      id,
      title: written.title,
      item: written.item,
      ...(written.before === undefined ? {} : { before: written.before }),
      graph,
    },
    places: {
      channel: place,
      step: (step) => all.get(step)?.place ?? place,
      end: (end) => place.under('ends', end),
      edge: (edge) => edgePlaces.get(edge),
    },
    sound,
  }
}

/** The number that the channel gives to a step of the procedure, and its item among those where the step is told. */
function toldHere({ step }: StepDraft, { labels }: WrittenChannel): Partial<Pick<Step, 'label' | 'repeatedIn'>> {
  const told = labels?.[step.id]
  return told === undefined ? {} : { label: told.label, repeatedIn: [...step.repeatedIn, told.item] }
}

function checkLabels(drafts: readonly StepDraft[], { labels }: WrittenChannel, channel: Place): void {
  const owners = new Map<string, string>()
  const take = (label: string, step: string, place: Place): void => {
    const owner = owners.get(label)
    if (owner === undefined) owners.set(label, step)
    else place.under('label').fault('label-taken', { label, step: owner })
  }
  for (const { step, place } of drafts) if (step.label !== undefined) take(step.label, step.id, place)
  for (const [id, { label }] of Object.entries(labels ?? {})) take(label, id, channel.under('labels', id))
}
