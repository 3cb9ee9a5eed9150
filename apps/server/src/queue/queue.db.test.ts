import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { canonicalJson, type CaseEvent, encodeEvent } from '@qyzmet/casework'
import { entriesOf, orderOf, positionOf, type QueueEntry, type QueueList } from '@qyzmet/registry'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { createQueue, type Queue } from './queue.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const START = Temporal.Instant.from('2026-11-22T04:00:00Z')
const EMERGENCY: QueueList = { providerId: 'taraz', list: 'emergency' }
const ORPHANS: QueueList = { providerId: 'taraz', list: 'orphans' }
const ELSEWHERE: QueueList = { providerId: 'shu', list: 'emergency' }

function entry(list: QueueList, number: string, minute: number, caseId: string = randomUUID()): QueueEntry {
  return { ...list, caseId, number, completeAt: START.add({ minutes: minute }) }
}

/** Writes what the closing of a granted case writes, among events that have nothing to do with a queue. */
async function enter(...entries: readonly QueueEntry[]): Promise<void> {
  for (const { caseId, providerId, list, completeAt, number } of entries) {
    const meta = { at: START, by: { kind: 'system', name: 'test' }, item: '1' } as const
    const facts = [
      { ...meta, type: 'QueueEntered', list, completeAt, number },
      { ...meta, type: 'CaseClosed', end: 'granted', closes: 'granted' },
    ] as const
    for (const fact of facts) await append(caseId, providerId, fact)
  }
}

async function append(caseId: string, providerId: string, event: CaseEvent): Promise<void> {
  await database.sql`
    insert into event (stream_id, version, type, provider_id, edition_number, data, hash, recorded_at)
    select ${caseId}, coalesce(max(version), 0) + 1, ${event.type}, ${providerId}, 1,
      ${canonicalJson(encodeEvent(event))}::text::json, sha256(${randomUUID()}::text::bytea), now()
    from event where stream_id = ${caseId}`
}

/** A queue that has read everything: the log is followed below the oldest transaction that runs anywhere on the server. */
async function caughtUp(list: QueueList, total: number): Promise<Queue> {
  const queue = createQueue(database.sql)
  for (let waitedMs = 0; (await queue.page(list, 0, 0)).total !== total; waitedMs += 20) {
    assert.ok(waitedMs < 20_000, `the list has ${(await queue.page(list, 0, 0)).total} entries, not ${total}`)
    await sleep(20)
  }
  return queue
}

/** An order that nothing about the entries explains, and that is the same in every run. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item, index) => [item, (index * 7919 + 13) % 104_729] as const)
    .toSorted((a, b) => a[1] - b[1])
    .map(([item]) => item)
}

test('the lists read from the log are those of the registry, whatever the order of writing', async () => {
  const entries = [
    ...Array.from({ length: 40 }, (_, index) => entry(EMERGENCY, `ZHQ-2026-${index}`, index % 7)),
    ...Array.from({ length: 9 }, (_, index) => entry(ORPHANS, `ZHQ-2026-${100 + index}`, 9 - index)),
    ...Array.from({ length: 5 }, (_, index) => entry(ELSEWHERE, `SHU-${index}`, index)),
  ]
  const last = entry(ELSEWHERE, 'SHU-9', 9)
  await enter(...shuffled(entries), last)
  const queue = await caughtUp(ELSEWHERE, 6)
  entries.push(last)
  for (const list of [EMERGENCY, ORPHANS, ELSEWHERE]) {
    const expected = orderOf(entries.filter((one) => one.providerId === list.providerId && one.list === list.list))
    const { entries: found, total } = await queue.page(list, 0, 100)
    assert.deepEqual(
      found.map(({ number }) => number),
      expected.map(({ number }) => number),
    )
    assert.equal(total, expected.length)
    const second = await queue.page(list, 3, 2)
    assert.deepEqual(second.entries, found.slice(3, 5))
  }
  for (const one of entries) {
    const place = positionOf(entries, one)
    assert.equal((await queue.placeOf(one)).place, place)
    assert.equal(await queue.findNumber(one, one.number), place)
    const [own] = await queue.ofCase(one.caseId)
    assert.deepEqual([own?.place, own?.number, own?.list], [place, one.number, one.list])
  }
  assert.deepEqual((await queue.lists()).map(({ providerId, list }) => `${providerId} ${list}`).toSorted(), [
    'shu emergency',
    'taraz emergency',
    'taraz orphans',
  ])
})

test('a place is told before it is taken, and telling it takes none', async () => {
  const total = 40
  const queue = await caughtUp(EMERGENCY, total)
  const last = { ...EMERGENCY, number: 'ZHQ-2026-999', completeAt: START.add({ hours: 99 }) }
  assert.deepEqual(await queue.placeOf(last), { place: total + 1, total: total + 1 })
  assert.deepEqual(await queue.placeOf({ ...last, completeAt: START.subtract({ hours: 1 }) }), {
    place: 1,
    total: total + 1,
  })
  assert.equal((await queue.page(EMERGENCY, 0, 1)).total, total)
  assert.equal(await queue.findNumber(EMERGENCY, last.number), undefined)
})

test('what one server has read before, it learns anew, and so do many questions at once', async () => {
  const mine = await caughtUp(ORPHANS, 9)
  const first = entry(ORPHANS, 'ZHQ-2026-500', -10)
  await enter(first)
  await caughtUp(ORPHANS, 10)
  assert.equal(await mine.findNumber(ORPHANS, first.number), 1)
  const theirs = createQueue(database.sql)
  const places = await Promise.all(Array.from({ length: 8 }, () => theirs.placeOf(first)))
  assert.deepEqual(new Set(places.map(({ place, total }) => `${place} of ${total}`)), new Set(['1 of 10']))
})

test('a case that enters again has the place of the last time', async () => {
  const first = entry(EMERGENCY, 'ZHQ-2026-700', 90)
  const again = { ...first, completeAt: START.subtract({ hours: 5 }) }
  await enter(first)
  const queue = await caughtUp(EMERGENCY, 41)
  assert.deepEqual(await queue.placeOf(first), { place: 41, total: 41 })
  // The other case is written last, so that its being there tells that the second entering was read.
  await enter(again, entry(EMERGENCY, 'ZHQ-2026-701', 91))
  await caughtUp(EMERGENCY, 42)
  assert.deepEqual(await queue.placeOf(again), { place: 1, total: 42 })
  assert.deepEqual(
    (await queue.ofCase(first.caseId)).map(({ place, completeAt }) => [place, completeAt.toString()]),
    [[1, again.completeAt.toString()]],
  )
  assert.deepEqual(entriesOf([first, again].map((one) => ({ type: 'entered', ...one }))), [again])
})

test('a number of another list, or of nobody, is not found', async () => {
  const queue = await caughtUp(ELSEWHERE, 6)
  assert.equal(await queue.findNumber(ELSEWHERE, 'ZHQ-2026-1'), undefined)
  assert.equal(await queue.findNumber({ providerId: 'nowhere', list: 'none' }, 'SHU-1'), undefined)
  assert.deepEqual(await queue.page({ providerId: 'nowhere', list: 'none' }, 0, 10), { entries: [], total: 0 })
  assert.deepEqual(await queue.ofCase(randomUUID()), [])
})
