import assert from 'node:assert/strict'
import { createServer, connect as dial, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Sql } from './connect.ts'
import { many, one } from './query.ts'
import { testDatabase, type TestDatabase } from './test-database.ts'

// What a program needs of its driver when connections are lost in the middle of work. Each of these fails with the
// driver as it is published; the mends are in tools/mended-driver.mjs.

let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await database.owner`create table note (text text not null)`
  await database.owner`grant all on note to qyzmet_app`
})
after(() => database.drop())

/** A pool of one connection, so that every query meets what the one before has left. */
async function withOne(work: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = connect(database.url, { max: 1 })
  try {
    await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** PostgreSQL ends the connections of the application. */
function cut(): Promise<unknown> {
  return many(database.owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = 'qyzmet_app'`)
}

async function notes(): Promise<readonly string[]> {
  const rows = await many(database.owner<{ text: string }[]>`delete from note returning text`)
  return rows.map(({ text }) => text).toSorted()
}

const answers = async (sql: Sql): Promise<number> => {
  const { answer } = await one(sql<{ answer: number }[]>`select 42 as answer`)
  return answer
}

/** A failure, or the word that there was none in time. */
const endOf = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([
    work.then(
      () => 'done',
      (error: unknown) => error,
    ),
    sleep(5000, 'nothing'),
  ])

test('what is left of a transaction whose connection was lost is refused, and nothing of it stays', () =>
  withOne(async (sql) => {
    const failure = await endOf(
      sql.begin(async (transaction) => {
        await transaction`insert into note values ('before')`
        await cut()
        await sleep(20)
        await transaction`insert into note values ('after')`.catch(() => undefined)
        await transaction`insert into note values ('later')`
      }),
    )
    assert.ok(failure instanceof Error)
    assert.equal(await answers(sql), 42)
    assert.deepEqual(await notes(), [])
  }))

test('a lost transaction does not write in the one that has its connection next', () =>
  withOne(async (sql) => {
    let goOn = (): void => undefined
    const opened = new Promise<void>((resolve) => (goOn = resolve))
    const lost = endOf(
      sql.begin(async (transaction) => {
        await transaction`insert into note values ('lost')`
        await cut()
        await opened
        await transaction`insert into note values ('lost too')`
      }),
    )
    await sleep(20)
    await sql.begin(async (transaction) => {
      await transaction`insert into note values ('next')`
      goOn()
      await lost
      await sleep(20)
    })
    assert.ok((await lost) instanceof Error)
    assert.deepEqual(await notes(), ['next'])
  }))

test('a held connection that is lost refuses, and giving it back leaves the one of others alone', () =>
  withOne(async (sql) => {
    const held = await sql.reserve()
    await held`select 1`
    await cut()
    await sleep(20)
    for (let time = 0; time < 3; time += 1) assert.ok((await endOf(held`select 1`)) instanceof Error)
    await sql
      .begin(async (transaction) => {
        await transaction`insert into note values ('kept')`
        held.release()
        assert.ok((await endOf(held`select 1`)) instanceof Error)
        await assert.rejects(async () => transaction`select 1 / 0`)
      })
      .catch(() => undefined)
    assert.deepEqual(await notes(), [], 'the transaction was rolled back as a whole')
    assert.equal(await answers(sql), 42)
  }))

test('the query after a lost one gets neither its fault nor its rows', () =>
  withOne(async (sql) => {
    for (let time = 0; time < 3; time += 1) {
      const rows = endOf(sql`select item, pg_sleep(item / 100000) from generate_series(1, 100001) as item`)
      await sleep(150)
      await cut()
      assert.ok((await rows) instanceof Error)
      assert.deepEqual(await many(sql`select 'fresh' as word`), [{ word: 'fresh' }])
    }
  }))

test('a connection that is reset in the middle of a transaction is used again', async () => {
  const { hostname: host, port } = new URL(database.url)
  const sockets = new Set<Socket>()
  const between = createServer((socket) => {
    const onward = dial({ host, port: Number(port) })
    sockets.add(socket.on('close', () => onward.destroy()).on('error', () => undefined))
    onward.on('close', () => socket.destroy()).on('error', () => undefined)
    socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((resolve) => void between.listen(0, '127.0.0.1', resolve))
  const address = between.address()
  assert.ok(address !== null && typeof address === 'object')
  const through = new URL(database.url)
  through.host = `127.0.0.1:${address.port}`
  const sql = connect(through.href, { max: 1 })
  for (let time = 0; time < 3; time += 1) {
    const failure = await endOf(
      sql.begin(async (transaction) => {
        await transaction`insert into note values ('reset')`
        const waiting = transaction`select pg_sleep(3)`.then(() => undefined)
        for (const socket of sockets) setTimeout(() => socket.resetAndDestroy(), 20)
        await waiting
      }),
    )
    assert.ok(failure instanceof Error)
    sockets.clear()
    assert.equal(await endOf(answers(sql)), 'done')
    assert.equal(await endOf(answers(sql)), 'done')
  }
  assert.deepEqual(await notes(), [])
  await sql.end({ timeout: 1 })
  await new Promise((resolve) => between.close(resolve))
})
