import { ACTIONS } from '../actions.ts'
import type { Edge, ProcessGraph, Step } from '../model.ts'

/** What a graph does wrong, with the shortest case that shows it. `path` is `step: outcome` from the start on. */
export type GraphFinding =
  | { readonly code: 'unreachable-step'; readonly step: string }
  | { readonly code: 'unreached-end'; readonly end: string }
  | { readonly code: 'no-way-to-end'; readonly step: string; readonly path: readonly string[] }
  | { readonly code: 'dead-end'; readonly step: string; readonly path: readonly string[] }
  | {
      readonly code: 'outcome-unguided'
      readonly step: string
      readonly outcome: string
      readonly path: readonly string[]
    }
  | { readonly code: 'never-taken'; readonly step: string; readonly edge: Edge }
  | {
      readonly code: 'wrong-end'
      readonly step: string
      readonly closes: string
      readonly drafted: string
      readonly path: readonly string[]
    }
  | { readonly code: 'unsigned-result'; readonly step: string; readonly path: readonly string[] }
  | { readonly code: 'too-many-states'; readonly limit: number }

/** Actions after which the applicant has the document. */
const GIVES: readonly string[] = ['deliver-result', 'hand-over', 'conclude-contract']

/** More situations than this are not looked at; regulations of the kind known have below a hundred. */
const MAX_SITUATIONS = 20_000

interface Situation {
  readonly step: string
  /** Last outcome of each step that some guard asks about. */
  readonly decided: ReadonlyMap<string, string>
  /** Kind of the document drafted last, and whether it is signed. */
  readonly drafted: string
  readonly signed: boolean
  readonly before?: { readonly situation: Situation; readonly outcome: string }
}

/**
 * Looks at every situation a case can get into: each step, with each combination of what was decided before as far as
 * some guard asks about it. Finite, since guards ask only about last outcomes.
 *
 * @param closesOf how a result of the standard closes the case
 */
export function explore(
  graph: ProcessGraph,
  closesOf: (result: string) => string | undefined,
): readonly GraphFinding[] {
  const asked = new Set(
    [...graph.steps.values()].flatMap((step) =>
      step.outcomes.flatMap((outcome) => outcome.edges.flatMap((edge) => edge.anyOf.map((guard) => guard.step))),
    ),
  )
  const findings = new Map<string, GraphFinding>()
  const find = (key: string, finding: GraphFinding): void => {
    if (!findings.has(key)) findings.set(key, finding)
  }

  const first: Situation = { step: graph.start, decided: new Map(), drafted: '', signed: false }
  const situations = new Map<string, Situation>([[keyOf(first), first]])
  const queue: Situation[] = [first]
  const taken = new Set<Edge>()
  const reachedEnds = new Set<string>()
  const leadsTo = new Map<string, string[]>()

  for (let situation = queue.shift(); situation !== undefined; situation = queue.shift()) {
    const step = graph.steps.get(situation.step)
    if (step === undefined) continue
    const here = keyOf(situation)
    let open = 0
    for (const outcome of step.outcomes) {
      const edge = outcome.edges.find((candidate) => isEdgeOpen(candidate, situation.decided))
      if (edge === undefined) {
        const optional: readonly string[] = ACTIONS[step.action].optional
        if (!optional.includes(outcome.id)) {
          find(`unguided ${step.id} ${outcome.id}`, {
            code: 'outcome-unguided',
            step: step.id,
            outcome: outcome.id,
            path: pathTo(situation),
          })
        }
        continue
      }
      open += 1
      taken.add(edge)
      const next = follow(situation, step, outcome.id, edge, asked, closesOf(outcome.drafts ?? ''))
      if (isGiven(step, outcome.id) && situation.drafted !== '' && !situation.signed) {
        find(`unsigned ${step.id}`, { code: 'unsigned-result', step: step.id, path: pathTo(next) })
      }
      const end = graph.ends.get(edge.to)
      if (end !== undefined) {
        reachedEnds.add(end.id)
        link(leadsTo, here, `end ${end.id}`)
        if (next.drafted !== '' && end.closes !== 'stopped' && end.closes !== next.drafted) {
          find(`wrong ${step.id} ${end.id}`, {
            code: 'wrong-end',
            step: step.id,
            closes: end.closes,
            drafted: next.drafted,
            path: pathTo(next),
          })
        }
        continue
      }
      const key = keyOf(next)
      link(leadsTo, here, key)
      if (situations.has(key)) continue
      if (situations.size >= MAX_SITUATIONS) return [{ code: 'too-many-states', limit: MAX_SITUATIONS }]
      situations.set(key, next)
      queue.push(next)
    }
    if (open === 0) find(`dead ${step.id}`, { code: 'dead-end', step: step.id, path: pathTo(situation) })
  }

  const reached = new Set([...situations.values()].map((situation) => situation.step))
  for (const step of graph.steps.values()) {
    if (!reached.has(step.id)) {
      find(`unreachable ${step.id}`, { code: 'unreachable-step', step: step.id })
      continue
    }
    for (const edge of step.outcomes.flatMap((outcome) => outcome.edges)) {
      if (!taken.has(edge)) find(`never ${step.id} ${edge.to}`, { code: 'never-taken', step: step.id, edge })
    }
  }
  for (const end of graph.ends.values()) {
    if (!reachedEnds.has(end.id)) find(`end ${end.id}`, { code: 'unreached-end', end: end.id })
  }
  const ending = endingSituations(leadsTo, reachedEnds)
  for (const [key, situation] of situations) {
    // Only the way into the trap is told, not every step inside it.
    const before = situation.before?.situation
    const isTrap = !ending.has(key) && (before === undefined || ending.has(keyOf(before)))
    if (isTrap && !findings.has(`dead ${situation.step}`)) {
      find(`stuck ${situation.step}`, { code: 'no-way-to-end', step: situation.step, path: pathTo(situation) })
    }
  }
  return [...findings.values()]
}

/** True when one of the guards holds, or there are none. */
export function isEdgeOpen(edge: Edge, decided: ReadonlyMap<string, string>): boolean {
  return edge.anyOf.length === 0 || edge.anyOf.some((guard) => decided.get(guard.step) === guard.outcome)
}

function follow(
  situation: Situation,
  step: Step,
  outcome: string,
  edge: Edge,
  asked: ReadonlySet<string>,
  drafts: string | undefined,
): Situation {
  const decided = asked.has(step.id) ? new Map([...situation.decided, [step.id, outcome]]) : situation.decided
  const signs = step.action === 'sign-result'
  return {
    step: edge.to,
    decided,
    drafted: drafts ?? situation.drafted,
    signed: drafts !== undefined ? false : signs ? outcome === 'signed' : situation.signed,
    before: { situation, outcome },
  }
}

function isGiven(step: Step, outcome: string): boolean {
  return GIVES.includes(step.action) && outcome !== 'unclaimed' && outcome !== 'declined'
}

function keyOf({ step, decided, drafted, signed }: Situation): string {
  const parts = [...decided].map(([name, outcome]) => `${name}=${outcome}`).toSorted()
  return [step, drafted, signed ? 'signed' : '', ...parts].join('|')
}

function pathTo(situation: Situation): readonly string[] {
  const path: string[] = []
  for (let here = situation.before; here !== undefined; here = here.situation.before) {
    path.unshift(`${here.situation.step}: ${here.outcome}`)
  }
  return path
}

function link(leadsTo: Map<string, string[]>, from: string, to: string): void {
  const sources = leadsTo.get(to)
  if (sources === undefined) leadsTo.set(to, [from])
  else sources.push(from)
}

/** Situations from which some end can be reached, found backwards from the ends. */
function endingSituations(
  sourcesOf: ReadonlyMap<string, readonly string[]>,
  reachedEnds: ReadonlySet<string>,
): ReadonlySet<string> {
  const ending = new Set<string>()
  const queue = [...reachedEnds].map((end) => `end ${end}`)
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const source of sourcesOf.get(key) ?? []) {
      if (ending.has(source)) continue
      ending.add(source)
      queue.push(source)
    }
  }
  return ending
}
