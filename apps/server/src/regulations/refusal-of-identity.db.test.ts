import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LOCALES } from '@qyzmet/regulation'
import { publishedEditions } from '../cases/testing/walked-case.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import type { Editions } from './editions.ts'
import { refusalOfIdentity } from './refusal-of-identity.ts'

let database: TestDatabase
let editions: Editions
before(async () => {
  database = await testDatabase()
  editions = await publishedEditions(database.sql)
})
after(() => database.drop())

const IN_FORCE = Temporal.Instant.from('2015-01-12T05:00:00Z')
const LATER = Temporal.Instant.from('2026-11-22T05:00:00Z')

test('who could not be recognised is told what the regulation says, in each language, with its act and item', async () => {
  const [edition] = await editions.allCurrent(Temporal.PlainDate.from('2015-01-12'), { training: false })
  const portal = edition?.regulation.channels.get('portal')?.graph
  const told = [...(portal?.steps.values() ?? [])].find(
    ({ action, item }) => action === 'report-refusal' && item === '11(4)',
  )
  assert.ok(edition && told?.message)
  for (const locale of LOCALES) {
    assert.deepEqual(await refusalOfIdentity(editions, () => IN_FORCE, false)('zhambyl-queue', locale), {
      text: told.message[locale],
      act: edition.regulation.act.cite,
      item: '11(4)',
    })
  }
})

test('without an edition in force, or for a service that is not there, nothing is said', async () => {
  assert.equal(await refusalOfIdentity(editions, () => LATER, false)('zhambyl-queue', 'kk'), undefined)
  assert.ok(
    await refusalOfIdentity(editions, () => LATER, true)('zhambyl-queue', 'kk'),
    'training goes on with the last one',
  )
  assert.equal(await refusalOfIdentity(editions, () => IN_FORCE, true)("no-such'; --", 'kk'), undefined)
})
