import type { Step } from '@qyzmet/regulation'
import type { CaseContext } from './contract.ts'
import { isFinalAnswer } from './register-outcome.ts'
import { answerKey, type AskedQuestion, questionsOf } from './register-questions.ts'
import type { OpenedCase } from './state.ts'

/** A question to a register, with the step that puts it. */
export interface PutQuestion {
  readonly step: Step
  readonly question: AskedQuestion
}

/** The questions of the open step, and of those before it that only send theirs; none of a closed case. */
export function questionsPut(
  state: OpenedCase,
  { regulation, graph }: Pick<CaseContext, 'regulation' | 'graph'>,
): readonly PutQuestion[] {
  const current = graph.steps.get(state.current?.step ?? '')
  if (current === undefined) return []
  return [...graph.steps.values()]
    .filter((step) => isBefore(state, current, step))
    .flatMap((step) => questionsOf(state, step, regulation.standard).map((question) => ({ step, question })))
}

/** The step that asks is the current one, or has sent its questions before it. */
export function isBefore(state: OpenedCase, current: Step, asking: Step): boolean {
  return asking.id === current.id || (asking.action === 'ask-register' && state.outcomes.has(asking.id))
}

/** Asked already, and neither answered nor refused: to fill in by hand what was never asked would pass the register by. */
export function isSilent(state: OpenedCase, question: Pick<AskedQuestion, 'register' | 'subject'>): boolean {
  const answer = state.registerAnswers.get(answerKey(question))
  return answer !== undefined && !isFinalAnswer(answer.outcome)
}
