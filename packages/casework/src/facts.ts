import type { Outcome, Step } from '@qyzmet/regulation'
import { inputsOf } from '@qyzmet/regulation'
import type { CompletionInput } from './commands.ts'
import { bindsProvider, numberOf } from './consequences.ts'
import type { CaseContext } from './contract.ts'
import type { CaseFact } from './events.ts'
import { findResultKind, isNumberedApart } from './graph.ts'
import type { OpenedCase } from './state.ts'

/** What an action established, or the input that is missing to say it. */
export type Facts =
  | { readonly facts: readonly CaseFact[] }
  | { readonly missing: 'number' | 'findings' | keyof CompletionInput }

/**
 * The special facts of a completed action. An action without any is told by
 * `StepCompleted` alone. Called for an open outcome with its inputs present.
 */
export function factsOf(
  state: OpenedCase,
  step: Step,
  outcome: Outcome,
  input: CompletionInput,
  context: CaseContext,
): Facts {
  switch (step.action) {
    case 'check-signature':
      return signatureFacts(step, outcome, input)
    case 'send-request':
    case 'sign-and-send-request': {
      const signature = {
        ...(input.signature === undefined ? {} : { signature: input.signature }),
        ...(input.copies === undefined || input.copies.length === 0 ? {} : { copies: input.copies }),
      }
      if (isNumberedApart(context.graph)) return facts({ type: 'RequestSent', ...signature })
      const number = filled(input.number)
      return number === undefined ? { missing: 'number' } : facts({ type: 'RequestAccepted', number, ...signature })
    }
    case 'number-request': {
      const number = filled(input.number)
      return number === undefined ? { missing: 'number' } : facts({ type: 'RequestAccepted', number })
    }
    case 'register': {
      const journalNumber = filled(input.number)
      return journalNumber === undefined ? { missing: 'number' } : facts({ type: 'RequestRegistered', journalNumber })
    }
    case 'assign': {
      if (input.executor === undefined) return { missing: 'executor' }
      return facts({ type: 'ExecutorNamed', executor: input.executor, ...reasonOf(input) })
    }
    case 'check-documents': {
      const violated = brings(step, outcome, 'ground')
      const because = violated ? { ...groundOf(input), ...reasonOf(input) } : {}
      return facts({ type: 'DocumentsChecked', compliant: !violated, ...because })
    }
    case 'inspect': {
      const report = filled(input.report)
      if (report === undefined) return { missing: 'report' }
      if (input.signature === undefined) return { missing: 'signature' }
      return facts({ type: 'HomeInspected', step: step.id, report, signature: input.signature })
    }
    case 'value-dwelling': {
      const sumTenge = sumOf(input)
      return sumTenge === undefined ? { missing: 'sum' } : facts({ type: 'DwellingValued', step: step.id, sumTenge })
    }
    case 'prepare-session': {
      const opinion = filled(input.opinion)
      return opinion === undefined ? { missing: 'opinion' } : facts({ type: 'SessionPrepared', opinion })
    }
    case 'draft-result':
    case 'perform-service':
      return outcome.drafts === undefined ? facts() : facts({ type: 'ResultDrafted', result: outcome.drafts })
    case 'sign-result':
      return bindsProvider(step, outcome) ? decisionFacts(state, input, context) : returnedFacts(input)
    case 'dispatch-result': {
      const journalNumber = filled(input.number)
      if (journalNumber === undefined) return { missing: 'number' }
      if (state.signed === undefined) return { missing: 'signature' }
      return facts({ type: 'ResultDispatched', result: state.signed.result, journalNumber })
    }
    case 'announce-result':
      return facts({ type: 'ResultAnnounced', step: step.id })
    case 'deliver-result':
      return deliveryFacts(state, input)
    case 'hand-over':
      return outcome.id === 'handed-over' ? deliveryFacts(state, input) : facts()
    case 'conclude-contract': {
      if (outcome.id !== 'concluded') return facts()
      if (state.signed === undefined || input.signature === undefined) return { missing: 'signature' }
      return facts({ type: 'ContractConcluded', result: state.signed.result, signature: input.signature })
    }
    case 'enter-in-list': {
      const number = numberOf(state)
      return number === undefined ? { missing: 'number' } : facts({ type: 'ListEntered', list: state.category, number })
    }
    case 'report-refusal':
      return facts({ type: 'RefusalReported', step: step.id, reasons: reportedReasons(state, input) })
    case 'decide-in-session':
    case 'authenticate':
    case 'check-identity':
    case 'hand-in':
    case 'check-package':
    case 'refuse-acceptance':
    case 'compose-request':
    case 'scan-documents':
    case 'ask-register':
    case 'check-answer':
    case 'print-answers':
    case 'carry-papers':
    case 'establish-ownership':
    case 'transfer-dwelling':
    case 'return-unclaimed':
    case 'keep-result':
    case 'recall-result':
    case 'send-again':
      return facts()
  }
}

/** Ground and reason that the outcome brings; only those that the vocabulary asks for, and a reason when it was given. */
export function becauseOf(
  step: Step,
  outcome: Outcome,
  input: CompletionInput,
): { readonly ground?: string; readonly reason?: string } {
  return { ...(brings(step, outcome, 'ground') ? groundOf(input) : {}), ...reasonOf(input) }
}

/** The text without surrounding space; undefined when nothing is left. */
export function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? undefined : trimmed
}

/** Whole tenge, digits only; spaces between groups of digits are let pass. */
export function sumOf(input: CompletionInput): string | undefined {
  const digits = input.sum?.replace(/[\s\u00a0\u202f]/g, '')
  return digits !== undefined && /^[1-9][0-9]{0,14}$/.test(digits) ? digits : undefined
}

/** The applicant is told why the signature was not confirmed, so a refutation without findings is not accepted. */
function signatureFacts(step: Step, outcome: Outcome, input: CompletionInput): Facts {
  if (outcome.id === 'confirmed') return facts({ type: 'SignatureConfirmed', step: step.id })
  const findings = input.findings ?? []
  return findings.length === 0 ? { missing: 'findings' } : facts({ type: 'SignatureRefuted', step: step.id, findings })
}

function decisionFacts(state: OpenedCase, input: CompletionInput, context: CaseContext): Facts {
  const kind = state.draft === undefined ? undefined : findResultKind(context.regulation, state.draft.result)
  if (input.signature === undefined || kind === undefined) return { missing: 'signature' }
  const result = kind.id
  const signed: CaseFact = { type: 'ResultSigned', result, signature: input.signature }
  // Later results of a granted service carry it out; they do not grant it again.
  if (kind.closes === 'granted' && state.decision?.decision === 'granted') return facts(signed)
  if (kind.closes === 'refused') {
    if (state.refusal === undefined) return { missing: 'ground' }
    const { ground, reason } = state.refusal
    return facts(signed, { type: 'ServiceRefused', result, ground, reason })
  }
  if (!kind.entersQueue) return facts(signed, { type: 'ServiceGranted', result })
  const number = numberOf(state)
  if (number === undefined || state.acceptedAt === undefined) return { missing: 'number' }
  const place: CaseFact = { type: 'QueueEntered', list: state.category, completeAt: state.acceptedAt, number }
  return facts(signed, { type: 'ServiceGranted', result }, place)
}

function returnedFacts(input: CompletionInput): Facts {
  const reason = filled(input.reason)
  return reason === undefined ? { missing: 'reason' } : facts({ type: 'ResultReturned', reason })
}

function deliveryFacts(state: OpenedCase, input: CompletionInput): Facts {
  if (state.signed === undefined) return { missing: 'signature' }
  const { result, signature } = state.signed
  const documentSha256 = input.documentSha256 ?? signature.documentSha256
  return facts({ type: 'ResultDelivered', result, documentSha256 })
}

/** Codes, not words: findings of a check, else the ground established in the case. */
function reportedReasons(state: OpenedCase, input: CompletionInput): readonly string[] {
  if (input.findings !== undefined && input.findings.length > 0) return input.findings
  if (state.signatureFindings !== undefined) return state.signatureFindings
  return state.refusal === undefined ? [] : [state.refusal.ground]
}

function brings(step: Step, outcome: Outcome, input: 'ground' | 'reason'): boolean {
  return (inputsOf(step.action, outcome.id) ?? []).includes(input)
}

function groundOf(input: CompletionInput): { readonly ground?: string } {
  return input.ground === undefined ? {} : { ground: input.ground }
}

function reasonOf(input: CompletionInput): { readonly reason?: string } {
  const reason = filled(input.reason)
  return reason === undefined ? {} : { reason }
}

function facts(...list: readonly CaseFact[]): Facts {
  return { facts: list }
}
