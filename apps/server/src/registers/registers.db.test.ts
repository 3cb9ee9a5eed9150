import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type MessageData,
  type Person,
  type RoadAnswer,
  type RoadRequest,
  type SyncRoad,
  writePersonAnswer,
  writeStatementAnswer,
} from '@qyzmet/gateway'
import { TRAINING_PEOPLE } from '../../../simulator/src/registers/training-people.ts'
import { one } from '../database/query.ts'
import { testDatabase } from '../database/test-database.ts'
import { testVault } from '../vault/testing/test-vault.ts'
import { findAnswer } from './answers.queries.ts'
import type { QuestionContext, Registers } from './registers.ts'
import type { RegisterServices } from './services.ts'
import {
  openStateRegisters,
  PERSONS_SERVICE,
  SILENT_ROAD,
  TEST_SERVICES,
  testRegisters,
} from './testing/test-registers.ts'

const database = await testDatabase()
const { sql } = database
after(database.drop)
// A register that failed in one test is not left alone in the next.
beforeEach(() => database.owner`delete from register_circuit`)
const clock = () => Temporal.Now.instant().round('millisecond')
const state = openStateRegisters(clock, 400)
const registers = testRegisters(sql, clock, state.road)
/** A service of its own for each neighbour, so that one that is silent silences no other. */
const ownServices = (): RegisterServices => ({
  ...TEST_SERVICES,
  registers: { persons: { road: 'shep', serviceId: randomUUID() } },
})
const registersAt = (road: SyncRoad) => testRegisters(sql, clock, road, { services: ownServices() })

function askPerson(from: Registers, iin: string, why: QuestionContext, maxAge?: Temporal.Duration) {
  return from.ask('persons', { kind: 'person', asks: { iin } }, why, maxAge && { maxAge })
}

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

const day = (text: string) => Temporal.PlainDate.from(text)
const CODE = { code: '00000', nameKz: '', nameRu: '' }
const ANSWERED = { messageId: 'm', sentAt: clock(), requestId: 'r', sender: CODE, receiver: CODE, result: CODE }
const ORDINARY = { capable: true, excluded: false, citizenship: CODE, documents: [] } as const
/** The register of persons has searched and found nobody. */
const NOBODY = writePersonAnswer([], ANSWERED)

/** As text, whatever the class of the bytes in it. */
function plain(outcome: object): string {
  return JSON.stringify(outcome, (_, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
    const isBuffer = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
    return isBuffer && 'data' in value ? Buffer.from(value.data as number[]).toString('hex') : value
  })
}

test('a person found comes with everything the register told, and the bytes are kept', async () => {
  const iin = iinOf('ordinary')
  const asked = await askPerson(registers, iin, context())
  assert.ok(asked.outcome.kind === 'found')
  const [person] = asked.outcome.value
  assert.equal(person?.surname, 'Үлгібаева')
  assert.equal(person.birthDate.toString(), '1990-05-14')
  assert.equal(person.address?.city, 'Тараз қаласы')
  assert.deepEqual([person.capable, person.excluded, asked.training, asked.fromStore], [true, false, true, false])
  const row = await findAnswer(sql, testVault, asked.answerId)
  assert.ok(row)
  assert.ok(row.request_bytes?.includes(iin) && row.answer_bytes?.includes('Үлгібаева'))
  assert.deepEqual([row.transport, row.subject], ['simulator', iin])
})

test('an IIN that begins with zeros keeps them all the way', async () => {
  const iin = iinOf('no-address')
  assert.match(iin, /^010101/)
  const asked = await askPerson(registers, iin, context())
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
    const asked = await askPerson(registers, iinOf(story), context())
    assert.equal(asked.outcome.kind, kind, story)
    const kept = await registers.findAnswer(asked.answerId)
    assert.ok(kept?.kind === 'person' && kept.fromStore)
    assert.equal(plain(kept.outcome), plain(asked.outcome), story)
  }
  assert.equal(await registers.findAnswer(randomUUID()), undefined)
})

test('a fault that may pass is told from one that will not', async () => {
  const failing = await askPerson(registers, iinOf('failing'), context())
  assert.ok(failing.outcome.kind === 'no-answer' && failing.outcome.retryable)
  const garbage = await askPerson(registers, iinOf('garbage'), context())
  assert.ok(garbage.outcome.kind === 'no-answer' && !garbage.outcome.retryable)
  const kept = await findAnswer(sql, testVault, garbage.answerId)
  assert.ok(kept?.answer_bytes && kept.answer_bytes.length > 0, 'what could not be read is evidence too')
})

test('a register that is too slow, gone or broken is "no answer, ask again"', async () => {
  const slow = await askPerson(registers, iinOf('slow'), context({ deadline: clock().add({ milliseconds: 150 }) }))
  assert.deepEqual(slow.outcome, { kind: 'no-answer', retryable: true, detail: 'time-out' })
  const patient = await askPerson(registers, iinOf('slow'), context())
  assert.equal(patient.outcome.kind, 'found')
  const gone = await askPerson(registersAt(SILENT_ROAD), iinOf('ordinary'), context())
  assert.deepEqual(gone.outcome, { kind: 'no-answer', retryable: true, detail: 'unreachable' })
})

test('an answer that speaks of somebody else, or of a day that never was, is not believed and not repeated', async () => {
  const found = (change: Partial<Person>) => {
    const person = { iin: iinOf('ordinary'), surname: 'Басқа', birthDate: day('1990-01-01'), ...ORDINARY, ...change }
    return writePersonAnswer([person], ANSWERED)
  }
  const broken = found({})
  assert.ok(broken.form === 'typed')
  const bad = [
    found({ iin: iinOf('deceased') }),
    { ...broken, xml: broken.xml.replace('1990-01-01', '1990-02-30') },
    { ...broken, xml: broken.xml.replace(/<iin>.*?<\/iin>/, '') },
    { form: 'text', text: '<soap:Envelope> Басқа 010101500012' } as const,
  ]
  for (const data of bad) {
    const { outcome } = await askPerson(registersAt(road(() => data).road), iinOf('ordinary'), context())
    assert.equal(outcome.kind, 'no-answer', JSON.stringify(data))
    assert.doesNotMatch(outcome.kind === 'no-answer' ? outcome.detail : '', /\d{12}|Басқа/)
  }
})

test('the same question is put once: a repeated one gets the first answer', async () => {
  const { road: counting, requests } = road(() => NOBODY)
  const once = context()
  const at = registersAt(counting)
  const first = await askPerson(at, iinOf('ordinary'), once)
  const again = await askPerson(at, iinOf('ordinary'), once)
  assert.equal(requests.length, 1)
  assert.deepEqual([again.answerId, again.fromStore, first.fromStore], [first.answerId, true, false])
})

test('two servers that ask the same at once keep one answer', async () => {
  const same = context()
  const both = await Promise.all([askPerson(registers, iinOf('slow'), same), askPerson(registers, iinOf('slow'), same)])
  assert.equal(both[0].answerId, both[1].answerId)
})

test('a question without an answer may be put again with the same key', async () => {
  const same = context()
  state.faults.services.set(PERSONS_SERVICE, 'down')
  assert.equal((await askPerson(registers, iinOf('ordinary'), same)).outcome.kind, 'no-answer')
  state.faults.services.clear()
  assert.equal((await askPerson(registers, iinOf('ordinary'), same)).outcome.kind, 'found')
})

test('an earlier answer serves while it is young enough, and says how old it is', async () => {
  const iin = iinOf('expired-document')
  const first = await askPerson(registers, iin, context())
  const hour = Temporal.Duration.from({ hours: 1 })
  const second = await askPerson(registers, iin, context(), hour)
  assert.deepEqual([second.answerId, second.fromStore], [first.answerId, true])
  assert.equal(second.answeredAt.epochMilliseconds, first.answeredAt.epochMilliseconds)
  const third = await askPerson(registers, iin, context(), Temporal.Duration.from({ nanoseconds: 1 }))
  assert.equal(third.fromStore, false)
  const always = await askPerson(registers, iin, context())
  assert.equal(always.fromStore, false)
})

test('an answer kept cannot be changed or removed by the application', async () => {
  await askPerson(registers, iinOf('ordinary'), context())
  await assert.rejects(async () => sql`update register_answer set outcome = 'found'`, /permission denied/)
  await assert.rejects(async () => sql`delete from register_answer`, /permission denied/)
})

/** A road of the test's own: every question is kept, and answered as the test says. */
function road(answer: (request: RoadRequest) => MessageData | 'silent' | Promise<MessageData | 'silent'>): {
  readonly road: SyncRoad
  readonly requests: RoadRequest[]
} {
  const requests: RoadRequest[] = []
  const send = async (request: RoadRequest): Promise<RoadAnswer> => {
    requests.push(request)
    const data = await answer(request)
    if (data === 'silent') return { kind: 'no-answer', retryable: true, detail: 'unreachable' }
    const at = clock()
    const bytes = Buffer.from(JSON.stringify(data))
    const receipt = {
      transport: 'shep',
      service: request.serviceId,
      messageId: request.messageId,
      sentAt: at,
      answeredAt: at,
      requestBytes: bytes,
      answerBytes: bytes,
      signature: 'valid',
    } as const
    return { kind: 'answered', status: { code: 'SCSS001', message: '' }, data, receipt }
  }
  return { road: { transport: 'shep', send }, requests }
}

test('two servers put a question once: the second waits for the answer of the first', async () => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const slow = road(async () => {
    await held
    return NOBODY
  })
  const same = context()
  const asked = [registersAt(slow.road), registersAt(slow.road)].map((each) => askPerson(each, iinOf('ordinary'), same))
  await sleep(120)
  release()
  const [first, second] = await Promise.all(asked)
  assert.deepEqual([slow.requests.length, second?.answerId], [1, first?.answerId])
})

test('a server that dies in the middle leaves its question to another, under the same id of the message', async () => {
  const same = context({ deadline: clock().add({ milliseconds: 10 }) })
  const dying = road(async () => {
    throw new Error('killed')
  })
  await assert.rejects(askPerson(registersAt(dying.road), iinOf('ordinary'), same), /killed/)
  const later = () => clock().add({ seconds: 30 })
  const living = road(() => NOBODY)
  const asked = await askPerson(
    testRegisters(sql, later, living.road, { services: ownServices() }),
    iinOf('ordinary'),
    {
      ...same,
      deadline: later().add({ seconds: 5 }),
    },
  )
  assert.equal(asked.outcome.kind, 'not-found')
  assert.equal(living.requests[0]?.messageId, dying.requests[0]?.messageId)
})

test('an earlier answer serves only the purpose for which it was asked', async () => {
  const hour = Temporal.Duration.from({ hours: 1 })
  const iin = iinOf('ordinary')
  await askPerson(registers, iin, context({ purpose: 'check-documents' }))
  const other = await askPerson(registers, iin, context({ purpose: 'inspect' }), hour)
  assert.equal(other.fromStore, false)
})

test('a silent service is left alone, for all servers, until one question that goes ahead is answered', async () => {
  const says = { answer: 'silent' as MessageData | 'silent' }
  const back: string[] = []
  const service = road(() => says.answer)
  let now = clock()
  const at = () =>
    testRegisters(sql, () => now, service.road, {
      services: { ...TEST_SERVICES, registers: { courts: { road: 'shep', serviceId: 'SILENT' } } },
      onBack: async (registers) => void back.push(...registers),
    })
  const ask = () =>
    at().ask(
      'courts',
      { kind: 'statement', asks: { iin: iinOf('ordinary') } },
      { ...context(), deadline: now.add({ seconds: 5 }) },
    )
  const sameAgain = { ...context(), deadline: now.add({ seconds: 5 }) }
  for (let time = 0; time < 8; time++) {
    await at().ask('courts', { kind: 'statement', asks: { iin: iinOf('ordinary') } }, sameAgain)
  }
  assert.equal(
    (await at().silenceOf('courts'))?.nextTryAt,
    undefined,
    'one question that fails is not a silent service',
  )
  for (let time = 0; time < 4; time++) await ask()
  const silence = await at().silenceOf('courts')
  assert.ok(silence?.nextTryAt)
  assert.equal((await at().silences()).find(({ service: name }) => name === 'shep SILENT')?.detail, 'unreachable')
  const sent = service.requests.length
  assert.deepEqual((await ask()).outcome, { kind: 'no-answer', retryable: true, detail: 'open-circuit' })
  assert.equal(service.requests.length, sent)

  now = silence.nextTryAt.add({ seconds: 1 })
  await Promise.all([ask(), ask(), ask()])
  assert.equal(service.requests.length, sent + 1, 'one goes ahead')
  const second = await at().silenceOf('courts')
  assert.ok(
    second?.nextTryAt && Temporal.Instant.compare(second.nextTryAt, now.add({ seconds: 59 })) > 0,
    'the pause grows',
  )

  now = second.nextTryAt.add({ seconds: 1 })
  says.answer = writeStatementAnswer({ kind: 'not-found' })
  assert.equal((await ask()).outcome.kind, 'not-found')
  assert.equal(await at().silenceOf('courts'), undefined)
  assert.equal((await ask()).outcome.kind, 'not-found')
  assert.deepEqual(back, ['courts'], 'it is told once that the service is back')
})

test('what is entered by hand is kept as such, once, with its paper', async () => {
  const scanSha256 = 'ab'.repeat(32)
  const entered = {
    register: 'persons',
    question: { kind: 'person', asks: { iin: '010101500012' } },
    outcome: 'found',
    facts: { name: 'Үлгібаева Айсәуле', document: 'N1' },
    reason: 'Тіркелім үнсіз',
    scanSha256,
    caseId: randomUUID(),
    officer: 'Мысалов',
    purpose: 'check-documents',
    legalBasis: 'act',
    idempotencyKey: randomUUID(),
  } as const
  const account = await one(database.owner<{ id: string }[]>`
    insert into account (
      id, iin, name, kind, locale, password_hash, register_check, password_changed_at, created_at
    ) values (
      gen_random_uuid(), '900101300017', 'x', 'staff', 'kk', '$argon2id$x', 'confirmed', now(), now()
    ) returning id`)
  const first = await registers.enter({ ...entered, accountId: account.id })
  assert.deepEqual(await registers.enter({ ...entered, accountId: account.id }), first)
  const kept = await registers.findAnswer(first.answerId)
  assert.ok(kept?.kind === 'by-hand')
  assert.deepEqual(kept.question, entered.question, 'zeros and all')
  assert.deepEqual([kept.facts, kept.reason, kept.scanSha256], [entered.facts, entered.reason, scanSha256])
})
