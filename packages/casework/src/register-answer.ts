import type { Step } from '@qyzmet/regulation'
import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext, Decision } from './contract.ts'
import type { Objection } from './decision.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import { getActor } from './graph.ts'
import { isFinalAnswer } from './register-outcome.ts'
import type { OpenedCase } from './state.ts'

type AnswerCommand = Extract<CaseCommand, { type: 'record-register-answer' }>

/**
 * Puts down what a register answered. The system writes it for the current
 * step, or for a passed step that only sent the question.
 */
export function recordRegisterAnswer(
  state: OpenedCase,
  command: AnswerCommand,
  party: Party,
  context: CaseContext,
): Decision {
  const { register, outcome, receiptId, note } = command
  const step = context.graph.steps.get(command.step)
  if (step === undefined || !awaitsAnswers(state, step)) {
    return rejected(rejection('step-not-current', { step: command.step }))
  }
  if (party.kind !== 'system') {
    return rejected(rejection('not-your-step', { step: step.id, actor: getActor(context.regulation, step).id }))
  }
  if (!step.consults.includes(register)) {
    return rejected(rejection('register-not-consulted', { step: step.id, register }))
  }
  const by = { kind: 'system', name: party.name } as const
  const noted = note === undefined ? {} : { note }
  const fact = { type: 'RegisterAnswered', step: step.id, register, outcome, receiptId, ...noted } as const
  return accepted(eventOf({ at: context.now, by, item: step.item }, fact))
}

/**
 * Registers whose answer the step needs and has not got. Pending and no answer
 * are not answers: a step is not decided on what could not be asked.
 */
export function missingRegisters(state: OpenedCase, step: Step): readonly string[] {
  // The step that sends the questions is done before they are answered.
  if (step.action === 'ask-register') return []
  return step.consults.filter((register) => !isFinalAnswer(state.registerAnswers.get(register)?.outcome))
}

export function missingAnswer(state: OpenedCase, step: Step): Objection {
  const [register] = missingRegisters(state, step)
  return register === undefined ? undefined : rejection('register-answer-missing', { step: step.id, register })
}

function awaitsAnswers(state: OpenedCase, step: Step): boolean {
  return state.current?.step === step.id || (step.action === 'ask-register' && state.outcomes.has(step.id))
}
