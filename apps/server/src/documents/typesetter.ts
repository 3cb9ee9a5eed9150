import { startThreads, ThreadError, type ThreadPoolOptions } from '../threads/thread-pool.ts'

/** What a thread is asked to set. `qr` is the text of the QR code; `pictures` are SVG texts by the names the template asks for. */
export interface TypesetJob {
  readonly template: string
  readonly data: unknown
  readonly qr?: string
  readonly pictures?: Readonly<Record<string, string>>
}

/** A document could not be set: a fault of a template, or of the machine. */
export class TypesetError extends Error {
  override readonly name = 'TypesetError'
}

export interface Typesetter {
  /** Sets a document as PDF/A-2a. The same job gives the same bytes. @throws {TypesetError} */
  readonly typeset: (job: TypesetJob) => Promise<Uint8Array>
  /** Stops the threads; what still waits is rejected. */
  readonly close: () => Promise<void>
}

/** Each thread takes about 90 MB. By default a document may take 30 000 ms, and 500 may wait. */
export type TypesetterOptions = Pick<ThreadPoolOptions, 'workers'> &
  Partial<Pick<ThreadPoolOptions, 'timeoutMs' | 'maxWaiting'>>

/** Threads that set documents: a large one takes longer than the event loop may be held. */
export function startTypesetter({ workers, timeoutMs = 30_000, maxWaiting = 500 }: TypesetterOptions): Typesetter {
  const threads = startThreads<TypesetJob, ArrayBuffer>({
    module: new URL('./typst-worker.ts', import.meta.url),
    workers,
    timeoutMs,
    maxWaiting,
  })
  return {
    async typeset(job) {
      try {
        return new Uint8Array(await threads.run(job))
      } catch (cause) {
        if (!(cause instanceof ThreadError)) throw cause
        throw new TypesetError(`Template ${job.template}: ${cause.message}`, { cause })
      }
    },
    close: () => threads.close(),
  }
}
