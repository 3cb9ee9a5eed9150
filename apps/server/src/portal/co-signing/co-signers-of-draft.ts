import { coSignersOf } from '@qyzmet/casework'
import { filesToSend } from '../application/application-parts.ts'
import type { OpenDraft } from '../application/draft-access.tsx'
import { PORTAL_CHANNEL } from '../services/service-view.ts'

/** Who has to sign the draft beside its owner if it is signed now. */
export function coSignersOfDraft({ visit, draft, edition, parts }: OpenDraft): ReturnType<typeof coSignersOf> {
  const { standard, timeZone } = edition.regulation
  const { applicant, now } = visit
  return coSignersOf(
    { channel: PORTAL_CHANNEL, applicant, answers: draft.answers, attachments: filesToSend(parts) },
    standard,
    now.toZonedDateTimeISO(timeZone).toPlainDate(),
  )
}
