import { randomUUID } from 'node:crypto'
import type { TransactionSql } from '../../database/connect.ts'
import { DRAFT_DAYS } from '../drafts/draft.ts'
import { reopenDraft } from '../drafts/drafts.queries.ts'
import { type CoSigning, type CoSigningOutcome, settleCoSigning } from './co-signing.queries.ts'

/** Decides under the lock that no case comes of it: the draft is open again with its answers, and signed anew as another. */
export async function returnDraft(
  transaction: TransactionSql,
  { caseId, draftId }: Pick<CoSigning, 'caseId' | 'draftId'>,
  outcome: Exclude<CoSigningOutcome, 'complete'>,
  at: Temporal.Instant,
  detail?: string,
): Promise<void> {
  await settleCoSigning(transaction, caseId, { outcome, at, ...(detail === undefined ? {} : { detail }) })
  const expiresAt = at.add({ hours: 24 * DRAFT_DAYS })
  await reopenDraft(transaction, draftId, caseId, { newToken: randomUUID(), at, expiresAt })
}
