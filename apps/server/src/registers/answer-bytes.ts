import type { AnswerBytes } from '@qyzmet/casework'
import type { Receipt } from '@qyzmet/gateway'
import { sha256Of } from '../documents/blobs.ts'
import { withoutSecrets } from './shown-message.ts'

/** What the event of an answer binds: the hashes of what was asked, as it may leave the database, and of what came back. */
export function bytesOf({ requestBytes, answerBytes }: Pick<Receipt, 'requestBytes' | 'answerBytes'>): AnswerBytes {
  return { questionSha256: sha256Of(withoutSecrets(requestBytes)), answerSha256: sha256Of(answerBytes) }
}
