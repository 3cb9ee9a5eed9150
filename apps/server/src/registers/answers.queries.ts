import type { Outcome } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'

export interface AnswerRow {
  readonly id: string
  readonly outcome: Outcome<unknown>['kind']
  readonly detail: string | null
  readonly retryable: boolean | null
  readonly transport: 'shep' | 'xroad' | 'simulator' | 'manual' | null
  readonly service: string | null
  readonly message_id: string | null
  readonly signature: 'valid' | 'invalid' | 'absent' | null
  readonly request_bytes: Buffer | null
  readonly answer_bytes: Buffer | null
  readonly asked_at: Date
  readonly answered_at: Date
}

export interface NewAnswer {
  readonly id: string
  readonly register: string
  readonly idempotencyKey: string
  readonly subject: string
  readonly caseId: string | null
  readonly accountId: string | null
  readonly purpose: string
  readonly legalBasis: string
  readonly officer: string
  readonly outcome: AnswerRow['outcome']
  readonly detail: string | null
  readonly retryable: boolean | null
  readonly transport: AnswerRow['transport']
  readonly service: string | null
  readonly messageId: string | null
  readonly signature: AnswerRow['signature']
  readonly requestBytes: Uint8Array | null
  readonly answerBytes: Uint8Array | null
  readonly askedAt: Temporal.Instant
  readonly answeredAt: Temporal.Instant
}

/** Keeps an answer; false when another server has kept a conclusive one for the same question meanwhile. */
export async function insertAnswer(sql: Sql, answer: NewAnswer): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    insert into register_answer (
      id, register, idempotency_key, subject, case_id, account_id, purpose, legal_basis, officer, outcome, detail,
      retryable, transport, service, message_id, signature, request_bytes, answer_bytes, asked_at, answered_at
    ) values (
      ${answer.id}, ${answer.register}, ${answer.idempotencyKey}, ${answer.subject}, ${answer.caseId},
      ${answer.accountId}, ${answer.purpose}, ${answer.legalBasis}, ${answer.officer}, ${answer.outcome},
      ${answer.detail}, ${answer.retryable}, ${answer.transport}, ${answer.service}, ${answer.messageId},
      ${answer.signature}, ${answer.requestBytes}, ${answer.answerBytes}, ${answer.askedAt.toString()},
      ${answer.answeredAt.toString()}
    )
    on conflict (register, idempotency_key) where outcome in ('found', 'not-found', 'refused') do nothing
    returning id`)
  return rows.length === 1
}

/** The conclusive answer to exactly this question, when it was asked before. */
export function findConclusive(sql: Sql, register: string, idempotencyKey: string): Promise<AnswerRow | undefined> {
  return maybeOne(sql<AnswerRow[]>`
    select id, outcome, detail, retryable, transport, service, message_id, signature, request_bytes, answer_bytes,
      asked_at, answered_at
    from register_answer
    where register = ${register} and idempotency_key = ${idempotencyKey}
      and outcome in ('found', 'not-found', 'refused')`)
}

/** The latest time the register found the subject, when that is not older than `since`. */
export function findRecent(
  sql: Sql,
  register: string,
  subject: string,
  since: Temporal.Instant,
): Promise<AnswerRow | undefined> {
  return maybeOne(sql<AnswerRow[]>`
    select id, outcome, detail, retryable, transport, service, message_id, signature, request_bytes, answer_bytes,
      asked_at, answered_at
    from register_answer
    where register = ${register} and subject = ${subject} and outcome = 'found' and answered_at >= ${since.toString()}
    order by answered_at desc
    limit 1`)
}

export function findAnswer(
  sql: Sql,
  id: string,
): Promise<(AnswerRow & { readonly register: string; readonly subject: string }) | undefined> {
  return maybeOne(sql<(AnswerRow & { readonly register: string; readonly subject: string })[]>`
    select id, register, subject, outcome, detail, retryable, transport, service, message_id, signature, request_bytes,
      answer_bytes, asked_at, answered_at
    from register_answer where id = ${id}`)
}
