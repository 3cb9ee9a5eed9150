import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDatabase, type DatabaseSettings, type OpenDatabase } from './open.ts'
import { one } from './query.ts'
import { testDatabase } from './test-database.ts'

const SETTINGS: DatabaseSettings = {
  databaseUrl: undefined,
  databaseOwnerUrl: undefined,
  databaseConnections: 2,
  dataFolder: '/nowhere',
  embeddedPostgresPort: 0,
}

/** The tables are there, and the product may do with them what was granted and no more. */
async function assertReady({ sql }: OpenDatabase): Promise<void> {
  const { role } = await one(sql<{ role: string }[]>`select current_user as role`)
  assert.equal(role, 'qyzmet_app')
  assert.deepEqual([...(await sql`select * from event`)], [])
  await assert.rejects(async () => sql`delete from event`, /permission denied/)
  await assert.rejects(async () => sql`create table more (id integer)`, /permission denied/)
}

test('with the owner beside it, the given login is used as it is, and the owner only migrates', async () => {
  const database = await testDatabase()
  const opened = await openDatabase({ ...SETTINGS, databaseUrl: database.url, databaseOwnerUrl: database.ownerUrl })
  assert.equal(opened.url, database.url)
  await assertReady(opened)
  await opened.stop()
  await database.drop()
})

test('a login alone has to own the database, and takes the lesser role once it has migrated', async () => {
  const database = await testDatabase()
  const opened = await openDatabase({ ...SETTINGS, databaseUrl: database.ownerUrl })
  await assertReady(opened)
  await opened.stop()
  await assert.rejects(openDatabase({ ...SETTINGS, databaseUrl: database.url }), /permission denied/)
  await database.drop()
})

test('without an address a PostgreSQL of our own is started in the data folder, and keeps what it was given', async (t) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'qyzmet-data-'))
  // Where the tests run as root, PostgreSQL has an account of its own that must be able to walk down to its data.
  await chmod(dataFolder, 0o755)
  const opened: OpenDatabase[] = []
  t.after(async () => {
    for (const database of opened) await database.stop()
    await rm(dataFolder, { recursive: true, force: true })
  })
  const open = async (): Promise<OpenDatabase> => {
    const database = await openDatabase({ ...SETTINGS, dataFolder })
    opened.push(database)
    return database
  }
  const first = await open()
  await assertReady(first)
  await first.sql`
    insert into provider (id, title_kk, title_ru, title_en, time_zone) values ('a', 'Ә', 'А', 'A', 'Asia/Almaty')`
  await first.stop()
  const second = await open()
  assert.deepEqual([...(await second.sql`select id from provider`)], [{ id: 'a' }])
  await assertReady(second)
  const third = await open()
  assert.equal(new URL(third.url).port, new URL(second.url).port, 'both work on the same one')
  await assertReady(third)
  await second.stop()
  await assertReady(third)
  await third.stop()
  const port = Number(new URL(third.url).port)
  const isGone = new Promise((resolve) => dial({ port, host: '127.0.0.1' }).once('error', resolve))
  assert.match(String(await isGone), /ECONNREFUSED/)
})
