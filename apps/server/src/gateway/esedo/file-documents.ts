import { randomUUIDv7 } from 'node:crypto'
import { numberOf } from '../../case-papers/case-facts.ts'
import type { Sql, TransactionSql } from '../../database/connect.ts'
import type { IssuedDocument } from '../../documents/documents.queries.ts'
import { RESULT_KINDS } from '../../documents/kinds.ts'
import type { Notify } from '../../jobs/case-tasks.ts'
import { insertOutgoing } from '../outgoing.queries.ts'
import { ESEDO_DOCUMENTS } from '../services.ts'
import { AGAIN, retryMessage } from '../traffic.queries.ts'
import {
  APPLICATION,
  type EsedoDocumentRow,
  findEsedoRoute,
  insertEsedoDocument,
  lockEsedoDocument,
  type NewEsedoDocument,
  recordRepeated,
  recordStanding,
  statesOfEsedoDocument,
  withdrawMessage,
} from './esedo.queries.ts'
import { standingOf } from './standing.ts'

/** Kind of the messages in which documents go to E-akimat. */
export const ESEDO_DOCUMENT = 'esedo-document'

export interface FilingOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly papersOf: (caseId: string) => Promise<readonly IssuedDocument[]>
}

/**
 * Has the documents of a case registered in E-akimat, where its provider keeps them there: the application once it has
 * its number, and each signed result. They go in a chain of their own, so that a document system that is down holds
 * back nothing that the portal is told.
 */
export function fileDocuments({ sql, now, papersOf }: FilingOptions): Notify {
  return async ({ caseId, state, edition }) => {
    const number = numberOf(state)
    if (number === undefined) return
    const { providerId } = state
    const routeId = await findEsedoRoute(sql, providerId)
    if (routeId === undefined) return
    const registeredAt = state.acceptedAt ?? state.openedAt
    const application = {
      source: APPLICATION,
      kind: 'application' as const,
      number,
      datedOn: registeredAt.toZonedDateTimeISO(edition.clock.timeZone).toPlainDate(),
    }
    const results = (await papersOf(caseId))
      .filter(({ kind }) => RESULT_KINDS.includes(kind))
      .toSorted((a, b) => Temporal.Instant.compare(a.issuedAt, b.issuedAt))
      .map(({ id, kind, number, datedOn }) => ({ source: id, kind, number, datedOn }))
    await sql.begin(async (transaction) => {
      for (const document of [application, ...results]) {
        await file(transaction, routeId, { ...document, caseId, providerId, at: now() })
      }
    })
  }
}

/** Puts a document into the outbox once, however often that is asked. */
async function file(
  sql: TransactionSql,
  routeId: string,
  document: Omit<NewEsedoDocument, 'id' | 'exchange'>,
): Promise<void> {
  const id = randomUUIDv7()
  const exchange = await queue(sql, routeId, { ...document, id, attempt: 1 })
  if (exchange !== undefined) await insertEsedoDocument(sql, { ...document, id, exchange })
}

function queue(
  sql: TransactionSql,
  routeId: string,
  document: Pick<NewEsedoDocument, 'id' | 'caseId' | 'providerId' | 'source' | 'at'> & { readonly attempt: number },
): Promise<string | undefined> {
  const { id, caseId, providerId, source, attempt, at } = document
  return insertOutgoing(sql, {
    key: `esedo ${caseId} ${source} ${attempt}`,
    chain: `esedo ${caseId}`,
    kind: ESEDO_DOCUMENT,
    way: { road: 'sync' },
    serviceId: ESEDO_DOCUMENTS,
    routeId,
    caseId,
    providerId,
    content: { document: id },
    at,
  })
}

/**
 * Sends a document again that E-akimat refused, or whose message could not be sent: the same message where it still
 * waits for that, otherwise a new one.
 *
 * @returns false when there is no such document of the provider, or nothing about it to be sent again
 */
export async function fileAgain(
  sql: Sql,
  repeat: {
    readonly documentId: string
    readonly providerId: string
    readonly accountId: string
    readonly at: Temporal.Instant
  },
): Promise<boolean> {
  const { documentId, providerId, accountId, at } = repeat
  return sql.begin(async (transaction) => {
    const document = await lockEsedoDocument(transaction, documentId)
    if (document?.providerId !== providerId) return false
    const isRefused = document.stage === 'refused'
    if (document.sending === 'set-aside' && !isRefused) {
      return retryMessage(transaction, { id: document.exchange, accountId, reason: AGAIN, at })
    }
    const isStopped = ['waiting', 'delivered'].includes(document.stage) && document.sending === 'given-up'
    if (!isRefused && !isStopped) return false
    const routeId = await findEsedoRoute(transaction, providerId)
    if (routeId === undefined) return false
    const attempt = document.formerExchanges.length + 2
    const exchange = await queue(transaction, routeId, { ...document, attempt, at })
    if (exchange === undefined) return false
    await withdrawMessage(transaction, document.exchange, { accountId, decision: AGAIN, at })
    await recordRepeated(transaction, documentId, { exchange, accountId, at })
    await recordStanding(transaction, documentId, await standingAfter(transaction, document))
    return true
  })
}

async function standingAfter(sql: TransactionSql, { id, exchange, formerExchanges }: EsedoDocumentRow) {
  return standingOf(await statesOfEsedoDocument(sql, id), [...formerExchanges, exchange])
}
