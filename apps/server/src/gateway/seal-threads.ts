import type { MessageSeal, Opened } from '@qyzmet/gateway'
import { startThreads, ThreadError } from '../threads/thread-pool.ts'
import type { SystemSealSettings } from './system-seal.ts'

/** What a thread needs to seal and open as the server itself does. */
export interface SealThreadSettings extends SystemSealSettings {
  /** Authorities to trust, as PEM. */
  readonly anchors: string
}

export interface SealJob {
  readonly does: keyof MessageSeal
  readonly text: string
  /** The moment at which certificates are judged. */
  readonly at: string
}

export type SealResult = string | Opened

/**
 * Up to so many characters a message is sealed and opened where it is, in some 10 ms at the most: a thread would take
 * longer to start, and most messages are shorter.
 */
const LONGEST_AT_ONCE = 8 * 1024
const MAX_WAITING = 64
const TIMEOUT_MS = 20_000

export interface SealInThreads extends MessageSeal {
  readonly close: () => Promise<void>
}

/**
 * A seal that puts long messages to a thread: each element costs the canonical form its time, and nobody else's request
 * may wait for it.
 *
 * @param inline seals and opens what is short
 * @throws {ThreadError} when something to be sealed is not: a thread was lost to it, or too many wait; what is not
 *   opened for that is `unproven`
 */
export function sealInThreads(
  inline: MessageSeal,
  settings: SealThreadSettings,
  now: () => Temporal.Instant,
  timeoutMs: number = TIMEOUT_MS,
): SealInThreads {
  const threads = startThreads<SealJob, SealResult>({
    module: new URL('./seal-worker.ts', import.meta.url),
    data: settings,
    workers: 1,
    timeoutMs,
    maxWaiting: MAX_WAITING,
  })
  const run = (does: keyof MessageSeal, text: string): Promise<SealResult> =>
    threads.run({ does, text, at: now().toString() })
  const seal = async (does: 'sealBody' | 'sealDocument', text: string): Promise<string> => {
    const result = text.length <= LONGEST_AT_ONCE ? await inline[does](text) : await run(does, text)
    if (typeof result !== 'string') throw new TypeError('a thread opened what it was to seal')
    return result
  }
  const open = async (does: 'openBody' | 'openDocument', text: string): Promise<Opened> => {
    if (text.length <= LONGEST_AT_ONCE) return inline[does](text)
    try {
      const result = await run(does, text)
      if (typeof result === 'string') throw new TypeError('a thread sealed what it was to open')
      return result
    } catch (error) {
      if (!(error instanceof ThreadError)) throw error
      return { signature: 'unproven', why: 'not-opened' }
    }
  }
  return {
    sealBody: (envelope) => seal('sealBody', envelope),
    openBody: (envelope) => open('openBody', envelope),
    sealDocument: (xml) => seal('sealDocument', xml),
    openDocument: (xml) => open('openDocument', xml),
    close: () => threads.close(),
  }
}
