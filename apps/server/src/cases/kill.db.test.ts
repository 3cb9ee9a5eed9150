import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connect, type Sql } from '../database/connect.ts'
import { freePort, startEmbedded } from '../database/embedded.ts'
import { migrate, readMigrations } from '../database/migrate.ts'
import { testDatabase } from '../database/test-database.ts'
import { isConnectionFailure } from '../event-log/append.ts'
import { findChainFault } from '../event-log/chain.ts'
import { readStream } from '../event-log/read.ts'
import type { Editions } from '../regulations/editions.ts'
import { type CaseId, newCaseId } from './case-id.ts'
import { compareProjections } from './rebuild.ts'
import {
  type Acknowledged,
  finishCase,
  publishedEditions,
  testService,
  versionsOf,
  walkedCase,
} from './testing/walked-case.ts'

const CHILD = fileURLToPath(new URL('./testing/case-process.ts', import.meta.url))
const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/', import.meta.url))

type Steps = Map<CaseId, Acknowledged[]>

interface Server {
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
}

/** Starts a server process; the steps it acknowledges are put into `steps`. */
function startServer(
  url: string,
  caseIds: readonly CaseId[],
  steps: Steps,
  onStep: () => void = () => undefined,
): Server {
  const child = spawn(process.execPath, [CHILD, url, ...caseIds], { stdio: ['ignore', 'pipe', 'inherit'] })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [caseId, version, hash] = line.split(' ')
    const known = caseIds.find((candidate) => candidate === caseId)
    if (known && hash) steps.set(known, [...(steps.get(known) ?? []), { version: Number(version), hash }])
    onStep()
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { process: child, ended }
}

/** Every acknowledged step is there unchanged, no case stands inside a step, and all tables agree with the events. */
async function assertNothingLost(sql: Sql, editions: Editions, steps: Steps): Promise<void> {
  const versions = new Set(versionsOf((await walkedCase(editions)).walk))
  for (const [caseId, acknowledged] of steps) {
    const stream = await readStream(sql, caseId)
    assert.equal(findChainFault(stream), undefined)
    assert.ok(versions.has(stream.length), `case stands at ${stream.length}, inside a step`)
    for (const { version, hash } of acknowledged) {
      assert.equal(stream[version - 1]?.hash, hash, `the step to version ${version} is kept`)
    }
  }
  const report = await compareProjections(sql, editions)
  assert.deepEqual({ differences: report.differences, faults: report.chainFaults }, { differences: [], faults: [] })
}

test('two server processes on one database do every step of every case once', async () => {
  const database = await testDatabase()
  const editions = await publishedEditions(database.sql)
  const caseIds = Array.from({ length: 6 }, newCaseId)
  const steps: Steps = new Map()
  const servers = [startServer(database.url, caseIds, steps), startServer(database.url, caseIds.toReversed(), steps)]
  assert.deepEqual(await Promise.all(servers.map(({ ended }) => ended)), [0, 0])
  const { walk } = await walkedCase(editions)
  for (const caseId of caseIds) {
    const types = (await readStream(database.sql, caseId)).map((event) => event.type)
    assert.deepEqual(
      types,
      walk.events.map((event) => event.type),
    )
    assert.equal(steps.get(caseId)?.length, walk.taken.length, 'each step was acknowledged to one of them only')
  }
  await assertNothingLost(database.sql, editions, steps)
  await database.drop()
})

test('a killed server loses no acknowledged step and leaves no half one; another one goes on', async () => {
  const database = await testDatabase()
  const editions = await publishedEditions(database.sql)
  const caseIds = Array.from({ length: 6 }, newCaseId)
  const steps: Steps = new Map()
  for (const killAfter of [3, 17, 40]) {
    let seen = 0
    const server = startServer(database.url, caseIds, steps, () => {
      seen += 1
      if (seen === killAfter) server.process.kill('SIGKILL')
    })
    assert.equal(await server.ended, null, 'the server was killed in the middle')
    await assertNothingLost(database.sql, editions, steps)
  }
  assert.equal(await startServer(database.url, caseIds, steps).ended, 0)
  await assertNothingLost(database.sql, editions, steps)
  for (const caseId of caseIds) {
    const [last] = (await readStream(database.sql, caseId)).slice(-1)
    assert.equal(last?.type, 'CaseClosed')
  }
  await database.drop()
})

test('connections cut in the middle of steps neither lose nor double one', async () => {
  const database = await testDatabase()
  const editions = await publishedEditions(database.sql)
  const walked = await walkedCase(editions)
  const { service } = testService(database.sql, editions)
  const caseIds = Array.from({ length: 6 }, newCaseId)
  const steps: Steps = new Map(caseIds.map((caseId) => [caseId, []]))
  let done = 0
  let cut = 0
  const cutAll = async (): Promise<void> => {
    const rows = await database.owner`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'qyzmet_app'`
    cut += rows.length
  }
  const finish = async (caseId: CaseId): Promise<void> => {
    try {
      await finishCase(service, walked, caseId, (step) => {
        steps.get(caseId)?.push(step)
        done += 1
        if (done % 9 === 0) cutting.push(cutAll())
      })
    } catch (error) {
      // Reading, unlike doing a step, is not tried again by the service.
      if (!isConnectionFailure(error)) throw error
      await finish(caseId)
    }
  }
  const cutting: Promise<void>[] = []
  await Promise.all(caseIds.map(finish))
  await Promise.all(cutting)
  assert.ok(cut > 5, 'connections were cut while cases ran')
  await waitForConnection(database.sql)
  await assertNothingLost(database.sql, editions, steps)
  for (const caseId of caseIds) {
    assert.equal((await readStream(database.sql, caseId)).length, walked.walk.events.length)
  }
  await database.drop()
})

/** Until the pool has let go of the connections that were cut last. */
async function waitForConnection(sql: Sql): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const results = await Promise.allSettled(Array.from({ length: 8 }, async () => sql`select pg_sleep(0.01)`))
    if (results.every(({ status }) => status === 'fulfilled')) return
  }
  assert.fail('the pool does not recover')
}

test('a killed PostgreSQL loses no acknowledged step; the service goes on when it is back', async () => {
  const folder = join(tmpdir(), `qyzmet-test-${randomUUID()}`)
  const port = await freePort()
  let postgres = await startEmbedded({ folder, port })
  const owner = connect(postgres.ownerUrl('postgres'), { max: 1 })
  await owner`create database kill`
  const url = postgres.ownerUrl('kill')
  await migrate(url, await readMigrations(MIGRATIONS))
  const sql = connect(url, { role: 'qyzmet_app' })
  const editions = await publishedEditions(sql)
  const walked = await walkedCase(editions)
  const { service } = testService(sql, editions, { reconnectMs: 60_000 })
  const caseIds = Array.from({ length: 4 }, newCaseId)
  const steps: Steps = new Map()
  const total = caseIds.length * walked.submits.length
  let done = 0
  const work = caseIds.map(async (caseId) => {
    for (const { command, party } of walked.submits) {
      const execution = await service.execute(caseId, command, party)
      assert.ok(execution.accepted, JSON.stringify(execution))
      done += 1
      steps.set(caseId, [...(steps.get(caseId) ?? []), { version: execution.version, hash: '' }])
    }
  })
  for (const share of [0.2, 0.6]) {
    while (done < total * share) await sleep(1)
    process.kill(postgres.pid, 'SIGKILL')
    postgres = await restarted({ folder, port })
  }
  await Promise.all(work)
  for (const [caseId, acknowledged] of steps) {
    const stream = await readStream(sql, caseId)
    assert.equal(stream.length, walked.walk.events.length)
    const versions = acknowledged.map(({ version }) => version)
    assert.deepEqual(versions, versionsOf(walked.walk), 'each step was acknowledged once, in order')
    steps.set(
      caseId,
      versions.map((version) => ({ version, hash: stream[version - 1]?.hash ?? '' })),
    )
  }
  await assertNothingLost(sql, editions, steps)
  await Promise.all([sql.end({ timeout: 1 }), owner.end({ timeout: 1 })])
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

/** PostgreSQL again on the same folder; the processes of the killed one need a moment to notice. */
async function restarted(options: {
  readonly folder: string
  readonly port: number
}): ReturnType<typeof startEmbedded> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await startEmbedded(options)
    } catch (error) {
      if (tries === 50) throw error
      await sleep(100)
    }
  }
}
