import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkDigit } from '../registers/iin.ts'
import { TRAINING_PEOPLE } from '../registers/training-people.ts'
import { identityCards, indexByCardNumber } from './documents.ts'
import { makePopulation, trainingPopulation } from './population.ts'
import { statusOn } from './powers.ts'
import { recordsOf, STATEMENT_REGISTERS } from './records.ts'
import { ageOn, isAlive, LAST_DAY, type Resident } from './residents.ts'

const population = trainingPopulation()
const TODAY = Temporal.PlainDate.from('2026-11-29')
const { compare } = Temporal.PlainDate
const person = (iin: string | undefined): Resident => {
  const found = population.find(iin ?? '')
  assert.ok(found, iin ?? 'nobody')
  return found
}

test('some thousand people, the named ones first with their numbers; the same seed gives the same', () => {
  assert.ok(population.residents.length >= 3000)
  assert.deepEqual(
    TRAINING_PEOPLE.map(({ iin }) => iin),
    population.residents.slice(0, TRAINING_PEOPLE.length).map(({ iin }) => iin),
  )
  const small = () => makePopulation({ seed: 7, size: 200, firms: 5, powers: 10 })
  // Read as text: whole lists of deep objects take long to compare.
  const told = ({ residents, marriages, firms, powers }: ReturnType<typeof small>) =>
    JSON.stringify([residents, marriages, firms, powers])
  assert.equal(told(small()), told(small()))
  assert.notEqual(told(small()), told(makePopulation({ seed: 8, size: 200, firms: 5, powers: 10 })))
})

test('every IIN is of its birth date, ends in its check digit and belongs to one person, whose name is an invented one', () => {
  assert.equal(new Set(population.residents.map(({ iin }) => iin)).size, population.residents.length)
  for (const { iin, birthDate, patronymic } of population.residents) {
    assert.equal(iin.slice(0, 6), birthDate.toString().replaceAll('-', '').slice(2))
    assert.equal(Number(iin[11]), checkDigit(iin.slice(0, 11)))
    assert.match(patronymic, /^Мысал/)
  }
})

test('dates of a family agree: marriage of adults, children after it, no child of the dead or of a dissolved marriage', () => {
  for (const { husbandIin, wifeIin, registeredOn, dissolvedOn } of population.marriages) {
    const [husband, wife] = [person(husbandIin), person(wifeIin)]
    assert.ok(ageOn(husband, registeredOn) >= 17 && ageOn(wife, registeredOn) >= 18)
    if (dissolvedOn) assert.ok(compare(registeredOn, dissolvedOn) < 0)
    for (const child of population.childrenOf(wifeIin)) {
      if (child.fatherIin !== husbandIin) continue
      assert.ok(compare(registeredOn, child.birthDate) < 0)
      if (dissolvedOn) assert.ok(compare(child.birthDate, dissolvedOn) < 0)
      if (husband.deathDate) assert.ok(compare(child.birthDate, husband.deathDate) < 0)
    }
  }
  for (const child of population.residents) {
    if (child.motherIin) assert.ok(ageOn(person(child.motherIin), child.birthDate) >= 18)
    assert.ok(compare(child.birthDate, LAST_DAY) < 0)
    if (child.homeSince) assert.ok(compare(child.homeSince, child.birthDate) > 0)
  }
  assert.ok(population.residents.some(({ story, motherIin }) => story === 'minor' && motherIin))
})

test('at one address the family lives together; the dead are registered nowhere', () => {
  const mother = TRAINING_PEOPLE.find(({ story }) => story === 'family')
  assert.equal(population.householdOf(person(mother?.iin)).length, 4)
  for (const resident of population.residents) {
    const household = population.householdOf(resident)
    assert.equal(household.includes(resident), isAlive(resident) && resident.home !== undefined)
    if (resident.home) assert.match(`${resident.home.code} ${resident.home.place.kato}`, /^\d{16} \d{9}$/)
  }
})

test('of the identity cards of a person one at most is in force, and each number leads back to its bearer', () => {
  let bearsBirthSurname = 0
  for (const resident of population.residents) {
    const marriedOn = population.marriagesOf(resident.iin)[0]?.registeredOn
    const cards = identityCards(resident, TODAY, marriedOn)
    const inForce = cards.filter((card) => card.ended === undefined)
    const until = resident.deathDate ?? TODAY
    const hasOne = ageOn(resident, until.subtract({ days: 31 })) >= 16 && until.year > 1995
    assert.equal(inForce.length, hasOne && resident.story !== 'expired-document' ? 1 : 0, resident.iin)
    for (const card of cards) {
      assert.equal(population.residents[indexByCardNumber(card.number) ?? -1], resident)
      if (card.surname !== resident.surname) bearsBirthSurname += 1
    }
  }
  assert.ok(bearsBirthSurname > 50)
  assert.equal(indexByCardNumber('999000001'), undefined)
})

test('companies have a BIN of their own and a living adult at their head; some are wound up', () => {
  assert.equal(new Set(population.firms.map(({ bin }) => bin)).size, population.firms.length)
  for (const { bin, registeredOn, leaderIin } of population.firms) {
    assert.equal(bin.slice(0, 4), registeredOn.toString().replaceAll('-', '').slice(2, 6))
    assert.equal(Number(bin[11]), checkDigit(bin.slice(0, 11)))
    assert.ok(isAlive(person(leaderIin)) && ageOn(person(leaderIin), registeredOn) >= 18)
  }
  const wound = population.firms.filter(({ liquidatedOn }) => liquidatedOn)
  assert.ok(wound.length > 5 && wound.length < population.firms.length / 3)
})

test('powers of attorney stand in every state, and the two of the stories lead to their attorneys', () => {
  const states = new Set(population.powers.map((power) => statusOn(power, TODAY)))
  assert.deepEqual([...states].toSorted(), ['expired', 'in-force', 'replaced', 'revoked'])
  assert.ok(population.powers.some(({ substitutes }) => substitutes))
  assert.equal(new Set(population.powers.map(({ number }) => number)).size, population.powers.length)
  const ofStory = (story: Resident['story']) =>
    population.powers
      .filter(({ attorneyIins }) => attorneyIins.some((iin) => person(iin).story === story))
      .map((power) => statusOn(power, TODAY))
  assert.ok(ofStory('power-good').includes('in-force'))
  assert.ok(ofStory('power-revoked').includes('revoked') && !ofStory('power-revoked').includes('in-force'))
})

test('each statement register has entered something about some and nothing about others', () => {
  for (const register of STATEMENT_REGISTERS) {
    const counts = population.residents.map((one) => recordsOf(register, one, population, TODAY).length)
    assert.ok(
      counts.some((count) => count > 0),
      register,
    )
    if (register !== 'civil-acts') assert.ok(counts.includes(0), register)
  }
})

test('every register that a standard names is one the population can answer for', async () => {
  const known = new Set<string>([...STATEMENT_REGISTERS, 'persons', 'addresses', 'notary'])
  const folder = join(import.meta.dirname, '../../../../regulations/kz/standards')
  for (const file of await readdir(folder)) {
    const [, block = ''] = /^registers:\n((?: .*\n|\n)*)/m.exec(await readFile(join(folder, file), 'utf8')) ?? []
    for (const [, id = ''] of block.matchAll(/^ {2}([a-z-]+):/gm)) assert.ok(known.has(id), `${file}: ${id}`)
    if (!file.includes('.act.')) assert.ok(block.length > 0, file)
  }
})
