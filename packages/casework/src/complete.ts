import type { Input, Outcome, Step } from '@qyzmet/regulation'
import { checkAnswers, inputsOf } from '@qyzmet/regulation'
import type { CaseCommand, CompletionInput, Party } from './commands.ts'
import { consequences, whyClosed } from './consequences.ts'
import type { CaseContext, Decision } from './contract.ts'
import type { Objection } from './decision.ts'
import { rejected, rejection } from './decision.ts'
import { becauseOf, factsOf, filled, sumOf } from './facts.ts'
import { findOutcome, getStep } from './graph.ts'
import { isGroundOf } from './grounds.ts'
import { objectionToCategory, objectionToCoSigners } from './open.ts'
import { missingAnswer } from './register-answer.ts'
import { mayAct, mayChoose } from './rights.ts'
import type { OpenedCase } from './state.ts'
import { isTimeOut } from './time-out.ts'

type CompleteCommand = Extract<CaseCommand, { type: 'complete' }>

/** Does the current step with one of its outcomes. A session is not done by one person: it votes. */
export function complete(state: OpenedCase, command: CompleteCommand, party: Party, context: CaseContext): Decision {
  if (state.current?.step !== command.step) return rejected(rejection('step-not-current', { step: command.step }))
  const step = getStep(context.graph, command.step)
  const outcome = findOutcome(step, command.outcome)
  const right =
    outcome === undefined ? mayAct(state, step, party, context) : mayChoose(state, step, outcome, party, context)
  if (!right.allowed) return rejected(right.rejection)
  const unknown = { step: step.id, outcome: command.outcome }
  if (outcome === undefined) return rejected(rejection('unknown-outcome', unknown))
  const objection =
    objectionToSession(state, step) ??
    (isTimeOut(step, outcome) ? undefined : missingAnswer(state, step, context)) ??
    whyClosed(state, step, outcome, context) ??
    objectionToPackage(state, step, outcome, context) ??
    objectionToInput(state, step, outcome, command.input, context)
  if (objection !== undefined) return rejected(objection)
  const established = factsOf(state, step, outcome, command.input, context)
  if ('missing' in established) return rejected(missingInput(step, established.missing))
  const because = becauseOf(step, outcome, command.input)
  const events = consequences(state, step, outcome, established.facts, because, right.by, context)
  return { accepted: true, events }
}

/** A package is complete only with every answer of the form and with what others have to agree to. */
function objectionToPackage(state: OpenedCase, step: Step, outcome: Outcome, context: CaseContext): Objection {
  if (step.action !== 'check-package' || outcome.id !== 'complete') return undefined
  const { standard, timeZone } = context.regulation
  const today = context.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const [fault] = checkAnswers(standard.form, state.answers, { today }).errors
  return (
    objectionToCategory(state, context) ??
    objectionToCoSigners(state, context.now, context) ??
    (fault && missingInput(step, fault.fieldId))
  )
}

function objectionToSession(state: OpenedCase, step: Step): Objection {
  if (step.action !== 'decide-in-session') return undefined
  return rejection(state.conclusion?.step === step.id ? 'voting-closed' : 'voting-open', { step: step.id })
}

function objectionToInput(
  state: OpenedCase,
  step: Step,
  outcome: Outcome,
  input: CompletionInput,
  context: CaseContext,
): Objection {
  for (const needed of inputsOf(step.action, outcome.id) ?? []) {
    const objection = objectionToOne(needed, state, step, input, context)
    if (objection !== undefined) return objection
  }
  return undefined
}

function objectionToOne(
  needed: Input,
  state: OpenedCase,
  step: Step,
  input: CompletionInput,
  context: CaseContext,
): Objection {
  switch (needed) {
    case 'reason':
    case 'opinion':
    case 'report':
      return filled(input[needed]) === undefined ? missingInput(step, needed) : undefined
    case 'sum':
      return sumOf(input) === undefined ? missingInput(step, needed) : undefined
    case 'ground':
      if (input.ground === undefined) return missingInput(step, needed)
      return isGroundOf(step, input.ground, context)
        ? undefined
        : rejection('ground-not-allowed-here', { step: step.id, ground: input.ground })
    case 'executor':
      if (input.executor === undefined) return missingInput(step, needed)
      return isCandidate(input.executor.accountId, context)
        ? undefined
        : rejection('not-a-candidate', { step: step.id, accountId: input.executor.accountId })
    case 'signature':
      if (input.signature === undefined) return missingInput(step, needed)
      return input.signature.documentSha256 === documentToSign(state, step, context)
        ? objectionToCopies(state, step, input)
        : rejection('signature-of-other-document', { step: step.id })
  }
}

/** Who sends a request with copies of papers attests each of them; nowhere else is a copy signed. */
function objectionToCopies(state: OpenedCase, step: Step, { copies = [] }: CompletionInput): Objection {
  const attached = new Set(
    step.action === 'sign-and-send-request' ? state.attachments.map((attachment) => attachment.sha256) : [],
  )
  if (copies.some((copy) => !attached.has(copy.documentSha256)))
    return rejection('signature-of-other-document', { step: step.id })
  const signed = new Set(copies.map((copy) => copy.documentSha256))
  return attached.isSubsetOf(signed) ? undefined : missingInput(step, 'copies')
}

/** Without a list of candidates the caller has checked the person. */
export function isCandidate(accountId: string, context: CaseContext): boolean {
  return context.executors === undefined || context.executors.some((person) => person.accountId === accountId)
}

/** Hash of the one document that may be signed at the step; undefined when there is none, so nothing can be. */
function documentToSign(state: OpenedCase, step: Step, context: CaseContext): string | undefined {
  if (step.action === 'sign-and-send-request') return state.requestSha256
  if (step.action === 'inspect') return context.reportSha256
  // Both parties sign the same bytes.
  return step.action === 'conclude-contract' ? state.signed?.signature.documentSha256 : context.draftSha256
}

function missingInput(step: Step, input: string) {
  return rejection('missing-input', { step: step.id, input })
}
