import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { checkAnswers } from './check-answers.ts'
import { formSchema } from './form-schema.ts'
import { SAMPLE_FORM } from './testing/sample-form.ts'

const today = Temporal.PlainDate.from('2015-03-10')
const validate = new Ajv2020({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } }).compile(
  formSchema(SAMPLE_FORM),
)
const base = { category: 'orphans', phone: '+77012345678', address: 'Тараз', consent: 'yes' }
const work = { employer: 'Мектеп', since: '2010-09-01', public: 'no' }

test('what is always asked is required, and no other name is known', () => {
  assert.equal(validate(base), true)
  assert.equal(validate({ ...base, phone: undefined }), false)
  assert.equal(validate({ ...base, consent: 'no' }), false)
  assert.equal(validate({ ...base, stray: 'x' }), false)
})

test('what is asked under a condition is required when it holds', () => {
  assert.equal(validate({ ...base, category: 'workers' }), false)
  assert.equal(validate({ ...base, category: 'workers', ...work }), true)
  assert.equal(validate({ ...base, category: 'workers', ...work, public: 'yes' }), false)
  assert.equal(validate({ ...base, category: 'workers', ...work, public: 'yes', rank: '3' }), true)
})

test('lists are lists of what may be chosen', () => {
  assert.equal(validate({ ...base, acts: ['birth'] }), true)
  assert.equal(validate({ ...base, acts: ['war'] }), false)
  assert.equal(validate({ ...base, acts: 'birth' }), false)
  assert.equal(validate({ ...base, members: [{ name: 'Айша', iin: '900101309010' }] }), true)
  assert.equal(validate({ ...base, members: [{ name: 'Айша' }] }), false)
})

test('answers that pass the checks pass the schema', () => {
  const raw = fc.record({
    category: fc.constantFrom('workers', 'orphans', 'vulnerable'),
    phone: fc.constant('8 701 234 56 78'),
    note: fc.string({ maxLength: 20 }),
    employer: fc.constantFrom('Мектеп', 'Емхана'),
    since: fc.constant('01.09.2010'),
    public: fc.constantFrom('yes', 'no'),
    rank: fc.integer({ min: 1, max: 10 }).map(String),
    address: fc.constant('Тараз'),
    acts: fc.subarray(['marriage', 'birth'], { minLength: 0 }),
    members: fc.constantFrom([], [{ name: 'Айша', iin: '900101309010' }]),
    consent: fc.constant('yes'),
  })
  fc.assert(
    fc.property(raw, (given) => {
      const { answers, errors } = checkAnswers(SAMPLE_FORM, given, { today })
      assert.deepEqual(errors, [])
      assert.equal(validate(answers), true, JSON.stringify(validate.errors))
    }),
  )
})
