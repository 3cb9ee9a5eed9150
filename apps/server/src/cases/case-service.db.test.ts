import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fold } from '@qyzmet/casework'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { findChainFault } from '../event-log/chain.ts'
import { readStream } from '../event-log/read.ts'
import type { Editions } from '../regulations/editions.ts'
import { UnknownEditionError } from '../regulations/editions.ts'
import { newCaseId, parseCaseId } from './case-id.ts'
import { publishedEditions, testService, walkedCase, WALK_SURROUNDINGS } from './testing/walked-case.ts'

let database: TestDatabase
let editions: Editions

before(async () => {
  database = await testDatabase()
  editions = await publishedEditions(database.sql)
})
after(() => database.drop())

test('a case runs from its opening to its end, and its events tell the same state again', async () => {
  const { service, at } = testService(database.sql, editions)
  const { submits, walk, edition } = await walkedCase(editions)
  const caseId = newCaseId()
  let version = 0
  for (const { command, party, at: moment } of submits) {
    at(moment)
    const execution = await service.execute(caseId, command, party)
    assert.ok(execution.accepted, JSON.stringify(execution))
    assert.ok(execution.version > version)
    ;({ version } = execution)
  }
  const loaded = await service.load(caseId)
  const history = await service.history(caseId)
  assert.deepEqual(loaded?.state, fold(history.map(({ event }) => event)))
  assert.equal(loaded?.edition.sha256, edition.sha256)
  assert.equal(loaded?.state.status, 'closed')
  assert.equal(history.length, walk.events.length)
  assert.deepEqual(
    history.map(({ event }) => event.type),
    walk.events.map((event) => event.type),
  )
  assert.equal(findChainFault(await readStream(database.sql, caseId)), undefined)
})

test('a command that is not accepted writes nothing and says why', async () => {
  const { service } = testService(database.sql, editions)
  const { submits } = await walkedCase(editions)
  const [open, second] = submits
  const caseId = newCaseId()
  const early = await service.execute(caseId, second?.command ?? assert.fail(), open.party)
  assert.deepEqual(early, { accepted: false, rejection: { code: 'not-open', parameters: {} } })
  await service.execute(caseId, open.command, open.party)
  const again = await service.execute(caseId, open.command, open.party)
  assert.equal(again.accepted ? '' : again.rejection.code, 'already-open')
  const elsewhere = { ...open.command, channel: 'nowhere' }
  const unknown = await service.execute(newCaseId(), elsewhere, open.party)
  assert.equal(unknown.accepted ? '' : unknown.rejection.code, 'unknown-channel')
  const unpublished = { ...open.command, editionSha256: 'f'.repeat(64) }
  await assert.rejects(service.execute(newCaseId(), unpublished, open.party), UnknownEditionError)
  assert.equal((await service.history(caseId)).length, (await service.load(caseId))?.version)
  assert.equal(await service.load(newCaseId()), undefined)
})

test('a repeated submit gets the first answer, in the same process, in another and after more steps', async () => {
  const first = testService(database.sql, editions)
  const second = testService(database.sql, editions)
  const { submits } = await walkedCase(editions)
  const [open, next] = submits
  assert.ok(next)
  const caseId = newCaseId()
  const options = { idempotencyKey: 'form-7' }
  const [one, two] = await Promise.all([
    first.service.execute(caseId, open.command, open.party, options),
    first.service.execute(caseId, open.command, open.party, options),
  ])
  assert.deepEqual([one.accepted, two.accepted], [true, true])
  assert.deepEqual([one.accepted && one.repeated, two.accepted && two.repeated], [false, true])
  first.at(next.at)
  await first.service.execute(caseId, next.command, next.party, { idempotencyKey: 'form-8' })
  for (const key of ['form-7', 'form-8']) {
    const repeated = await second.service.execute(caseId, open.command, open.party, { idempotencyKey: key })
    assert.ok(repeated.accepted && repeated.repeated)
  }
  const other = await second.service.execute(caseId, open.command, open.party, { idempotencyKey: 'form-9' })
  assert.equal(other.accepted, false)
})

test('what a process remembers may be old: neither a rejection nor a step is decided on it', async () => {
  const here = testService(database.sql, editions)
  const there = testService(database.sql, editions)
  const { submits } = await walkedCase(editions)
  const [open, second, third] = submits
  assert.ok(second && third)
  const caseId = newCaseId()
  await here.service.execute(caseId, open.command, open.party)
  await there.service.load(caseId)
  here.at(second.at)
  await here.service.execute(caseId, second.command, second.party)
  there.at(third.at)
  // `there` still holds the case before the second step, where the third is not possible.
  const execution = await there.service.execute(caseId, third.command, third.party)
  assert.ok(execution.accepted)
  const late = await here.service.execute(caseId, third.command, third.party)
  assert.equal(late.accepted ? '' : late.rejection.code, 'step-not-current')
  assert.equal((await here.service.load(caseId))?.version, execution.version)
})

test('of many who do the same step at once, in two services, exactly one does it', async () => {
  const services = [testService(database.sql, editions), testService(database.sql, editions)]
  const { submits } = await walkedCase(editions)
  const [open, second] = submits
  assert.ok(second)
  const caseIds = Array.from({ length: 8 }, newCaseId)
  await Promise.all(caseIds.map((caseId) => services[0]?.service.execute(caseId, open.command, open.party)))
  for (const { at } of services) at(second.at)
  const results = await Promise.all(
    caseIds.flatMap((caseId) =>
      [0, 1, 2, 3].map((turn) => services[turn % 2]?.service.execute(caseId, second.command, { ...second.party })),
    ),
  )
  const accepted = results.filter((result) => result?.accepted)
  for (const caseId of caseIds) {
    const history = await services[0]?.service.history(caseId)
    const done = history?.filter(({ event }) => event.type === 'StepCompleted') ?? []
    assert.equal(done.length, 1)
  }
  assert.equal(accepted.length, caseIds.length)
})

test('memory is only a memory: a service that keeps a single case decides the same', async () => {
  const { service, at } = testService(database.sql, editions, { memorySize: 1 })
  const { submits } = await walkedCase(editions)
  const caseIds = [newCaseId(), newCaseId(), newCaseId()]
  for (const { command, party, at: moment } of submits) {
    at(moment)
    for (const caseId of caseIds) assert.ok((await service.execute(caseId, command, party)).accepted)
  }
  for (const caseId of caseIds) assert.equal((await service.load(caseId))?.state.status, 'closed')
})

test('only the people of the step are offered its actions', async () => {
  const { service, at } = testService(database.sql, editions)
  const { submits } = await walkedCase(editions)
  const caseId = newCaseId()
  for (const { command, party, at: moment } of submits) {
    at(moment)
    const before = await service.load(caseId)
    if (before && command.type === 'vote') {
      const offered = await service.allowedActions(before, party)
      assert.deepEqual(
        offered.map((action) => action.kind),
        ['vote'],
      )
      assert.deepEqual(await service.allowedActions(before, { kind: 'system', name: 'nobody' }), [])
    }
    await service.execute(caseId, command, party)
  }
})

test('what surrounds a case is asked only for the commands that need it', async () => {
  const asked: string[] = []
  const { service, at } = testService(database.sql, editions, {
    surroundings: {
      commissionMembers: (...parameters) => (asked.push('members'), WALK_SURROUNDINGS.commissionMembers(...parameters)),
      holdersOf: (...parameters) => (asked.push('holders'), WALK_SURROUNDINGS.holdersOf(...parameters)),
      minutesSha256: (...parameters) => (asked.push('minutes'), WALK_SURROUNDINGS.minutesSha256(...parameters)),
      draftSha256: (...parameters) => (asked.push('draft'), WALK_SURROUNDINGS.draftSha256(...parameters)),
      reportSha256: (...parameters) => (asked.push('report'), WALK_SURROUNDINGS.reportSha256(...parameters)),
    },
  })
  const { submits } = await walkedCase(editions)
  const caseId = newCaseId()
  for (const { command, party, at: moment } of submits) {
    at(moment)
    asked.length = 0
    assert.ok((await service.execute(caseId, command, party)).accepted)
    const isShared = command.type === 'vote' || command.type === 'sign-minutes'
    assert.equal(asked.includes('members'), isShared)
    assert.equal(asked.includes('minutes'), command.type === 'sign-minutes')
    const input = command.type === 'complete' ? command.input : {}
    assert.equal(asked.includes('holders'), input.executor !== undefined)
    assert.equal(asked.includes('draft'), input.signature !== undefined)
    assert.ok(!asked.includes('report'), 'nothing is inspected here')
  }
})

test('a case id is a UUID and nothing else', () => {
  const caseId = newCaseId()
  assert.equal(parseCaseId(caseId.toUpperCase()), caseId)
  for (const text of ['', '1', `${caseId}0`, "' or 1=1 --", caseId.replaceAll('-', '')]) {
    assert.equal(parseCaseId(text), undefined)
  }
})
