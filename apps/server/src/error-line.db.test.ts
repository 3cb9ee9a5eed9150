import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { testDatabase } from './database/test-database.ts'
import { errorLine } from './error-line.ts'

test('the log of a failed statement names the constraint and no value of the row', async () => {
  const { sql, drop } = await testDatabase()
  const failed: unknown = await sql`
    insert into login_attempt (iin, wrong_count, last_at) values ('900514497061', -1, now())`.then(
    () => undefined,
    (error: unknown) => error,
  )
  await drop()
  assert.ok(failed instanceof Error && 'detail' in failed)
  assert.match(String(failed.detail), /900514497061/)
  const lines: string[] = []
  const log = pino({ serializers: { err: errorLine } }, { write: (line: string) => void lines.push(line) })
  log.error({ err: new Error('a page could not be made', { cause: failed }) }, 'internal')
  assert.match(lines.join(), /PostgresError.*constraint.*23514/)
  assert.doesNotMatch(lines.join(), /900514497061/)
})

test('what is thrown and no error is told as it is', () => {
  assert.deepEqual(errorLine('stopped'), { type: 'string', message: 'stopped', stack: '' })
})
