// Steps per second of the real case service beside the ideal transaction, on one durable database in one run.
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { newCaseId } from '../apps/server/src/cases/case-id.ts'
import { type CaseService, createCaseService } from '../apps/server/src/cases/case-service.ts'
import {
  MORNING,
  publishedEditions,
  WALK_SURROUNDINGS,
  type WalkedCase,
  walkedCase,
} from '../apps/server/src/cases/testing/walked-case.ts'
import { connect, type Sql } from '../apps/server/src/database/connect.ts'
import { startEmbedded, temporaryFolder } from '../apps/server/src/database/embedded.ts'
import { migrate, readMigrations } from '../apps/server/src/database/migrate.ts'
import type { Editions } from '../apps/server/src/regulations/editions.ts'
import { closedLoop, median, type Run } from './closed-loop.ts'
import { fillCases } from './fill.ts'
import { type Ideal, type IdealCase, idealFull, idealGrouped, prepareIdeal } from './ideal.ts'

/** Open cases that are there before the measurement, in both sets of tables. */
const FILL = 50_000
const CONNECTIONS = 8
/** Commands at once while everything is warmed up: compiled code, plans, pages in memory. */
const WARM_UP = { concurrency: 256, warmUpMs: 0, measureMs: 5000 }

export const SUBJECTS = [
  'ideal full',
  'ideal full, group commit',
  'case service',
  'case service, nothing in memory',
] as const
export type Subject = (typeof SUBJECTS)[number]

export interface StepsOptions {
  readonly rounds: number
  readonly measureMs: number
  /** People at work at once. */
  readonly levels: readonly number[]
}

export interface StepsFigure extends Run {
  readonly concurrency: number
  readonly subject: Subject
}

/** Medians over the rounds, each round measuring every subject at every level one after another. */
export async function measureSteps({ rounds, measureMs, levels }: StepsOptions): Promise<readonly StepsFigure[]> {
  const folder = await temporaryFolder('qyzmet-bench-')
  const server = await startEmbedded({ folder, settings: { shared_buffers: '512MB', max_wal_size: '8GB' } })
  const admin = connect(server.ownerUrl('postgres'), { max: 1 })
  await admin`create database bench`
  await admin.end()
  const url = server.ownerUrl('bench')
  await migrate(url, await readMigrations(fileURLToPath(new URL('../migrations/', import.meta.url))))
  const owner = connect(url, { max: CONNECTIONS })
  const sql = connect(url, { max: CONNECTIONS, role: 'qyzmet_app' })
  try {
    const people = await prepare(owner, sql)
    const runs = new Map<string, Run[]>()
    for (const person of Object.values(people)) await closedLoop(WARM_UP, person)
    for (let round = 0; round < rounds; round += 1) {
      for (const concurrency of levels) {
        for (const subject of SUBJECTS) {
          const run = await closedLoop({ concurrency, warmUpMs: 500, measureMs }, people[subject])
          const key = `${concurrency} ${subject}`
          runs.set(key, [...(runs.get(key) ?? []), run])
        }
      }
    }
    return levels.flatMap((concurrency) =>
      SUBJECTS.map((subject) => ({ concurrency, subject, ...medianOf(runs.get(`${concurrency} ${subject}`) ?? []) })),
    )
  } finally {
    await Promise.all([sql.end(), owner.end()])
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Person = () => () => Promise<void>

async function prepare(owner: Sql, sql: Sql): Promise<Readonly<Record<Subject, Person>>> {
  const editions = await publishedEditions(sql)
  const walked = await walkedCase(editions)
  await prepareIdeal(owner, FILL)
  await fillCases(owner, sql, editions, walked, FILL)
  await owner`vacuum analyze`
  await owner`checkpoint`
  const [full, grouped] = [idealFull(owner), idealGrouped(owner, 1)]
  const [warm, cold] = [serviceOf(sql, editions, 5000), serviceOf(sql, editions, 0)]
  return {
    'ideal full': () => personAtIdeal(full),
    'ideal full, group commit': () => personAtIdeal(grouped),
    'case service': () => personAtService(warm, walked),
    'case service, nothing in memory': () => personAtService(cold, walked),
  }
}

function serviceOf(sql: Sql, editions: Editions, memorySize: number): CaseService {
  const started = performance.now()
  const now = (): Temporal.Instant => MORNING.add({ milliseconds: Math.floor(performance.now() - started) })
  return createCaseService({ sql, editions, surroundings: WALK_SURROUNDINGS, now, memorySize })
}

/** One person who takes ideal cases to their end, one after another. */
function personAtIdeal(ideal: Ideal): () => Promise<void> {
  let current: IdealCase | undefined
  return async () => {
    current = await ideal.step(current)
  }
}

/** One person who takes real cases to their end, one after another, in the role that each step needs. */
function personAtService(service: CaseService, { submits }: WalkedCase): () => Promise<void> {
  let caseId = newCaseId()
  let next = 0
  return async () => {
    const submit = submits[next % submits.length]
    if (!submit) throw new TypeError('a case without commands')
    const execution = await service.execute(caseId, submit.command, submit.party)
    if (!execution.accepted) throw new TypeError(`rejected: ${execution.rejection.code}`)
    next += 1
    if (next % submits.length === 0) caseId = newCaseId()
  }
}

function medianOf(runs: readonly Run[]): Run {
  return {
    stepsPerSecond: median(runs.map((run) => run.stepsPerSecond)),
    p50Ms: median(runs.map((run) => run.p50Ms)),
    p95Ms: median(runs.map((run) => run.p95Ms)),
  }
}

/** How many steps the subject did for each one of the other. */
export function ratio(figures: readonly StepsFigure[], concurrency: number, subject: Subject, of: Subject): number {
  const rate = (wanted: Subject): number =>
    figures.find((figure) => figure.concurrency === concurrency && figure.subject === wanted)?.stepsPerSecond ?? NaN
  return rate(subject) / rate(of)
}
