import type { MessageData, Outcome } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import { openContent, sealContent } from '../vault/kept-content.ts'
import type { Vault } from '../vault/vault.ts'

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

interface AnswerOfCase extends AnswerRow {
  readonly subject: string
  readonly case_id: string | null
}

/** As it lies in the database: sealed, unless it is of the first servers. */
type Kept<R extends AnswerRow> = Omit<R, 'answer_data'> & { readonly answer_data: MessageData | string | null }

function opened<R extends Kept<AnswerRow>>(row: R, vault: Vault): R & AnswerRow {
  const { id, answer_data: data } = row
  const bytes = (column: 'request_bytes' | 'answer_bytes'): Buffer | null => {
    const kept = row[column]
    return kept && Buffer.from(vault.open(kept, { table: 'register_answer', column, id }))
  }
  return {
    ...row,
    request_bytes: bytes('request_bytes'),
    answer_bytes: bytes('answer_bytes'),
    answer_data:
      data === null ? null : openContent(vault, data, { table: 'register_answer', column: 'answer_data', id }),
  }
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
export async function insertAnswer(sql: Sql, vault: Vault, answer: NewAnswer): Promise<boolean> {
  const { id } = answer
  const sealed = (column: string, bytes: Uint8Array | null): Uint8Array | null =>
    bytes && vault.seal(bytes, { table: 'register_answer', column, id })
  const data =
    answer.answerData && sealContent(vault, answer.answerData, { table: 'register_answer', column: 'answer_data', id })
  const rows = await many(sql<{ id: string }[]>`
    insert into register_answer (
      id, register, idempotency_key, subject, case_id, account_id, purpose, legal_basis, officer, outcome, detail,
      retryable, transport, service, message_id, signature, request_bytes, answer_bytes, asked_at, answered_at,
      question, answer_data, scan_sha256, reason, key_id
    ) values (
      ${id}, ${answer.register}, ${answer.idempotencyKey}, ${answer.subject}, ${answer.caseId},
      ${answer.accountId}, ${answer.purpose}, ${answer.legalBasis}, ${answer.officer}, ${answer.outcome},
      ${answer.detail}, ${answer.retryable}, ${answer.transport}, ${answer.service}, ${answer.messageId},
      ${answer.signature}, ${sealed('request_bytes', answer.requestBytes)},
      ${sealed('answer_bytes', answer.answerBytes)}, ${answer.askedAt.toString()},
      ${answer.answeredAt.toString()}, ${sql.json(answer.question)},
      to_json(${data}::text), decode(${answer.byHand?.scanSha256 ?? null}, 'hex'),
      ${answer.byHand?.reason ?? null}, ${vault.keyId}
    )
    on conflict (register, idempotency_key) where outcome in ('found', 'not-found', 'refused') do nothing
    returning id`)
  return rows.length === 1
}

/** The conclusive answer to exactly this question, when it was asked before. */
export async function findConclusive(
  sql: Sql,
  vault: Vault,
  register: string,
  idempotencyKey: string,
): Promise<AnswerRow | undefined> {
  const row = await maybeOne(sql<Kept<AnswerRow>[]>`
    select id, outcome, detail, retryable, transport, service, message_id, signature, request_bytes, answer_bytes,
      asked_at, answered_at, register, officer, question, answer_data, scan_sha256, reason
    from register_answer
    where register = ${register} and idempotency_key = ${idempotencyKey}
      and outcome in ('found', 'not-found', 'refused')`)
  return row && opened(row, vault)
}

/** The latest time the register found the subject for the purpose under the act, when that is not older than `since`. */
export async function findRecent(
  sql: Sql,
  vault: Vault,
  { register, subject, purpose, legalBasis }: Pick<NewAnswer, 'register' | 'subject' | 'purpose' | 'legalBasis'>,
  since: Temporal.Instant,
): Promise<AnswerRow | undefined> {
  const row = await maybeOne(sql<Kept<AnswerRow>[]>`
    select id, outcome, detail, retryable, transport, service, message_id, signature, request_bytes, answer_bytes,
      asked_at, answered_at, register, officer, question, answer_data, scan_sha256, reason
    from register_answer
    where register = ${register} and subject = ${subject} and purpose = ${purpose} and legal_basis = ${legalBasis}
      and outcome = 'found' and transport <> 'manual' and question is not null and answered_at >= ${since.toString()}
    order by answered_at desc
    limit 1`)
  return row && opened(row, vault)
}

/** @throws {VaultError} when what is kept of it does not open, as each of these does */
export async function findAnswer(sql: Sql, vault: Vault, id: string): Promise<AnswerOfCase | undefined> {
  const row = await maybeOne(sql<Kept<AnswerOfCase>[]>`
    select id, subject, case_id, outcome, detail, retryable, transport, service, message_id, signature, request_bytes,
      answer_bytes, asked_at, answered_at, register, officer, question, answer_data, scan_sha256, reason
    from register_answer where id = ${id}`)
  return row && opened(row, vault)
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
