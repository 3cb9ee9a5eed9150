import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { consentOutcome, KNOWN_CODES, writeConsentQuestion, type Consent } from '@qyzmet/gateway'
import { trainingPopulation } from '../population/population.ts'
import type { Story } from '../registers/stories.ts'
import { TRAINING_PEOPLE } from '../registers/training-people.ts'
import { systemHolding, systemSeal } from './system-seal.ts'
import { headOf, productSide } from './testing/product-side.ts'
import { runningGateway } from './testing/running-gateway.ts'

const { simulator, product, now, pass, dataDir } = await runningGateway()
const { gateway } = simulator
const population = trainingPopulation()
const iinOf = (story: Story): string => TRAINING_PEOPLE.find((person) => person.story === story)?.iin ?? ''
const PERSONS = 'GBDFLUniversal_token'

beforeEach(() => {
  gateway.faults.services.clear()
  gateway.faults.people.clear()
  gateway.faults.percent = 0
})

async function askConsent(iin: string, lifetimeMs = 600_000) {
  const question = {
    iin,
    company: 'Оқу әкімдігі',
    companyBin: '990140000017',
    responsible: 'Басшы',
    officer: 'Маман',
    serviceId: PERSONS,
    dataName: 'Жеке деректер',
    lifetimeMs,
  }
  return consentOutcome(
    await product.send('KDP_SERVICE', writeConsentQuestion(question)),
    question,
    KNOWN_CODES.consent,
  )
}
async function consentOf(iin: string): Promise<Consent> {
  const outcome = await askConsent(iin)
  assert.equal(outcome.kind, 'found')
  return outcome.kind === 'found' ? outcome.value : { token: '', publicKey: '' }
}
async function person(iin: string) {
  const outcome = await product.ask('person', PERSONS, { iin }, { consent: await consentOf(iin) })
  return outcome.kind === 'found' ? outcome.value : outcome.kind === 'no-answer' ? outcome.detail : outcome.kind
}
async function single(iin: string) {
  const found = await person(iin)
  assert.ok(typeof found !== 'string' && found.length === 1)
  return found[0]
}

describe('the register of persons', () => {
  test('tells of each story in its own way, in the register’s own messages', async () => {
    const ordinary = await single(iinOf('ordinary'))
    assert.equal(ordinary?.surname, 'Үлгібаева')
    assert.ok(ordinary?.capable && !ordinary.excluded && ordinary.documents.some(({ valid }) => valid))
    assert.equal((await single(iinOf('deceased')))?.deathDate?.toString(), '2024-03-02')
    assert.equal((await single(iinOf('incapable')))?.capable, false)
    assert.equal((await single(iinOf('excluded')))?.excluded, true)
    assert.equal((await single(iinOf('no-address')))?.address, undefined)
    assert.match(iinOf('no-address'), /^010101/)
    assert.equal(
      (await single(iinOf('expired-document')))?.documents.some(({ valid }) => valid),
      false,
    )
    assert.equal((await person(iinOf('several-found'))).length, 2)
    assert.equal(await person(iinOf('not-found')), 'not-found')
    assert.equal(await person(iinOf('failing')), 'fault TRN-FAILED')
    assert.equal(await person(iinOf('garbage')), 'signature-invalid')
  })
  test('finds by the number of a document, also an old one, and by name and birth date, several of one name', async () => {
    const { iin, home } = population.residents.at(-1) ?? assert.fail()
    const known = await single(iin)
    assert.equal(known?.address?.code, home?.code)
    const card = known?.documents[0]
    if (card) {
      const consent = await consentOf(iin)
      const byNumber = await product.ask('person', PERSONS, { documentNumber: card.number }, { consent })
      assert.ok(byNumber.kind === 'found' && byNumber.value[0]?.iin === iin)
    }
    const namesake = TRAINING_PEOPLE.filter(({ story }) => story === 'namesake')
    const search = { surname: 'АТТАСОВ', givenName: 'Ержан', birthDate: Temporal.PlainDate.from('1990-10-10') }
    assert.equal(namesake.length, 2)
    const refused = await product.ask('person', PERSONS, search)
    assert.ok(refused.kind === 'no-answer' && refused.detail === 'fault TRN-CONSENT')
  })
  test('stays closed without the person’s leave, and to a token given for somebody else', async () => {
    const other = await consentOf(iinOf('family'))
    for (const consent of [undefined, other, { ...other, token: 'made-up' }]) {
      const outcome = await product.ask('person', PERSONS, { iin: iinOf('ordinary') }, consent ? { consent } : {})
      assert.ok(outcome.kind === 'no-answer' && outcome.detail === 'fault TRN-CONSENT')
    }
  })
})

describe('consent', () => {
  const said = async (story: Story) => {
    const outcome = await askConsent(iinOf(story))
    return outcome.kind === 'refused' ? `refused ${outcome.why}` : outcome.kind
  }
  test('is given at once by most, refused, or awaited until the person answers', async () => {
    assert.equal(await said('ordinary'), 'found')
    assert.equal(await said('consent-refused'), 'refused refused')
    assert.equal(await said('consent-pending'), 'pending')
    assert.equal(gateway.consents.decide(iinOf('consent-pending'), 'granted', now()), true)
    assert.equal(await said('consent-pending'), 'found')
    assert.equal(gateway.consents.decide('000000000000', 'granted', now()), false)
  })
  test('comes late, or never: then it has expired, is told so once and can be asked for anew', async () => {
    assert.equal(await said('consent-late'), 'pending')
    assert.equal(await said('consent-expired'), 'pending')
    pass({ minutes: 3 })
    assert.equal(await said('consent-late'), 'found')
    assert.equal(await said('consent-expired'), 'pending')
    pass({ minutes: 8 })
    assert.equal(await said('consent-expired'), 'refused expired')
    assert.equal(await said('consent-expired'), 'pending')
  })
  test('opens the register only for its life', async () => {
    const iin = iinOf('minor')
    const consent = await consentOf(iin)
    pass({ minutes: 11 })
    const outcome = await product.ask('person', PERSONS, { iin }, { consent })
    assert.ok(outcome.kind === 'no-answer' && outcome.detail === 'fault TRN-CONSENT')
  })
})

test('the registers of companies, powers, addresses and records answer for everybody, found and not found', async () => {
  const { firms } = population
  const wound = firms.find(({ liquidatedOn }) => liquidatedOn)
  for (const firm of [firms[0], wound]) {
    const outcome = await product.ask('entity', 'GbdulInfoByBin_v2', { bin: firm?.bin ?? '' })
    assert.ok(outcome.kind === 'found')
    assert.deepEqual([outcome.value.leader?.iin, outcome.value.active], [firm?.leaderIin, firm !== wound])
  }
  assert.equal((await product.ask('entity', 'GbdulInfoByBin_v2', { bin: '990140000017' })).kind, 'not-found')

  const power = async (story: Story) => {
    const outcome = await product.ask('power', 'ENIS_POWERS', { attorneyIin: iinOf(story) })
    return outcome.kind === 'found' ? outcome.value.map(({ status }) => status) : outcome.kind
  }
  assert.ok((await power('power-good')).includes('in-force'))
  assert.ok((await power('power-revoked')).includes('revoked'))
  assert.equal(await power('no-address'), 'not-found')

  const address = await product.ask('address', 'ADDRESS_CERTIFICATE', { iin: iinOf('family') })
  assert.ok(address.kind === 'found' && address.value.residents.length === 4 && address.value.kato === '311010000')
  assert.equal((await product.ask('address', 'ADDRESS_CERTIFICATE', { iin: iinOf('no-address') })).kind, 'not-found')

  const records = async (register: string, iin: string) => {
    const outcome = await product.ask('statement', 'REGISTER_STATEMENT', { iin }, { routeId: `R_${register}` })
    return outcome.kind === 'found' ? outcome.value.records.length : outcome.kind
  }
  assert.equal(await records('civil-acts', iinOf('family')), 4)
  assert.equal(await records('real-estate', iinOf('ordinary')), 0)
  assert.equal(await records('courts', iinOf('incapable')), 1)
  assert.equal(await records('courts', iinOf('not-found')), 'not-found')
  assert.equal(await records('elsewhere', iinOf('family')), 'no-answer')
})

const data = await product.codecs.statement.write({ iin: iinOf('ordinary') }, headOf(now()))

describe('a message', () => {
  const codeOf = async (...[serviceId, more]: readonly [string, Parameters<typeof product.send>[2]?]) => {
    const answer = await product.send(serviceId, data, more)
    return answer.kind === 'fault' ? answer.code : answer.kind
  }
  test('of an unknown sender, with a wrong password or to no service comes back as a fault, sealed too', async () => {
    assert.equal(await codeOf('REGISTER_STATEMENT', { sender: { senderId: 'STRANGER', password: 'x' } }), 'TRN-SENDER')
    assert.equal(await codeOf('REGISTER_STATEMENT', { sender: { senderId: 'QYZMET', password: 'x' } }), 'TRN-SENDER')
    assert.equal(await codeOf('REGISTER_STATEMENT', { sender: { senderId: 'QYZMET' } }), 'TRN-SENDER')
    assert.equal(await codeOf('NO_SUCH_SERVICE'), 'TRN-SERVICE')
  })
  test('without a seal, or with another system’s, is refused', async () => {
    const unsealed = { ...product.seal, sealBody: async (xml: string) => xml }
    const envelope =
      '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><a/></soap:Body></soap:Envelope>'
    assert.match((await product.post('/shep/sync', envelope, unsealed)).text, /TRN-SIGNATURE/)
    const stranger = await systemHolding(dataDir, 'stranger', '1.2.398.999.77', simulator.authority)
    const strange = productSide({ ...simulator, gateway: { ...gateway, product: stranger } }, now)
    const answer = await strange.send('REGISTER_STATEMENT', data)
    assert.ok(answer.kind === 'fault' && answer.code === 'TRN-SIGNATURE')
    const sealed = await product.post('/shep/sync', envelope, systemSeal(stranger, simulator.authority, now))
    assert.equal(sealed.status, 500)
  })
  test('and its answer are seen in the traffic without secrets, and every answer says that it is training', async () => {
    const sent = await product.send('REGISTER_STATEMENT', data, { routeId: 'R_courts' })
    assert.ok(sent.kind === 'answered' && sent.status.message.includes('TRAINING'))
    const [last] = gateway.traffic.all()
    assert.equal(last?.service, 'REGISTER_STATEMENT')
    assert.ok(last.request.includes(iinOf('ordinary')) && !last.request.includes('training-gateway-2026'))
  })
  test('meets the fault set for its service or for the person: down, slow, cut, wrongly signed, garbage, failed', async () => {
    const { services, people } = gateway.faults
    const outcome = async () => {
      try {
        const answer = await product.send('REGISTER_STATEMENT', data, { routeId: 'R_courts' })
        return answer.kind === 'no-answer' ? answer.detail : answer.kind
      } catch {
        return 'broken off'
      }
    }
    const expected = {
      slow: 'answered',
      cut: 'broken off',
      'wrong-signature': 'signature-invalid',
      garbage: 'signature-invalid',
      failed: 'fault',
      down: 'signature-invalid',
      none: 'answered',
    } as const
    for (const [fault, wanted] of Object.entries(expected)) {
      services.set('REGISTER_STATEMENT', fault as keyof typeof expected)
      assert.equal(await outcome(), wanted, fault)
    }
    services.clear()
    people.set(iinOf('ordinary'), 'wrong-signature')
    assert.equal(await outcome(), 'signature-invalid')
  })
})

test('an IIN that begins with zeros stays whole through both sides', async () => {
  const zeros = population.residents.find(({ iin }) => iin.startsWith('00')) ?? assert.fail()
  assert.equal((await single(zeros.iin))?.iin, zeros.iin)
})
