import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MigrationChangedError, migrate, readMigrations } from './migrate.ts'
import { maybeOne, one, RowCountError } from './query.ts'
import { testDatabase } from './test-database.ts'

test('a test database is migrated, and the application role is not its owner', async () => {
  const { sql, owner, drop } = await testDatabase()
  const who = await one(sql<{ current_user: string }[]>`select current_user`)
  assert.equal(who.current_user, 'qyzmet_app')
  await assert.rejects(async () => sql`create table intruder (id integer)`, /permission denied/)
  const version = await one(owner<{ version: string }[]>`select current_setting('server_version') as version`)
  assert.match(version.version, /^18\./)
  await drop()
})

test('migrations run once, in order, and a changed text is refused', async () => {
  const { owner, ownerUrl, drop } = await testDatabase()
  const folder = new URL('../../../../migrations/', import.meta.url).pathname
  const migrations = await readMigrations(folder)
  assert.deepEqual(await migrate(ownerUrl, migrations), [], 'the template is already up to date')
  const extra = { number: 9001, name: '9001_extra.sql', text: 'create table extra (id integer)', sha256: 'a' }
  assert.deepEqual(await migrate(ownerUrl, [...migrations, extra]), ['9001_extra.sql'])
  await owner`select * from extra`
  await assert.rejects(migrate(ownerUrl, [{ ...extra, sha256: 'b' }]), MigrationChangedError)
  await drop()
})

test('a migration that fails leaves nothing behind', async () => {
  const { owner, ownerUrl, drop } = await testDatabase()
  const broken = {
    number: 9002,
    name: '9002_broken.sql',
    text: 'create table half (id integer); select 1/0',
    sha256: 'c',
  }
  await assert.rejects(migrate(ownerUrl, [broken]), /division by zero/)
  assert.equal((await owner`select to_regclass('half') as found`)[0]?.['found'], null)
  await drop()
})

test('one insists on a row and maybeOne on at most one', async () => {
  await assert.rejects(one(Promise.resolve([])), RowCountError)
  await assert.rejects(maybeOne(Promise.resolve([1, 2])), RowCountError)
  assert.equal(await maybeOne(Promise.resolve([])), undefined)
})
