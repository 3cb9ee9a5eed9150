import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readMigrations } from './migrate.ts'
import { many } from './query.ts'
import { testDatabase, type TestDatabase } from './test-database.ts'
import { SCHEMA_FILE, schemaText } from './write-schema.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

test('schema.sql is what the migrations lead to', async () => {
  const advice = 'Run: node apps/server/src/database/write-schema.ts'
  assert.equal(await readFile(SCHEMA_FILE, 'utf8'), await schemaText(), advice)
})

test('every migration says whether the server before it can still run', async () => {
  for (const { name, text } of await readMigrations(join(SCHEMA_FILE, '..'))) {
    assert.match(
      text,
      new RegExp(`^-- ${name.replace('.', '\\.')}\\. The previous server can still run: (yes|no)\\b.*\\.\\n`),
      name,
    )
  }
})

test('every table and sequence says what it is for', async () => {
  const silent = await many(database.owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') and obj_description(oid) is null
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'i')`)
  assert.deepEqual(silent, [])
})

test('names of tables are singular', async () => {
  const plural = await many(database.owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname ~ '[^su]s$'`)
  assert.deepEqual(plural, [])
})

test('constraints and indexes are named after their kind and their table', async () => {
  const named = await many(database.owner<{ name: string; prefix: string }[]>`
    select conname as name,
      case contype when 'p' then 'pk$' when 'u' then 'uniq$' when 'f' then 'fk$' when 'x' then 'excl$' else 'check$' end
        || relname as prefix
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where connamespace = 'public'::regnamespace and contype <> 'n'
    union all
    select index.relname, case when indisunique then 'uniq$' else 'idx$' end || pg_class.relname
    from pg_index
    join pg_class on pg_class.oid = indrelid
    join pg_class index on index.oid = indexrelid
    where pg_class.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))`)
  assert.ok(named.length > 80)
  const wrong = named.filter(({ name, prefix }) =>
    prefix.startsWith('pk$') ? name !== prefix : !name.startsWith(`${prefix}_`),
  )
  assert.deepEqual(wrong, [])
})

test('every foreign key can be followed back by an index', async () => {
  const slow = await many(database.owner<{ name: string }[]>`
    select conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype = 'f' and not exists (
      select from pg_index
      where indrelid = conrelid and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey
        and (indpred is null or cardinality(conkey) = 1))`)
  assert.deepEqual(slow, [])
})

test('instants are told by their names, and so are days', async () => {
  const wrong = await many(database.owner<{ name: string }[]>`
    select format('%s.%s %s', table_name, column_name, data_type) as name from information_schema.columns
    where table_schema = 'public' and (
      data_type in ('timestamp without time zone', 'time without time zone')
      or data_type = 'timestamp with time zone' and column_name !~ '_(at|until)$'
      or data_type = 'date' and column_name !~ '_on$'
      or data_type not in ('timestamp with time zone', 'date') and column_name ~ '_(at|on|until)$')`)
  assert.deepEqual(wrong, [])
})

test('the application changes no row of what is never changed, and no structure', async () => {
  const rights = await many(database.owner<{ name: string }[]>`
    select format('%s: %s', table_name, privilege_type) as name from information_schema.role_table_grants
    where grantee = 'qyzmet_app' and table_schema = 'public' and (
      privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
      or privilege_type in ('UPDATE', 'DELETE') and table_name in (
        'event', 'blob', 'prepared_document', 'issued_document', 'document_signature', 'signature', 'signature_verdict',
        'regulation_edition', 'register_answer', 'read_audit', 'message_look', 'migration'))`)
  assert.deepEqual(rights, [])
  const owned = await many(database.owner<{ name: string }[]>`
    select relname as name from pg_class where relowner = 'qyzmet_app'::regrole`)
  assert.deepEqual(owned, [])
})
