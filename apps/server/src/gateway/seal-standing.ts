import { createHash } from 'node:crypto'
import { type CertificateStanding, createBoundedCache } from '@qyzmet/eds'
import type { ReadForm } from './message-forms.ts'
import type { SealedMessages } from './sealed-messages.ts'
import { earlierOf, isBefore } from '../instants.ts'

export interface SealStandingOptions {
  /** Asks the authority. */
  readonly ask: (certificate: Uint8Array) => Promise<CertificateStanding>
  readonly now: () => Temporal.Instant
  /** Hours for which the last good word counts while the authority is silent; 0: it does not. */
  readonly graceHours: number
}

/** `unproven`: the authority is silent, and was for longer than its last word counts. */
export type SealStanding = 'in-force' | 'revoked' | 'unproven'

/** The authority's word is kept as long as it says, but never longer: so late a revocation may be noticed. */
const WORD_KEPT = Temporal.Duration.from({ minutes: 10 })
/** So long a silent authority is not asked again: each question may take seconds, and messages wait for it. */
const SILENCE_KEPT = Temporal.Duration.from({ seconds: 30 })
/** Certificates of other systems; there are few. */
const MOST_KEPT = 64

interface Kept {
  readonly standing: SealStanding
  readonly until: Temporal.Instant
  /** When the authority last said that it is in force. */
  readonly goodAt?: Temporal.Instant
}

/** Whether the certificate that sealed a message is revoked: asked once for all messages that come meanwhile. */
export function createSealStanding(options: SealStandingOptions): (certificate: Uint8Array) => Promise<SealStanding> {
  const { ask, now, graceHours } = options
  const kept = createBoundedCache<string, Kept>(MOST_KEPT)
  const asking = new Map<string, Promise<Kept>>()

  const askNow = async (certificate: Uint8Array, before: Kept | undefined): Promise<Kept> => {
    const answer = await ask(certificate)
    const at = now()
    switch (answer.status) {
      case 'good': {
        const until = earlierOf(answer.until ?? at.add(WORD_KEPT), at.add(WORD_KEPT))
        return { standing: 'in-force', until, goodAt: at }
      }
      case 'revoked':
        return { standing: 'revoked', until: at.add(WORD_KEPT) }
      case 'unknown': {
        const { goodAt } = before ?? {}
        const counts = goodAt !== undefined && isBefore(at, goodAt.add({ hours: graceHours }))
        // Silence takes back no revocation.
        const standing = before?.standing === 'revoked' ? 'revoked' : counts ? 'in-force' : 'unproven'
        return { standing, until: at.add(SILENCE_KEPT), ...(goodAt && { goodAt }) }
      }
    }
  }

  return async (certificate) => {
    const key = createHash('sha256').update(certificate).digest('hex')
    const before = kept.get(key)
    if (before && isBefore(now(), before.until)) return before.standing
    const running = asking.get(key) ?? askNow(certificate, before).finally(() => asking.delete(key))
    asking.set(key, running)
    const word = await running
    kept.set(key, word)
    return word.standing
  }
}

/** Of an opened message or document. */
type Judged =
  | { readonly signature: 'valid'; readonly certificate: Uint8Array }
  | { readonly signature: 'absent' | 'invalid' | 'unproven' }

/** Believes nothing sealed by a certificate that is revoked, or of which nobody says that it is not. */
export function withStanding(
  seal: SealedMessages,
  standingOf: (certificate: Uint8Array) => Promise<SealStanding>,
): SealedMessages {
  const judged = async <O extends Judged>(
    opened: O,
  ): Promise<O | { readonly signature: 'invalid' | 'unproven'; readonly why: string }> => {
    if (opened.signature !== 'valid') return opened
    switch (await standingOf(opened.certificate)) {
      case 'in-force':
        return opened
      case 'revoked':
        return { signature: 'invalid', why: 'seal-revoked' }
      case 'unproven':
        return { signature: 'unproven', why: 'revocation-unknown' }
    }
  }
  return {
    ...seal,
    open: async <F extends ReadForm>(form: F, bytes: Uint8Array) => judged(await seal.open(form, bytes)),
    openDocument: async (xml) => judged(await seal.openDocument(xml)),
  }
}
