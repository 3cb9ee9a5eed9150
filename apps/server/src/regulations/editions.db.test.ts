import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { hashOfEdition } from '@qyzmet/evidence'
import type { Files } from '@qyzmet/regulation'
import { newCaseId } from '../cases/case-id.ts'
import { testService, walkedCase } from '../cases/testing/walked-case.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { CalendarFaultsError, calendarsOf, compileEdition, mainFilesOf, readRegulationFiles } from './edition-files.ts'
import { createEditions, EditionUnreadableError, UnknownEditionError } from './editions.ts'
import { compileEditions, publishEditions, RegulationFaultsError } from './publish.ts'

const FOLDER = fileURLToPath(new URL('../../../../regulations/', import.meta.url))
/** A regulation of which one wording is told. */
const ONLY_EDITION = 'kz/aktobe-2015-249/aktobe-foster.yaml'
const AT = Temporal.Instant.from('2016-06-06T04:00:00Z')
const TODAY = Temporal.PlainDate.from('2026-11-22')

let database: TestDatabase
let files: Files
let mainFile: string

before(async () => {
  database = await testDatabase()
  files = await readRegulationFiles(FOLDER)
  mainFile =
    mainFilesOf(files).find((path) => path.endsWith('/zhambyl-queue.yaml')) ?? assert.fail('there is a regulation')
})
after(() => database.drop())

/** The files with the text of the regulation that cases are walked through changed. */
function changed(change: (text: string) => string): Files {
  return new Map(files).set(mainFile, change(files.get(mainFile) ?? ''))
}

/** The editions that are compiled from a file. */
function madeFrom(path: string) {
  return compileEditions(files).filter((edition) => edition.files.has(path))
}

const publication = { at: AT, by: 'test' }

test('an edition is published once for each text, and every one stays', async () => {
  const { sql } = database
  const first = await publishEditions(sql, files, publication)
  assert.equal(first.length, mainFilesOf(files).length)
  assert.deepEqual(await publishEditions(sql, files, publication), [])
  const second = await publishEditions(
    sql,
    changed((text) => `${text}\n# a remark\n`),
    publication,
  )
  assert.equal(second.length, madeFrom(mainFile).length)
  const editions = createEditions(sql, calendarsOf(files))
  for (const sha256 of [...first, ...second]) assert.equal((await editions.get(sha256)).sha256, sha256)
})

test('the wordings of a regulation are listed, each with the text published last', async () => {
  const { sql } = database
  const [sha256 = ''] = await publishEditions(
    sql,
    changed((text) => `${text}\n# the last remark\n`),
    publication,
  )
  const editions = createEditions(sql, calendarsOf(files))
  const { regulation } = await editions.get(sha256)
  const wordings = await editions.wordingsOf(regulation.id)
  assert.equal(new Set(wordings.map(({ id }) => id)).size, wordings.length)
  const wording = wordings.find(({ id }) => id === regulation.edition.id)
  assert.equal(wording?.sha256, sha256)
  assert.ok(wording.period.from.equals(regulation.edition.period.from))
  assert.deepEqual(await editions.wordingsOf('none'), [])
})

test('an edition is made of exactly the files that it is compiled from', () => {
  const edition = compileEdition(files, mainFile)
  assert.ok(edition.regulation)
  assert.ok(edition.files.size > 1 && edition.files.size < files.size)
  assert.ok(![...edition.files.keys()].some((path) => path.startsWith('calendars/')))
  const others = [...files.keys()].filter((path) => !edition.files.has(path))
  const without = new Map(others.map((path) => [path, `${files.get(path)}\n# a remark\n`]))
  assert.equal(hashOfEdition(compileEdition(new Map([...files, ...without]), mainFile)), hashOfEdition(edition))
  for (const path of edition.files.keys()) {
    const remarked = new Map(files).set(path, `${files.get(path)}\n# a remark\n`)
    assert.notEqual(hashOfEdition(compileEdition(remarked, mainFile)), hashOfEdition(edition), path)
  }
})

test('a case runs under its edition for ever, whatever is published later', async () => {
  const { sql } = database
  const editions = createEditions(sql, calendarsOf(files))
  await publishEditions(sql, files, publication)
  const { submits, edition } = await walkedCase(editions)
  const caseId = newCaseId()
  const before = testService(sql, editions)
  const half = Math.ceil(submits.length / 2)
  for (const { command, party, at } of submits.slice(0, half)) {
    before.at(at)
    assert.ok((await before.service.execute(caseId, command, party)).accepted)
  }
  const title = edition.regulation.title.kk
  await publishEditions(
    sql,
    changed((text) => text.replace(title, `${title} (өзгертілген)`)),
    publication,
  )
  const later = createEditions(sql, calendarsOf(files))
  const current = await later.current(edition.regulation.id, TODAY, { training: true })
  assert.notEqual(current?.sha256, edition.sha256)
  assert.notEqual(current?.regulation.title.kk, title)
  const restarted = testService(sql, later)
  for (const { command, party, at } of submits.slice(half)) {
    restarted.at(at)
    assert.ok((await restarted.service.execute(caseId, command, party)).accepted)
  }
  const loaded = await restarted.service.load(caseId)
  assert.equal(loaded?.edition.sha256, edition.sha256)
  assert.equal(loaded?.edition.regulation.title.kk, title)
  assert.equal(loaded?.state.status, 'closed')
})

test('new cases open under the edition in force on the day; a repealed one is for training only', async () => {
  const { sql } = database
  await publishEditions(sql, files, publication)
  const editions = createEditions(sql, calendarsOf(files))
  const { id, edition } = compileEdition(files, ONLY_EDITION).regulation ?? assert.fail()
  const { from, until } = edition.period
  const isFound = async (on: Temporal.PlainDate, training: boolean): Promise<boolean> =>
    (await editions.current(id, on, { training })) !== undefined
  assert.equal(await isFound(from, false), true)
  assert.equal(await isFound(from.subtract({ days: 1 }), false), false)
  assert.equal(await isFound(from.subtract({ days: 1 }), true), false)
  assert.ok(until, 'the first regulation is repealed')
  assert.equal(await isFound(until.subtract({ days: 1 }), false), true)
  assert.equal(await isFound(until, false), false)
  assert.equal(await isFound(until, true), true)
  assert.equal(await editions.current('no-such-regulation', from, { training: true }), undefined)
  const all = await editions.allCurrent(TODAY, { training: true })
  assert.ok(all.some(({ regulation }) => regulation.id === id))
  assert.deepEqual(await editions.allCurrent(from.subtract({ years: 100 }), { training: true }), [])
})

test('every day of an act has one wording, and a case opened on it runs under that wording', async () => {
  const { sql } = database
  await publishEditions(sql, files, publication)
  const editions = createEditions(sql, calendarsOf(files))
  const wordings = madeFrom(mainFile)
    .flatMap(({ regulation }) => (regulation ? [regulation] : []))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.edition.period.from, b.edition.period.from))
  assert.equal(wordings.length, 3)
  for (const [index, { id, edition, annexes }] of wordings.entries()) {
    const { from, until } = edition.period
    const next = wordings[index + 1]?.edition.period.from
    assert.ok(until)
    if (next) assert.equal(until.toString(), next.toString())
    for (const day of [from, until.subtract({ days: 1 })]) {
      const current = await editions.current(id, day, { training: false })
      assert.deepEqual([current?.regulation.edition.id, current?.regulation.annexes], [edition.id, annexes])
    }
    const startedAt = from.add({ days: 1 }).toZonedDateTime({ timeZone: 'Asia/Almaty', plainTime: '10:00' }).toInstant()
    const { service, at } = testService(sql, editions)
    const walked = await walkedCase(editions, { startedAt })
    const caseId = newCaseId()
    for (const submit of walked.submits) {
      at(submit.at)
      assert.ok((await service.execute(caseId, submit.command, submit.party)).accepted)
    }
    assert.equal((await service.load(caseId))?.edition.regulation.edition.id, edition.id)
  }
})

test('nothing is published while any regulation has an error', async () => {
  const { sql } = database
  const count = async (): Promise<unknown> => (await sql`select count(*)::int as count from regulation_edition`)[0]
  const before = await count()
  const broken = changed((text) => text.replace(/^channels:/m, 'channels: []\nother:'))
  await assert.rejects(publishEditions(sql, broken, publication), (error: unknown) => {
    assert.ok(error instanceof RegulationFaultsError)
    assert.ok(error.message.includes(mainFile) && error.diagnostics.length > 0)
    return true
  })
  assert.deepEqual(await count(), before)
})

test('an unknown hash, changed texts and a missing calendar are errors, not other editions', async () => {
  const { sql, owner } = database
  const [sha256] = await publishEditions(
    sql,
    changed((text) => `${text}\n# for tampering\n`),
    publication,
  )
  assert.ok(sha256)
  await assert.rejects(createEditions(sql, calendarsOf(files)).get('0'.repeat(64)), UnknownEditionError)
  await assert.rejects(createEditions(sql, new Map()).get(sha256), EditionUnreadableError)
  await owner`
    update regulation_edition set files = replace(files::text, 'for tampering', 'tampered with')::json
    where sha256 = ${sha256}`
  await assert.rejects(createEditions(sql, calendarsOf(files)).get(sha256), EditionUnreadableError)
  const bad = new Map([['calendars/kz.yaml', 'calendar: [']])
  assert.throws(() => calendarsOf(bad), CalendarFaultsError)
})
