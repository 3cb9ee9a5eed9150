import type { Step } from '@qyzmet/regulation'
import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext, Decision } from './contract.ts'
import type { Objection } from './decision.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import { filled } from './facts.ts'
import { getActor } from './graph.ts'
import { isFinalAnswer } from './register-outcome.ts'
import { answerKey, type AskedQuestion, questionsOf } from './register-questions.ts'
import { isBefore, isSilent, type PutQuestion, questionsPut } from './register-questions-put.ts'
import { mayHelp } from './stand-in.ts'
import type { OpenedCase } from './state.ts'

type AnswerCommand = Extract<CaseCommand, { type: 'record-register-answer' }>
type EnterCommand = Extract<CaseCommand, { type: 'enter-register-answer' }>

/**
 * Puts down what a register answered. The system writes it for the current
 * step, for a passed step that only sent the question, or beside what was
 * entered by hand.
 */
export function recordRegisterAnswer(
  state: OpenedCase,
  command: AnswerCommand,
  party: Party,
  context: CaseContext,
): Decision {
  const { register, subject, outcome, receiptId, bytes, note } = command
  const step = context.graph.steps.get(command.step)
  if (step === undefined || !awaitsAnswer(state, step, command)) {
    return rejected(rejection('step-not-current', { step: command.step }))
  }
  if (party.kind !== 'system') {
    return rejected(rejection('not-your-step', { step: step.id, actor: getActor(context.regulation, step).id }))
  }
  if (!asks(state, step, command, context)) {
    return rejected(rejection('register-not-consulted', { step: step.id, register }))
  }
  const by = { kind: 'system', name: party.name } as const
  const whom = subject === undefined ? {} : { subject }
  const noted = { ...(bytes === undefined ? {} : { bytes }), ...(note === undefined ? {} : { note }) }
  const fact = { type: 'RegisterAnswered', step: step.id, register, ...whom, outcome, receiptId, ...noted } as const
  return accepted(eventOf({ at: context.now, by, item: step.item }, fact))
}

/**
 * Puts down what somebody at the current step, or who stands in for the system there, found out without the register,
 * which was asked and is silent. The step goes on with it; what the register says later stands beside it.
 */
export function enterRegisterAnswer(
  state: OpenedCase,
  command: EnterCommand,
  party: Party,
  context: CaseContext,
): Decision {
  const { register, subject, outcome, receiptId, bytes } = command
  const current = context.graph.steps.get(state.current?.step ?? '')
  const asking = context.graph.steps.get(command.step)
  if (current === undefined || asking === undefined || !isBefore(state, current, asking)) {
    return rejected(rejection('step-not-current', { step: command.step }))
  }
  const right = mayHelp(state, current, party, context)
  if (!right.allowed) return rejected(right.rejection)
  if (!asks(state, asking, command, context)) {
    return rejected(rejection('register-not-consulted', { step: asking.id, register }))
  }
  if (!isSilent(state, command)) return rejected(rejection('register-not-silent', { step: asking.id, register }))
  const reason = filled(command.reason)
  if (reason === undefined) return rejected(rejection('missing-input', { step: asking.id, input: 'reason' }))
  const whom = subject === undefined ? {} : { subject }
  const bound = { receiptId, ...(bytes === undefined ? {} : { bytes }), reason }
  const fact = { type: 'RegisterAnswered', step: asking.id, register, ...whom, outcome, ...bound } as const
  return accepted(eventOf({ at: context.now, by: right.by, item: asking.item }, fact))
}

/** Questions whose answer the party may enter by hand now: those of registers that were asked and are silent. */
export function questionsToEnter(state: OpenedCase, party: Party, context: CaseContext): readonly PutQuestion[] {
  const current = context.graph.steps.get(state.current?.step ?? '')
  if (current === undefined || party.kind !== 'staff' || !mayHelp(state, current, party, context).allowed) return []
  return questionsPut(state, context).filter(({ question }) => isSilent(state, question))
}

/**
 * Questions of the step whose answer it needs and has not got. Pending and no
 * answer are not answers: a step is not decided on what could not be asked.
 */
export function missingAnswers(
  state: OpenedCase,
  step: Step,
  { regulation }: Pick<CaseContext, 'regulation'>,
): readonly AskedQuestion[] {
  // The step that sends the questions is done before they are answered.
  if (step.action === 'ask-register') return []
  return questionsOf(state, step, regulation.standard).filter((question) => !isAnswered(state, question))
}

export function missingAnswer(state: OpenedCase, step: Step, context: Pick<CaseContext, 'regulation'>): Objection {
  const [question] = missingAnswers(state, step, context)
  return question && rejection('register-answer-missing', { step: step.id, register: question.register })
}

/** True while an answer of a register may still be put down for the step: it waits, or somebody filled the gap by hand. */
export function awaitsAnswer(
  state: OpenedCase,
  step: Step,
  question: Pick<AskedQuestion, 'register' | 'subject'>,
): boolean {
  if (state.current?.step === step.id || (step.action === 'ask-register' && state.outcomes.has(step.id))) return true
  const answer = state.registerAnswers.get(answerKey(question))
  return answer?.byHand !== undefined && answer.byHand.receiptId === answer.receiptId
}

function asks(
  state: OpenedCase,
  step: Step,
  wanted: Pick<AskedQuestion, 'register' | 'subject'>,
  { regulation }: CaseContext,
): boolean {
  return questionsOf(state, step, regulation.standard).some((question) => answerKey(question) === answerKey(wanted))
}

function isAnswered(state: OpenedCase, question: Pick<AskedQuestion, 'register' | 'subject'>): boolean {
  return isFinalAnswer(state.registerAnswers.get(answerKey(question))?.outcome)
}
