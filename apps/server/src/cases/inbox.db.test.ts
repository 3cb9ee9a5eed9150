import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Party } from '@qyzmet/casework'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import type { Editions } from '../regulations/editions.ts'
import { type CaseId, newCaseId } from './case-id.ts'
import { inboxCounts, type InboxKey, inboxPage, type InboxPerson, INBOX_GROUPS, takeNext } from './inbox.queries.ts'
import { type Submit, testService, publishedEditions, walkedCase } from './testing/walked-case.ts'

let database: TestDatabase
let editions: Editions
let timeZone: string

before(async () => {
  database = await testDatabase()
  editions = await publishedEditions(database.sql)
  timeZone = (await walkedCase(editions)).edition.clock.timeZone
})
after(() => database.drop())

/** The staff member who does a command, as the inbox sees them. */
function personOf(party: Party): InboxPerson {
  if (party.kind !== 'staff') return assert.fail(`${party.kind} has no inbox`)
  return { accountId: party.accountId, officeId: party.providerId, roles: party.roles }
}

interface Waiting {
  readonly caseId: CaseId
  readonly next: Submit
}

/** Cases that wait for their first command by staff, opened some time apart. */
async function casesBeforeStaff(count: number, apart: Temporal.DurationLike): Promise<readonly Waiting[]> {
  const { service, at } = testService(database.sql, editions)
  const first = (await walkedCase(editions)).submits[0].at
  const waiting: Waiting[] = []
  for (let index = 0; index < count; index += 1) {
    let startedAt = first
    for (let times = 0; times < index; times += 1) startedAt = startedAt.add(apart)
    const { submits } = await walkedCase(editions, { startedAt })
    const caseId = newCaseId()
    const until = submits.findIndex(({ party }) => party.kind === 'staff')
    for (const { command, party, at: moment } of submits.slice(0, until)) {
      at(moment)
      assert.ok((await service.execute(caseId, command, party)).accepted)
    }
    waiting.push({ caseId, next: submits[until] ?? assert.fail() })
  }
  return waiting
}

async function emptied(): Promise<void> {
  const { sql } = database
  await sql`delete from inbox`
  await sql`delete from inbox_count`
}

test('a case whose system waits for a silent register lies before who brought it so far, until there is an answer', async () => {
  await emptied()
  const { sql } = database
  const { service, at } = testService(sql, editions)
  const { submits } = await walkedCase(editions)
  const { command, at: moment } = submits[0]
  assert.ok(command.type === 'open')
  const passed = [
    ['hand-in', 'handed-in'],
    ['sign-in-at-workstation', 'entered'],
    ['check-package', 'complete'],
    ['compose-at-counter', 'composed'],
    ['ask-registers', 'asked'],
  ].map(([step = '', outcome = '']) => ({ step, outcome, at: moment }))
  const roles = [{ actor: 'centre-operator' }]
  const operator = { kind: 'staff', accountId: 'operator', name: 'Оператор', providerId: 'centre-1', roles } as const
  const caseId = newCaseId()
  at(moment)
  const opened = await service.execute(caseId, { ...command, channel: 'centre', passed }, operator)
  assert.ok(opened.accepted, JSON.stringify(opened))
  assert.equal(opened.state.current?.step, 'check-answers')
  const inboxOf = async () =>
    (await inboxPage(sql, { person: personOf(operator), list: 'pool', now: moment, timeZone })).tasks.map(
      (task) => `${task.caseId} ${task.step}`,
    )
  const answered = async (register: string, outcome: 'no-answer' | 'found') => {
    const system = { kind: 'system', name: 'qyzmet' } as const
    const answer = { type: 'record-register-answer', step: 'ask-registers', register, outcome, receiptId: 'r' } as const
    const execution = await service.execute(caseId, answer, system)
    assert.ok(execution.accepted, JSON.stringify(execution))
  }
  assert.deepEqual(await inboxOf(), [])
  await answered('persons', 'no-answer')
  assert.deepEqual(await inboxOf(), [`${caseId} check-answers`])
  await answered('persons', 'found')
  assert.deepEqual(await inboxOf(), [])
})

test('a task lies in the inbox of the holders of its role at its office, and of nobody else', async () => {
  await emptied()
  const { sql } = database
  const [waiting] = await casesBeforeStaff(1, {})
  const { caseId, next } = waiting ?? assert.fail()
  const person = personOf(next.party)
  const moment = { now: next.at, timeZone }
  const page = await inboxPage(sql, { person, list: 'pool', ...moment })
  assert.deepEqual(
    page.tasks.map((task) => task.caseId),
    [caseId],
  )
  const [task] = page.tasks
  assert.equal(task?.step, next.command.type === 'complete' ? next.command.step : '')
  assert.equal(task?.actedByMe, false)
  assert.ok(task?.number, 'the number given by the product is shown')
  const strangers: readonly InboxPerson[] = [
    { ...person, officeId: 'another-office' },
    { ...person, roles: [{ actor: 'another-actor' }] },
    { ...person, roles: [] },
  ]
  for (const stranger of strangers) {
    assert.deepEqual((await inboxPage(sql, { person: stranger, list: 'pool', ...moment })).tasks, [])
    const counts = await inboxCounts(sql, { person: stranger, list: 'pool', ...moment })
    assert.deepEqual(counts, { overdue: 0, today: 0, soon: 0, later: 0 })
    assert.equal(await takeNext(sql, { person: stranger, now: next.at }), undefined)
  }
  assert.deepEqual((await inboxPage(sql, { person, list: 'mine', ...moment })).tasks, [])
})

test('a task that names a person is theirs, and that of who substitutes them', async () => {
  await emptied()
  const { sql } = database
  const { service, at } = testService(sql, editions)
  const { submits } = await walkedCase(editions)
  const caseId = newCaseId()
  for (const { command, party, at: moment } of submits) {
    at(moment)
    await service.execute(caseId, command, party)
    if (command.type === 'complete' && command.input.executor) break
  }
  const state = (await service.load(caseId))?.state
  const { assignee, actor } = state?.current ?? assert.fail()
  const named = assignee ?? assert.fail('the executor was named')
  const officeId = state?.providerId ?? ''
  const moment = { now: submits[0].at, timeZone }
  const seen = async (person: InboxPerson, list: 'mine' | 'pool'): Promise<number> =>
    (await inboxPage(sql, { person, list, ...moment })).tasks.length
  const own = { accountId: named.accountId, officeId, roles: [{ actor }] }
  const substitute = { accountId: 'other', officeId, roles: [{ actor, substitutes: named }] }
  const colleague = { accountId: 'other', officeId, roles: [{ actor }] }
  assert.equal(await seen(own, 'mine'), 1)
  assert.equal(await seen(substitute, 'mine'), 1)
  assert.equal(await seen(colleague, 'mine'), 0)
  for (const person of [own, substitute, colleague]) assert.equal(await seen(person, 'pool'), 0)
})

test('pages follow one another by due moment, without a task twice or missing', async () => {
  await emptied()
  const { sql } = database
  const waiting = await casesBeforeStaff(7, { hours: 24 })
  const person = personOf(waiting[0]?.next.party ?? assert.fail())
  const moment = { now: waiting[0]?.next.at ?? assert.fail(), timeZone }
  const seen: string[] = []
  let after: InboxKey | undefined
  do {
    const page = await inboxPage(sql, { person, list: 'pool', limit: 3, ...moment, ...(after ? { after } : {}) })
    assert.ok(page.tasks.length <= 3)
    seen.push(...page.tasks.map((task) => task.caseId))
    after = page.next
  } while (after)
  const all = await inboxPage(sql, { person, list: 'pool', ...moment })
  assert.deepEqual(
    seen,
    all.tasks.map((task) => task.caseId),
  )
  assert.equal(new Set(seen).size, waiting.length)
  const dues = all.tasks.map((task) => task.dueAt?.epochMilliseconds ?? Infinity)
  assert.deepEqual(
    dues,
    dues.toSorted((a, b) => a - b),
  )
})

test('the groups count exactly what their pages list, at every moment of the terms', async () => {
  await emptied()
  const { sql } = database
  const waiting = await casesBeforeStaff(6, { hours: 20 })
  const person = personOf(waiting[0]?.next.party ?? assert.fail())
  const start = waiting[0]?.next.at ?? assert.fail()
  const sizes = new Set<string>()
  for (let hours = 0; hours < 24 * 14; hours += 5) {
    const now = start.add({ hours: hours - 24 * 8 })
    const counts = await inboxCounts(sql, { person, list: 'pool', now, timeZone })
    for (const group of INBOX_GROUPS) {
      const page = await inboxPage(sql, { person, list: 'pool', group, now, timeZone })
      assert.equal(page.tasks.length, counts[group], `${group} at ${now.toString()}`)
      assert.ok(page.tasks.every((task) => task.group === group))
      if (counts[group] > 0) sizes.add(group)
    }
  }
  assert.deepEqual(
    [...sizes].toSorted(),
    ['later', 'overdue', 'soon', 'today'].filter((group) => sizes.has(group)),
  )
  assert.ok(sizes.has('overdue') && sizes.size >= 2)
})

test('take next gives the most urgent task, to two people not the same one, and to one the same until it is done', async () => {
  await emptied()
  const { sql } = database
  const waiting = await casesBeforeStaff(3, { hours: 24 })
  const person = personOf(waiting[0]?.next.party ?? assert.fail())
  const colleague = { ...person, accountId: 'colleague' }
  const now = waiting[0]?.next.at ?? assert.fail()
  const mostUrgent = (await inboxPage(sql, { person, list: 'pool', now, timeZone })).tasks[0]?.caseId
  assert.equal(await takeNext(sql, { person, now }), mostUrgent)
  assert.equal(await takeNext(sql, { person, now }), mostUrgent)
  const theirs = await takeNext(sql, { person: colleague, now })
  assert.ok(theirs && theirs !== mostUrgent)
  const later = now.add({ minutes: 11 })
  assert.equal(await takeNext(sql, { person: { ...person, accountId: 'third' }, now: later }), mostUrgent)
  const many = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map((accountId) => takeNext(sql, { person: { ...person, accountId }, now: later })),
  )
  const given = many.filter((caseId) => caseId !== undefined)
  assert.equal(new Set(given).size, given.length)
})
