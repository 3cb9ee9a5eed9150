import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { many } from '../../database/query.ts'
import type { Browser } from '../../testing/browser.ts'
import { fullName, PEOPLE } from '../../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../../testing/scene.ts'
import { textOf } from '../../testing/html-forms.ts'
import { problemsKk } from '../../messages/problems.kk.ts'
import { createVault } from '../../vault/vault.ts'
import { findMessage } from '../traffic.queries.ts'

let scene: Scene
let browser: Browser
before(async () => {
  scene = await openScene()
  browser = await scene.of('administrator')
})
after(() => scene.stop())

const base = '/kk/work/gateway'
const WORDS = '<said><password>training-gateway-2026</password>Үлгібаева &amp; 900514497061</said>'

/** A message that was taken and that nobody could read. */
async function setAside(serviceId = 'TESTED'): Promise<string> {
  const id = randomUUID()
  await scene.database.owner`
    insert into message_in (
      id, service_id, message_type, sender_id, message_id, correlation_id, message_at, received_at, transport, signature, bytes,
      state, failure, attempts, next_at
    )
    values (
      ${id}, ${serviceId}, 'REQUEST', 'portal', ${id}, ${id}, ${scene.now().toString()}, ${scene.now().toString()},
      'simulator', 'valid', ${Buffer.from(WORDS)},
      'set-aside', 'unreadable', 1, ${scene.now().toString()}
    )`
  return id
}

test('the list tells what waits and nothing of what messages say, filtered and page by page', async () => {
  const ids: string[] = []
  for (let count = 0; count < 52; count += 1) ids.push(await setAside('MANY'))
  const other = await setAside('OTHER')
  const first = await browser.get(`${base}?service=MANY&state=set-aside&direction=in`)
  assert.equal(first.statusCode, 200)
  assert.ok(first.body.includes('Хабарламаны оқу мүмкін болмады (unreadable)'))
  assert.ok(!first.body.includes('900514497061') && !first.body.includes(other))
  const shown = (body: string) => ids.filter((id) => body.includes(`${base}/messages/${id}`))
  const next = /href="([^"]*after=[^"]*)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&')
  const second = await browser.get(next ?? assert.fail('no next page'))
  assert.equal(shown(first.body).length, 50)
  assert.deepEqual(new Set([...shown(first.body), ...shown(second.body)]), new Set(ids))
  assert.equal(shown((await browser.get(`${base}?direction=out`)).body).length, 0)
  const wrong = await browser.get(`${base}?case=12`)
  assert.ok(wrong.body.includes('Істің идентификаторын толық жазыңыз'))
  assert.equal(shown(wrong.body).length, 0)
})

test('services that are silent are named with the reason', async () => {
  assert.ok((await browser.get(base)).body.includes('Барлық қызмет жауап беріп тұр.'))
  await scene.database.owner`
    insert into register_circuit (service, failures, silent_at, last_key, last_detail)
    values ('shep SILENT', 2, ${scene.now().toString()}, 'key', 'unreachable')`
  const { body } = await browser.get(base)
  assert.ok(body.includes('shep SILENT') && body.includes('Екінші жақ жауап бермеді (unreachable)'))
})

test('what a message says is shown on request, masked, after the look is written down', async () => {
  const id = await setAside()
  const looks = () =>
    many(scene.database.owner<{ name: string; account: string }[]>`
      select reader_name as name, account_id as account from message_look where message_id = ${id}`)
  const page = await browser.get(`${base}/messages/${id}`)
  assert.equal(page.statusCode, 200)
  assert.ok(!page.body.includes('900514497061'))
  assert.deepEqual(await looks(), [])
  const opened = await browser.post(`${base}/messages/${id}/show`)
  assert.equal(opened.statusCode, 200)
  assert.ok(opened.body.includes('900514497061') && opened.body.includes('&lt;said>'))
  assert.ok(!opened.body.includes('training-gateway-2026'))
  assert.deepEqual(await looks(), [{ name: fullName(PEOPLE.administrator), account: scene.accounts.administrator }])
})

test('a message is given up with a reason, once', async () => {
  const id = await setAside()
  const giveUp = (reason: string) => browser.post(`${base}/messages/${id}/give-up`, { reason })
  await browser.get(`${base}/messages/${id}`)
  assert.equal((await giveUp(' ')).statusCode, 422)
  assert.equal((await giveUp('а'.repeat(501))).statusCode, 422)
  assert.equal((await findMessage(scene.sql, scene.vault, id))?.state, 'set-aside')
  const done = await giveUp('Жүйе жабылған')
  assert.equal(done.statusCode, 303)
  const page = await browser.get(String(done.headers.location))
  for (const words of ['Шешіміңіз жазылды.', 'Жүйе жабылған', fullName(PEOPLE.administrator), 'Тоқтатылды']) {
    assert.ok(page.body.includes(words), words)
  }
  assert.equal((await giveUp('Тағы да')).statusCode, 409)
  assert.equal((await browser.post(`${base}/messages/${id}/retry`)).statusCode, 409)
  const message = await findMessage(scene.sql, scene.vault, id)
  assert.deepEqual([message?.state, message?.decision], ['given-up', 'Жүйе жабылған'])
})

test('a message is let go again', async () => {
  const id = await setAside()
  await browser.get(`${base}/messages/${id}`)
  assert.equal((await browser.post(`${base}/messages/${id}/retry`)).statusCode, 303)
  assert.equal((await findMessage(scene.sql, scene.vault, id))?.decision, 'again')
  assert.ok((await browser.get(`${base}/messages/${id}`)).body.includes('Қайта жіберілсін'))
})

test('a clerk finds no message, opens none and decides on none', async () => {
  const id = await setAside()
  const clerk = await scene.of('clerk')
  assert.ok(!(await clerk.get('/kk/work')).body.includes(base))
  assert.ok((await browser.get('/kk/work')).body.includes(`href="${base}"`))
  assert.equal((await clerk.get(`${base}/messages/${id}`)).statusCode, 404)
  for (const act of ['show', 'retry', 'give-up']) {
    const answer = await clerk.post(`${base}/messages/${id}/${act}`, { reason: 'Себеп' })
    assert.equal(answer.statusCode, 404, act)
    assert.ok(!answer.body.includes('900514497061'))
  }
  assert.equal((await findMessage(scene.sql, scene.vault, id))?.state, 'set-aside')
  assert.equal((await scene.database.owner`select from message_look where message_id = ${id}`).length, 0)
})

test('of a message under a key that is not there its page says so', async () => {
  const id = await setAside()
  const lost = createVault([new Uint8Array(32).fill(9)]).seal(Buffer.from(WORDS), {
    table: 'message_in',
    column: 'bytes',
    id,
  })
  await scene.database.owner`update message_in set bytes = ${Buffer.from(lost)} where id = ${id}`
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const page = await scene.app.inject({ url: `${base}/messages/${id}`, headers: { cookie, accept: 'text/html' } })
  assert.equal(page.statusCode, 503)
  assert.ok(textOf(page.body).includes(problemsKk.problems['kept-bytes-closed'].title), page.body)
  assert.equal((await browser.get(base)).statusCode, 200)
})
