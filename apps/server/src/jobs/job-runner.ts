import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run, type Runner, type WorkerEvents } from 'graphile-worker'
import type { Sql } from '../database/connect.ts'
import type { Tasks, Work } from './case-tasks.ts'
import { freeJobsOfDeadWorkers } from './dead-workers.ts'
import { handOverUntil } from './hand-over.ts'
import { repeatUntil } from './repeat-until.ts'
import { shortenPauses } from './stuck-jobs.queries.ts'
import type { WakeUp } from './wake-up.ts'

export interface JobRunnerOptions {
  readonly sql: Sql
  /** Address of the same database for graphile-worker, which keeps connections of its own. */
  readonly databaseUrl: string
  readonly tasks: Tasks
  readonly log: JobLog
  /** Woken when this process has put work into the outbox. */
  readonly wakeUp: WakeUp
  /** Jobs done at the same time; default 4. A job may hold many pieces of work. */
  readonly concurrency?: number
  /** Pause between looks for dead workers; default 5000. */
  readonly deadWorkersPauseMs?: number
}

export interface JobLog {
  readonly debug: (message: string) => void
  readonly error: (message: string, error?: unknown) => void
}

export interface JobRunner {
  /** Takes no new jobs and waits for those under way. */
  readonly stop: () => Promise<void>
}

const RESTART_PAUSE_MS = 1000
/** What failed is tried again after so long at the latest. */
const LONGEST_PAUSE_SECONDS = 600
const SHORTEN_EVERY_MS = 60_000

/**
 * Does jobs in this process until stopped. Several processes share the work; a job of a killed one is taken over.
 * When the worker itself gives up (a database that went away at a bad moment), it is started again.
 */
export async function startJobs(options: JobRunnerOptions): Promise<JobRunner> {
  const { sql, log, wakeUp } = options
  const ending = new AbortController()
  let started = await startWorker(options)
  const handingOver = handOverUntil({
    sql,
    wakeUp,
    signal: ending.signal,
    onError: (error) => log.error('handing work over failed', error),
  })

  const shortening = repeatUntil(
    {
      signal: ending.signal,
      onError: (error) => log.error('a job waits too long', error),
      pauseMs: SHORTEN_EVERY_MS,
    },
    () => shortenPauses(sql, LONGEST_PAUSE_SECONDS),
  )

  const keepRunning = (async () => {
    for (;;) {
      const ended = new AbortController()
      const watch = freeJobsOfDeadWorkers({
        sql,
        workerId: started.workerId,
        signal: ended.signal,
        onError: (error) => log.error('looking for dead workers failed', error),
        ...(options.deadWorkersPauseMs === undefined ? {} : { pauseMs: options.deadWorkersPauseMs }),
      })
      await started.runner.promise.catch((error: unknown) => log.error('the job worker stopped', error))
      ended.abort()
      await watch
      while (!ending.signal.aborted) {
        await sleep(RESTART_PAUSE_MS, undefined, { signal: ending.signal }).catch(() => undefined)
        if (ending.signal.aborted) return
        try {
          started = await startWorker(options)
          break
        } catch (error) {
          log.error('the job worker does not start', error)
        }
      }
      if (ending.signal.aborted) return
    }
  })()

  return {
    stop: async () => {
      ending.abort()
      await started.runner.stop().catch(() => undefined)
      await Promise.all([keepRunning, handingOver, shortening])
    },
  }
}

async function startWorker(options: JobRunnerOptions): Promise<{ readonly runner: Runner; readonly workerId: string }> {
  const { databaseUrl, tasks, log, concurrency = 4 } = options
  const events: WorkerEvents = new EventEmitter()
  let workerId = ''
  events.on('pool:create', ({ workerPool }) => {
    workerId = workerPool.id
  })
  const runner = await run({
    connectionString: databaseUrl,
    maxPoolSize: concurrency + 1,
    concurrency,
    pollInterval: 2000,
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.error(message)
      else log.debug(message)
    }),
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, work]) => [name, batchOf(work)])),
  })
  return { runner, workerId }
}

/** Jobs carry lists of work; graphile-worker tries again only what failed of a list. */
function batchOf(work: Work): (payload: unknown) => Promise<Promise<void>[]> | Promise<void> {
  return (payload) =>
    Array.isArray(payload) ? Promise.resolve(payload.map((item: unknown) => work(item))) : work(payload)
}
