import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { checkAnswers, checkPage } from './check-answers.ts'
import { SAMPLE_FORM } from './testing/sample-form.ts'

const today = Temporal.PlainDate.from('2015-03-10')
const complete = {
  category: 'workers',
  phone: '8 701 234 56 78',
  employer: 'Мектеп',
  since: '01.09.2010',
  public: 'yes',
  rank: ' 3,50 ',
  address: 'Тараз, Абай даңғылы, 1',
  acts: ['death', 'marriage', 'death'],
  members: [
    { name: 'Айша', iin: '900101 309010', born: { day: '1', month: '1', year: '1990' } },
    { name: '', iin: '', born: '' },
  ],
  consent: 'yes',
}
const kept = {
  category: 'workers',
  phone: '+77012345678',
  employer: 'Мектеп',
  since: '2010-09-01',
  public: 'yes',
  rank: '3.5',
  address: 'Тараз, Абай даңғылы, 1',
  acts: ['marriage', 'death'],
  members: [{ name: 'Айша', iin: '900101309010', born: '1990-01-01' }],
  consent: 'yes',
}

test('answers come back in the form in which they are kept', () => {
  assert.deepEqual(checkAnswers(SAMPLE_FORM, complete, { today }), { answers: kept, errors: [] })
})

test('answers that were kept are taken again unchanged', () => {
  assert.deepEqual(checkAnswers(SAMPLE_FORM, kept, { today }), { answers: kept, errors: [] })
})

test('what is not asked is dropped, not complained about', () => {
  const { answers, errors } = checkAnswers(
    SAMPLE_FORM,
    { ...complete, category: 'orphans', employer: '', since: 'кеше', stray: '<b>' },
    { today },
  )
  assert.deepEqual(errors, [])
  assert.deepEqual(Object.keys(answers), ['category', 'phone', 'address', 'acts', 'members', 'consent'])
})

test('a page is checked alone, with earlier answers for its conditions', () => {
  const page = checkPage(SAMPLE_FORM, 'post', { rank: '11', address: 'Тараз' }, { today, earlier: kept })
  assert.deepEqual(page, {
    answers: { address: 'Тараз' },
    errors: [{ fieldId: 'rank', code: 'too-large', path: 'rank' }],
  })
  const without = checkPage(SAMPLE_FORM, 'post', { rank: '11', address: 'Тараз' }, { today })
  assert.deepEqual(without.errors, [])
})

const faults: readonly (readonly [Record<string, unknown>, string, string])[] = [
  [{ category: '' }, 'missing', 'category'],
  [{ category: 'pensioners' }, 'not-an-option', 'category'],
  [{ category: ['workers'] }, 'malformed', 'category'],
  [{ phone: '12' }, 'phone-malformed', 'phone'],
  [{ note: 'ұзын жазба, тым ұзын жазба' }, 'too-long', 'note'],
  [{ employer: 'М' }, 'too-short', 'employer'],
  [{ since: '2015-03-11' }, 'date-in-future', 'since'],
  [{ since: '31.02.2014' }, 'date-impossible', 'since'],
  [{ since: { day: '1', month: '', year: '2014' } }, 'date-malformed', 'since'],
  [{ since: { day: '', month: '', year: '' } }, 'missing', 'since'],
  [{ rank: 'үш' }, 'not-a-number', 'rank'],
  [{ rank: '0' }, 'too-small', 'rank'],
  [{ rank: '99999999999999999' }, 'too-large', 'rank'],
  [{ iin: '900101309011' }, 'iin-wrong-check-digit', 'iin'],
  [{ acts: ['marriage', 'war'] }, 'not-an-option', 'acts'],
  [{ acts: ['marriage', 'birth', 'death'] }, 'too-many', 'acts'],
  [{ consent: 'no' }, 'missing', 'consent'],
  [{ consent: undefined }, 'missing', 'consent'],
  [{ address: '   ' }, 'missing', 'address'],
  [{ address: 'а'.repeat(301) }, 'too-long', 'address'],
  [{ members: 'Айша' }, 'malformed', 'members'],
  [{ members: [{ name: 'Айша', iin: '' }] }, 'missing', 'members[0].iin'],
  [{ members: [{}, { name: 'Айша', iin: '90' }] }, 'iin-wrong-length', 'members[1].iin'],
  [{ members: ['а', 'б', 'в', 'г'].map((name) => ({ name })) }, 'too-many', 'members'],
]
for (const [change, code, path] of faults) {
  test(`${JSON.stringify(change).slice(0, 60)} is ${code}`, () => {
    const { errors } = checkAnswers(SAMPLE_FORM, { ...complete, ...change }, { today })
    assert.deepEqual(
      errors.map((error) => [error.code, error.path, error.fieldId]),
      [[code, path, path.replace(/\[.*$/, '')]],
    )
  })
}

test('one person cannot stand twice in a list', () => {
  const twice = { name: 'Айша', iin: '900101309010' }
  const { errors } = checkAnswers(SAMPLE_FORM, { ...complete, members: [twice, twice] }, { today })
  assert.deepEqual(errors, [{ fieldId: 'members', code: 'iin-twice', path: 'members[1].iin' }])
})

test('control characters never reach what is kept', () => {
  const { answers } = checkAnswers(
    SAMPLE_FORM,
    { ...complete, employer: 'Мек\u0000теп\u0007', note: 'а\r\nб' },
    { today },
  )
  assert.equal(answers['employer'], 'Мек теп')
  assert.equal(answers['note'], 'а\nб')
})

test('whatever a program sends is answered, and what is kept is accepted again', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('workers', 'yes', '1', '2014-01-01'),
    fc.jsonValue(),
  )
  const ids = SAMPLE_FORM.pages.flatMap((page) => page.fields.map(({ id }) => id))
  const sent = fc.record(Object.fromEntries(ids.map((id) => [id, value])), { requiredKeys: [] })
  fc.assert(
    fc.property(sent, (raw) => {
      const first = checkAnswers(SAMPLE_FORM, raw, { today })
      const again = checkAnswers(SAMPLE_FORM, first.answers, { today })
      assert.deepEqual(again.answers, first.answers)
    }),
  )
})
