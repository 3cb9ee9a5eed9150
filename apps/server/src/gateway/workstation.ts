import type { PortalRequest } from '@qyzmet/gateway'
import { checkAnswers } from '@qyzmet/regulation'
import type { Attachment, Party } from '@qyzmet/casework'
import { parseCaseId } from '../cases/case-id.ts'
import { nextRequestSerial } from '../cases/case-list.queries.ts'
import type { CaseService } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { type BlobStore, sha256Of } from '../documents/blobs.ts'
import { readUpload } from '../documents/upload.ts'
import { requestNumber } from '../jobs/request-number.ts'
import { findAccountByIin } from '../people/accounts.queries.ts'
import { openingOf } from '../portal/application/opening.ts'
import { PORTAL_CHANNEL } from '../portal/services/service-view.ts'
import type { Edition, Editions } from '../regulations/editions.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import type { Signatures } from '../signatures/signatures.ts'
import { MAX_CMS_BYTES } from '../signatures/signatures.queries.ts'
import { UnreadableMessageError } from './content.ts'
import type { Applied, Apply } from './inbox.ts'
import type { Incoming } from './incoming.queries.ts'
import { refusalNews, registeredNews } from './news.ts'
import {
  type Faults,
  faultsOf,
  parsePortalRequest,
  parseSignedApplication,
  type SignedApplication,
} from './portal-application.ts'
import { tellPortal } from './portal-outbox.ts'
import { insertRegistration } from './registrations.queries.ts'
import type { FileStorage } from './storage.ts'

export interface WorkstationOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly editions: Pick<Editions, 'current'>
  readonly cases: Pick<CaseService, 'execute'>
  readonly signatures: Pick<Signatures, 'submit'>
  readonly blobs: BlobStore
  readonly storage: Pick<FileStorage, 'download'>
  /** Ids of the bodies that give each service, by its regulation. */
  readonly providersByService: () => Promise<ReadonlyMap<string, readonly string[]>>
  readonly training: boolean
}

/**
 * The regional gateway workstation: takes in an application that came from the state portal. It is registered with its
 * number and moment, becomes a case of its service and provider, and the portal has its receipt at once; or the portal
 * hears why not. The signature is kept first and judged by the step that does so for every application, so that one
 * which cannot be judged now waits. Doing it again changes nothing: the id of the message is that of the case.
 */
export function createWorkstation(options: WorkstationOptions): Apply {
  return async (incoming) => {
    const { message } = incoming
    if (message.messageType !== 'REQUEST') throw new UnreadableMessageError('no-application')
    const request = message.data?.form === 'text' ? parsePortalRequest(message.data.text) : undefined
    // Without the number of the portal nobody could be answered.
    if (!request) throw new UnreadableMessageError('no-application')
    const found = await findService(options, request)
    if ('refusal' in found) return refuse(options, incoming, request, { ...found, missing: [] })
    const content = Buffer.from(request.application.content, 'base64')
    const application = parseSignedApplication(content, request)
    if (!application) {
      return refuse(options, incoming, request, { refusal: 'application-unreadable', missing: [] })
    }
    const faults = faultsOf(application, request.attachments, found.edition, options.now())
    if (faults) return refuse(options, incoming, request, faults, found.providerId)
    const files = await takeFiles(options, request)
    if ('why' in files) return { kind: 'later', why: files.why }
    if ('refusal' in files) return refuse(options, incoming, request, { ...files, missing: [] }, found.providerId)
    return open(options, incoming, { request, application, content, ...found, attachments: files.attachments })
  }
}

interface Found {
  readonly edition: Edition
  readonly providerId: string
}

async function findService(
  { editions, providersByService, now, training }: WorkstationOptions,
  { serviceCode, providerCode }: PortalRequest,
): Promise<Found | Pick<Faults, 'refusal'>> {
  const providers = (await providersByService()).get(serviceCode)
  if (!providers) return { refusal: 'service-unknown' }
  if (!providers.includes(providerCode)) return { refusal: 'provider-unknown' }
  const today = now().toZonedDateTimeISO(COUNTRY_ZONE).toPlainDate()
  const edition = await editions.current(serviceCode, today, { training })
  return edition?.regulation.channels.has(PORTAL_CHANNEL)
    ? { edition, providerId: providerCode }
    : { refusal: 'service-unknown' }
}

/** Brings the files over from the storage; each is what its hash says and of a kind that is taken, or none is. */
async function takeFiles(
  { storage, blobs }: WorkstationOptions,
  { attachments }: PortalRequest,
): Promise<
  { readonly attachments: readonly Attachment[] } | { readonly why: string } | { readonly refusal: 'file-differs' }
> {
  const taken: Attachment[] = []
  for (const { documentId, fileName, fileId, sha256 } of attachments) {
    const file = await storage.download(fileId)
    if ('failure' in file) return { why: file.failure }
    const upload = await readUpload(chunksOf(file.bytes))
    if (!upload.accepted || sha256Of(upload.bytes) !== sha256) return { refusal: 'file-differs' }
    await blobs.put(upload.bytes, upload.mediaType)
    taken.push({ documentId, sha256, fileName, mediaType: upload.mediaType, size: upload.bytes.length })
  }
  return { attachments: taken }
}

async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

interface Opening extends Found {
  readonly request: PortalRequest
  readonly application: SignedApplication
  readonly content: Uint8Array
  readonly attachments: readonly Attachment[]
}

async function open(options: WorkstationOptions, incoming: Incoming, opening: Opening): Promise<Applied> {
  const { sql, now, blobs, signatures, cases, training } = options
  const { request, application, content, edition, providerId, attachments } = opening
  const { regulation } = edition
  const caseId = parseCaseId(incoming.id)
  const cms = Buffer.from(request.application.signature, 'base64')
  if (!caseId || cms.length === 0 || cms.length > MAX_CMS_BYTES) {
    return refuse(options, incoming, request, { refusal: 'application-unreadable', missing: [] }, providerId)
  }
  const registeredAt = now()
  const registration = await insertRegistration(sql, {
    caseId,
    number: requestNumber(regulation, await nextRequestSerial(sql), registeredAt),
    registeredAt,
    providerId,
    regulation: regulation.id,
    portal: {
      correlationId: incoming.message.correlationId,
      requestNumber: request.requestNumber,
      requestedAt: request.requestedAt,
    },
  })
  // Before the case is there, so that nothing that happens to it is told first.
  await tellPortal(sql, {
    key: `portal ${caseId} registered`,
    chain: caseId,
    caseId,
    providerId,
    correlationId: incoming.message.correlationId,
    messageType: 'NOTIFICATION',
    news: registeredNews(registration, request),
    at: registration.registeredAt,
  })
  const account = await findAccountByIin(sql, application.applicant.iin)
  const applicant: Extract<Party, { kind: 'applicant' }> = {
    kind: 'applicant',
    // Whoever has no account here follows the application on the portal, and the id of the case stands for theirs.
    accountId: account?.kind === 'citizen' ? account.id : caseId,
    ...application.applicant,
  }
  const requestSha256 = await blobs.put(content, 'application/json')
  await signatures.submit({
    id: caseId,
    purpose: 'request',
    caseId,
    accountId: applicant.accountId,
    expectedIin: applicant.iin,
    documentSha256: requestSha256,
    cms,
    receivedAt: incoming.receivedAt,
  })
  const today = registeredAt.toZonedDateTimeISO(regulation.timeZone).toPlainDate()
  const execution = await cases.execute(
    caseId,
    openingOf(edition, {
      providerId,
      applicant,
      locale: request.language,
      answers: checkAnswers(regulation.standard.form, application.answers, { today }).answers,
      attachments,
      requestSha256,
      signatureId: caseId,
      signedInAt: request.requestedAt,
      composedAt: request.requestedAt,
      training,
    }),
    applicant,
    { idempotencyKey: incoming.id },
  )
  if (!execution.accepted && execution.rejection.code !== 'already-open') {
    throw new UnreadableMessageError(`case-${execution.rejection.code}`)
  }
  return { kind: 'applied', caseId, providerId }
}

async function refuse(
  { sql, now }: WorkstationOptions,
  incoming: Incoming,
  request: PortalRequest,
  faults: Faults,
  providerId?: string,
): Promise<Applied> {
  await tellPortal(sql, {
    key: `portal ${incoming.id} not accepted`,
    chain: incoming.id,
    ...(providerId === undefined ? {} : { providerId }),
    correlationId: incoming.message.correlationId,
    messageType: 'RESPONSE',
    news: refusalNews(faults, request, now()),
    at: now(),
  })
  return { kind: 'applied', ...(providerId === undefined ? {} : { providerId }) }
}
