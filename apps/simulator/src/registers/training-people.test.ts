import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import { peopleRoutes } from './people-page.ts'
import { STORY_TEXTS } from './stories.ts'
import { makeTrainingPeople, TRAINING_PEOPLE } from './training-people.ts'

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

test('the page lists everybody in three languages, marked as training', async () => {
  const app = fastify()
  peopleRoutes(app)
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
