import { Worker } from 'node:worker_threads'

/** What a worker is asked to set. `qr` is the text of the QR code; `pictures` are SVG texts by the names the template asks for. */
export interface TypesetJob {
  readonly id: number
  readonly template: string
  readonly data: unknown
  readonly qr?: string
  readonly pictures?: Readonly<Record<string, string>>
}

export type TypesetReply =
  | { readonly id: number; readonly pdf: ArrayBuffer }
  | { readonly id: number; readonly failure: string }

/** A document could not be set: a fault of a template, or of the machine. */
export class TypesetError extends Error {
  override readonly name = 'TypesetError'
}

export interface Typesetter {
  /** Sets a document as PDF/A-2a. The same job gives the same bytes. @throws {TypesetError} */
  readonly typeset: (job: Omit<TypesetJob, 'id'>) => Promise<Uint8Array>
  /** Stops the workers; what still waits is rejected. */
  readonly close: () => Promise<void>
}

export interface TypesetterOptions {
  /** Threads at the most, each with about 90 MB; started when first needed. */
  readonly workers: number
  /** How long one document may take before its worker is replaced; default 30 000. */
  readonly timeoutMs?: number
  /** Documents that may wait for a thread; more are turned away. Default 500. */
  readonly maxWaiting?: number
}

interface Waiting {
  readonly job: TypesetJob
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: TypesetError) => void
}

interface Thread {
  readonly worker: Worker
  busy: { readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | undefined
}

/** Threads that set documents: a large one takes longer than the event loop may be held. */
export function startTypesetter(options: TypesetterOptions): Typesetter {
  const { workers, timeoutMs = 30_000, maxWaiting = 500 } = options
  const threads = new Set<Thread>()
  const queue: Waiting[] = []
  let lastId = 0
  let closed = false

  const start = (): Thread => {
    const worker = new Worker(new URL('./typst-worker.ts', import.meta.url), { execArgv: [] })
    const thread: Thread = { worker, busy: undefined }
    worker.on('message', (reply: TypesetReply) => settle(thread, reply))
    worker.on('error', (error) => lose(thread, error))
    worker.on('exit', () => lose(thread, undefined))
    threads.add(thread)
    return thread
  }

  const settle = (thread: Thread, reply: TypesetReply): void => {
    if (thread.busy?.waiting.job.id !== reply.id) return
    const { waiting, timer } = thread.busy
    clearTimeout(timer)
    thread.busy = undefined
    thread.worker.unref()
    if ('pdf' in reply) waiting.resolve(new Uint8Array(reply.pdf))
    else waiting.reject(new TypesetError(`Template ${waiting.job.template}: ${reply.failure}`))
    next()
  }

  const lose = (thread: Thread, cause: unknown): void => {
    if (!threads.delete(thread)) return
    if (thread.busy) {
      clearTimeout(thread.busy.timer)
      thread.busy.waiting.reject(new TypesetError('The thread that set the document stopped.', { cause }))
    }
    void thread.worker.terminate()
    if (!closed) next()
  }

  const next = (): void => {
    while (queue.length > 0) {
      const thread = [...threads].find(({ busy }) => !busy) ?? (threads.size < workers ? start() : undefined)
      const waiting = thread && queue.shift()
      if (!waiting) return
      const timer = setTimeout(() => lose(thread, new Error(`No document after ${timeoutMs} ms.`)), timeoutMs)
      thread.busy = { waiting, timer }
      thread.worker.ref()
      thread.worker.postMessage(waiting.job, [])
    }
  }

  return {
    typeset(job) {
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
      if (closed || queue.length >= maxWaiting) {
        reject(new TypesetError(closed ? 'Documents are no longer set.' : 'Too many documents wait to be set.'))
      } else {
        lastId += 1
        queue.push({ job: { ...job, id: lastId }, resolve, reject })
        next()
      }
      return promise
    },
    async close() {
      closed = true
      for (const waiting of queue.splice(0)) waiting.reject(new TypesetError('Documents are no longer set.'))
      await Promise.all([...threads].map((thread) => thread.worker.terminate()))
    },
  }
}
