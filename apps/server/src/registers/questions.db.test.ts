import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import {
  createQuestionCodecs,
  KNOWN_CODES,
  type MessageData,
  type Person,
  type QuestionKind,
  readConsentQuestion,
  readPersonQuestion,
  type RoadAnswer,
  type RoadRequest,
  type Said,
  type SyncRoad,
  writeAddressAnswer,
  writeConsentAnswer,
  writeEntityAnswer,
  writePersonAnswer,
  writePowerAnswer,
  writeStatementAnswer,
} from '@qyzmet/gateway'
import { testDatabase } from '../database/test-database.ts'
import { testVault } from '../vault/testing/test-vault.ts'
import { type AnyQuestion, questionAbout } from './question.ts'
import { createRegisters, type QuestionContext, type Registers } from './registers.ts'
import type { RegisterServices } from './services.ts'

const { sql, drop, owner } = await testDatabase()
after(drop)

const IIN = '010101500012'
const BIN = '000140001234'
const start = Temporal.Instant.from('2026-11-29T05:12:00Z')
let now = start
const day = (text: string) => Temporal.PlainDate.from(text)
/** Marks instead of signing: only that the codec uses a seal is of interest here. */
const seal = {
  sealDocument: async (xml: string) => `<sealed>${xml}</sealed>`,
  openDocument: async (xml: string) => ({ signature: 'absent', xml }) as const,
}
const codecs = createQuestionCodecs({ seal, dictionary: KNOWN_CODES })

const SERVICES: RegisterServices = {
  requester: { senderCode: 'TEST', bin: BIN, name: 'Әкімдік', responsible: 'Мысалов' },
  consent: {
    road: 'shep',
    serviceId: 'KDP_SERVICE',
    lifetimeMinutes: 60,
    dataName: 'Деректер',
    notAccepted: ['TOKEN'],
  },
  registers: {
    person: { road: 'shep', serviceId: 'GBDFL' },
    guarded: { road: 'shep', serviceId: 'GBDFL_TOKEN', consent: true },
    entity: { road: 'shep', serviceId: 'GBDUL' },
    power: { road: 'shep', serviceId: 'ENIS' },
    address: { road: 'shep', serviceId: 'ADDRESS' },
    statement: { road: 'shep', serviceId: 'STATEMENT', routeId: 'R_courts', reuseMinutes: 10 },
  },
}

/** A road on which the test answers; nobody answers what it does not. */
function roadTo(answer: (request: RoadRequest) => MessageData | 'token refused' | undefined): {
  readonly road: SyncRoad
  readonly sent: RoadRequest[]
} {
  const sent: RoadRequest[] = []
  const send = async (request: RoadRequest): Promise<RoadAnswer> => {
    sent.push(request)
    const data = answer(request)
    if (!data) return { kind: 'no-answer', retryable: true, detail: 'time-out' }
    const bytes = Buffer.from(JSON.stringify(data))
    const receipt = {
      transport: 'shep',
      service: request.serviceId,
      messageId: request.messageId,
      sentAt: now,
      answeredAt: now,
      requestBytes: bytes,
      answerBytes: bytes,
      signature: 'valid',
    } as const
    if (data === 'token refused') return { kind: 'fault', code: 'TOKEN', message: '', receipt }
    return { kind: 'answered', status: { code: 'SCSE001', message: '' }, data, receipt }
  }
  return { road: { transport: 'shep', send }, sent }
}

const registersOn = (road: SyncRoad): Registers =>
  createRegisters({ sql, vault: testVault, clock: () => now, roads: { shep: road }, services: SERVICES, codecs })

const context = (change: Partial<QuestionContext> = {}): QuestionContext => ({
  officer: 'qyzmet',
  purpose: 'check-documents',
  legalBasis: 'Act, item 5(3)',
  idempotencyKey: randomUUID(),
  deadline: now.add({ seconds: 5 }),
  ...change,
})

const person: Person = {
  iin: IIN,
  surname: 'Үлгібаева',
  birthDate: day('2001-01-01'),
  capable: true,
  excluded: false,
  citizenship: { code: '398', nameKz: 'ҚАЗАҚСТАН', nameRu: 'КАЗАХСТАН' },
  documents: [],
}
const power = {
  number: 'N-7',
  notary: { name: 'Нотариус' },
  issuedOn: day('2026-01-10'),
  principals: [{ iin: IIN, name: 'Үлгібаева' }],
  attorneys: [],
  powers: { kk: 'бәрі' },
  substitutionAllowed: false,
  status: 'in-force',
} as const
const entity = { bin: BIN, name: { kk: 'Мысал', ru: 'Пример' }, active: true }
const head = {
  messageId: 'm',
  sentAt: start,
  requestId: 'r',
  sender: { code: 's', nameKz: 's', nameRu: 's' },
  receiver: { code: 'r', nameKz: 'r', nameRu: 'r' },
}
const coded = (code: string) => ({ code, nameKz: code, nameRu: code })
const refused = { kind: 'refused', why: 'no-right' } as const
const pending = { kind: 'pending', token: 't', why: 'async' } as const
const other: Said<never>[] = [{ kind: 'not-found' }, pending, refused]

/** What each register may send, and which of the five answers it is. */
const SAID: { readonly [K in QuestionKind]: readonly (readonly [MessageData, string])[] } = {
  person: [
    [writePersonAnswer([person], { ...head, result: coded('00000') }), 'found'],
    [writePersonAnswer([person, { ...person, surname: 'Екінші' }], { ...head, result: coded('00000') }), 'found'],
    [writePersonAnswer([], { ...head, result: coded('00000') }), 'not-found'],
    [writePersonAnswer([], { ...head, result: coded('99999') }), 'no-answer'],
    [writePersonAnswer([{ ...person, iin: '900514497061' }], { ...head, result: coded('00000') }), 'no-answer'],
  ],
  entity: [
    [writeEntityAnswer(coded('ok'), entity), 'found'],
    [writeEntityAnswer(coded('not_found')), 'not-found'],
    [writeEntityAnswer(coded('broken')), 'no-answer'],
  ],
  power: [
    [writePowerAnswer({ kind: 'found', value: [power] }), 'found'],
    ...other.map((said) => [writePowerAnswer(said), said.kind] as const),
  ],
  address: [
    [writeAddressAnswer({ kind: 'found', value: { iin: IIN, address: { kk: 'Тараз' }, residents: [] } }), 'found'],
    ...other.map((said) => [writeAddressAnswer(said), said.kind] as const),
  ],
  statement: [
    [writeStatementAnswer({ kind: 'found', value: { iin: IIN, records: [] } }), 'found'],
    ...other.map((said) => [writeStatementAnswer(said), said.kind] as const),
  ],
}

/** As text, whatever the class of the bytes in it. */
const plain = (outcome: object): string =>
  JSON.stringify(outcome, (_, value: unknown) => {
    const bytes = typeof value === 'object' && value !== null && 'data' in value ? value.data : value
    return Array.isArray(bytes) || bytes instanceof Uint8Array
      ? Buffer.from(bytes as Uint8Array).toString('hex')
      : value
  })

function ask(registers: Registers, register: string, question: AnyQuestion, why: QuestionContext) {
  return question.kind === 'person'
    ? registers.ask(register, question, why)
    : registers.ask<Exclude<QuestionKind, 'person'>>(register, question, why)
}

for (const kind of Object.keys(SAID) as QuestionKind[]) {
  test(`the register of the question "${kind}": each of the five answers is told apart, kept, and read again alike`, async () => {
    const question = questionAbout(kind, kind === 'entity' ? { subject: BIN, by: 'number' } : { by: 'iin' }, IIN)
    for (const [data, expected] of [...SAID[kind], [undefined, 'no-answer'] as const]) {
      // Another purpose each time: a register may be set to use earlier answers again.
      const why = context({ purpose: randomUUID() })
      const asked = await ask(registersOn(roadTo(() => data).road), kind, question, why)
      assert.equal(asked.outcome.kind, expected, JSON.stringify(data))
      assert.equal(asked.training, expected === 'no-answer' && data === undefined)
      const kept = await registersOn(roadTo(() => undefined).road).findAnswer(asked.answerId)
      assert.ok(kept && kept.kind === kind)
      assert.equal(plain(kept.outcome), plain(asked.outcome))
    }
  })
}

test('an IIN keeps its zeros on the road, in the answer and when it is read again', async () => {
  const { road, sent } = roadTo(() => SAID.person[0]?.[0])
  const asked = await registersOn(road).ask('person', { kind: 'person', asks: { iin: IIN } }, context())
  assert.ok(sent[0])
  assert.deepEqual(readPersonQuestion(sent[0].data).search, { iin: IIN })
  const kept = await registersOn(road).findAnswer(asked.answerId)
  assert.ok(kept?.kind === 'person' && kept.outcome.kind === 'found')
  assert.equal(kept.outcome.value[0]?.iin, IIN)
})

test('a search by name and day of birth, and one by the number of a document, are read again too', async () => {
  const { road } = roadTo(() => SAID.person[0]?.[0])
  for (const asks of [{ surname: 'Үлгібаева', birthDate: day('2001-01-01') }, { documentNumber: 'N1' }]) {
    const { answerId } = await registersOn(road).ask('person', { kind: 'person', asks }, context())
    const kept = await registersOn(road).findAnswer(answerId)
    assert.ok(kept?.kind === 'person' && kept.outcome.kind === 'found')
  }
})

test('a statement young enough is used again where the settings of the register say so', async () => {
  const { road, sent } = roadTo(() => SAID.statement[0]?.[0])
  const question = { kind: 'statement', asks: { iin: IIN } } as const
  const registers = registersOn(road)
  const first = await registers.ask('statement', question, context())
  now = start.add({ minutes: 9 })
  const second = await registers.ask('statement', question, context())
  assert.deepEqual([second.answerId, second.answeredAt.toString(), sent.length], [first.answerId, start.toString(), 1])
  now = start.add({ minutes: 11 })
  await registers.ask('statement', question, context())
  assert.deepEqual([sent.length, sent[1]?.routeId], [2, 'R_courts'])
  now = start
})

/** A state in which people answer for consent what the test says. */
function guarded() {
  const state = { consent: 'pending', isTokenRefused: false }
  const token = { token: 'token-1', publicKey: 'key-1' }
  const { road, sent } = roadTo((request) =>
    request.serviceId === 'KDP_SERVICE'
      ? writeConsentAnswer(state.consent, state.consent === 'valid' ? token : undefined)
      : state.isTokenRefused
        ? 'token refused'
        : SAID.person[0]?.[0],
  )
  const asksOf = (service: string) => sent.filter(({ serviceId }) => serviceId === service)
  const put = (caseId: string, key = randomUUID()) =>
    registersOn(road).ask('guarded', { kind: 'person', asks: { iin: IIN } }, context({ caseId, idempotencyKey: key }))
  return { state, asksOf, put, registers: registersOn(road) }
}

test('a person is asked for leave first; one consent serves the questions of a case, and no other case', async () => {
  const { state, asksOf, put } = guarded()
  const [caseId, key] = [randomUUID(), randomUUID()]
  assert.equal((await put(caseId, key)).outcome.kind, 'pending')
  assert.equal((await put(caseId, key)).outcome.kind, 'pending')
  const requests = asksOf('KDP_SERVICE')
  assert.equal(asksOf('GBDFL_TOKEN').length, 0, 'the register is not asked without leave')
  assert.equal(requests[0]?.messageId, requests[1]?.messageId, 'what became of the same request')
  assert.ok(requests[0])
  const told = readConsentQuestion(requests[0].data)
  assert.deepEqual([told.iin, told.serviceId, told.company], [IIN, 'GBDFL_TOKEN', 'Әкімдік'])

  state.consent = 'valid'
  assert.equal((await put(caseId, key)).outcome.kind, 'found')
  assert.equal((await put(caseId)).outcome.kind, 'found')
  assert.equal(asksOf('KDP_SERVICE').length, 3, 'the second question of the case needs no new consent')
  const [question] = asksOf('GBDFL_TOKEN')
  assert.equal(question && readPersonQuestion(question.data).consent?.token, 'token-1')
  await put(randomUUID())
  assert.equal(asksOf('KDP_SERVICE').length, 4)
})

test('a token that the register does not accept any more is asked for anew, but not within minutes of the yes', async () => {
  const { state, asksOf, put, registers } = guarded()
  const caseId = randomUUID()
  state.consent = 'valid'
  assert.equal((await put(caseId)).outcome.kind, 'found')
  state.isTokenRefused = true
  now = start.add({ minutes: 9 })
  for (let time = 0; time < 6; time += 1) {
    const { outcome } = await put(caseId)
    assert.ok(outcome.kind === 'no-answer' && outcome.retryable && outcome.detail === 'fault TOKEN')
  }
  assert.equal(asksOf('KDP_SERVICE').length, 1, 'nobody is asked again at once')
  assert.equal(await registers.silenceOf('guarded'), undefined, 'the register answers: it is not left alone')
  now = start.add({ minutes: 11 })
  assert.equal((await put(caseId)).outcome.kind, 'no-answer')
  assert.equal((await put(caseId)).outcome.kind, 'no-answer')
  state.isTokenRefused = false
  assert.equal((await put(caseId)).outcome.kind, 'found')
  const requests = asksOf('KDP_SERVICE').map(({ messageId }) => messageId)
  assert.equal(new Set(requests).size, 2, 'another request, once')
  assert.equal(requests.length, 2)
  now = start
})

test('a refusal is final for the case; a request that expired, and a consent that is over, are asked for anew', async () => {
  const { state, asksOf, put } = guarded()
  state.consent = 'refused'
  const refusing = randomUUID()
  assert.deepEqual(await put(refusing).then(({ outcome }) => 'why' in outcome && outcome.why), 'consent-refused')
  state.consent = 'valid'
  assert.equal((await put(refusing)).outcome.kind, 'refused')

  const late = randomUUID()
  state.consent = 'expired'
  assert.equal((await put(late)).outcome.kind, 'pending')
  state.consent = 'valid'
  assert.equal((await put(late)).outcome.kind, 'found')
  const ids = asksOf('KDP_SERVICE').map(({ messageId }) => messageId)
  assert.notEqual(ids.at(-1), ids.at(-2), 'another request')
  now = start.add({ minutes: 61 })
  assert.equal((await put(late)).outcome.kind, 'found')
  assert.equal(asksOf('KDP_SERVICE').length, ids.length + 1)
  now = start
})

test('what a person was asked for is told with who asks and until when, and is asked anew when nobody answers in time', async () => {
  const { state, asksOf, put, registers } = guarded()
  const caseId = randomUUID()
  const asked = { scope: caseId, registers: ['guarded'], iin: IIN, asker: 'Әкімдік' }
  const until = { askedAt: start, answerUntil: start.add({ minutes: 60 }) }
  const told = () => registers.consentsOf([caseId, randomUUID()])
  assert.deepEqual(await told(), [])
  assert.deepEqual(await registers.consentsOf([]), [])
  await put(caseId)
  assert.deepEqual(await told(), [{ ...asked, ...until, state: 'waiting' }])

  now = start.add({ minutes: 60 })
  assert.deepEqual(await told(), [{ ...asked, ...until, state: 'expired' }])
  await put(caseId)
  const [first, second] = asksOf('KDP_SERVICE').map(({ messageId }) => messageId)
  assert.notEqual(first, second)
  assert.deepEqual(
    (await told()).map((each) => [each.state, each.askedAt]),
    [['waiting', now]],
  )
  state.consent = 'refused'
  await put(caseId)
  assert.deepEqual(
    (await told()).map((each) => each.state),
    ['refused'],
  )
  now = start
})

test('a register that the settings do not name is not asked', async () => {
  const { road, sent } = roadTo(() => SAID.statement[0]?.[0])
  const asked = await registersOn(road).ask('convictions', { kind: 'statement', asks: { iin: IIN } }, context())
  assert.deepEqual([asked.outcome.kind, sent.length], ['no-answer', 0])
})

test('the application cannot change what was asked for and granted into another person’s', async () => {
  await assert.rejects(async () => owner`update register_consent set iin = '1'`, /check\$register_consent_iin/)
  await assert.rejects(async () => sql`delete from register_consent`, /permission denied/)
})
