import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { after, test } from 'node:test'
import fastify from 'fastify'
import { type Faults, registerRoutes, TRAINING_PEOPLE } from '../../../simulator/src/registers/registers.ts'
import { one } from '../database/query.ts'
import { testDatabase } from '../database/test-database.ts'
import { createPersonsHttp } from './persons-http.ts'
import { createRegisters, type QuestionContext } from './registers.ts'

const { sql, drop } = await testDatabase()
after(drop)
const faults: Faults = { persons: 'none' }
const simulator = fastify({ forceCloseConnections: true })
await registerRoutes(simulator, { clock: () => Temporal.Now.instant(), faults, slowMs: 400 })
const base = await simulator.listen({ port: 0, host: '127.0.0.1' })
after(() => simulator.close())

const clock = () => Temporal.Now.instant().round('millisecond')
const registersAt = (url: string, maxBytes?: number) =>
  createRegisters({
    sql,
    clock,
    persons: createPersonsHttp({ url, transport: 'simulator', clock, ...(maxBytes !== undefined && { maxBytes }) }),
  })
const registers = registersAt(`${base}/registers/persons/questions`)

function context(change: Partial<QuestionContext> = {}): QuestionContext {
  return {
    officer: 'portal',
    purpose: 'sign-up',
    legalBasis: 'consent',
    idempotencyKey: randomUUID(),
    deadline: clock().add({ seconds: 5 }),
    ...change,
  }
}

function iinOf(story: string): string {
  const person = TRAINING_PEOPLE.find((candidate) => candidate.story === story)
  assert.ok(person)
  return person.iin
}

/** As text, whatever the class of the bytes in it. */
function plain(outcome: object): string {
  return JSON.stringify(outcome, (_, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
    const isBuffer = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
    return isBuffer && 'data' in value ? Buffer.from(value.data as number[]).toString('hex') : value
  })
}

/** A neighbour that answers anything. */
async function neighbour(answer: (response: ServerResponse) => void): Promise<{ url: string; server: Server }> {
  const server = createServer((_, response) => answer(response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(() => server.close())
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  return { url: `http://127.0.0.1:${address.port}/`, server }
}

test('a person found comes with everything the register told, and the bytes are kept', async () => {
  const iin = iinOf('ordinary')
  const asked = await registers.askPerson(iin, context())
  assert.ok(asked.outcome.kind === 'found')
  const [person] = asked.outcome.value
  assert.equal(person?.surname, 'Үлгібаева')
  assert.equal(person.birthDate.toString(), '1990-05-14')
  assert.equal(person.address?.city, 'Тараз қаласы')
  assert.deepEqual([person.capable, person.excluded, asked.training, asked.fromStore], [true, false, true, false])
  const row = await one(sql<{ request: string; answer: string; transport: string; subject: string }[]>`
    select convert_from(request_bytes, 'UTF8') as request, convert_from(answer_bytes, 'UTF8') as answer, transport, subject
    from register_answer where id = ${asked.answerId}`)
  assert.equal(JSON.parse(row.request).iin, iin)
  assert.equal(JSON.parse(row.answer).training, true)
  assert.deepEqual([row.transport, row.subject], ['simulator', iin])
})

test('an IIN that begins with zeros keeps them all the way', async () => {
  const iin = iinOf('no-address')
  assert.match(iin, /^010101/)
  const asked = await registers.askPerson(iin, context())
  assert.ok(asked.outcome.kind === 'found')
  assert.equal(asked.outcome.value[0]?.iin, iin)
  assert.equal(asked.outcome.value[0].address, undefined)
})

test('each of the five answers is told apart and kept', async () => {
  const answers = {
    ordinary: 'found',
    'several-found': 'found',
    'not-found': 'not-found',
    'consent-pending': 'pending',
    'consent-refused': 'refused',
    failing: 'no-answer',
    garbage: 'no-answer',
  }
  for (const [story, kind] of Object.entries(answers)) {
    const asked = await registers.askPerson(iinOf(story), context())
    assert.equal(asked.outcome.kind, kind, story)
    const kept = await registers.findPersonAnswer(asked.answerId)
    assert.ok(kept?.fromStore)
    assert.equal(plain(kept.outcome), plain(asked.outcome), story)
  }
  assert.equal(await registers.findPersonAnswer(randomUUID()), undefined)
})

test('a fault that may pass is told from one that will not', async () => {
  const failing = await registers.askPerson(iinOf('failing'), context())
  assert.ok(failing.outcome.kind === 'no-answer' && failing.outcome.retryable)
  assert.equal(failing.outcome.detail, 'status 500')
  const garbage = await registers.askPerson(iinOf('garbage'), context())
  assert.ok(garbage.outcome.kind === 'no-answer' && !garbage.outcome.retryable)
  assert.match(garbage.outcome.detail, /malformed: it is not JSON/)
  const bytes = await one(sql<{ answer: Buffer }[]>`
    select answer_bytes as answer from register_answer where id = ${garbage.answerId}`)
  assert.match(bytes.answer.toString(), /soap/, 'what could not be read is evidence too')
})

test('a register that is too slow, gone or broken is "no answer, ask again"', async () => {
  const slow = await registers.askPerson(iinOf('slow'), context({ deadline: clock().add({ milliseconds: 150 }) }))
  assert.deepEqual(slow.outcome, { kind: 'no-answer', retryable: true, detail: 'time-out' })
  const patient = await registers.askPerson(iinOf('slow'), context())
  assert.equal(patient.outcome.kind, 'found')

  const { url, server } = await neighbour((response) => response.destroy())
  const cut = await registersAt(url).askPerson(iinOf('ordinary'), context())
  assert.deepEqual(cut.outcome, { kind: 'no-answer', retryable: true, detail: 'unreachable' })
  server.close()
  const gone = await registersAt(url).askPerson(iinOf('ordinary'), context())
  assert.deepEqual(gone.outcome, { kind: 'no-answer', retryable: true, detail: 'unreachable' })

  faults.persons = 'broken'
  const broken = await registers.askPerson(iinOf('ordinary'), context())
  faults.persons = 'none'
  assert.ok(broken.outcome.kind === 'no-answer' && broken.outcome.retryable)
})

test('an answer that is too large, redirects, or speaks of somebody else is not believed', async () => {
  const { url: large } = await neighbour((response) => response.end('x'.repeat(5_000)))
  const asked = await registersAt(large, 1_000).askPerson(iinOf('ordinary'), context())
  assert.deepEqual(asked.outcome, { kind: 'no-answer', retryable: false, detail: 'too large' })

  const { url: elsewhere } = await neighbour((response) => {
    response.writeHead(302, { location: `${base}/registers/persons/questions` }).end()
  })
  assert.equal((await registersAt(elsewhere).askPerson(iinOf('ordinary'), context())).outcome.kind, 'no-answer')

  const idempotencyKey = randomUUID()
  const send = (answer: object) =>
    neighbour((response) => response.end(JSON.stringify({ answeredAt: 'x', training: true, ...answer })))
  const person = {
    surname: 'Басқа',
    birthDate: '1990-01-01',
    citizenship: { code: '398', nameKz: 'Қазақстан', nameRu: 'Казахстан' },
    documents: [],
  }
  const bad = [
    { messageId: idempotencyKey, result: 'found', persons: [{ ...person, iin: iinOf('deceased') }] },
    {
      messageId: idempotencyKey,
      result: 'found',
      persons: [{ ...person, iin: iinOf('ordinary'), birthDate: '1990-02-30' }],
    },
    { messageId: idempotencyKey, result: 'found', persons: [] },
    { messageId: idempotencyKey, result: 'found', persons: [{ ...person, iin: 10101500012 }] },
    { messageId: 'another', result: 'not-found' },
    { messageId: idempotencyKey, result: 'perhaps' },
  ]
  for (const answer of bad) {
    const { url } = await send(answer)
    const { outcome } = await registersAt(url).askPerson(iinOf('ordinary'), context({ idempotencyKey }))
    assert.ok(outcome.kind === 'no-answer' && !outcome.retryable, JSON.stringify(answer))
    assert.doesNotMatch(outcome.detail, /\d{12}|Басқа/, 'a fault repeats no personal data')
  }
})

test('the same question is put once: a repeated one gets the first answer', async () => {
  let asked = 0
  const { url } = await neighbour((response) => {
    asked += 1
    response.end(JSON.stringify({ messageId: 'the-key', answeredAt: 'x', result: 'not-found' }))
  })
  const once = context({ idempotencyKey: 'the-key' })
  const at = registersAt(url)
  const first = await at.askPerson(iinOf('ordinary'), once)
  const again = await at.askPerson(iinOf('ordinary'), once)
  assert.equal(asked, 1)
  assert.deepEqual([again.answerId, again.fromStore, first.fromStore], [first.answerId, true, false])
})

test('two servers that ask the same at once keep one answer', async () => {
  const same = context()
  const both = await Promise.all([registers.askPerson(iinOf('slow'), same), registers.askPerson(iinOf('slow'), same)])
  assert.equal(both[0].answerId, both[1].answerId)
})

test('a question without an answer may be put again with the same key', async () => {
  const same = context()
  faults.persons = 'broken'
  assert.equal((await registers.askPerson(iinOf('ordinary'), same)).outcome.kind, 'no-answer')
  faults.persons = 'none'
  assert.equal((await registers.askPerson(iinOf('ordinary'), same)).outcome.kind, 'found')
})

test('an earlier answer serves while it is young enough, and says how old it is', async () => {
  const iin = iinOf('expired-document')
  const first = await registers.askPerson(iin, context())
  const hour = Temporal.Duration.from({ hours: 1 })
  const second = await registers.askPerson(iin, context(), hour)
  assert.deepEqual([second.answerId, second.fromStore], [first.answerId, true])
  assert.equal(second.answeredAt.epochMilliseconds, first.answeredAt.epochMilliseconds)
  const third = await registers.askPerson(iin, context(), Temporal.Duration.from({ nanoseconds: 1 }))
  assert.equal(third.fromStore, false)
  const always = await registers.askPerson(iin, context())
  assert.equal(always.fromStore, false)
})

test('an answer kept cannot be changed or removed by the application', async () => {
  await registers.askPerson(iinOf('ordinary'), context())
  await assert.rejects(async () => sql`update register_answer set outcome = 'found'`, /permission denied/)
  await assert.rejects(async () => sql`delete from register_answer`, /permission denied/)
})
