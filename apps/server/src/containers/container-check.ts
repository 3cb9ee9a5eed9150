import { Worker } from 'node:worker_threads'
import type { ContainerError, ContainerLimits, ReportSummary } from '@qyzmet/evidence'

/** What a thread is given to check. */
export interface CheckJob {
  readonly bytes: Uint8Array
  /** Authorities to trust, as PEM. */
  readonly anchors: string
  readonly profile: 'training' | 'production'
  readonly limits: ContainerLimits
}

export type CheckReply =
  | { readonly kind: 'checked'; readonly summary: ReportSummary }
  | { readonly kind: 'refused'; readonly code: ContainerError['code'] }
  /** It took more than its share of memory or time, or the thread was lost. */
  | { readonly kind: 'given-up' }

/** As many containers are being checked as may be at a time. */
export class ChecksBusyError extends Error {
  override readonly name = 'ChecksBusyError'
}

export interface ContainerCheckOptions {
  readonly anchors: string
  readonly profile: CheckJob['profile']
  /** Told when a thread was lost to what it checked, or ran out of time. */
  readonly report: (error: unknown) => void
  /** Containers at a time, at the most. */
  readonly atOnce?: number
  /** Default 20 000. */
  readonly timeoutMs?: number
}

/**
 * Checks a container that anybody may have made.
 *
 * @throws {ChecksBusyError}
 */
export type CheckContainer = (bytes: Uint8Array) => Promise<CheckReply>

/** What a container may unpack to, and what the thread that checks it may take: enough for any case of ours. */
const LIMITS: ContainerLimits = { maxBytes: 128 * 1024 * 1024, maxFiles: 2000 }
const MAX_HEAP_MB = 192

/**
 * Checks containers, each in a thread of its own that ends with it: whatever a stranger has put into a file, it can take
 * no more than its share of memory and time, and no other page waits for it.
 */
export function createContainerCheck(options: ContainerCheckOptions): CheckContainer {
  const { anchors, profile, report, atOnce = 2, timeoutMs = 20_000 } = options
  let running = 0
  return async (bytes) => {
    if (running >= atOnce) throw new ChecksBusyError('Other containers are being checked.')
    running += 1
    try {
      return await inThread({ bytes, anchors, profile, limits: LIMITS }, timeoutMs)
    } catch (error) {
      report(error)
      return { kind: 'given-up' }
    } finally {
      running -= 1
    }
  }
}

async function inThread(job: CheckJob, timeoutMs: number): Promise<CheckReply> {
  const { promise, resolve, reject } = Promise.withResolvers<CheckReply>()
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), {
    workerData: job,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  const timer = setTimeout(() => reject(new Error(`A container was not checked after ${timeoutMs} ms.`)), timeoutMs)
  worker
    .on('message', (reply: CheckReply) => resolve(reply))
    .on('error', (error) => reject(error))
    .on('exit', () => reject(new Error('The thread that checked a container stopped.')))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
