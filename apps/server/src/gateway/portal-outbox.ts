import { type PortalResult, writePortalStatus } from '@qyzmet/gateway'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { type BlobStore, parseSha256 } from '../documents/blobs.ts'
import { UnreadableMessageError } from './content.ts'
import type { OutgoingKind } from './outbox.ts'
import { insertOutgoing } from './outgoing.queries.ts'
import { contentOfNews, newsOfContent, type PortalNews } from './portal-content.ts'
import { PORTAL_APPLICATIONS } from './services.ts'
import { type FileStorage, storedName } from './storage.ts'

/** Kind of the messages in which the state portal hears of an application. */
export const PORTAL_STATUS = 'portal-status'

/** Puts news for the portal into the outbox; the same news is put in once. */
export async function tellPortal(
  sql: Sql | TransactionSql,
  told: {
    readonly key: string
    readonly chain: string
    readonly caseId?: string
    readonly providerId?: string
    readonly correlationId: string
    readonly messageType: 'NOTIFICATION' | 'RESPONSE'
    readonly news: PortalNews
    readonly at: Temporal.Instant
  },
): Promise<void> {
  await insertOutgoing(sql, {
    key: told.key,
    chain: told.chain,
    kind: PORTAL_STATUS,
    way: { road: 'async', messageType: told.messageType, correlationId: told.correlationId },
    serviceId: PORTAL_APPLICATIONS,
    ...(told.caseId === undefined ? {} : { caseId: told.caseId }),
    ...(told.providerId === undefined ? {} : { providerId: told.providerId }),
    content: contentOfNews(told.news),
    at: told.at,
  })
}

/** Puts news into the portal's words; a result is left in the storage first, and its id told. */
export function portalStatusKind(blobs: Pick<BlobStore, 'get'>, storage: Pick<FileStorage, 'upload'>): OutgoingKind {
  return {
    compose: async ({ id, content }) => {
      const { paper, decision, assignee, ...news } = newsOfContent(content)
      const result = paper && (await leavePaper(blobs, storage, id, paper))
      if (result && 'failure' in result) return { later: result.failure }
      const text = writePortalStatus({
        ...news,
        ...(assignee ? { assignee: { fullName: assignee.name, position: assignee.position } } : {}),
        ...(decision
          ? {
              resolution: {
                type: decision.type,
                on: decision.on,
                // An executor writes the reason in one language; the portal has a field for each.
                ...(decision.reason === undefined ? {} : { reason: { kk: decision.reason, ru: decision.reason } }),
                missingDocuments: decision.missing ?? [],
              },
            }
          : {}),
        ...(result ? { result } : {}),
      })
      return { data: { form: 'text', text } }
    },
  }
}

async function leavePaper(
  blobs: Pick<BlobStore, 'get'>,
  storage: Pick<FileStorage, 'upload'>,
  messageId: string,
  paper: NonNullable<PortalNews['paper']>,
): Promise<PortalResult | { readonly failure: string }> {
  const sha256 = parseSha256(paper.sha256)
  const blob = sha256 && (await blobs.get(sha256))
  if (!blob) throw new UnreadableMessageError('paper-missing')
  const name = `${paper.kind}-${storedName(paper.number)}.pdf`
  const stored = await storage.upload({ key: messageId, name, bytes: blob.bytes, mediaType: blob.mediaType })
  if ('failure' in stored) return stored
  return {
    documentType: paper.kind,
    fileName: name,
    fileId: stored.fileId,
    number: paper.number,
    date: paper.on,
    mediaType: blob.mediaType,
  }
}
