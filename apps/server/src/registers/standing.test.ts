import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '@qyzmet/gateway'
import { fullNameOf, standingOf } from './standing.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const person: Person = {
  iin: '900514497061',
  surname: 'Үлгібаева',
  givenName: 'Айсәуле',
  birthDate: Temporal.PlainDate.from('1990-05-14'),
  capable: true,
  excluded: false,
  citizenship: { code: '398', nameKz: 'Қазақстан', nameRu: 'Казахстан' },
  documents: [],
}

test('an adult may act alone', () => {
  assert.deepEqual(standingOf([person], today), { kind: 'ordinary', person })
})

test('full age begins on the eighteenth birthday', () => {
  const born = (birthDate: string) => standingOf([{ ...person, birthDate: Temporal.PlainDate.from(birthDate) }], today)
  assert.equal(born('2008-11-22').kind, 'ordinary')
  assert.equal(born('2008-11-23').kind, 'minor')
})

test('each state of the register has its own finding', () => {
  const died = Temporal.PlainDate.from('2024-03-02')
  assert.equal(standingOf([person, person], today).kind, 'several')
  assert.equal(standingOf([{ ...person, deathDate: died, capable: false }], today).kind, 'deceased')
  assert.equal(standingOf([{ ...person, excluded: true }], today).kind, 'excluded')
  assert.equal(standingOf([{ ...person, capable: false }], today).kind, 'incapable')
  assert.throws(() => standingOf([], today), RangeError)
})

test('a name has no gaps where a part is missing', () => {
  assert.equal(fullNameOf(person), 'Үлгібаева Айсәуле')
  assert.equal(fullNameOf({ ...person, patronymic: 'Мысалқызы' }), 'Үлгібаева Айсәуле Мысалқызы')
})
