import type { Outcome, Step } from '@qyzmet/regulation'
import { termOf } from '@qyzmet/regulation'
import type { RegisterOutcome } from '../commands.ts'
import { whyClosed } from '../consequences.ts'
import { BrokenGraphError, getStep } from '../graph.ts'
import { groundsAt } from '../grounds.ts'
import { TOTAL_TERM } from '../ledger.ts'
import { missingAnswers } from '../register-answer.ts'
import { questionsOf } from '../register-questions.ts'
import { conclusionAt, isSession, outcomeOf } from '../session.ts'
import { dueOf, isOverdue } from '../terms.ts'
import { isTimeOut, timeOutAt } from '../time-out.ts'
import { stepsBeforeCase } from './before-case.ts'
import { inputFor, memberAs, openCommand, openerOf, partyAt, signatureOver, HASH, SYSTEM, voteCommand } from './cast.ts'
import { answersOf, chosenOf, edgeOf } from './choosing.ts'
import type { Choice, GivenAnswer, Halt, Rehearsal, RehearsalOptions, RehearsedStep, Situation } from './rehearsal.ts'
import { Halted, newStage } from './stage.ts'
import type { Stage } from './stage.ts'

const LONGEST = 500

/**
 * Rehearses a case: invented people do every step of a channel through `decide`, exactly as the product would, with
 * neither a server nor a database. At each step the rehearsal tells where it stands and waits for a choice.
 *
 * It always comes back: with the end that was reached, or with what it halted at.
 *
 * @throws {BrokenGraphError} when the regulation has no such channel
 */
export function* rehearse(options: RehearsalOptions): Generator<Situation, Rehearsal, Choice> {
  const graph = options.regulation.channels.get(options.channel)?.graph
  if (graph === undefined) throw new BrokenGraphError(`no channel "${options.channel}"`)
  const stage = newStage(options, graph)
  const steps: RehearsedStep[] = []
  let opening: Rehearsal['opening'] = []
  let end: string | undefined
  let halt: Halt | undefined
  try {
    const answers = new Map<string, RegisterOutcome>()
    const before = yield* stepsBeforeCase(stage, steps, answers)
    end = before.end
    if (before.next !== undefined) {
      const command = openCommand(options.regulation, options.channel, options.request, before.passed)
      const opener = openerOf(before.passed, before.next, { regulation: options.regulation, graph })
      stage.give(before.next.id, command, opener)
      opening = stage.events.slice()
      yield* stepsOfCase(stage, steps, answers)
    }
  } catch (error) {
    if (!(error instanceof Halted)) throw error
    halt = error.halt
  }
  const state = stage.state()
  const ended = end ?? (state.status === 'none' ? undefined : state.closed?.end)
  const total = state.status === 'none' ? undefined : dueOf(state.ledger, TOTAL_TERM, options.clock)
  const endedAs = ended === undefined ? undefined : graph.ends.get(ended)
  return {
    graph,
    steps,
    opening,
    state,
    events: stage.events,
    taken: stage.taken,
    ...(endedAs === undefined ? {} : { end: endedAs }),
    ...(total === undefined ? {} : { total }),
    isTotalLate: total !== undefined && isOverdue(total, stage.now()),
    ...(halt === undefined ? {} : { halt }),
  }
}

function* stepsOfCase(
  stage: Stage,
  steps: RehearsedStep[],
  answers: Map<string, RegisterOutcome>,
): Generator<Situation, void, Choice> {
  const { until, clock } = stage.options
  for (let count = 0; count < LONGEST; count += 1) {
    const { current, ledger } = stage.opened()
    if (current === undefined || current.step === until) return
    const step = getStep(stage.graph, current.step)
    stage.awaitHours(step)
    const due = dueOf(ledger, termOf(step), clock)
    const open = openOrTimedOut(stage, step)
    const missing = missingAnswers(stage.opened(), step, stage.options)
    const asked = step.action === 'ask-register' ? step.consults : [...new Set(missing.map(({ register }) => register))]
    const grounds = groundsAt(step, stage.context())
    const choice = yield { step, open, at: stage.now(), ...(due === undefined ? {} : { due }), grounds, asked }
    const first = stage.events.length
    if (choice.after !== undefined) stage.pass(choice.after, step)
    const done = doStep(stage, step, open, choice, asked, answers)
    const last = stage.events.slice(first).find(({ type }) => type === 'StepCompleted')
    const doneAt = last?.at ?? stage.now()
    steps.push({
      step,
      ...done,
      edge: edgeOf(step, done.outcome, new Map(stage.opened().outcomes).set(step.id, done.outcome.id)),
      openedAt: current.since,
      doneAt,
      ...(due === undefined ? {} : { due }),
      isLate: due?.at !== undefined && Temporal.Instant.compare(doneAt, due.at) >= 0,
      isTimeOut: isTimeOut(step, done.outcome),
      events: stage.events.slice(first),
    })
  }
  throw new Halted({ step: stage.opened().current?.step ?? '', code: 'no-end', parameters: {} })
}

interface Done {
  readonly outcome: Outcome
  readonly answers: readonly GivenAnswer[]
  readonly votes: Choice['votes']
}

function doStep(
  stage: Stage,
  step: Step,
  open: readonly Outcome[],
  choice: Choice,
  asked: readonly string[],
  answers: Map<string, RegisterOutcome>,
): Done {
  // Questions are sent first and answered afterwards, here when it is said so; everywhere else the step waits for answers.
  const asksOnly = step.action === 'ask-register'
  const given = answersOf(asksOnly ? asked.filter((register) => choice.answers?.has(register)) : asked, choice)
  const questions = questionsOf(stage.opened(), step, stage.options.regulation.standard)
  const record = () => {
    for (const { register, outcome } of given) {
      answers.set(register, outcome)
      const receiptId = register
      for (const { subject } of questions.filter((question) => question.register === register)) {
        const whom = subject === undefined ? {} : { subject }
        const command = {
          type: 'record-register-answer',
          step: step.id,
          register,
          ...whom,
          outcome,
          receiptId,
        } as const
        stage.give(step.id, command, SYSTEM)
      }
    }
  }
  if (!asksOnly) record()
  if (isSession(step)) return { answers: given, ...holdSession(stage, step, choice) }
  const outcome = chosenOf(step, open, choice, answers)
  const timedOut = isTimeOut(step, outcome)
  if (timedOut) stage.goTo(timeOutAt(stage.opened(), step, stage.options.clock) ?? stage.now())
  const input = inputFor(stage.opened(), step, outcome, choice.ground, stage.context())
  const party = timedOut ? SYSTEM : partyAt(step, stage.options.regulation)
  stage.give(step.id, { type: 'complete', step: step.id, outcome: outcome.id, input }, party)
  if (asksOnly) record()
  return { outcome, answers: given, votes: undefined }
}

const UNANIMOUS = 3

/** Every member votes, and those who voted sign the minutes; without votes named the members agree. */
function holdSession(stage: Stage, step: Step, choice: Choice): Omit<Done, 'answers'> {
  const wished = choice.outcome === 'negative' ? 'negative' : 'positive'
  const votes = choice.votes ?? Array.from({ length: UNANIMOUS }, () => wished)
  stage.seat(votes.length)
  const members = stage.context().commissionMembers
  for (const [index, vote] of votes.entries()) {
    const command = voteCommand(step, vote, choice.ground, stage.context())
    stage.give(step.id, command, memberAs(step, members[index]?.accountId ?? ''))
  }
  const conclusion = conclusionAt(stage.opened(), step)
  if (conclusion === undefined) throw new Halted({ step: step.id, code: 'no-conclusion', parameters: {} })
  for (const [index, vote] of votes.entries()) {
    if (vote === 'conflict') continue
    const signature = signatureOver(HASH)
    stage.give(
      step.id,
      { type: 'sign-minutes', step: step.id, signature },
      memberAs(step, members[index]?.accountId ?? ''),
    )
  }
  const outcome = outcomeOf(conclusion, step)
  if (choice.outcome !== undefined && choice.outcome !== outcome.id) {
    throw new Halted({ step: step.id, code: 'no-outcome-open', parameters: { outcome: choice.outcome } })
  }
  return { outcome, votes }
}

/** Outcomes open now, and the one that waiting would bring. */
function openOrTimedOut(stage: Stage, step: Step): readonly Outcome[] {
  const context = stage.context()
  const later = timeOutAt(stage.opened(), step, stage.options.clock)
  return step.outcomes.filter((outcome) => {
    const at = isTimeOut(step, outcome) && later !== undefined ? { ...context, now: later } : context
    return whyClosed(stage.opened(), step, outcome, at) === undefined
  })
}
