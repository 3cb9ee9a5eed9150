import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase

before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

test('arrays of texts go to PostgreSQL and come back as they are', async () => {
  const { sql } = database
  for (const texts of [[], ['a'], ['', ' ', 'NULL', '{}', ',', '"', '\\', "it's", 'ә\nғ', '\\"']]) {
    const [row] = await sql`select ${texts}::text[] as texts, cardinality(${texts}::text[]) as count`
    assert.deepEqual(row, { texts, count: texts.length })
  }
  const [row] = await sql`select array['a', null, 'NULL'] as texts, ${['a', null]}::text[] as given`
  assert.deepEqual(row, { texts: ['a', null, 'NULL'], given: ['a', null] })
})

test('an array of bytes is given with sql.array', async () => {
  const { sql } = database
  const bytes = [Buffer.from([0, 255, 92, 34]), Buffer.alloc(0)]
  const [row] = await sql`select ${sql.array(bytes)}::bytea[] = array['\\x00ff5c22', '\\x']::bytea[] as same`
  assert.deepEqual(row, { same: true })
})

test('arrays of numbers and ids do too', async () => {
  const { sql } = database
  const id = '01a2036c-2da5-72b1-8637-0491ef24d42e'
  const [row] = await sql`
    select ${[1, -2]}::integer[] as numbers, ${['9007199254740993']}::bigint[] as large, ${[id]}::uuid[] as ids,
      3 = any(${[1, 3]}::integer[]) as found`
  assert.deepEqual(row, { numbers: [1, -2], large: ['9007199254740993'], ids: [id], found: true })
})
