import type { AnswerBytes } from '@qyzmet/casework'
import type { Receipt } from '@qyzmet/gateway'
import { sha256Of } from '../documents/blobs.ts'

/** What the event of an answer binds: the hashes of the bytes that are kept of it. */
export function bytesOf({ requestBytes, answerBytes }: Pick<Receipt, 'requestBytes' | 'answerBytes'>): AnswerBytes {
  return { questionSha256: sha256Of(requestBytes), answerSha256: sha256Of(answerBytes) }
}
