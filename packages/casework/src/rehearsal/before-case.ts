import type { Outcome, ProcessGraph, Step } from '@qyzmet/regulation'
import { termOf } from '@qyzmet/regulation'
import type { PassedStep, RegisterOutcome } from '../commands.ts'
import { nextOf } from '../graph.ts'
import { getStep } from '../graph.ts'
import type { Due, LedgerEntry } from '../ledger.ts'
import { mayPrecedeCase } from '../open.ts'
import { dueOf } from '../terms.ts'
import { isTimeOut, timeOutAfter } from '../time-out.ts'
import { answersOf, chosenOf, edgeOf } from './choosing.ts'
import type { Choice, RehearsedStep, Situation } from './rehearsal.ts'
import { Halted } from './stage.ts'
import type { Stage } from './stage.ts'

/** What was done before there is a case: the way to the step that opens it, or to an end without one. */
export interface BeforeCase {
  readonly passed: readonly PassedStep[]
  readonly next?: Step
  readonly end?: string
}

const LONGEST = 500

/** Signing in, filling in, the counter: steps that leave nothing to prove take no time unless it is said. */
export function* stepsBeforeCase(
  stage: Stage,
  steps: RehearsedStep[],
  answers: Map<string, RegisterOutcome>,
): Generator<Situation, BeforeCase, Choice> {
  const { graph } = stage
  const passed: PassedStep[] = []
  const outcomes = new Map<string, string>()
  const ledger: LedgerEntry[] = []
  for (let step = getStep(graph, graph.start); passed.length < LONGEST;) {
    if (!isBeforeCase(step, graph, outcomes)) return { passed, next: step }
    const openedAt = stage.now()
    stage.awaitHours(step)
    const due = termOnTheWay(ledger, step, openedAt, stage)
    const open = step.outcomes.filter((outcome) => nextOf(graph, outcome, after(outcomes, step, outcome)) !== undefined)
    const asked = step.consults
    const choice = yield { step, open, at: stage.now(), ...(due === undefined ? {} : { due }), grounds: [], asked }
    if (choice.after !== undefined) stage.pass(choice.after, step)
    const given = answersOf(step.consults, choice)
    for (const { register, outcome } of given) answers.set(register, outcome)
    const outcome = chosenOf(step, open, choice, answers)
    const timedOut = isTimeOut(step, outcome)
    if (timedOut && step.timeOut !== undefined) {
      stage.goTo(timeOutAfter(openedAt, step.timeOut, stage.options.clock))
    }
    const decided = after(outcomes, step, outcome)
    outcomes.set(step.id, outcome.id)
    const doneAt = stage.now()
    passed.push({ step: step.id, outcome: outcome.id, at: doneAt })
    steps.push({
      step,
      outcome,
      edge: edgeOf(step, outcome, decided),
      openedAt,
      doneAt,
      ...(due === undefined ? {} : { due }),
      isLate: due?.at !== undefined && Temporal.Instant.compare(doneAt, due.at) >= 0,
      isTimeOut: timedOut,
      answers: given,
      votes: undefined,
      events: [],
    })
    const next = nextOf(graph, outcome, outcomes)
    if (next?.kind === 'end') return { passed, end: next.end.id }
    if (next === undefined) break
    step = next.step
  }
  throw new Halted({ step: passed.at(-1)?.step ?? graph.start, code: 'no-end', parameters: {} })
}

/** Steps after which nothing but an end can come belong to the way without a case too. */
function isBeforeCase(step: Step, graph: ProcessGraph, outcomes: ReadonlyMap<string, string>): boolean {
  return (
    mayPrecedeCase(step) ||
    step.outcomes.every((outcome) => nextOf(graph, outcome, after(outcomes, step, outcome))?.kind === 'end')
  )
}

function after(outcomes: ReadonlyMap<string, string>, step: Step, outcome: Outcome): ReadonlyMap<string, string> {
  return new Map(outcomes).set(step.id, outcome.id)
}

/** The term of a step before the case: nobody keeps it in a ledger, but the act gives it. */
function termOnTheWay(ledger: LedgerEntry[], step: Step, at: Temporal.Instant, stage: Stage): Due | undefined {
  const term = termOf(step)
  const limit = stage.graph.steps.get(term)?.limit ?? step.limit
  if (limit === 'unstated') return undefined
  const runs = ledger.at(-1)?.term === term
  if (!runs) ledger.push({ type: 'started', term, at, limit, item: step.item })
  return dueOf(ledger, term, stage.options.clock)
}
