import { randomUUID } from 'node:crypto'
import type { CallContext, Outcome, Person, PersonsRegister, Receipt } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { type AnswerRow, findAnswer, findConclusive, findRecent, insertAnswer } from './answers.queries.ts'

/** A way to reach the register of persons: it asks, and it can read again the bytes of an answer kept as evidence. */
export interface PersonsConnection extends PersonsRegister {
  readPersons(answerBytes: Uint8Array, iin: string): readonly Person[]
}

/** Why the question is asked. A question with the same key is never put twice once it has an answer. */
export interface QuestionContext extends CallContext {
  readonly accountId?: string
}

export interface AskedPerson {
  /** The row kept as evidence; `receiptId` of the case's events. */
  readonly answerId: string
  readonly outcome: Outcome<readonly Person[]>
  /** When the register answered; for one answered from the store this is in the past and must be shown. */
  readonly answeredAt: Temporal.Instant
  readonly fromStore: boolean
  /** True unless the answer came over the production gateway; what it says is marked as training. */
  readonly training: boolean
}

export interface Registers {
  /**
   * Asks the register of persons and keeps the answer, whichever of the five it is, byte for byte.
   *
   * @param maxAge an earlier "found" not older than this is used instead of asking; default: always ask
   */
  askPerson(iin: string, context: QuestionContext, maxAge?: Temporal.Duration): Promise<AskedPerson>
  /** An answer kept as evidence, read again from its bytes. */
  findPersonAnswer(answerId: string): Promise<AskedPerson | undefined>
}

const PERSONS = 'persons'

export function createRegisters({
  sql,
  persons,
  clock,
}: {
  readonly sql: Sql
  readonly persons: PersonsConnection
  readonly clock: () => Temporal.Instant
}): Registers {
  const stored = (row: AnswerRow, iin: string): AskedPerson => ({
    answerId: row.id,
    outcome: outcomeOf(row, (bytes) => persons.readPersons(bytes, iin)),
    answeredAt: instantOf(row.answered_at),
    fromStore: true,
    training: isTraining(row.transport),
  })

  return {
    askPerson: async (iin, context, maxAge) => {
      const known =
        (await findConclusive(sql, PERSONS, context.idempotencyKey)) ??
        (maxAge && (await findRecent(sql, PERSONS, iin, clock().subtract(maxAge))))
      if (known) return stored(known, iin)

      const askedAt = clock()
      const outcome = await persons.ask({ iin }, context)
      const receipt = 'receipt' in outcome ? outcome.receipt : undefined
      const answer = {
        id: randomUUID(),
        register: PERSONS,
        idempotencyKey: context.idempotencyKey,
        subject: iin,
        caseId: context.caseId ?? null,
        accountId: context.accountId ?? null,
        purpose: context.purpose,
        legalBasis: context.legalBasis,
        officer: context.officer,
        outcome: outcome.kind,
        detail: detailOf(outcome),
        retryable: outcome.kind === 'no-answer' ? outcome.retryable : null,
        transport: receipt?.transport ?? null,
        service: receipt?.service ?? null,
        messageId: receipt?.messageId ?? null,
        signature: receipt?.signature ?? null,
        requestBytes: receipt?.requestBytes ?? null,
        answerBytes: receipt?.answerBytes ?? null,
        askedAt: receipt?.sentAt ?? askedAt,
        answeredAt: receipt?.answeredAt ?? clock(),
      }
      if (!(await insertAnswer(sql, answer))) {
        const first = await findConclusive(sql, PERSONS, context.idempotencyKey)
        if (first) return stored(first, iin)
      }
      return {
        answerId: answer.id,
        outcome,
        answeredAt: answer.answeredAt,
        fromStore: false,
        training: isTraining(answer.transport),
      }
    },

    findPersonAnswer: async (answerId) => {
      const row = await findAnswer(sql, answerId)
      return row?.register === PERSONS ? stored(row, row.subject) : undefined
    },
  }
}

function isTraining(transport: AnswerRow['transport']): boolean {
  return transport !== 'shep' && transport !== 'xroad' && transport !== 'manual'
}

function detailOf(outcome: Outcome<unknown>): string | null {
  switch (outcome.kind) {
    case 'found':
    case 'not-found':
      return null
    case 'pending':
      return `${outcome.why}:${outcome.token}`
    case 'refused':
      return outcome.why
    case 'no-answer':
      return outcome.detail
  }
}

function outcomeOf<A>(row: AnswerRow, read: (answerBytes: Uint8Array) => A): Outcome<A> {
  const receipt = receiptOf(row)
  switch (row.outcome) {
    case 'found':
      return { kind: 'found', value: read(row.answer_bytes ?? Buffer.alloc(0)), receipt: receiptOrFail(receipt) }
    case 'not-found':
      return { kind: 'not-found', receipt: receiptOrFail(receipt) }
    case 'pending': {
      const [why, ...token] = (row.detail ?? '').split(':')
      return {
        kind: 'pending',
        token: token.join(':'),
        why: why === 'async' ? 'async' : 'consent',
        ...(receipt && { receipt }),
      }
    }
    case 'refused':
      return { kind: 'refused', why: row.detail ?? '', ...(receipt && { receipt }) }
    case 'no-answer':
      return {
        kind: 'no-answer',
        retryable: row.retryable ?? false,
        detail: row.detail ?? '',
        ...(receipt && { receipt }),
      }
  }
}

function receiptOf(row: AnswerRow): Receipt | undefined {
  if (!row.transport || row.message_id === null || !row.request_bytes || !row.answer_bytes) return undefined
  return {
    transport: row.transport,
    service: row.service ?? '',
    messageId: row.message_id,
    sentAt: instantOf(row.asked_at),
    answeredAt: instantOf(row.answered_at),
    requestBytes: row.request_bytes,
    answerBytes: row.answer_bytes,
    signature: row.signature ?? 'absent',
  }
}

/** The table's own check holds this. */
function receiptOrFail(receipt: Receipt | undefined): Receipt {
  if (!receipt) throw new Error('A conclusive register answer has lost its receipt.')
  return receipt
}

function instantOf(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime())
}
