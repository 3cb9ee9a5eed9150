import { type AnswerBytes, type CaseCommand, isFinalAnswer } from '@qyzmet/casework'
import type { Outcome } from '@qyzmet/gateway'
import { sha256Of } from '../documents/blobs.ts'
import type { AskRegister } from '../jobs/case-tasks.ts'
import { SYSTEM } from '../jobs/performers.ts'
import type { Registers } from './registers.ts'
import { standingOf } from './standing.ts'

/** The register gave no final answer; what it said is recorded in the case and it is asked again. */
export class RegisterSilentError extends Error {
  override readonly name = 'RegisterSilentError'
}

/** How long one question may take. */
const QUESTION_SECONDS = 20

/**
 * Asks a register about the applicant of a case, for the step that consults it.
 *
 * An answer that is not final is recorded once, so that the person at the step sees it; after that the job fails and is
 * tried again, with growing pauses, until the register answers.
 */
export function askForCase(registers: Registers, clock: () => Temporal.Instant): AskRegister {
  return async ({ caseId, state, edition }, register): Promise<CaseCommand | undefined> => {
    const step = state.current?.step
    if (step === undefined) return undefined
    const { act } = edition.regulation
    const since = state.current?.since.toString() ?? ''
    const asked = await registers.askPerson(state.applicant.iin, {
      caseId,
      officer: SYSTEM.kind === 'system' ? SYSTEM.name : '',
      purpose: step,
      legalBasis: act.cite,
      deadline: clock().add({ seconds: QUESTION_SECONDS }),
      idempotencyKey: `${caseId} ${step} ${since} ${register}`,
    })
    const { outcome, answerId } = asked
    const known = state.registerAnswers.get(register)
    if (!isFinalAnswer(outcome.kind) && known?.outcome === outcome.kind) throw new RegisterSilentError(outcome.kind)
    const note = outcome.kind === 'found' ? noteOn(outcome.value, clock(), edition.regulation.timeZone) : undefined
    return {
      type: 'record-register-answer',
      step,
      register,
      outcome: outcome.kind,
      receiptId: answerId,
      ...bytesOf(outcome),
      ...(note === undefined ? {} : { note }),
    }
  }
}

function bytesOf(outcome: Outcome<unknown>): { readonly bytes?: AnswerBytes } {
  const receipt = 'receipt' in outcome ? outcome.receipt : undefined
  if (!receipt) return {}
  const { requestBytes, answerBytes } = receipt
  return { bytes: { questionSha256: sha256Of(requestBytes), answerSha256: sha256Of(answerBytes) } }
}

/** What the person at the step has to know of somebody found: a code with its words in the pages. */
function noteOn(
  persons: Parameters<typeof standingOf>[0],
  now: Temporal.Instant,
  timeZone: string,
): string | undefined {
  const { kind } = standingOf(persons, now.toZonedDateTimeISO(timeZone).toPlainDate())
  return kind === 'ordinary' ? undefined : kind
}
