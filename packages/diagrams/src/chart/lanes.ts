import type { Actor, Locale, ProcessGraph, Regulation } from '@qyzmet/regulation'
import { MESSAGES } from '../messages/messages.ts'
import type { ChartLane, DiagramKind } from './chart.ts'

/** The lane of all units of the provider, where they are not told apart. */
const PROVIDER_LANE = 'units-of-the-provider'

/**
 * The lanes from top to bottom: the applicant; then operators and systems as the case first meets them; then the units
 * of the provider in the order of the act. The interaction diagram shows the provider as one.
 */
export function lanesOf(
  regulation: Regulation,
  graph: ProcessGraph,
  kind: DiagramKind,
  locale: Locale,
): readonly ChartLane[] {
  const acting = actorsInOrder(regulation, graph)
  const units = acting.filter(isUnit)
  const others = acting.filter((actor) => !isUnit(actor))
  const [applicant, between] = [
    others.filter((actor) => actor.kind === 'applicant'),
    others.filter((actor) => actor.kind !== 'applicant'),
  ]
  const lane = ({ id, title }: Actor): ChartLane => ({ id, title: title[locale], actors: [id] })
  const listed = [...regulation.actors.keys()]
  const unitsAsListed = units.toSorted((a, b) => listed.indexOf(a.id) - listed.indexOf(b.id)).map(lane)
  const together: ChartLane = {
    id: PROVIDER_LANE,
    title: MESSAGES[locale].provider,
    actors: units.map(({ id }) => id),
  }
  const provider = kind === 'handbook' || units.length < 2 ? unitsAsListed : [together]
  return [...applicant.map(lane), ...between.map(lane), ...provider]
}

function isUnit({ kind }: Actor): boolean {
  return kind === 'staff' || kind === 'commission'
}

/** Actors that do something in the channel, as the case first meets them. */
function actorsInOrder(regulation: Regulation, graph: ProcessGraph): readonly Actor[] {
  const seen = new Set<string>()
  const actors = new Set<Actor>()
  const queue = [graph.start]
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const step = graph.steps.get(id)
    if (step === undefined || seen.has(id)) continue
    seen.add(id)
    const actor = regulation.actors.get(step.actor)
    if (actor !== undefined) actors.add(actor)
    queue.push(...step.outcomes.flatMap(({ edges }) => edges.map(({ to }) => to)))
  }
  return [...actors]
}
