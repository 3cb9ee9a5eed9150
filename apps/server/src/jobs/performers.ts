import type { CaseCommand, Party } from '@qyzmet/casework'
import { answerKey, isFinalAnswer, isNumberedApart, questionsOf } from '@qyzmet/casework'
import type { ActionName } from '@qyzmet/regulation'
import { nextRequestSerial } from '../cases/case-list.queries.ts'
import type { LoadedCase } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { findRegistration, insertRegistration } from '../gateway/registrations.queries.ts'
import { requestNumber } from './request-number.ts'

/** As whom the product itself acts. */
export const SYSTEM = { kind: 'system', name: 'qyzmet' } as const satisfies Party

/**
 * Does one action for the product: says by which command the open step is done, or undefined when it is not for this
 * performer to do now. What it throws is tried again later.
 */
export type Performer = (loaded: LoadedCase) => Promise<CaseCommand | undefined>

export type Performers = Readonly<Partial<Record<ActionName, Performer>>>

/**
 * The actions that need nobody else: sending, numbering, listing and telling. A request is numbered in the journal of the
 * workstation; one that came through the gateway has its number already, and a repeated job finds the same one.
 */
export function createPerformers(sql: Sql, now: () => Temporal.Instant): Performers {
  const numberOf = registerRequests(sql, now)
  const number: Performer = async (loaded) => complete(loaded, { number: await numberOf(loaded) })
  return {
    // Where a step of its own numbers requests, sending takes no number out of the series.
    'send-request': async (loaded) => (isNumberedApart(loaded.graph) ? complete(loaded, {}) : number(loaded)),
    'number-request': number,
    'enter-in-list': async (loaded) => complete(loaded, {}),
    'announce-result': async (loaded) => complete(loaded, {}),
    'report-refusal': async (loaded) => complete(loaded, {}),
    // The questions go out by jobs of their own; the answers are looked at in a later step.
    'ask-register': async (loaded) => complete(loaded, {}),
    'check-answer': checkAnswers,
  }
}

/** Gives a request its number in the journal of the workstation; asked again it gives the same one. */
export function registerRequests(sql: Sql, now: () => Temporal.Instant): (loaded: LoadedCase) => Promise<string> {
  return async ({ caseId, state, edition }) => {
    const known = await findRegistration(sql, caseId)
    const at = now()
    const registered =
      known ??
      (await insertRegistration(sql, {
        caseId,
        number: requestNumber(edition.regulation, await nextRequestSerial(sql), at),
        registeredAt: at,
        providerId: state.providerId,
        regulation: state.regulation,
      }))
    return registered.number
  }
}

/**
 * Looks whether the registers asked last know everybody they were asked about. While one is silent nothing is decided:
 * the step waits, or is left by its time-out.
 */
const checkAnswers: Performer = async ({ state, graph, edition }) => {
  const asked = state.passed.findLast(({ step }) => graph.steps.get(step)?.action === 'ask-register')
  const asking = graph.steps.get(asked?.step ?? '')
  if (!asking || !state.current) return undefined
  const outcomes = questionsOf(state, asking, edition.regulation.standard).map(
    (question) => state.registerAnswers.get(answerKey(question))?.outcome,
  )
  // The next answer brings this step up again.
  if (!outcomes.every((outcome) => isFinalAnswer(outcome))) return undefined
  const outcome = outcomes.every((each) => each === 'found') ? 'found' : 'not-found'
  return { type: 'complete', step: state.current.step, outcome, input: {} }
}

/** Completes the open step with the only outcome it has. */
function complete(
  { state, graph }: LoadedCase,
  input: Extract<CaseCommand, { type: 'complete' }>['input'],
): CaseCommand | undefined {
  const step = graph.steps.get(state.current?.step ?? '')
  const outcome = step?.outcomes.length === 1 ? step.outcomes[0] : undefined
  return step && outcome && { type: 'complete', step: step.id, outcome: outcome.id, input }
}
