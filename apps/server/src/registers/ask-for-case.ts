import { answerKey, awaitsAnswer, type CaseCommand, dueOf, isFinalAnswer, questionsOf } from '@qyzmet/casework'
import type { Outcome, QuestionKind, Receipt } from '@qyzmet/gateway'
import { type Step, termOf } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import type { AskRegister } from '../jobs/case-tasks.ts'
import { SYSTEM } from '../jobs/performers.ts'
import { bytesOf } from './answer-bytes.ts'
import type { Asked } from './kept-answer.ts'
import { type AnyQuestion, questionAbout } from './question.ts'
import type { QuestionContext, Registers } from './registers.ts'
import { isInForce, standingOf } from './standing.ts'
import { earlierOf, isBefore } from '../instants.ts'

/** The register gave no final answer; what it said is recorded in the case and it is asked again. */
export class RegisterSilentError extends Error {
  override readonly name = 'RegisterSilentError'
}

/** How long the questions of one step may take where the act sets no limit to machines. */
const QUESTION_SECONDS = 20

/**
 * Asks a register about one subject of a case, for the step that consults it.
 *
 * An answer that is not final is recorded once, so that the person at the step sees it; after that the job fails and is
 * tried again, with growing pauses, until the register answers. The limit of a step is shared by all its questions: it
 * is the time-out of each, and a step with a time-out of its own is left by it.
 */
export function askForCase(registers: Pick<Registers, 'ask'>, clock: () => Temporal.Instant): AskRegister {
  return async (loaded, { step: stepId, register, subject }): Promise<CaseCommand | undefined> => {
    const { caseId, state, edition, graph } = loaded
    const step = graph.steps.get(stepId)
    const wanted = { register, ...(subject === undefined ? {} : { subject }) }
    if (state.status !== 'open' || step === undefined || !awaitsAnswer(state, step, wanted)) return undefined
    const { act, standard, timeZone } = edition.regulation
    const question = questionsOf(state, step, standard).find((each) => answerKey(each) === answerKey(wanted))
    const kind = standard.registers.find(({ id }) => id === register)?.question
    if (question === undefined || kind === undefined) return undefined
    const now = clock()
    const context = {
      caseId,
      officer: SYSTEM.name,
      purpose: step.id,
      legalBasis: `${act.cite}, item ${step.item}`,
      deadline: deadlineOf(loaded, step, now),
      idempotencyKey: [caseId, step.id, visitOf(loaded, step), answerKey(wanted)].join(' '),
      ...(state.number === undefined ? {} : { caseNumber: state.number }),
    }
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
    const asks = questionAbout(kind, question, state.applicant.iin)
    const { answerId, kind: outcome, note, receipt } = await put(registers, register, asks, context, today)
    const known = state.registerAnswers.get(answerKey(wanted))
    if (!isFinalAnswer(outcome) && known && (known.byHand || known.outcome === outcome)) {
      throw new RegisterSilentError(outcome)
    }
    return {
      type: 'record-register-answer',
      step: step.id,
      ...wanted,
      outcome,
      receiptId: answerId,
      ...(receipt && { bytes: bytesOf(receipt) }),
      ...(note === undefined ? {} : { note }),
    }
  }
}

/** How often the step was opened before: each opening has questions of its own. */
function visitOf({ state }: LoadedCase, step: Step): number {
  const passed = state.passed.filter((each) => each.step === step.id).length
  return state.current?.step === step.id ? passed : passed - 1
}

/** The limit that the act sets to machines, while it runs; else as long as a question may take. */
function deadlineOf({ state, edition }: LoadedCase, step: Step, now: Temporal.Instant): Temporal.Instant {
  const longest = now.add({ seconds: QUESTION_SECONDS })
  const due = dueOf(state.ledger, termOf(step), edition.clock)?.at
  return due !== undefined && isBefore(now, due) ? earlierOf(due, longest) : longest
}

/** What came of a question, whatever its kind. */
type PutQuestion = Pick<Asked<QuestionKind>, 'answerId'> & {
  readonly kind: Outcome<unknown>['kind']
  readonly receipt?: Receipt | undefined
  readonly note?: string
}

/** Puts the question of its kind, and says what the person at the step has to know of what was found: a code with its words in the pages. */
async function put(
  registers: Pick<Registers, 'ask'>,
  register: string,
  question: AnyQuestion,
  context: QuestionContext,
  today: Temporal.PlainDate,
): Promise<PutQuestion> {
  switch (question.kind) {
    case 'person': {
      const { answerId, outcome } = await registers.ask(register, question, context)
      const standing = outcome.kind === 'found' ? standingOf(outcome.value, today).kind : 'ordinary'
      return { answerId, ...told(outcome), ...(standing === 'ordinary' ? {} : { note: standing }) }
    }
    case 'entity': {
      const { answerId, outcome } = await registers.ask(register, question, context)
      const isInactive = outcome.kind === 'found' && !outcome.value.active
      return { answerId, ...told(outcome), ...(isInactive ? { note: 'inactive' } : {}) }
    }
    case 'power': {
      const { answerId, outcome } = await registers.ask(register, question, context)
      const isOver = outcome.kind === 'found' && !outcome.value.some((power) => isInForce(power, today))
      return { answerId, ...told(outcome), ...(isOver ? { note: 'no-power-in-force' } : {}) }
    }
    case 'address':
    case 'statement': {
      const { answerId, outcome } = await registers.ask<'address' | 'statement'>(register, question, context)
      return { answerId, ...told(outcome) }
    }
  }
}

function told(outcome: Outcome<unknown>): Pick<PutQuestion, 'kind' | 'receipt'> {
  return { kind: outcome.kind, receipt: 'receipt' in outcome ? outcome.receipt : undefined }
}
