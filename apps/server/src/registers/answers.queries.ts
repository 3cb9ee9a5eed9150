import type { MessageData, Outcome } from '@qyzmet/gateway'
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
  readonly register: string
  readonly officer: string
  /** Null for answers of the first servers. */
  readonly question: Readonly<Record<string, string>> | null
  readonly answer_data: MessageData | null
  readonly scan_sha256: Buffer | null
  readonly reason: string | null
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
  readonly question: Readonly<Record<string, string>>
  readonly answerData: MessageData | null
  /** Of what was entered by hand. */
  readonly byHand?: { readonly scanSha256: string; readonly reason: string }
}

/** Keeps an answer; false when another server has kept a conclusive one for the same question meanwhile. */
export async function insertAnswer(sql: Sql, answer: NewAnswer): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    insert into register_answer (
      id, register, idempotency_key, subject, case_id, account_id, purpose, legal_basis, officer, outcome, detail,
      retryable, transport, service, message_id, signature, request_bytes, answer_bytes, asked_at, answered_at,
      question, answer_data, scan_sha256, reason
    ) values (
      ${answer.id}, ${answer.register}, ${answer.idempotencyKey}, ${answer.subject}, ${answer.caseId},
      ${answer.accountId}, ${answer.purpose}, ${answer.legalBasis}, ${answer.officer}, ${answer.outcome},
      ${answer.detail}, ${answer.retryable}, ${answer.transport}, ${answer.service}, ${answer.messageId},
      ${answer.signature}, ${answer.requestBytes}, ${answer.answerBytes}, ${answer.askedAt.toString()},
      ${answer.answeredAt.toString()}, ${sql.json(answer.question)},
      ${answer.answerData && sql.json(jsonOf(answer.answerData))}, decode(${answer.byHand?.scanSha256 ?? null}, 'hex'),
      ${answer.byHand?.reason ?? null}
    )
    on conflict (register, idempotency_key) where outcome in ('found', 'not-found', 'refused') do nothing
    returning id`)
  return rows.length === 1
}

/** The conclusive answer to exactly this question, when it was asked before. */
export function findConclusive(sql: Sql, register: string, idempotencyKey: string): Promise<AnswerRow | undefined> {
  return maybeOne(sql<AnswerRow[]>`
    select id, outcome, detail, retryable, transport, service, message_id, signature, request_bytes, answer_bytes,
      asked_at, answered_at, register, officer, question, answer_data, scan_sha256, reason
    from register_answer
    where register = ${register} and idempotency_key = ${idempotencyKey}
      and outcome in ('found', 'not-found', 'refused')`)
}

/** The latest time the register found the subject for the purpose under the act, when that is not older than `since`. */
export function findRecent(
  sql: Sql,
  { register, subject, purpose, legalBasis }: Pick<NewAnswer, 'register' | 'subject' | 'purpose' | 'legalBasis'>,
  since: Temporal.Instant,
): Promise<AnswerRow | undefined> {
  return maybeOne(sql<AnswerRow[]>`
    select id, outcome, detail, retryable, transport, service, message_id, signature, request_bytes, answer_bytes,
      asked_at, answered_at, register, officer, question, answer_data, scan_sha256, reason
    from register_answer
    where register = ${register} and subject = ${subject} and purpose = ${purpose} and legal_basis = ${legalBasis}
      and outcome = 'found' and transport <> 'manual' and question is not null and answered_at >= ${since.toString()}
    order by answered_at desc
    limit 1`)
}

export function findAnswer(
  sql: Sql,
  id: string,
): Promise<(AnswerRow & { readonly subject: string; readonly case_id: string | null }) | undefined> {
  return maybeOne(sql<(AnswerRow & { readonly subject: string; readonly case_id: string | null })[]>`
    select id, subject, case_id, outcome, detail, retryable, transport, service, message_id, signature, request_bytes,
      answer_bytes, asked_at, answered_at, register, officer, question, answer_data, scan_sha256, reason
    from register_answer where id = ${id}`)
}

/**
 * Takes a question to put it: nobody else puts it until then. A question put again keeps the id of its message.
 *
 * @returns undefined while somebody else waits for its answer
 */
export async function takeQuestion(
  sql: Sql,
  question: {
    readonly register: string
    readonly idempotencyKey: string
    readonly messageId: string
    readonly now: Temporal.Instant
    readonly until: Temporal.Instant
  },
): Promise<{ readonly messageId: string } | undefined> {
  const row = await maybeOne(sql<{ message_id: string }[]>`
    insert into register_question as known (register, idempotency_key, message_id, asked_until)
    values (${question.register}, ${question.idempotencyKey}, ${question.messageId}, ${question.until.toString()})
    on conflict (register, idempotency_key) do update set asked_until = excluded.asked_until
    where known.asked_until <= ${question.now.toString()}::text::timestamptz
    returning message_id`)
  return row && { messageId: row.message_id }
}

/** Lets the question be put again at once. */
export async function freeQuestion(
  sql: Sql,
  {
    register,
    idempotencyKey,
    now,
  }: { readonly register: string; readonly idempotencyKey: string; readonly now: Temporal.Instant },
): Promise<void> {
  await sql`
    update register_question set asked_until = ${now.toString()}
    where register = ${register} and idempotency_key = ${idempotencyKey}`
}

/** A message as plain JSON; the driver's type of JSON knows no interfaces. */
function jsonOf(data: MessageData): Readonly<Record<string, string | Readonly<Record<string, string>>>> {
  return data.form === 'typed' ? { ...data, type: { ...data.type } } : { ...data }
}
