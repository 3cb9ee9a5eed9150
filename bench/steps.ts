/**
 * Steps per second of the real case service beside the ideal transaction, on one durable database in one run.
 *
 *   node bench/steps.ts [rounds] [milliseconds of a measurement] [concurrency,…]
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { connect } from '../apps/server/src/database/connect.ts'
import { startEmbedded } from '../apps/server/src/database/embedded.ts'
import { migrate, readMigrations } from '../apps/server/src/database/migrate.ts'
import { closedLoop, median, type Run } from './closed-loop.ts'
import { fillCases } from './fill.ts'
import { type Ideal, type IdealCase, idealFull, idealGrouped, prepareIdeal } from './ideal.ts'

const rounds = Number(process.argv[2] ?? 3)
const measureMs = Number(process.argv[3] ?? 4000)
const levels = (process.argv[4] ?? '1,8,32,256').split(',').map(Number)
/** Open cases that are there before the measurement, in both sets of tables. */
const FILL = 50_000
const CONNECTIONS = 8

const folder = join(tmpdir(), `qyzmet-bench-${randomUUID()}`)
const server = await startEmbedded({ folder, settings: { shared_buffers: '512MB', max_wal_size: '8GB' } })
const admin = connect(server.ownerUrl('postgres'), { max: 1 })
await admin`create database bench`
await migrate(server.ownerUrl('bench'), await readMigrations(fileURLToPath(new URL('../migrations/', import.meta.url))))
const owner = connect(server.ownerUrl('bench'), { max: CONNECTIONS })
const sql = connect(server.ownerUrl('bench'), { max: CONNECTIONS, role: 'qyzmet_app' })
const editions = await publishedEditions(sql)
const walked = await walkedCase(editions)
await prepareIdeal(owner, FILL)
await fillCases(owner, sql, editions, walked, FILL)
await owner`vacuum analyze`
await owner`checkpoint`

const subjects: Readonly<Record<string, () => () => () => Promise<void>>> = {
  'ideal full': () => {
    const ideal = idealFull(owner)
    return () => personAtIdeal(ideal)
  },
  'ideal full, group commit': () => {
    const ideal = idealGrouped(owner, 1)
    return () => personAtIdeal(ideal)
  },
  'case service': () => {
    const started = performance.now()
    const service = createCaseService({
      sql,
      editions,
      surroundings: WALK_SURROUNDINGS,
      now: () => MORNING.add({ milliseconds: Math.floor(performance.now() - started) }),
    })
    return () => personAtService(service, walked)
  },
}

const results = new Map<string, Run[]>()
for (let round = 0; round < rounds; round += 1) {
  for (const concurrency of levels) {
    for (const [name, start] of Object.entries(subjects)) {
      const run = await closedLoop({ concurrency, warmUpMs: 1000, measureMs }, start())
      const key = `${concurrency} ${name}`
      results.set(key, [...(results.get(key) ?? []), run])
      process.stderr.write(`${key}: ${run.stepsPerSecond.toFixed(0)} steps/s, p50 ${run.p50Ms.toFixed(2)} ms\n`)
    }
  }
}
report()
await Promise.all([sql.end(), owner.end(), admin.end()])
await server.stop()
await rm(folder, { recursive: true, force: true })

/** One person who takes ideal cases to their end, one after another. */
function personAtIdeal(ideal: Ideal): () => Promise<void> {
  let current: IdealCase | undefined
  return async () => {
    current = await ideal.step(current)
  }
}

/** One person who takes real cases to their end, one after another, in the role each step needs. */
function personAtService(service: CaseService, { submits }: WalkedCase): () => Promise<void> {
  let caseId = newCaseId()
  let next = 0
  return async () => {
    const submit = submits[next % submits.length]
    if (!submit) throw new Error('no command')
    const execution = await service.execute(caseId, submit.command, submit.party)
    if (!execution.accepted) throw new Error(`rejected: ${execution.rejection.code}`)
    next += 1
    if (next % submits.length === 0) caseId = newCaseId()
  }
}

function report(): void {
  const figures = (concurrency: number, name: string) => {
    const runs = results.get(`${concurrency} ${name}`) ?? []
    return {
      steps: median(runs.map((run) => run.stepsPerSecond)),
      p50: median(runs.map((run) => run.p50Ms)),
      p95: median(runs.map((run) => run.p95Ms)),
    }
  }
  console.log('| at once | who | steps/s | p50 / p95 ms | of ideal full | of group commit |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const concurrency of levels) {
    for (const name of Object.keys(subjects)) {
      const { steps, p50, p95 } = figures(concurrency, name)
      const share = (of: string): string => (steps / figures(concurrency, of).steps).toFixed(2)
      const cells = [
        concurrency,
        name,
        steps.toFixed(0),
        `${p50.toFixed(2)} / ${p95.toFixed(2)}`,
        share('ideal full'),
        share('ideal full, group commit'),
      ]
      console.log(`| ${cells.join(' | ')} |`)
    }
  }
}
