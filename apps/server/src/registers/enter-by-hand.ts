import { randomUUID } from 'node:crypto'
import type { AnswerBytes } from '@qyzmet/casework'
import type { Sql } from '../database/connect.ts'
import type { Vault } from '../vault/vault.ts'
import { bytesOf } from './answer-bytes.ts'
import { findConclusive, insertAnswer } from './answers.queries.ts'
import { type EnteredFacts, writeEntered } from './by-hand.ts'
import { type AnyQuestion, questionJson, subjectOf } from './question.ts'

/** What somebody found out without the register. */
export interface EnteredByHand {
  readonly register: string
  readonly question: AnyQuestion
  readonly outcome: 'found' | 'not-found'
  readonly facts: EnteredFacts
  readonly reason: string
  readonly scanSha256: string
  readonly caseId: string
  readonly accountId: string
  readonly officer: string
  readonly purpose: string
  readonly legalBasis: string
  /** Sent twice, it is kept once. */
  readonly idempotencyKey: string
}

/** Keeps what was entered by hand, once for each key, with the exact bytes of question and answer. */
export async function keepEntered(
  sql: Sql,
  vault: Vault,
  entered: EnteredByHand,
  now: Temporal.Instant,
): Promise<{ readonly answerId: string; readonly bytes: AnswerBytes }> {
  const { register, question, scanSha256, reason, outcome, facts, officer } = entered
  const id = randomUUID()
  const idempotencyKey = `${entered.idempotencyKey} by hand`
  const json = questionJson(question)
  const requestBytes = new TextEncoder().encode(JSON.stringify(json))
  const answerBytes = writeEntered({ outcome, facts, reason, scanSha256 })
  const isNew = await insertAnswer(sql, vault, {
    id,
    register,
    idempotencyKey,
    subject: subjectOf(question),
    caseId: entered.caseId,
    accountId: entered.accountId,
    purpose: entered.purpose,
    legalBasis: entered.legalBasis,
    officer,
    outcome,
    detail: null,
    retryable: null,
    transport: 'manual',
    service: register,
    messageId: id,
    signature: 'absent',
    requestBytes,
    answerBytes,
    askedAt: now,
    answeredAt: now,
    question: json,
    answerData: null,
    byHand: { scanSha256, reason },
  })
  const first = isNew ? undefined : await findConclusive(sql, vault, register, idempotencyKey)
  if (!first?.request_bytes || !first.answer_bytes)
    return { answerId: id, bytes: bytesOf({ requestBytes, answerBytes }) }
  const kept = { requestBytes: first.request_bytes, answerBytes: first.answer_bytes }
  return { answerId: first.id, bytes: bytesOf(kept) }
}
