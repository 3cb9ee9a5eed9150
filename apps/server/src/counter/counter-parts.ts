import type { Text } from '@qyzmet/regulation'
import {
  type DocumentPart,
  missingDocuments,
  type Parts,
  partsOf,
  withDocuments,
} from '../portal/application/application-parts.ts'
import type { DraftAttachment } from '../portal/drafts/draft.ts'
import { standInsOf } from '../portal/application/stand-ins.ts'
import type { Edition } from '../regulations/editions.ts'
import { type CounterDraft, isNamed } from './counter-draft.ts'

/** How far papers at the counter are. */
export interface CounterParts extends Parts {
  /** True when who applies and every answer is there, so that the package may be compared with the list. */
  readonly isFilledIn: boolean
  /** What the standard asks for and was not brought. */
  readonly missing: readonly Text[]
  /** Files that stand for no document of the list; they do not go along. */
  readonly unsorted: readonly DraftAttachment[]
}

/**
 * The parts of an application on paper. Nobody but the applicant signs it, so what others have to agree to is brought as
 * a document.
 */
export function counterParts(
  { draft, channel, applicant }: CounterDraft,
  edition: Pick<Edition, 'regulation'>,
  now: Temporal.Instant,
): CounterParts {
  const { standard, timeZone } = edition.regulation
  const standIns = standInsOf(
    { channel, applicant, answers: draft.answers, attachments: [] },
    standard,
    now.toZonedDateTimeISO(timeZone).toPlainDate(),
  )
  const consents = standIns.flatMap(({ document }): DocumentPart[] => {
    if (document === undefined) return []
    const files = draft.attachments.filter(({ documentId }) => documentId === document.id)
    return [{ requirement: { ...document, required: true }, files }]
  })
  const parts = withDocuments(partsOf(draft, edition, now, channel), consents)
  const listed = new Set(parts.documents.map(({ requirement }) => requirement.id))
  return {
    ...parts,
    unsorted: draft.attachments.filter(({ documentId }) => !listed.has(documentId)),
    isFilledIn: isNamed(applicant) && parts.documentsStatus !== 'blocked',
    missing: [
      ...missingDocuments(parts.documents).map(({ title }) => title),
      ...standIns.flatMap(({ coSigner, document }) => (document === undefined ? [coSigner.title] : [])),
    ],
  }
}
