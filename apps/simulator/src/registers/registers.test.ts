import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import {
  type Faults,
  makeTrainingPeople,
  registerRoutes,
  STORY_TEXTS,
  type Story,
  TRAINING_PEOPLE,
} from './registers.ts'

const NOW = Temporal.Instant.from('2026-11-22T06:00:00Z')

async function simulator(faults: Faults = { persons: 'none' }) {
  const app = fastify()
  await registerRoutes(app, { clock: () => NOW, faults, slowMs: 1 })
  const ask = (iin: string) =>
    app.inject({
      method: 'POST',
      url: '/registers/persons/questions',
      payload: { messageId: 'm-1', iin, officer: 'portal', purpose: 'sign-up', legalBasis: 'consent' },
    })
  return { app, ask }
}

function iinOf(story: Story): string {
  const person = TRAINING_PEOPLE.find((candidate) => candidate.story === story)
  assert.ok(person, story)
  return person.iin
}

test('every story has somebody, and every IIN is valid, single and of the birth date', () => {
  const weigh = (iin: string, weights: readonly number[]): number =>
    weights.reduce((sum, weight, index) => sum + weight * Number(iin[index]), 0) % 11
  for (const story of Object.keys(STORY_TEXTS)) {
    assert.ok(
      TRAINING_PEOPLE.some((person) => person.story === story),
      story,
    )
  }
  assert.equal(new Set(TRAINING_PEOPLE.map((person) => person.iin)).size, TRAINING_PEOPLE.length)
  for (const { iin, birthDate, sex } of TRAINING_PEOPLE) {
    assert.match(iin, /^\d{12}$/)
    assert.equal(iin.slice(0, 6), birthDate.toString().slice(2).replaceAll('-', ''))
    assert.equal(Number(iin[6]), (birthDate.year < 2000 ? 3 : 5) + (sex === 'male' ? 0 : 1))
    const first = weigh(iin, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    const check = first === 10 ? weigh(iin, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) : first
    assert.equal(Number(iin[11]), check, iin)
  }
})

test('the same seed gives the same people, another one gives other numbers', () => {
  assert.deepEqual(makeTrainingPeople(2026), TRAINING_PEOPLE)
  assert.notDeepEqual(
    makeTrainingPeople(7).map((person) => person.iin),
    TRAINING_PEOPLE.map((person) => person.iin),
  )
})

test('an IIN that begins with zeros stays whole', async () => {
  const { ask } = await simulator()
  const iin = iinOf('no-address')
  assert.match(iin, /^010101/)
  const answer = (await ask(iin)).json()
  assert.equal(answer.persons[0].iin, iin)
  assert.equal(answer.persons[0].regAddress, undefined)
})

test('every answer says that it is training', async () => {
  const { ask } = await simulator()
  for (const story of [
    'ordinary',
    'not-found',
    'several-found',
    'consent-pending',
    'consent-refused',
    'slow',
  ] as const) {
    assert.equal((await ask(iinOf(story))).json().training, true, story)
  }
})

test('each story answers in its own way', async () => {
  const { ask } = await simulator()
  const person = async (story: Story) => (await ask(iinOf(story))).json().persons[0]
  assert.equal((await person('deceased')).deathDate, '2024-03-02')
  assert.ok((await person('incapable')).personCapableStatus)
  assert.ok((await person('excluded')).excludeStatus)
  assert.equal((await person('expired-document')).documents[0].valid, false)
  assert.equal((await ask(iinOf('several-found'))).json().persons.length, 2)
  assert.equal((await ask(iinOf('not-found'))).json().result, 'not-found')
  assert.equal((await ask(iinOf('consent-refused'))).json().result, 'refused')
  assert.equal((await ask(iinOf('failing'))).statusCode, 500)
  const garbage = await ask(iinOf('garbage'))
  assert.throws(() => garbage.json(), SyntaxError)
})

test('consent is awaited until the person decides on the page', async () => {
  const { app, ask } = await simulator()
  const iin = iinOf('consent-pending')
  assert.equal((await ask(iin)).json().result, 'pending')
  const decide = (who: string, decision: string) =>
    app.inject({
      method: 'POST',
      url: `/registers/persons/consents/${who}/${decision}?locale=ru`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const decided = await decide(iin, 'granted')
  assert.equal(decided.statusCode, 303)
  assert.equal(decided.headers.location, '/?locale=ru')
  assert.equal((await ask(iin)).json().result, 'found')
  await decide(iin, 'refused')
  assert.equal((await ask(iin)).json().result, 'refused')
  assert.equal((await decide(iinOf('ordinary'), 'granted')).statusCode, 404)
  assert.equal((await decide(iin, 'whatever')).statusCode, 404)
})

test('a broken register answers nobody until it is mended', async () => {
  const faults: Faults = { persons: 'broken' }
  const { app, ask } = await simulator(faults)
  assert.equal((await ask(iinOf('ordinary'))).statusCode, 503)
  assert.match((await app.inject('/?locale=en')).body, /does not answer/)
  await app.inject({ method: 'POST', url: '/registers/persons/state/working' })
  assert.equal((await ask(iinOf('ordinary'))).statusCode, 200)
})

test('a question without its purpose, or without an IIN, is not answered', async () => {
  const { app } = await simulator()
  const good = { messageId: 'm', iin: iinOf('ordinary'), officer: 'a', purpose: 'b', legalBasis: 'c' }
  for (const bad of [{ ...good, purpose: '' }, { ...good, iin: '12' }, { ...good, messageId: '' }, 'text', []]) {
    const answer = await app.inject({ method: 'POST', url: '/registers/persons/questions', payload: bad })
    assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, JSON.stringify(bad))
  }
})

test('the page lists everybody in three languages, marked as training', async () => {
  const { app } = await simulator()
  for (const [locale, mark] of [
    ['kk', 'СЫНАҚ КОНТУРЫ'],
    ['ru', 'ТЕСТОВЫЙ КОНТУР'],
    ['en', 'TRAINING'],
  ] as const) {
    const { body } = await app.inject(`/?locale=${locale}`)
    assert.ok(body.includes(`lang="${locale}"`) && body.includes(mark))
    for (const person of TRAINING_PEOPLE) {
      assert.ok(body.includes(person.iin) && body.includes(STORY_TEXTS[person.story][locale]))
    }
  }
})
