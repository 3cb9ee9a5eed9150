import { type Opened, XmlNotWritableError } from '@qyzmet/gateway'
import { startThreads, ThreadError } from '../threads/thread-pool.ts'
import type { Read, ReadForm, Written, WrittenForm } from './message-forms.ts'
import type { OpenedMessage, SealedMessages } from './sealed-messages.ts'
import type { SystemSealSettings } from './system-seal.ts'
import { buffersOf, copiedInTurns, lengthOf, packed, unpacked } from './travelling.ts'

/** What a thread needs to seal and open as the server itself does. */
export interface SealThreadSettings extends SystemSealSettings {
  /** Authorities to trust, as PEM. */
  readonly anchors: string
}

export interface SealJob {
  readonly does: keyof SealedMessages
  /** What the function of that name is given, packed. */
  readonly given: unknown
  /** The moment at which certificates are judged. */
  readonly at: string
}

/** What it gave, packed. */
export type SealResult = { readonly gave: unknown } | { readonly notWritable: string }

/**
 * Up to so many characters or octets a message is sealed and opened where it is, in some 10 ms at the most: a thread
 * would take longer to start, and most messages are shorter.
 */
const LONGEST_AT_ONCE = 8 * 1024
const MAX_WAITING = 64
const TIMEOUT_MS = 20_000

export interface SealInThreads extends SealedMessages {
  readonly close: () => Promise<void>
}

/**
 * Puts long messages to a thread, from what they say to sealed octets and back: each element costs the canonical form
 * its time, and nobody else's request may wait for it.
 *
 * @param inline seals and opens what is short
 * @throws {ThreadError} when something to be sealed is not: a thread was lost to it, or too many wait; what is not
 *   opened for that is `unproven`
 */
export function sealInThreads(
  inline: SealedMessages,
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
  const isShort = (given: unknown): boolean => lengthOf(given) <= LONGEST_AT_ONCE
  /** What comes back is what the function of that name gives: the thread runs the same one. */
  const run = async (does: keyof SealedMessages, ...given: readonly unknown[]): Promise<unknown> => {
    const job = { does, given: await copiedInTurns(packed(given)), at: now().toString() }
    const result = await threads.run(job, buffersOf(job))
    if ('notWritable' in result) throw new XmlNotWritableError(result.notWritable)
    return unpacked(result.gave)
  }
  const open = async (does: 'open' | 'openDocument', ...given: readonly unknown[]): Promise<unknown> => {
    try {
      return await run(does, ...given)
    } catch (error) {
      if (!(error instanceof ThreadError)) throw error
      return { signature: 'unproven', why: 'not-opened' }
    }
  }
  return {
    write: async <F extends WrittenForm>(form: F, said: Written<F>) =>
      isShort(said) ? inline.write(form, said) : ((await run('write', form, said)) as Uint8Array<ArrayBuffer>),
    open: async <F extends ReadForm>(form: F, bytes: Uint8Array) =>
      isShort(bytes) ? inline.open(form, bytes) : ((await open('open', form, bytes)) as OpenedMessage<Read<F>>),
    sealDocument: async (xml) =>
      isShort(xml) ? inline.sealDocument(xml) : ((await run('sealDocument', xml)) as string),
    openDocument: async (xml) =>
      isShort(xml) ? inline.openDocument(xml) : ((await open('openDocument', xml)) as Opened),
    close: () => threads.close(),
  }
}
