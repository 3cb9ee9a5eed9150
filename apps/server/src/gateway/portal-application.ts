import { ifReadable, type PortalAttachment, type PortalRequest, readPortalRequest } from '@qyzmet/gateway'
import { checkAnswers, type RawAnswers, requiredDocuments, type Text } from '@qyzmet/regulation'
import { standInsOf } from '../portal/application/stand-ins.ts'
import type { Edition } from '../regulations/editions.ts'
import { PORTAL_CHANNEL } from '../portal/services/service-view.ts'

/** Why an application is not taken in; each has its words for the portal. */
export type ApplicationRefusal =
  | 'service-unknown'
  | 'provider-unknown'
  | 'application-unreadable'
  | 'answers-faulty'
  | 'documents-missing'
  | 'file-differs'

/** The document that the applicant signed on the portal: our own contract, JSON in UTF-8. */
export interface SignedApplication {
  readonly applicant: { readonly iin: string; readonly name: string }
  readonly service: string
  readonly answers: RawAnswers
  /** Hashes of the files, so that the signature covers them. */
  readonly attachments: readonly { readonly documentId: string; readonly sha256: string }[]
}

/** @returns undefined when the message is not an application of the portal at all */
export function parsePortalRequest(text: string): PortalRequest | undefined {
  return ifReadable(() => readPortalRequest(text))
}

/** @returns undefined when it is not of the form, or speaks of another person or service than the message around it */
export function parseSignedApplication(bytes: Uint8Array, request: PortalRequest): SignedApplication | undefined {
  const said = jsonOf(bytes)
  if (!isRecord(said) || !isRecord(said['applicant']) || !isRecord(said['answers'])) return undefined
  const { iin, name } = said['applicant']
  const answers = rawAnswersOf(said['answers'])
  const attachments = attachmentsOf(said['attachments'] ?? [])
  const isWhole = typeof iin === 'string' && typeof name === 'string' && name.trim() !== '' && answers && attachments
  if (!isWhole || iin !== request.applicantIin || said['service'] !== request.serviceCode) return undefined
  return { applicant: { iin, name: name.trim() }, service: request.serviceCode, answers, attachments }
}

/** What the standard finds missing or wrong, in the words of the service. */
export interface Faults {
  readonly refusal: ApplicationRefusal
  readonly missing: readonly Text[]
}

/** Checks what was signed against the standard, as the forms of our own portal do page by page. */
export function faultsOf(
  application: SignedApplication,
  attachments: readonly PortalAttachment[],
  { regulation }: Edition,
  now: Temporal.Instant,
): Faults | undefined {
  const { standard } = regulation
  const today = now.toZonedDateTimeISO(regulation.timeZone).toPlainDate()
  const { answers, errors } = checkAnswers(standard.form, application.answers, { today })
  if (errors.length > 0) {
    const labels = new Map(standard.form.pages.flatMap(({ fields }) => fields.map(({ id, label }) => [id, label])))
    return { refusal: 'answers-faulty', missing: errors.flatMap(({ fieldId }) => labels.get(fieldId) ?? []) }
  }
  const isCovered = attachments.every(({ documentId, sha256 }) =>
    application.attachments.some((signed) => signed.documentId === documentId && signed.sha256 === sha256),
  )
  if (!isCovered || application.attachments.length !== attachments.length)
    return { refusal: 'file-differs', missing: [] }
  const missing = requiredDocuments(standard, PORTAL_CHANNEL, answers).filter(
    ({ from, required, id }) =>
      from === 'applicant' && required && !attachments.some(({ documentId }) => documentId === id),
  )
  const titles = [
    ...missing.map(({ title }) => title),
    // That portal brings the applicant's signature alone.
    ...standInsOf(
      { channel: PORTAL_CHANNEL, applicant: application.applicant, answers, attachments },
      standard,
      today,
    ).map(({ coSigner, document }) => document?.title ?? coSigner.title),
  ]
  return titles.length === 0 ? undefined : { refusal: 'documents-missing', missing: titles }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function rawAnswersOf(said: Readonly<Record<string, unknown>>): RawAnswers | undefined {
  const answers = Object.entries(said).map(([field, value]) =>
    typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
      ? ([field, value] as const)
      : undefined,
  )
  return answers.includes(undefined) ? undefined : Object.fromEntries(answers.filter((one) => one !== undefined))
}

function attachmentsOf(said: unknown): SignedApplication['attachments'] | undefined {
  if (!Array.isArray(said)) return undefined
  const attachments = said.map((one: unknown) => {
    const { documentId, sha256 } = isRecord(one) ? one : {}
    return typeof documentId === 'string' && typeof sha256 === 'string' ? { documentId, sha256 } : undefined
  })
  return attachments.includes(undefined) ? undefined : attachments.filter((one) => one !== undefined)
}
