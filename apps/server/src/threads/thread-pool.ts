import { type Transferable, Worker } from 'node:worker_threads'

/** What goes to a thread, and what comes back; `serveJobs` is the other side. */
export interface ThreadJob<Job> {
  readonly id: number
  readonly job: Job
}

export type ThreadReply<Result> =
  | { readonly id: number; readonly result: Result }
  | { readonly id: number; readonly failure: string }

/** A thread did not do what it was asked: it failed, ran out of time or was lost, or the pool is closed. */
export class ThreadError extends Error {
  override readonly name: string = 'ThreadError'
}

/** As much waits as may wait. */
export class ThreadsBusyError extends ThreadError {
  override readonly name = 'ThreadsBusyError'
}

export interface ThreadPool<Job, Result> {
  /**
   * @param transfer what of the job goes over without being copied, and is gone here
   * @throws {ThreadError}
   */
  readonly run: (job: Job, transfer?: readonly Transferable[]) => Promise<Result>
  /** Stops the threads; what still waits is rejected. */
  readonly close: () => Promise<void>
}

export interface ThreadPoolOptions {
  /** The module that each thread runs. */
  readonly module: URL
  /** Given to each thread when it starts. */
  readonly data?: unknown
  /** Threads at the most; started when first needed. */
  readonly workers: number
  /** How long one job may take before its thread is replaced. */
  readonly timeoutMs: number
  /** Jobs that may wait for a thread; more are turned away. */
  readonly maxWaiting: number
}

interface Waiting<Job, Result> {
  readonly message: ThreadJob<Job>
  readonly transfer: readonly Transferable[]
  readonly resolve: (result: Result) => void
  readonly reject: (error: ThreadError) => void
}

interface Thread<Job, Result> {
  readonly worker: Worker
  busy: { readonly waiting: Waiting<Job, Result>; readonly timer: NodeJS.Timeout } | undefined
}

/** Threads for work that takes longer than the event loop may be held; each does one job at a time. */
export function startThreads<Job, Result>(options: ThreadPoolOptions): ThreadPool<Job, Result> {
  const { module, data, workers, timeoutMs, maxWaiting } = options
  const threads = new Set<Thread<Job, Result>>()
  const queue: Waiting<Job, Result>[] = []
  let lastId = 0
  let closed = false

  const start = (): Thread<Job, Result> => {
    const worker = new Worker(module, { execArgv: [], workerData: data })
    const thread: Thread<Job, Result> = { worker, busy: undefined }
    worker.on('message', (reply: ThreadReply<Result>) => settle(thread, reply))
    worker.on('error', (error) => lose(thread, error))
    worker.on('exit', () => lose(thread, undefined))
    threads.add(thread)
    return thread
  }

  const settle = (thread: Thread<Job, Result>, reply: ThreadReply<Result>): void => {
    if (thread.busy?.waiting.message.id !== reply.id) return
    const { waiting, timer } = thread.busy
    clearTimeout(timer)
    thread.busy = undefined
    thread.worker.unref()
    if ('result' in reply) waiting.resolve(reply.result)
    else waiting.reject(new ThreadError(reply.failure))
    next()
  }

  const lose = (thread: Thread<Job, Result>, cause: unknown): void => {
    if (!threads.delete(thread)) return
    if (thread.busy) {
      clearTimeout(thread.busy.timer)
      thread.busy.waiting.reject(new ThreadError('The thread stopped before it was done.', { cause }))
    }
    void thread.worker.terminate()
    if (!closed) next()
  }

  const next = (): void => {
    while (queue.length > 0) {
      const thread = [...threads].find(({ busy }) => !busy) ?? (threads.size < workers ? start() : undefined)
      const waiting = thread && queue.shift()
      if (!waiting) return
      const timer = setTimeout(() => lose(thread, new Error(`Nothing after ${timeoutMs} ms.`)), timeoutMs)
      thread.busy = { waiting, timer }
      thread.worker.ref()
      thread.worker.postMessage(waiting.message, waiting.transfer)
    }
  }

  return {
    run(job, transfer = []) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>()
      if (closed) {
        reject(new ThreadError('The threads are closed.'))
      } else if (queue.length >= maxWaiting) {
        reject(new ThreadsBusyError('Too much waits for a thread.'))
      } else {
        lastId += 1
        queue.push({ message: { id: lastId, job }, transfer, resolve, reject })
        next()
      }
      return promise
    },
    async close() {
      closed = true
      for (const waiting of queue.splice(0)) waiting.reject(new ThreadError('The threads are closed.'))
      await Promise.all([...threads].map((thread) => thread.worker.terminate()))
    },
  }
}
