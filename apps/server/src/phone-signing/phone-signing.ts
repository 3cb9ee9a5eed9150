import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { ExpectedSigner, SignatureFinding } from '@qyzmet/eds'
import type { Sql } from '../database/connect.ts'
import type { BlobStore } from '../documents/blobs.ts'
import type { PhoneCode } from '../problems.ts'
import type { OfferedDocument, PhoneOffer } from './offer.ts'
import {
  deleteOver,
  findByServiceKey,
  findForBrowser,
  findForPhone,
  insertPhoneSigning,
  keepSignatures,
  markOpened,
  noteRefusal,
  type PhoneSigningRow,
} from './phone-signing.queries.ts'
import { instantOf } from '../database/instants.ts'
import { secretDigest } from '../people/secret-digest.ts'
import { isUuid } from '../request-texts.ts'
import { MAX_CMS_BYTES } from '../signatures/signatures.queries.ts'

/** Not let in: `finding` says what is wrong with a signature that is refuted. */
export interface Refused {
  readonly fault: 'not-found' | PhoneCode
  readonly finding?: SignatureFinding
}

export interface OpenedSigning {
  readonly id: string
  readonly token: string
  readonly expiresAt: Temporal.Instant
}

export interface DocumentForPhone extends OfferedDocument {
  readonly id: string
  readonly signer: ExpectedSigner
  readonly content: Uint8Array
}

/** Where a signing stands, for the browser that waits. */
export type WaitingState =
  | { readonly kind: 'waiting' | 'opened'; readonly expiresAt: Temporal.Instant; readonly refusal?: string }
  /** Base64 of a CMS for each document, in their order. */
  | { readonly kind: 'signed'; readonly signatures: readonly string[] }
  | { readonly kind: 'over'; readonly refusal?: string }

export interface PhoneSigning {
  /** @returns its id; undefined when a document is no longer kept */
  begin(offer: PhoneOffer, browser: BrowserSecrets): Promise<string | undefined>
  find(
    id: string,
    browser: BrowserSecrets,
  ): Promise<{ readonly offer: PhoneOffer; readonly state: WaitingState } | undefined>
  /** The address of the code was opened on a telephone. */
  open(serviceKey: string): Promise<OpenedSigning | Refused>
  documents(id: string, token: string | undefined): Promise<readonly DocumentForPhone[] | Refused>
  /** @param signatures by id of the document */
  take(
    id: string,
    token: string | undefined,
    signatures: ReadonlyMap<string, Uint8Array> | undefined,
  ): Promise<'taken' | Refused>
  /** Removes what was over a while ago. */
  removeOver(): Promise<number>
}

/** What only one browser can know. */
export interface BrowserSecrets {
  readonly digest: Buffer
  /** The secret part of the address in the code of a signing. */
  readonly serviceKey: (id: string) => string
}

export interface PhoneSigningParts {
  readonly sql: Sql
  readonly blobs: Pick<BlobStore, 'get' | 'has'>
  readonly now: () => Temporal.Instant
  /** How long a code may be used. */
  readonly lastsSeconds: number
  /** What can be told of a signature without a network; undefined when nothing is wrong with it. */
  readonly findFault: (
    cms: Uint8Array,
    document: Uint8Array,
    expected: ExpectedSigner,
  ) => Promise<SignatureFinding | undefined>
}

/** So many wrong signatures are taken for mistakes. */
const MAX_REFUSALS = 5
/** How long a signature waits for its browser after the code has expired, and how long a code is known as over. */
const KEPT_AFTER = { minutes: 15 }

/**
 * Signing on a telephone: the browser begins, the telephone brings the signatures, and only the browser that began gets
 * them, to send them with its own form and session. Secrets are kept as hashes.
 */
export function createPhoneSigning(parts: PhoneSigningParts): PhoneSigning {
  const { sql, blobs, now, findFault } = parts

  const forPhone = async (id: string, token: string | undefined): Promise<PhoneSigningRow | Refused> => {
    const row = isUuid(id) ? await findForPhone(sql, id) : undefined
    if (token === undefined) return { fault: 'signing-token-missing' }
    if (row === undefined || row.token_sha256 === null) return { fault: 'not-found' }
    if (!timingSafeEqual(secretDigest(token), row.token_sha256)) return { fault: 'signing-token-wrong' }
    const fault = overFault(row, now())
    return fault === undefined ? row : { fault }
  }

  const contentOf = async (document: OfferedDocument): Promise<Uint8Array> => {
    const content =
      document.bytes === undefined
        ? (await blobs.get(document.sha256))?.bytes
        : new Uint8Array(Buffer.from(document.bytes, 'base64'))
    if (content === undefined) throw new OfferedDocumentLostError(document.sha256)
    return content
  }

  const documentsOf = ({ offer }: PhoneSigningRow): Promise<readonly DocumentForPhone[]> =>
    Promise.all(
      offer.documents.map(async (document, index) => ({
        ...document,
        id: String(index + 1),
        signer: offer.signer,
        content: await contentOf(document),
      })),
    )

  return {
    async begin(offer, browser) {
      const kept = await Promise.all(
        offer.documents.map(async ({ sha256, bytes }) => bytes !== undefined || (await blobs.has(sha256))),
      )
      if (kept.includes(false)) return undefined
      const id = randomUUID()
      const at = now()
      await insertPhoneSigning(sql, {
        id,
        browserSha256: browser.digest,
        serviceKeySha256: secretDigest(browser.serviceKey(id)),
        offer,
        at,
        expiresAt: at.add({ seconds: parts.lastsSeconds }),
      })
      return id
    },

    async find(id, browser) {
      const row = await findForBrowser(sql, id, browser.digest)
      return row && { offer: row.offer, state: stateOf(row, now()) }
    },

    async open(serviceKey) {
      const row = await findByServiceKey(sql, secretDigest(serviceKey))
      if (row === undefined) return { fault: 'not-found' }
      const at = now()
      const token = randomBytes(32).toString('base64url')
      if (await markOpened(sql, row.id, secretDigest(token), at))
        return { id: row.id, token, expiresAt: instantOf(row.expires_at) }
      return { fault: overFault(row, at) ?? 'signing-opened' }
    },

    async documents(id, token) {
      const row = await forPhone(id, token)
      return 'fault' in row ? row : documentsOf(row)
    },

    async take(id, token, signatures) {
      const row = await forPhone(id, token)
      if ('fault' in row) return row
      const documents = await documentsOf(row)
      const given = documents.flatMap((document) => {
        const cms = signatures?.get(document.id)
        return cms === undefined ? [] : [{ document, cms }]
      })
      if (given.length !== documents.length || signatures?.size !== documents.length) {
        return { fault: 'signed-documents-wrong' }
      }
      if (given.some(({ cms }) => cms.length > MAX_CMS_BYTES)) return { fault: 'signature-too-large' }
      for (const { document, cms } of given) {
        const finding = await findFault(cms, document.content, row.offer.signer)
        if (finding === undefined) continue
        await noteRefusal(sql, row.id, finding)
        return { fault: 'signature-refuted', finding }
      }
      const texts = given.map(({ cms }) => Buffer.from(cms).toString('base64'))
      if (await keepSignatures(sql, row.id, texts, now())) return 'taken'
      const after = await findForPhone(sql, id)
      return { fault: (after && overFault(after, now())) ?? 'signing-used' }
    },

    removeOver: () => deleteOver(sql, now().subtract(KEPT_AFTER)),
  }
}

/** A document was offered and begun with, and is not kept any more: files are never removed, so this is a bug. */
export class OfferedDocumentLostError extends Error {
  override readonly name = 'OfferedDocumentLostError'
}

function stateOf(row: PhoneSigningRow, at: Temporal.Instant): WaitingState {
  if (row.signatures !== null) return { kind: 'signed', signatures: row.signatures }
  const refusal = row.refusal === null ? {} : { refusal: row.refusal }
  if (overFault(row, at) !== undefined) return { kind: 'over', ...refusal }
  return { kind: row.opened_at === null ? 'waiting' : 'opened', expiresAt: instantOf(row.expires_at), ...refusal }
}

function overFault(row: PhoneSigningRow, at: Temporal.Instant): PhoneCode | undefined {
  if (row.signed_at !== null) return 'signing-used'
  if (Temporal.Instant.compare(instantOf(row.expires_at), at) <= 0) return 'signing-expired'
  return row.refusals >= MAX_REFUSALS ? 'signing-closed' : undefined
}
