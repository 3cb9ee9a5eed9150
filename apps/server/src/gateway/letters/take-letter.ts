import { createHash } from 'node:crypto'
import { type EsedoDocument, esedoDocumentKindOf, ifReadable, readEsedoDocument } from '@qyzmet/gateway'
import type { Sql } from '../../database/connect.ts'
import { MAX_CMS_BYTES } from '../../signatures/signatures.queries.ts'
import { UnreadableMessageError } from '../content.ts'
import { findProviderOfRoute } from '../esedo/esedo.queries.ts'
import type { Apply } from '../inbox.ts'
import { insertLetterFiles } from './letter-files.queries.ts'
import { type ArrivedLetter, findLetter, insertLetter, recordExchange } from './letters.queries.ts'
import { tellSender } from './tell-sender.ts'

export interface TakingOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
}

/** More files than this no letter has. */
const MOST_FILES = 50
/** Ids are kept whole or not at all; words to a length. */
const LONGEST_ID = 500
const LONGEST_WORDS = 1000
const LONGEST_DESCRIPTION = 20_000

/**
 * Takes in what E-akimat sends by itself: a document for a provider that keeps its documents there, found by the route of
 * the message. It is kept once however often it comes, its sender hears at once that it was delivered, and its files are
 * fetched afterwards. What else comes from E-akimat goes to `otherwise`.
 */
export function takeLetters({ sql, now }: TakingOptions, otherwise: Apply): Apply {
  return async (incoming) => {
    const { message } = incoming
    const kind = message.data && esedoDocumentKindOf(message.data)
    if (!message.data || kind === undefined) return otherwise(incoming)
    const { data } = message
    const document = ifReadable(() => readEsedoDocument(data, kind))
    const fileIds = [...new Set(document?.fileIds)].filter((fileId) => fileId !== '')
    if (!document || !isKeepable(document, fileIds)) throw new UnreadableMessageError('letter-unreadable')
    const providerId = message.routeId === undefined ? undefined : await findProviderOfRoute(sql, message.routeId)
    if (providerId === undefined) throw new UnreadableMessageError('route-unknown')
    const letter: ArrivedLetter = {
      ...arrivedLetter(document),
      id: incoming.id,
      providerId,
      correlationId: message.correlationId,
      receivedAt: incoming.receivedAt,
    }
    await sql.begin(async (transaction) => {
      const { id, isNew } = await insertLetter(transaction, letter)
      if (isNew) await insertLetterFiles(transaction, id, fileIds, now())
      else await recordExchange(transaction, id, letter)
      const kept = await findLetter(transaction, id)
      if (!kept) return
      await tellSender(transaction, kept, 'stateDelivered', now())
      // It is sent again by somebody who has not heard of its number.
      if (!isNew && kept.registered) await tellSender(transaction, kept, 'stateRegistered', now())
    })
    return { kind: 'applied', providerId }
  }
}

function isKeepable({ activityId, from, href }: EsedoDocument, fileIds: readonly string[]): boolean {
  return fileIds.length <= MOST_FILES && [activityId, from, href, ...fileIds].every((id) => id.length <= LONGEST_ID)
}

function arrivedLetter(
  document: EsedoDocument,
): Omit<ArrivedLetter, 'id' | 'providerId' | 'correlationId' | 'receivedAt'> {
  const { activityId, sentAt: _sentAt, ...content } = document
  const words = (text: string | undefined, longest = LONGEST_WORDS): string => (text ?? '').slice(0, longest)
  const cms = Buffer.from(document.signature ?? '', 'base64')
  return {
    activityId,
    senderSystem: document.from,
    href: document.href,
    contentSha256: createHash('sha256').update(JSON.stringify(content)).digest(),
    kind: document.kind,
    sender: words(document.senderOrganisation),
    number: words(document.number),
    datedOn: document.date,
    language: document.language,
    description: words(document.description, LONGEST_DESCRIPTION),
    author: document.author,
    signer: document.signer,
    ...(document.documentKind === undefined ? {} : { documentKind: words(document.documentKind) }),
    ...(document.executor === undefined ? {} : { contact: words(document.executor) }),
    ...(document.phone === undefined ? {} : { phone: words(document.phone) }),
    ...(document.executeBy ? { dueOn: document.executeBy } : {}),
    ...(document.sheets === undefined ? {} : { sheets: document.sheets }),
    ...(document.appendices === undefined ? {} : { appendices: document.appendices }),
    // Octets beyond the limit are no signature; those left of it will be found to be none either.
    ...(cms.length === 0 ? {} : { cms: cms.subarray(0, MAX_CMS_BYTES) }),
  }
}
