import { dueOf, TOTAL_TERM } from '@qyzmet/casework'
import { type EsedoDocument, writeEsedoDocument } from '@qyzmet/gateway'
import { numberOf } from '../../case-papers/case-facts.ts'
import { parseCaseId } from '../../cases/case-id.ts'
import type { CasePapers } from '../../case-papers/case-papers.ts'
import type { CaseService, LoadedCase } from '../../cases/case-service.ts'
import type { Sql } from '../../database/connect.ts'
import { type BlobStore, parseSha256 } from '../../documents/blobs.ts'
import type { IssuedDocument } from '../../documents/documents.queries.ts'
import { documentLocale } from '../../documents/sheet.ts'
import type { Provider } from '../../people/people.ts'
import type { Signatures } from '../../signatures/signatures.ts'
import { UnreadableMessageError } from '../content.ts'
import { esedoWords } from '../messages/esedo-document.ts'
import { isSuccess, type OutgoingKind } from '../outbox.ts'
import type { Outgoing } from '../outgoing.queries.ts'
import { type FileStorage, type StoredPaper, storedName } from '../storage.ts'
import { APPLICATION, type EsedoDocumentRow, findEsedoDocument } from './esedo.queries.ts'
import { hearOfDocument, stateIn } from './hear.ts'

export interface EsedoOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly cases: Pick<CaseService, 'load'>
  readonly papers: Pick<CasePapers, 'application' | 'issuedOf'>
  readonly signatures: Pick<Signatures, 'find' | 'verdictOf'>
  readonly blobs: Pick<BlobStore, 'get'>
  readonly storage: Pick<FileStorage, 'upload'>
  readonly findProvider: (id: string) => Promise<Provider | undefined>
  /** Under which name this installation is known to the other side. */
  readonly senderId: string
}

/** A document with its files, the signed one first. */
interface Composed {
  readonly document: Omit<
    EsedoDocument,
    'fileIds' | 'activityId' | 'from' | 'href' | 'performers' | 'senderOrganisation'
  >
  readonly provider: Provider
  readonly files: readonly Omit<StoredPaper, 'key'>[]
}

/**
 * Puts a document of a case into the words of the document systems, from the case as it is now: its files are left in
 * the storage first, the signed one before all others.
 */
export function esedoDocumentKind(options: EsedoOptions): OutgoingKind {
  const { sql, now, storage, senderId } = options
  return {
    compose: async (message) => {
      const row = await documentOf(sql, message)
      const { document, provider, files } = await composed(options, row, message)
      const fileIds: string[] = []
      for (const [index, file] of files.entries()) {
        const stored = await storage.upload({ ...file, key: `${message.id} ${index + 1}` })
        if ('failure' in stored) return { later: stored.failure }
        fileIds.push(stored.fileId)
      }
      return {
        data: writeEsedoDocument({
          ...document,
          activityId: message.id,
          from: senderId,
          href: row.id,
          senderOrganisation: provider.title[document.language],
          performers: [],
          fileIds,
        }),
      }
    },
    // Whatever is said of a document, it has arrived; of a refusal the clerk hears with its reason.
    isTaken: (answer) => (answer.data !== undefined && stateIn(answer.data) !== undefined) || isSuccess(answer),
    heard: async (message, { data, receipt }) => {
      const state = data && stateIn(data)
      if (!state || state.href.toLowerCase() !== (await documentOf(sql, message)).id) return
      await hearOfDocument(sql, { id: message.id, state, saidAt: receipt.answeredAt, receivedAt: now() })
    },
  }
}

async function documentOf(sql: Sql, { content }: Outgoing): Promise<EsedoDocumentRow> {
  const id = content['document']
  const document = typeof id === 'string' ? await findEsedoDocument(sql, id) : undefined
  if (!document) throw new UnreadableMessageError('document-unknown')
  return document
}

async function composed(options: EsedoOptions, row: EsedoDocumentRow, message: Outgoing): Promise<Composed> {
  const caseId = parseCaseId(row.caseId)
  const loaded = caseId && (await options.cases.load(caseId))
  const provider = await options.findProvider(row.providerId)
  if (!loaded || !provider) throw new UnreadableMessageError('case-unknown')
  if (row.source === APPLICATION) return { provider, ...(await applicationOf(options, loaded, provider, message)) }
  const paper = (await options.papers.issuedOf(row.caseId)).find(({ id }) => id === row.source)
  if (!paper) throw new UnreadableMessageError('paper-missing')
  return { provider, ...(await resultOf(options, loaded, paper, message)) }
}

/** The application as it was signed, and, once the signature is confirmed, on paper for people to read. */
async function applicationOf(
  { papers, signatures, blobs }: EsedoOptions,
  loaded: LoadedCase,
  provider: Provider,
  { queuedAt }: Outgoing,
): Promise<Omit<Composed, 'provider'>> {
  const { state, edition } = loaded
  const { clock, regulation } = edition
  const language = documentLocale(state.locale)
  const number = numberOf(state) ?? ''
  const signed = await bytesOf(blobs, state.requestSha256)
  const [signature, verdict] = await Promise.all([
    signatures.find(state.signatureId),
    signatures.verdictOf(state.signatureId),
  ])
  const copy =
    verdict?.verdict === 'VALID' && verdict.signer
      ? await papers.application(loaded, 'staff', {
          signerName: verdict.signer.name,
          certificateSerial: verdict.signer.serial,
          signedAt: verdict.judgedAt,
          requestSha256: state.requestSha256,
        })
      : undefined
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(clock.timeZone).toPlainDate()
  const due = dueOf(state.ledger, TOTAL_TERM, clock)
  const lastDay = due?.on ?? (due?.at && dayOf(due.at))
  const { name } = state.applicant
  return {
    document: {
      kind: 'docOL',
      number,
      date: dayOf(state.acceptedAt ?? state.openedAt),
      language,
      description: `${esedoWords.application[language]}: ${regulation.shortTitle[language]}`,
      author: { kk: name, ru: name },
      signer: { kk: name, ru: name },
      receiver: { kk: provider.title.kk, ru: provider.title.ru },
      sentAt: queuedAt,
      ...(lastDay ? { executeBy: lastDay } : {}),
      appendices: state.attachments.length,
      ...(signature ? { signature: Buffer.from(signature.cms).toString('base64') } : {}),
    },
    files: [
      { name: `${storedName(number)}.json`, ...signed },
      ...(copy ? [{ name: `${storedName(number)}.pdf`, bytes: copy.pdf, mediaType: 'application/pdf' }] : []),
    ],
  }
}

/** A signed result on its way to the applicant. */
async function resultOf(
  { signatures, blobs }: EsedoOptions,
  { state, edition }: LoadedCase,
  paper: IssuedDocument,
  { queuedAt }: Outgoing,
): Promise<Omit<Composed, 'provider'>> {
  const { locale: language, number, pdfSha256, signatureIds, title } = paper
  const [signatureId] = signatureIds
  const signature = signatureId === undefined ? undefined : await signatures.find(signatureId)
  const verdict = signatureId === undefined ? undefined : await signatures.verdictOf(signatureId)
  const signer = verdict?.signer?.name ?? ''
  const executor = state.executor?.name ?? signer
  return {
    document: {
      kind: 'docOutgoing',
      number,
      date: paper.datedOn,
      language,
      description: `${title[language]}: ${edition.regulation.shortTitle[language]}`,
      author: { kk: executor, ru: executor },
      signer: { kk: signer, ru: signer },
      receiver: { kk: state.applicant.name, ru: state.applicant.name },
      executor,
      sentAt: queuedAt,
      ...(signature ? { signature: Buffer.from(signature.cms).toString('base64') } : {}),
    },
    files: [{ name: `${paper.kind}-${storedName(number)}.pdf`, ...(await bytesOf(blobs, pdfSha256)) }],
  }
}

async function bytesOf(blobs: Pick<BlobStore, 'get'>, text: string) {
  const sha256 = parseSha256(text)
  const blob = sha256 && (await blobs.get(sha256))
  if (!blob) throw new UnreadableMessageError('paper-missing')
  return blob
}
