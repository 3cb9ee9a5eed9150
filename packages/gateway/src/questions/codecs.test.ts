import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { acceptByOwn, acceptByState, missing, ownRefuses, stateRefuses } from '../../testing/schemas.ts'
import {
  consentOutcome,
  createQuestionCodecs,
  KNOWN_CODES,
  readAddressQuestion,
  readConsentQuestion,
  readEntityQuestion,
  readPersonQuestion,
  readPowerQuestion,
  readStatementQuestion,
  writeAddressAnswer,
  writeConsentAnswer,
  writeConsentQuestion,
  writeEntityAnswer,
  writePersonAnswer,
  writePowerAnswer,
  writeStatementAnswer,
  type AddressCertificate,
  type DocumentSeal,
  type Entity,
  type MessageData,
  type Outcome,
  type Person,
  type PersonSearch,
  type PowerOfAttorney,
  type PowerSearch,
  type Receipt,
  type RegisterStatement,
  type RoadAnswer,
} from '../index.ts'

const IIN = '010101500012'
const BIN = '000140001234'
const now = Temporal.Instant.from('2026-11-29T07:00:00Z')
const today = Temporal.PlainDate.from('2026-11-29')
const day = (text: string) => Temporal.PlainDate.from(text)

/** A seal that marks instead of signing: here only that the codec uses it, and heeds what it says, is of interest. */
const seal: DocumentSeal = {
  sealDocument: async (xml) => `<sealed>${xml}</sealed>`,
  openDocument: async (xml) => {
    if (xml.includes('forged')) return { signature: 'invalid', why: 'digest-mismatch' }
    const inside = /^<sealed>(.*)<\/sealed>$/s.exec(xml)?.[1]
    return inside === undefined
      ? { signature: 'absent', xml }
      : { signature: 'valid', xml: inside, certificate: Uint8Array.of() }
  },
}
const codecs = createQuestionCodecs({ seal, dictionary: KNOWN_CODES })

const receipt: Receipt = {
  transport: 'shep',
  service: 'S',
  messageId: 'm',
  sentAt: now,
  answeredAt: now,
  requestBytes: Uint8Array.of(),
  answerBytes: Uint8Array.of(),
  signature: 'valid',
}
/** SCSE001 stands for "none" with one register and for a failure with another; the codecs must not look at it. */
function answered(data?: MessageData, code = 'SCSE001'): RoadAnswer {
  return { kind: 'answered', status: { code, message: '' }, receipt, ...(data && { data }) }
}
const xmlOf = (data: MessageData) => (data.form === 'text' ? data.text : data.xml)
const head = { messageId: 'm-1', sentAt: now, senderCode: 'AKIMAT', requesterBin: BIN }

/** Days have nothing that a deep comparison would look at, so their texts are compared. */
function same(actual: unknown, expected: unknown): void {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  assert.deepEqual(plain(actual), plain(expected))
}

function said(outcome: Outcome<unknown>): string {
  if (outcome.kind === 'refused') return `refused ${outcome.why}`
  return outcome.kind === 'no-answer' ? `no-answer ${outcome.detail}` : outcome.kind
}

// What a register can send of each kind.

const word = fc.stringMatching(/^[A-Za-zҚқӘәІіҢңҒғҮүҰұӨө<&]{1,12}$/)
const number = fc.stringMatching(/^\d{12}$/).map((digits) => `0${digits.slice(1)}`)
const date = fc.integer({ min: -20_000, max: 20_000 }).map((days) => day('1990-01-01').add({ days }))
const text = fc.record({ kk: word, ru: word }, { noNullPrototype: true, requiredKeys: ['kk'] })
const dictionaryValue = fc.record({ code: word, nameKz: word, nameRu: word }, { noNullPrototype: true })

const person = fc.record(
  {
    iin: fc.constant(IIN),
    surname: fc.oneof(word, fc.constant('')),
    givenName: word,
    patronymic: word,
    birthDate: date,
    deathDate: date,
    gender: dictionaryValue,
    capable: fc.constant(true),
    excluded: fc.boolean(),
    citizenship: dictionaryValue,
    address: fc.record(
      {
        region: word,
        regionRu: word,
        district: word,
        districtRu: word,
        city: word,
        street: word,
        building: word,
        corpus: word,
        flat: word,
        beginDate: date,
        endDate: date,
        code: number,
      },
      { noNullPrototype: true, requiredKeys: ['region', 'district', 'city', 'street', 'building'] },
    ),
    documents: fc.array(
      fc.record(
        {
          type: word,
          typeName: text,
          number,
          series: word,
          beginDate: date,
          endDate: date,
          issuer: text,
          valid: fc.boolean(),
          surname: word,
          givenName: word,
          patronymic: word,
        },
        { noNullPrototype: true, requiredKeys: ['type', 'number', 'beginDate', 'valid'] },
      ),
      { maxLength: 3 },
    ),
  },
  {
    noNullPrototype: true,
    requiredKeys: ['iin', 'surname', 'birthDate', 'gender', 'capable', 'excluded', 'citizenship', 'documents'],
  },
) as fc.Arbitrary<Person>

const party = fc.record({ iin: number, bin: number, name: word }, { requiredKeys: ['name'] })
const power = fc.record(
  {
    number,
    registerNumber: word,
    notary: fc.record({ name: word, licence: word, region: word }, { requiredKeys: ['name'] }),
    issuedOn: date,
    validUntil: date,
    principals: fc.array(party, { minLength: 1, maxLength: 2 }),
    attorneys: fc.array(party, { minLength: 1, maxLength: 2 }),
    powers: text,
    substitutionAllowed: fc.boolean(),
    status: fc.constantFrom('in-force' as const, 'revoked' as const, 'expired' as const, 'replaced' as const),
    revokedOn: date,
  },
  {
    requiredKeys: [
      'number',
      'notary',
      'issuedOn',
      'principals',
      'attorneys',
      'powers',
      'substitutionAllowed',
      'status',
    ],
  },
) as fc.Arbitrary<PowerOfAttorney>
const address = fc.record(
  {
    iin: fc.constant(IIN),
    address: text,
    addressCode: number,
    kato: word,
    registeredOn: date,
    residents: fc.array(fc.record({ iin: number, name: word, registeredOn: date }, { requiredKeys: ['iin', 'name'] }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: ['iin', 'address', 'residents'] },
) as fc.Arbitrary<AddressCertificate>
const statement = fc.record({
  iin: fc.constant(IIN),
  records: fc.array(
    fc.record({ title: text, facts: fc.array(fc.record({ name: text, value: word }), { maxLength: 3 }) }),
    { maxLength: 2 },
  ),
}) as fc.Arbitrary<RegisterStatement>
const entity = fc.record(
  {
    bin: fc.constant(BIN),
    name: text,
    registeredOn: date,
    active: fc.boolean(),
    leader: fc.record(
      { iin: number, name: fc.tuple(word, word, word).map((names) => names.join(' ')), position: word },
      { requiredKeys: ['iin', 'name'] },
    ),
    address: fc.record({ kk: word, ru: word }),
    kato: number,
  },
  { requiredKeys: ['bin', 'name', 'registeredOn', 'active', 'address'] },
) as fc.Arbitrary<Entity>

const answerHead = {
  messageId: 'a-1',
  sentAt: now,
  requestId: 'm-1',
  sender: { code: 'GBDFL', nameKz: 'ЖТ МДҚ', nameRu: 'ГБД ФЛ' },
  receiver: { code: 'AKIMAT', nameKz: 'Әкімдік', nameRu: 'Акимат' },
  result: { code: '00000', nameKz: 'Өңделді', nameRu: 'Обработано' },
}
const personResponse = (data: MessageData) =>
  `<s:sendMessageResponse xmlns:s="http://smartbridge.b10.kz">${xmlOf(data)}</s:sendMessageResponse>`
const PERSON_SCHEMA = 'gbdfl-universal/sendMessage.xsd'
const ENTITY_SCHEMA = 'gbdul-by-bin/declareRequestResponseTypes.xsd'

test(`what registers send of people, entities, powers, addresses and records is read as it was${missing}`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 2 }),
      entity,
      fc.array(power, { minLength: 1, maxLength: 2 }),
      address,
      statement,
      async (persons, entity, powers, address, statement) => {
        const people = writePersonAnswer(persons, answerHead)
        acceptByState(PERSON_SCHEMA, personResponse(people))
        same(await codecs.person.read(answered(people), { iin: IIN }, today), {
          kind: 'found',
          value: persons,
          receipt,
        })
        const organisation = writeEntityAnswer({ code: '000', nameKz: '', nameRu: '' }, entity)
        acceptByState(
          ENTITY_SCHEMA,
          `<s:sendMessageResponse xmlns:s="http://smartbridge.b10.kz">${xmlOf(organisation)}</s:sendMessageResponse>`,
        )
        const { name, ...rest } = entity
        same(await codecs.entity.read(answered(organisation), { bin: BIN }, today), {
          kind: 'found',
          // The register's form has both languages; an entity with one name has it twice.
          value: { ...rest, name: { kk: name.kk, ru: name.ru ?? name.kk } },
          receipt,
        })
        const found = <A>(value: A) => ({ kind: 'found' as const, value })
        const notarial = writePowerAnswer(found(powers))
        acceptByOwn('questions.xsd', xmlOf(notarial))
        same(await codecs.power.read(answered(notarial), { principalIin: IIN }, today), { ...found(powers), receipt })
        const certificate = writeAddressAnswer(found(address))
        acceptByOwn('questions.xsd', xmlOf(certificate))
        same(await codecs.address.read(answered(certificate), { iin: IIN }, today), { ...found(address), receipt })
        const records = writeStatementAnswer(found(statement))
        acceptByOwn('questions.xsd', xmlOf(records))
        same(await codecs.statement.read(answered(records), { iin: IIN }, today), { ...found(statement), receipt })
      },
    ),
    { numRuns: 60, seed: 20261129 },
  )
})

test(`every question is read at the other side as it was asked${missing}`, async () => {
  const searches: readonly PersonSearch[] = [
    { iin: IIN },
    { documentNumber: '012345678' },
    { surname: 'Мысалов', birthDate: day('2001-01-01') },
    { surname: 'Мысалова', givenName: 'Әсел', patronymic: 'Мысалқызы', birthDate: day('2001-01-01') },
  ]
  const consent = { token: 't', publicKey: 'k' }
  for (const search of searches) {
    const data = await codecs.person.write(search, { ...head, consent })
    acceptByState(
      PERSON_SCHEMA,
      `<s:sendMessageRequest xmlns:s="http://smartbridge.b10.kz">${xmlOf(data)}</s:sendMessageRequest>`,
    )
    same(readPersonQuestion(data), { messageId: 'm-1', sentAt: now, senderCode: 'AKIMAT', search, consent })
  }
  await assert.rejects(codecs.person.write({ birthDate: day('2001-01-01') }, head), /without a name/)

  const entityQuestion = await codecs.entity.write({ bin: BIN }, head)
  assert.equal(entityQuestion.form, 'text')
  same(await readEntityQuestion(entityQuestion, seal), { signature: 'valid', bin: BIN, requesterBin: BIN })
  const powers: readonly PowerSearch[] = [
    { number: '012', issuedOn: day('2026-01-02') },
    { number: '012' },
    { principalIin: IIN },
    { attorneyIin: IIN },
  ]
  for (const search of powers) {
    const data = await codecs.power.write(search, head)
    acceptByOwn('questions.xsd', xmlOf(data))
    same(readPowerQuestion(data), search)
  }
  const addressQuestion = await codecs.address.write({ iin: IIN }, head)
  acceptByOwn('questions.xsd', xmlOf(addressQuestion))
  same(readAddressQuestion(addressQuestion), { iin: IIN })
  const statementQuestion = await codecs.statement.write({ iin: IIN }, head)
  acceptByOwn('questions.xsd', xmlOf(statementQuestion))
  same(readStatementQuestion(statementQuestion), { iin: IIN })
  assert.ok(ownRefuses('questions.xsd', xmlOf(statementQuestion).replace(IIN, '10101500012')))
})

test('absence, refusal, waiting and failure are never taken for one another', async () => {
  const none = writePersonAnswer([], answerHead)
  const failed = writePersonAnswer([], { ...answerHead, result: { code: '00012', nameKz: '', nameRu: '' } })
  const of = async (answer: RoadAnswer) => said(await codecs.person.read(answer, { iin: IIN }, today))
  assert.equal(await of(answered(none)), 'not-found')
  assert.equal(await of(answered(failed)), 'no-answer result 00012')
  assert.equal(await of(answered(undefined)), 'no-answer status SCSE001')
  assert.equal(await of(answered(undefined, 'SCSS001')), 'no-answer status SCSS001')
  assert.equal(await of({ kind: 'fault', code: 'VAL-R-004', message: '', receipt }), 'no-answer fault VAL-R-004')
  assert.equal(await of({ kind: 'no-answer', retryable: true, detail: 'time-out' }), 'no-answer time-out')
  assert.equal(await of(answered({ form: 'text', text: 'Internal error' })), 'no-answer malformed not-well-formed')
  assert.equal(await of(answered({ form: 'elements', xml: '<a/>' })), 'no-answer malformed data/messageResult')

  const ofEntity = async (answer: RoadAnswer) => said(await codecs.entity.read(answer, { bin: BIN }, today))
  const status = (code: string) => writeEntityAnswer({ code, nameKz: '', nameRu: '' })
  assert.equal(await ofEntity(answered(status('NOT_FOUND'))), 'not-found')
  assert.equal(await ofEntity(answered(status('777'))), 'no-answer result 777')
  assert.equal(await ofEntity(answered({ form: 'text', text: '<forged/>' })), 'no-answer signature-invalid')

  const ofPower = async (data: MessageData) => said(await codecs.power.read(answered(data), { number: '1' }, today))
  acceptByOwn('questions.xsd', xmlOf(writePowerAnswer({ kind: 'refused', why: 'no-right' })))
  acceptByOwn('questions.xsd', xmlOf(writeAddressAnswer({ kind: 'not-found' })))
  assert.equal(await ofPower(writePowerAnswer({ kind: 'not-found' })), 'not-found')
  assert.equal(await ofPower(writePowerAnswer({ kind: 'refused', why: 'no-right' })), 'refused no-right')
  assert.equal(await ofPower(writePowerAnswer({ kind: 'pending', token: 't', why: 'async' })), 'pending')
  assert.equal(
    await ofPower(writePowerAnswer({ kind: 'no-answer', retryable: true, detail: 'x' })),
    'no-answer result FAILED',
  )
  assert.equal(await ofPower(writePowerAnswer({ kind: 'found', value: [] })), 'no-answer malformed powerAnswer/power')
})

test('a person, an entity or a certificate that was not asked for is no answer', async () => {
  const other = { ...samplePerson(), iin: '020202600029' }
  const people = writePersonAnswer([samplePerson(), other], answerHead)
  assert.equal(
    said(await codecs.person.read(answered(people), { iin: IIN }, today)),
    'no-answer malformed persons/person/iin',
  )
  assert.equal(said(await codecs.person.read(answered(people), { documentNumber: '1' }, today)), 'found')
  const strange = writeEntityAnswer(
    { code: '', nameKz: '', nameRu: '' },
    { bin: '000140009999', name: { kk: 'Үлгі' }, active: true },
  )
  assert.equal(
    said(await codecs.entity.read(answered(strange), { bin: BIN }, today)),
    'no-answer malformed Organization/BIN',
  )
  const certificate = writeAddressAnswer({ kind: 'found', value: { iin: '020202600029', address: {}, residents: [] } })
  assert.equal(
    said(await codecs.address.read(answered(certificate), { iin: IIN }, today)),
    'no-answer malformed addressAnswer/iin',
  )
})

function samplePerson(): Person {
  return {
    iin: IIN,
    surname: 'Мысалов',
    birthDate: day('2001-01-01'),
    capable: true,
    excluded: false,
    citizenship: { code: '398', nameKz: 'ҚАЗАҚСТАН', nameRu: 'КАЗАХСТАН' },
    documents: [],
  }
}

test('a decision on capacity or exclusion counts while it lasts, and a state of a power that is not known never counts', async () => {
  const value = { code: 'x', nameKz: 'Қабілетсіз', nameRu: 'Недееспособен' }
  const decided = (until?: string): Person => ({
    ...samplePerson(),
    capacity: { status: value, since: day('2020-01-01'), ...(until !== undefined && { until: day(until) }) },
    exclusion: { reason: value, ...(until !== undefined && { until: day(until) }) },
  })
  const standing = async (person: Person) => {
    const outcome = await codecs.person.read(answered(writePersonAnswer([person], answerHead)), { iin: IIN }, today)
    assert.equal(outcome.kind, 'found')
    const found = outcome.kind === 'found' ? outcome.value[0] : undefined
    return [found?.capable, found?.excluded]
  }
  assert.deepEqual(await standing(samplePerson()), [true, false])
  assert.deepEqual(await standing(decided()), [false, true])
  assert.deepEqual(await standing(decided('2026-11-29')), [false, true])
  assert.deepEqual(await standing(decided('2026-11-28')), [true, false])
  const power = writePowerAnswer({
    kind: 'found',
    value: [
      {
        number: '1',
        notary: { name: 'Үлгі' },
        issuedOn: today,
        principals: [],
        attorneys: [],
        powers: {},
        substitutionAllowed: false,
        status: 'in-force',
      },
    ],
  })
  const suspended = { form: 'elements' as const, xml: xmlOf(power).replace('IN_FORCE', 'SUSPENDED') }
  assert.equal(
    said(await codecs.power.read(answered(suspended), { number: '1' }, today)),
    'no-answer malformed power/status',
  )
})

test('a leader who lost the post does not lead', async () => {
  const leaderAfter = async (lossDate: string) => {
    const written = writeEntityAnswer(
      { code: '', nameKz: '', nameRu: '' },
      {
        bin: BIN,
        name: { kk: 'Үлгі' },
        active: true,
        leader: { iin: IIN, name: 'Мысалов Арман', position: 'Директор' },
      },
    )
    const xml = xmlOf(written).replace('</PositionType>', `</PositionType><LossDate>${lossDate}</LossDate>`)
    const outcome = await codecs.entity.read(answered({ form: 'elements', xml }), { bin: BIN }, today)
    return outcome.kind === 'found' ? outcome.value.leader?.iin : outcome.kind
  }
  assert.equal(await leaderAfter('2026-11-30'), IIN)
  assert.equal(await leaderAfter('2026-11-29'), undefined)
})

test('consent is given, waited for, refused or expired; an old token beside a refusal opens nothing', async () => {
  const question = {
    iin: IIN,
    company: 'Үлгі әкімдігі',
    companyBin: BIN,
    responsible: 'Басшы',
    officer: 'Маман',
    serviceId: 'GBDFLUniversal_token',
    dataName: 'Жеке деректер',
    lifetimeMs: 600_000,
    claim: 'a.b.c',
    withoutSms: false,
  }
  same(readConsentQuestion(writeConsentQuestion(question)), question)
  const consent = { token: 'abc', publicKey: 'def' }
  const of = async (data: MessageData) => said(await consentOutcome(answered(data), question, KNOWN_CODES.consent))
  assert.equal(await of(writeConsentAnswer('PENDING')), 'pending')
  assert.equal(await of(writeConsentAnswer('REFUSED', consent)), 'refused refused')
  assert.equal(await of(writeConsentAnswer('EXPIRED')), 'refused expired')
  assert.equal(await of(writeConsentAnswer('VALID')), 'no-answer consent valid')
  same(
    await consentOutcome(
      answered(writeConsentAnswer('VALID', { ...consent, token: 'a\n b c' })),
      question,
      KNOWN_CODES.consent,
    ),
    {
      kind: 'found',
      value: consent,
      receipt,
    },
  )
})

test('a search that the register would not take is caught by its schema too', { skip: missing !== '' }, () => {
  assert.ok(
    stateRefuses(
      PERSON_SCHEMA,
      '<s:sendMessageRequest xmlns:s="http://smartbridge.b10.kz"><iin/></s:sendMessageRequest>',
    ),
  )
})
