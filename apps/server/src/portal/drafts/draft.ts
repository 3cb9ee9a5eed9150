import type { Attachment } from '@qyzmet/casework'
import type { Answer, Answers, Locale } from '@qyzmet/regulation'
import { isUuid } from '../../request-texts.ts'

declare const brand: unique symbol

/** Id of a draft: a UUID in lower case. */
export type DraftId = string & { readonly [brand]: 'DraftId' }

/** A UUID as it stands in an address; undefined for anything else. */
export function parseDraftId(text: string): DraftId | undefined {
  return isUuid(text) ? (text as DraftId) : undefined // Checked on this line.
}

/** Days without a change after which a draft is removed with its files. */
export const DRAFT_DAYS = 30

export interface DraftAttachment extends Attachment {
  readonly id: string
  readonly addedAt: Temporal.Instant
}

/** An application that is being filled in, or was sent. */
export interface Draft {
  readonly id: DraftId
  readonly accountId: string
  readonly regulation: string
  readonly editionSha256: string
  readonly locale: Locale
  readonly answers: Answers
  readonly pagesDone: readonly string[]
  /** In the order in which they were given. */
  readonly attachments: readonly DraftAttachment[]
  readonly submitToken: string
  /** SHA-256 of the bytes last put before the applicant to sign, hexadecimal. */
  readonly requestSha256?: string
  /** The case that sending opens or has opened. */
  readonly caseId?: string
  readonly createdAt: Temporal.Instant
  readonly updatedAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly submittedAt?: Temporal.Instant
}

/** The answers were not written by this program. */
export class AnswersShapeError extends Error {
  override readonly name = 'AnswersShapeError'
}

/** Reads answers from JSON. @throws {AnswersShapeError} */
export function parseAnswers(json: unknown): Answers {
  if (!isRecord(json)) throw new AnswersShapeError('Answers are not an object')
  return Object.fromEntries(Object.entries(json).map(([field, value]) => [field, parseAnswer(field, value)]))
}

function parseAnswer(field: string, value: unknown): Answer {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value
    if (entries.every((entry) => typeof entry === 'string')) return entries
    if (entries.every(isRecordOfTexts)) return entries
  }
  throw new AnswersShapeError(`The answer to ${field} has no known shape`)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isRecordOfTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string')
}
