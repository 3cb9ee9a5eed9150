import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { newCaseId } from '../cases/case-id.ts'
import { publishedEditions, type Submit, testService, walkedCase } from '../cases/testing/walked-case.ts'
import { many, one } from '../database/query.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { insertProvider } from '../people/staff.queries.ts'
import type { Editions } from '../regulations/editions.ts'
import { createCaseTasks, type Notify, type Tasks } from './case-tasks.ts'
import { freeJobs } from './dead-workers.ts'
import { type JobRunner, startJobs } from './job-runner.ts'
import { createPerformers, type Performers } from './performers.ts'
import { hastenJobs, retryJobs, shortenPauses, stuckJobs } from './stuck-jobs.queries.ts'
import { createWakeUp } from './wake-up.ts'

const SLOW_WORKER = fileURLToPath(new URL('./testing/slow-worker.ts', import.meta.url))

let database: TestDatabase
let editions: Editions

before(async () => {
  database = await testDatabase()
  editions = await publishedEditions(database.sql)
  // Requests are numbered in the journal of the body that takes them in.
  await insertProvider(database.sql, {
    id: 'walk-office',
    title: { kk: 'Ә', ru: 'А', en: 'A' },
    timeZone: 'Asia/Almaty',
  })
})
after(() => database.drop())

const wakeUp = createWakeUp()
const errors: string[] = []
const log = { debug: () => undefined, error: (message: string) => void errors.push(message) }

function run(tasks: Tasks): Promise<JobRunner> {
  return startJobs({ sql: database.sql, databaseUrl: database.url, tasks, log, wakeUp, deadWorkersPauseMs: 50 })
}

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 15_000; waitedMs += 20) {
    if (await isSo()) return
    await sleep(20)
  }
  assert.fail(`${what} did not happen; ${errors.join('; ')}`)
}

/** A service, its tasks, and the commands that only people give. */
async function scene(more: { performers?: Performers; notify?: Notify } = {}) {
  const { service, at } = testService(database.sql, editions, { onWork: wakeUp.wake })
  const { submits, walk } = await walkedCase(editions)
  const now = (): Temporal.Instant => submits[0].at
  const byPeople = submits.filter(({ party }) => party.kind !== 'system')
  const bySystem = submits.filter(({ party }) => party.kind === 'system')
  /** Confirms the signature, delivers the result and answers for the registers, as other parts of the product do. */
  const asWalked = (type: Submit['command']['type'], step: string) =>
    bySystem.find(({ command }) => command.type === type && 'step' in command && command.step === step)?.command
  const tasks = createCaseTasks({
    service,
    performers: {
      ...createPerformers(database.sql, now),
      'check-signature': async ({ state }) => asWalked('complete', state.current?.step ?? ''),
      'deliver-result': async ({ state }) => asWalked('complete', state.current?.step ?? ''),
      ...more.performers,
    },
    askRegister: async (_, { step }) => asWalked('record-register-answer', step),
    notify: more.notify ?? (async () => undefined),
  })
  return { service, at, byPeople, walk, tasks }
}

async function jobsLeft(): Promise<number> {
  const { jobs } = await one(
    database.sql<{ jobs: number }[]>`
      select (select count(*)::int from outbox) + count(*)::int as jobs from graphile_worker.jobs`,
  )
  return jobs
}

test('the product does its own steps as soon as they open, and asks the registers', async () => {
  const told: string[] = []
  const { service, at, byPeople, walk, tasks } = await scene({
    notify: async (_, events) => void told.push(...events.map(({ event }) => event.type)),
  })
  const runner = await run(tasks)
  const caseId = newCaseId()
  try {
    for (const { command, party, at: moment } of byPeople) {
      at(moment)
      await until(async () => {
        const loaded = await service.load(caseId)
        if (!loaded) return command.type === 'open'
        const step = 'step' in command ? command.step : ''
        const consults = loaded.graph.steps.get(step)?.consults ?? []
        return loaded.state.current?.step === step && consults.every((name) => loaded.state.registerAnswers.has(name))
      }, `${command.type} becoming possible`)
      const execution = await service.execute(caseId, command, party)
      assert.ok(execution.accepted, JSON.stringify(execution))
    }
    await until(async () => (await service.load(caseId))?.state.status === 'closed', 'the end')
    const expected = walk.state.status === 'none' ? undefined : walk.state.closed?.closes
    const state = (await service.load(caseId))?.state
    assert.equal(state?.closed?.closes, expected)
    assert.match(state?.number ?? '', /\d/)
    await until(() => told.includes('CaseClosed'), 'word of the end')
    // What two workers did at the same time is tried again by one of them, after a pause.
    await until(async () => (await jobsLeft()) === 0, 'the last job')
    for (const type of ['RequestAccepted', 'ServiceGranted', 'ResultDelivered']) assert.ok(told.includes(type), type)
  } finally {
    await runner.stop()
  }
  assert.equal(await jobsLeft(), 0)
})

test('what fails is tried again and shown to a person, and the rest of its batch is not repeated', async () => {
  const { sql } = database
  const seen: number[] = []
  let isRepaired = false
  const runner = await run({
    'test-batch': async (payload) => {
      const { item } = payload as { readonly item: number }
      seen.push(item)
      if (item === 2 && !isRepaired) throw new RangeError('the second is broken')
    },
  })
  try {
    await sql`select graphile_worker.add_job('test-batch', '[{"item":1},{"item":2},{"item":3}]')`
    await until(async () => (await stuckJobs(sql, 1)).length === 1, 'the failure')
    const [stuck] = await stuckJobs(sql, 1)
    assert.ok(stuck?.lastError.includes('the second is broken'))
    assert.deepEqual(stuck?.payload, [{ item: 2 }])
    assert.equal(stuck?.isGivenUp, false)
    assert.deepEqual(await stuckJobs(sql), [], 'one failure is not yet for a person')
    isRepaired = true
    await retryJobs(sql, [stuck?.id ?? ''])
    await until(() => seen.length === 4, 'the second try')
    assert.deepEqual(
      seen.toSorted((a, b) => a - b),
      [1, 2, 2, 3],
    )
  } finally {
    await runner.stop()
  }
})

test('what failed waits ten minutes at the most, what is planned for later as long as it should', async () => {
  const { sql, owner } = database
  await sql`select graphile_worker.add_job('test-failed', run_at := now() + interval '5 hours')`
  await sql`select graphile_worker.add_job('test-planned', run_at := now() + interval '5 hours')`
  await owner`
    update graphile_worker._private_jobs job set attempts = 9, last_error = 'silent' from graphile_worker._private_tasks task
    where task.id = job.task_id and task.identifier = 'test-failed'`
  assert.equal(await shortenPauses(sql, 600), 1)
  const minutes = await many(sql<{ task: string; minutes: number; attempts: number }[]>`
    select task.identifier as task, round(extract(epoch from job.run_at - now()) / 60)::int as minutes, job.attempts
    from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
    where task.identifier in ('test-failed', 'test-planned') order by task`)
  assert.deepEqual(minutes, [
    { task: 'test-failed', minutes: 10, attempts: 9 },
    { task: 'test-planned', minutes: 300, attempts: 0 },
  ])
  await owner`delete from graphile_worker._private_jobs`
})

test('what failed for want of a register is tried at once when the register is back, nothing else', async () => {
  const { sql, owner } = database
  const add = (name: string, payload: object | null) => sql`
    select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::text::json, run_at := now() + interval '1 hour')`
  await add('test-asked', { register: 'persons' })
  await add('test-asked', [{ register: 'courts' }, { register: 'persons' }])
  await add('test-asked', [{ register: 'courts' }])
  await add('test-asked', null)
  await add('test-other', { register: 'persons' })
  await owner`update graphile_worker._private_jobs set attempts = 3, last_error = 'silent'`
  await add('test-asked', { register: 'persons' })
  const persons = { task: 'test-asked', field: 'register', values: ['persons', 'addresses'] }
  assert.equal(await hastenJobs(sql, persons), 2)
  assert.equal(await hastenJobs(sql, persons), 0)
  const due = await many(sql<{ payload: unknown }[]>`
    select payload from graphile_worker._private_jobs where run_at <= now() order by id`)
  assert.deepEqual(
    due.map(({ payload }) => payload),
    [{ register: 'persons' }, [{ register: 'courts' }, { register: 'persons' }]],
  )
  await owner`delete from graphile_worker._private_jobs`
})

test('a job for a step that somebody has already done does nothing; one that cannot be read is an error', async () => {
  const { service, byPeople, tasks } = await scene()
  const [open] = byPeople
  assert.ok(open)
  const caseId = newCaseId()
  await service.execute(caseId, open.command, open.party)
  const before = (await service.load(caseId))?.version
  const perform = tasks['perform-step'] ?? assert.fail()
  const ask = tasks['ask-register'] ?? assert.fail()
  await perform({ caseId, step: 'another-step' })
  await ask({ caseId, step: 'another-step', register: 'persons' })
  await perform({ caseId: newCaseId(), step: 'another-step' })
  assert.equal((await service.load(caseId))?.version, before)
  for (const payload of [undefined, null, 7, {}, { caseId: 'x', step: 's' }, { caseId, step: 5 }]) {
    await assert.rejects(perform(payload), /a job with/)
  }
})

test('a step that a performer leaves alone waits for whoever does it', async () => {
  const { service, byPeople, tasks } = await scene({ performers: { 'check-signature': async () => undefined } })
  const [open] = byPeople
  assert.ok(open)
  const caseId = newCaseId()
  await service.execute(caseId, open.command, open.party)
  const state = (await service.load(caseId))?.state
  await tasks['perform-step']?.({ caseId, step: state?.current?.step })
  assert.equal((await service.load(caseId))?.version, state?.version)
})

test('the jobs of a worker that died are free at once, those of a living one are not', async () => {
  const { sql } = database
  const living = await sql.reserve()
  await living`select pg_advisory_lock(hashtextextended('pool-living', 0))`
  await sql`select graphile_worker.add_job('test-none', '{}'), graphile_worker.add_job('test-none', '{}')`
  await sql`
    update graphile_worker._private_jobs set locked_at = now(),
      locked_by = (array['pool-living', 'pool-dead'])[1 + (id % 2)]`
  assert.deepEqual(await freeJobs(sql, 'pool-own'), ['pool-dead'])
  const held = await sql`select distinct locked_by from graphile_worker.jobs where locked_by is not null`
  assert.deepEqual(
    held.map((row) => row['locked_by']),
    ['pool-living'],
  )
  await living`select pg_advisory_unlock(hashtextextended('pool-living', 0))`
  living.release()
  assert.deepEqual(await freeJobs(sql, 'pool-own'), ['pool-living'])
})

test('a job of a killed server is done by another at once', async () => {
  const { sql, url } = database
  const child = spawn(process.execPath, [SLOW_WORKER, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const began = once(child.stdout, 'data')
  const ended = once(child, 'exit')
  await sql`select graphile_worker.add_job('test-slow', '[{"item":1}]')`
  await began
  const done: unknown[] = []
  const runner = await run({ 'test-slow': async (payload) => void done.push(payload) })
  try {
    await sleep(300)
    assert.deepEqual(done, [], 'a living server keeps its job')
    child.kill('SIGKILL')
    await ended
    await until(() => done.length > 0, 'the job of the killed server')
    assert.deepEqual(done, [{ item: 1 }])
  } finally {
    child.kill('SIGKILL')
    await runner.stop()
  }
})
