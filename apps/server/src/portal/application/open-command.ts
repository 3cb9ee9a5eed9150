import type { CaseCommand, CoSignature } from '@qyzmet/casework'
import type { Regulation } from '@qyzmet/regulation'
import type { Edition } from '../../regulations/editions.ts'
import type { Applicant } from '../dependencies.ts'
import type { Draft } from '../drafts/draft.ts'
import { filesToSend, type Parts } from './application-parts.ts'
import { openingOf } from './opening.ts'

/** No body gives the service any more although a draft was begun: rows were taken away by hand. */
export class ServiceNotGivenError extends Error {
  override readonly name = 'ServiceNotGivenError'
}

export interface SignedDraft {
  readonly draft: Draft
  readonly edition: Edition
  readonly parts: Parts
  readonly applicant: Applicant
  readonly requestSha256: string
  readonly signatureId: string
  readonly coSignatures?: readonly CoSignature[]
  readonly signedInAt: Temporal.Instant
  /** When the applicant signed it. */
  readonly composedAt: Temporal.Instant
}

/**
 * The command that makes a case of a signed draft.
 *
 * @throws {ServiceNotGivenError}
 */
export async function openCommand(
  { draft, edition, parts, ...signed }: SignedDraft,
  {
    providerFor,
    training,
  }: {
    readonly providerFor: (regulation: Regulation) => Promise<string | undefined>
    readonly training: boolean
  },
): Promise<Extract<CaseCommand, { type: 'open' }>> {
  const providerId = await providerFor(edition.regulation)
  if (providerId === undefined) throw new ServiceNotGivenError(edition.regulation.id)
  return openingOf(edition, {
    ...signed,
    providerId,
    locale: draft.locale,
    answers: draft.answers,
    attachments: filesToSend(parts).map(({ documentId, sha256, fileName, mediaType, size }) => ({
      documentId,
      sha256,
      fileName,
      mediaType,
      size,
    })),
    training,
  })
}
