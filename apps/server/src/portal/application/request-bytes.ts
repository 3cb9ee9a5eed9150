import { canonicalJson, type Json, utf8 } from '@qyzmet/casework'
import { type Answer, type Answers, relevantAnswers } from '@qyzmet/regulation'
import { sha256Of, type Sha256 } from '../../documents/blobs.ts'
import type { Edition } from '../../regulations/editions.ts'
import type { Applicant } from '../dependencies.ts'
import type { Draft } from '../drafts/draft.ts'
import { PORTAL_CHANNEL } from '../services/service-view.ts'
import { filesToSend, type Parts } from './application-parts.ts'

/** The exact bytes that are signed: by the applicant on the portal, by who takes the papers in at a counter. */
export interface RequestBytes {
  readonly bytes: Uint8Array
  readonly sha256: Sha256
}

/**
 * The application as canonical JSON: who applies, for what, under which text of the regulation, with which
 * answers and which files. The same application always gives the same bytes.
 */
export function requestBytes(
  draft: Draft,
  edition: Edition,
  parts: Parts,
  applicant: Pick<Applicant, 'iin' | 'name'>,
  channel: string = PORTAL_CHANNEL,
): RequestBytes {
  const { regulation } = edition
  const bytes = utf8(
    canonicalJson({
      format: 'qyzmet-request-1',
      application: draft.id,
      regulation: regulation.id,
      edition: regulation.edition.id,
      editionSha256: edition.sha256,
      channel,
      applicant: { iin: applicant.iin, name: applicant.name },
      locale: draft.locale,
      answers: answersJson(relevantAnswers(regulation.standard.form, draft.answers)),
      attachments: filesToSend(parts).map(({ documentId, sha256, fileName, mediaType, size }) => ({
        documentId,
        sha256,
        fileName,
        mediaType,
        size,
      })),
    }),
  )
  return { bytes, sha256: sha256Of(bytes) }
}

function answersJson(answers: Answers): Json {
  return Object.fromEntries(Object.entries(answers).map(([field, answer]) => [field, answerJson(answer)]))
}

function answerJson(answer: Answer): Json {
  return typeof answer === 'string' ? answer : [...answer]
}
