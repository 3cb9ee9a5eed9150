import { randomBytes, randomUUID } from 'node:crypto'
import type { Text } from '@qyzmet/regulation'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { type BlobStore, parseSha256, type Sha256, sha256Of } from './blobs.ts'
import { type CheckCode, newCheckCode, parseCheckCode } from './check-code.ts'
import {
  findIssuedByCode,
  findIssuedByPdf,
  findPreparedDocument,
  insertIssued,
  insertPrepared,
  issuedOfCase,
  type IssuedDocument,
  type PreparedDocument,
} from './documents.queries.ts'
import { type DocumentKind, type DocumentModels, KINDS } from './kinds.ts'
import { maskName } from './masks.ts'
import { jobOf } from './rendering.ts'
import type { DocumentLocale } from './sheet.ts'
import type { SignatureFacts, SignatureOf } from './signature-facts.ts'
import { startTypesetter } from './typesetter.ts'

export type { IssuedDocument, PreparedDocument } from './documents.queries.ts'
export type { DocumentKind, DocumentModels } from './kinds.ts'
export type { SignatureFacts, SignatureOf } from './signature-facts.ts'

export interface Rendered {
  readonly pdf: Uint8Array
  readonly sha256: Sha256
}

/**
 * An issued document as anyone may see it: always all of these fields, and of
 * the applicant no more than the first letters of the name.
 */
export interface VerifiedDocument {
  readonly code: CheckCode
  readonly kind: DocumentKind
  readonly locale: DocumentLocale
  readonly title: Text
  readonly number: string
  readonly datedOn: Temporal.PlainDate
  readonly provider: Text
  readonly applicantMasked: string
  readonly issuedAt: Temporal.Instant
  /** `superseded` when a later document took its place. */
  readonly status: 'valid' | 'superseded'
  readonly training: boolean
  /** Hash of the one file that is this document, hexadecimal. */
  readonly pdfSha256: Sha256
  /** Signatures over exactly that file; none for a document that needs none. */
  readonly signatures: readonly SignatureFacts[]
}

/** A document cannot be issued: it was never prepared, is issued already, or would supersede one of another case or kind. */
export class DocumentIssueError extends Error {
  override readonly name = 'DocumentIssueError'
}

/** A row names a signature that the signature store does not know. */
export class SignatureMissingError extends Error {
  override readonly name = 'SignatureMissingError'
}

export interface DocumentsOptions {
  readonly sql: Sql
  readonly blobs: BlobStore
  readonly signatureOf: SignatureOf
  /** Address under which the public reaches the product, such as `https://example.kz`; printed in documents. */
  readonly publicUrl: string
  /** Threads that set documents, at the most. */
  readonly workers: number
  /** True where training keys are used: every document made here is marked, whatever its case says. */
  readonly training: boolean
  /** Random bytes for codes; a test gives its own. */
  readonly random?: (size: number) => Uint8Array
}

export interface PrepareRequest<Kind extends DocumentKind> {
  readonly caseId: string
  readonly kind: Kind
  readonly model: DocumentModels[Kind]
  readonly locale: DocumentLocale
  /** What of the case the document rests on, such as the version at which a draft or a conclusion was made. */
  readonly basis: string
  readonly at: Temporal.Instant
}

export interface IssueRequest {
  readonly documentId: string
  /** Signatures over the exact bytes, already verified; none for a kind nobody signs. */
  readonly signatureIds: readonly string[]
  readonly at: Temporal.Instant
  /** An issued document of the same case and kind that this one replaces. */
  readonly supersedes?: string
}

export interface Documents {
  /**
   * Sets a document without keeping it: a look at a draft (marked so when the kind is signed), or a copy of
   * an application. The same input gives the same bytes.
   */
  readonly render: <Kind extends DocumentKind>(
    kind: Kind,
    model: DocumentModels[Kind],
    locale: DocumentLocale,
  ) => Promise<Rendered>
  /**
   * Fixes the exact bytes of a document, with the code of its public check, and keeps them. This is what is
   * put before the person who signs; it means nothing until it is issued. Asked again on the same basis it
   * gives the document prepared first, so that everyone who signs has the same bytes before them.
   */
  readonly prepare: <Kind extends DocumentKind>(request: PrepareRequest<Kind>) => Promise<PreparedDocument>
  /** The document prepared on this basis; undefined when there is none. */
  readonly findPrepared: (caseId: string, kind: DocumentKind, basis: string) => Promise<PreparedDocument | undefined>
  /**
   * Puts a prepared document in force, in the transaction that records the signature.
   *
   * @throws {DocumentIssueError}
   */
  readonly issue: (transaction: Sql | TransactionSql, request: IssueRequest) => Promise<void>
  /** Issued documents of a case, newest first. */
  readonly ofCase: (caseId: string) => Promise<readonly IssuedDocument[]>
  /** Reads a code as people type it; undefined when no document in the world bears it. */
  readonly verifyByCode: (code: string) => Promise<VerifiedDocument | undefined>
  /** Finds the document that is exactly these bytes; undefined when the file is unknown, or was changed. */
  readonly verifyByFile: (bytes: Uint8Array) => Promise<VerifiedDocument | undefined>
  /** The same by the hash of the file, hexadecimal; also undefined for what is no such hash. */
  readonly verifyBySha256: (text: string) => Promise<VerifiedDocument | undefined>
  readonly close: () => Promise<void>
}

/** The documents of the product: sets them, keeps them, puts them in force and lets anyone check them. */
export function createDocuments(options: DocumentsOptions): Documents {
  const { sql, blobs, signatureOf, random = randomBytes } = options
  const publicUrl = options.publicUrl.replace(/\/+$/, '')
  const typesetter = startTypesetter({ workers: options.workers })

  const marked = <Model extends { readonly training: boolean }>(model: Model): Model =>
    options.training ? { ...model, training: true } : model

  return {
    async render(kind, model, locale) {
      const pdf = await typesetter.typeset(jobOf(kind, marked(model), locale, undefined, publicUrl))
      return { pdf, sha256: sha256Of(pdf) }
    },

    async prepare(request) {
      const { caseId, kind, model, locale, basis } = request
      const known = await findPreparedDocument(sql, caseId, kind, basis)
      if (known) return known
      const definition = KINDS[kind]
      const code = newCheckCode(random)
      const pdf = await typesetter.typeset(jobOf(kind, marked(model), locale, code, publicUrl))
      const document: PreparedDocument = {
        id: randomUUID(),
        caseId,
        kind,
        locale,
        basis,
        code,
        number: model.number,
        datedOn: model.on,
        title: definition.title(model),
        provider: model.provider.title,
        applicantMasked: maskName(definition.applicant(model)),
        training: marked(model).training,
        pdfSha256: await blobs.put(pdf, 'application/pdf'),
        preparedAt: request.at,
      }
      if (await insertPrepared(sql, document)) return document
      const first = await findPreparedDocument(sql, caseId, kind, basis)
      if (!first) throw new DocumentIssueError(`Document ${document.id} was neither kept nor found.`)
      return first
    },

    findPrepared: (caseId, kind, basis) => findPreparedDocument(sql, caseId, kind, basis),

    async issue(transaction, request) {
      if (!(await insertIssued(transaction, request)))
        throw new DocumentIssueError(`Document ${request.documentId} cannot be issued.`)
    },

    ofCase: (caseId) => issuedOfCase(sql, caseId),

    async verifyByCode(text) {
      const code = parseCheckCode(text)
      return verified(code && (await findIssuedByCode(sql, code)), signatureOf)
    },

    async verifyByFile(bytes) {
      return verified(await findIssuedByPdf(sql, sha256Of(bytes)), signatureOf)
    },

    async verifyBySha256(text) {
      const sha256 = parseSha256(text)
      return verified(sha256 && (await findIssuedByPdf(sql, sha256)), signatureOf)
    },

    close: () => typesetter.close(),
  }
}

async function verified(
  row: IssuedDocument | undefined,
  signatureOf: SignatureOf,
): Promise<VerifiedDocument | undefined> {
  if (!row) return undefined
  const signatures = await Promise.all(
    row.signatureIds.map(async (id) => {
      const facts = await signatureOf(id)
      if (!facts) throw new SignatureMissingError(`Signature ${id} of document ${row.id} is not known.`)
      return facts
    }),
  )
  return {
    code: row.code,
    kind: row.kind,
    locale: row.locale,
    title: row.title,
    number: row.number,
    datedOn: row.datedOn,
    provider: row.provider,
    applicantMasked: row.applicantMasked,
    issuedAt: row.issuedAt,
    status: row.isSuperseded ? 'superseded' : 'valid',
    training: row.training || signatures.some((signature) => signature.training),
    pdfSha256: row.pdfSha256,
    signatures,
  }
}
