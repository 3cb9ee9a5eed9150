import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type AnswerFault, type Field, type FormDefinition, LOCALES, type Text, type Widget } from '@qyzmet/regulation'
import * as fc from 'fast-check'
import { htmlFaults } from '../../ui/testing/html-faults.ts'
import { renderFragment } from '../../ui/render-page.tsx'
import { wordedPages } from './answer-words.ts'
import { pageErrors } from './form-errors.ts'
import { FormFields } from './FormFields.tsx'
import { parsePeopleAction, parsePostedForm, peopleOf, readAnswers } from './posted-answers.ts'
import { prefilledAnswers } from './prefill.ts'
import { readSentPage } from './sent-page.ts'

const words = (text: string): Text => ({ kk: text, ru: text, en: text })
const options = [
  { value: 'yes', label: words('Иә') },
  { value: 'no', label: words('Жоқ') },
]

function field(id: string, widget: Widget, change: Partial<Field> = {}): Field {
  const hasOptions = widget === 'radios' || widget === 'select' || widget === 'checkboxes'
  return { id, widget, label: words(id), required: true, ...(hasOptions ? { options } : {}), ...change }
}

const columns = [field('name', 'text'), field('iin', 'iin'), field('born', 'date')]
const WIDGETS: readonly Widget[] = [
  'text',
  'textarea',
  'iin',
  'phone',
  'date',
  'number',
  'radios',
  'checkboxes',
  'select',
  'address',
  'declaration',
]
const everything = [
  ...WIDGETS.map((widget) => field(widget, widget, { hint: words('Түсінік') })),
  field('people', 'people', { fields: columns }),
]
const form: FormDefinition = {
  title: words('Өтініш'),
  pages: [
    { id: 'all', title: words('Бәрі'), fields: everything },
    {
      id: 'work',
      title: words('Жұмыс'),
      fields: [field('works', 'radios'), field('employer', 'text', { when: { field: 'works', is: 'yes' } })],
    },
  ],
}
const today = Temporal.PlainDate.from('2026-11-23')
const context = { earlier: {}, today }

describe('widgets', () => {
  test('every widget has its label, also with two people and a fault on each input', () => {
    const errors = [
      ...everything.map(({ id }) => ({ field: id, message: 'Қате' })),
      { field: 'people.1.iin', message: 'Қате' },
    ]
    const answers = { people: [{ name: 'А' }, { name: 'Ә', born: '2012-02-31' }], date: '1989-5-15' }
    for (const locale of LOCALES) {
      const html = renderFragment(locale, <FormFields fields={everything} answers={answers} errors={errors} />)
      assert.deepEqual(htmlFaults(html), [])
      assert.match(html, /name="people\.1\.born-day" value="31"/)
      assert.match(html, /name="date-month" value="5"/)
    }
  })

  test('Enter in a box never presses a button that removes a person', () => {
    const html = renderFragment('kk', <FormFields fields={everything} answers={{ people: [{}] }} errors={[]} />)
    const first = /<button[^>]*>/.exec(html)?.[0] ?? ''
    assert.doesNotMatch(first, /value=/)
    assert.match(first, /aria-hidden="true"/)
  })
})

describe('what was posted', () => {
  test('is read by the fields of the page alone', () => {
    const answers = readAnswers([field('a', 'text')], { a: ' бір ', b: 'екі', __proto__x: '1' })
    assert.deepEqual(answers, { a: 'бір' })
  })

  test('a date in three boxes is one answer, also when it is no date', () => {
    const read = (day: string, month: string, year: string) =>
      readAnswers([field('d', 'date')], { 'd-day': day, 'd-month': month, 'd-year': year })['d']
    assert.equal(read('5', '9', '2010'), '2010-09-05')
    assert.equal(read('', '13', ''), '-13-')
    assert.equal(read('', '', ''), undefined)
  })

  test('invisible characters that come with copied text are dropped', () => {
    assert.deepEqual(readAnswers([field('a', 'text')], { a: '\u200b9005\u00ad14\ufeff' }), { a: '900514' })
  })

  test('people are read in order until the first gap', () => {
    const form = { 'people.0.name': 'А', 'people.1.name': 'Б', 'people.3.name': 'Г' }
    assert.deepEqual(
      peopleOf(readAnswers(everything, form)['people']).map(({ name }) => name),
      ['А', 'Б'],
    )
  })

  test('whatever is posted, the answers can be kept and shown', () => {
    const names = fc.constantFrom(...everything.map(({ id }) => id), 'people.0.name', 'people.1.iin', 'date-day', 'x')
    const posted = fc.dictionary(
      names,
      fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string(), { maxLength: 3 })),
    )
    fc.assert(
      fc.property(posted, (body) => {
        const sent = readSentPage(form, 'all', parsePostedForm(body), context)
        JSON.parse(JSON.stringify(sent.answers))
        const html = renderFragment('kk', <FormFields fields={everything} answers={sent.typed} errors={[]} />)
        assert.deepEqual(htmlFaults(html), [])
      }),
      { numRuns: 200 },
    )
  })

  test('only well-formed buttons of a list are obeyed', () => {
    assert.deepEqual(parsePeopleAction('remove:people.12'), { field: 'people', remove: 12 })
    for (const value of ['', 'later', 'add:people.1', 'remove:people', 'remove:people.-1', 'add:../x']) {
      assert.equal(parsePeopleAction(value), undefined, value)
    }
  })
})

describe('a page that was sent', () => {
  test('a question that its own answers bring up is asked before its absence counts', () => {
    const first = readSentPage(form, 'work', { works: 'yes', _shown: 'works' }, context)
    assert.deepEqual(first.faults, [])
    assert.equal(first.asksMore, true)
    assert.equal(first.isDone, false)
    const second = readSentPage(form, 'work', { works: 'yes', _shown: 'works employer' }, context)
    assert.deepEqual(
      second.faults.map(({ fieldId, code }) => [fieldId, code]),
      [['employer', 'missing']],
    )
  })

  test('the answer to a question that is no longer asked is dropped', () => {
    const sent = readSentPage(form, 'work', { works: 'no', employer: 'Мектеп', _shown: 'works employer' }, context)
    assert.deepEqual(sent.answers, { works: 'no' })
    assert.equal(sent.isDone, true)
  })

  test('what is wrong is kept as typed, what is right as it is kept', () => {
    const sent = readSentPage(form, 'all', { phone: '8 701 234 56 78', iin: '12 3', _shown: 'phone iin' }, context)
    assert.equal(sent.answers['phone'], '+77012345678')
    assert.equal(sent.answers['iin'], '12 3')
    assert.equal(sent.typed['phone'], '8 701 234 56 78')
  })

  test('adding a person is no finished page', () => {
    const sent = readSentPage(form, 'work', { works: 'no', _shown: 'works', _action: 'add:people' }, context)
    assert.equal(sent.isDone, false)
    assert.deepEqual(sent.action, { people: { field: 'people' } })
  })
})

describe('faults in words', () => {
  const CODES: Readonly<Record<AnswerFault, true>> = {
    missing: true,
    malformed: true,
    'too-short': true,
    'too-long': true,
    'not-an-option': true,
    'too-few': true,
    'too-many': true,
    'not-a-number': true,
    'too-small': true,
    'too-large': true,
    'date-malformed': true,
    'date-impossible': true,
    'date-in-future': true,
    'phone-malformed': true,
    'iin-twice': true,
    'iin-not-digits': true,
    'iin-wrong-length': true,
    'iin-looks-like-bin': true,
    'iin-wrong-date': true,
    'iin-wrong-century': true,
    'iin-wrong-check-digit': true,
  }

  test('each code has a sentence in each language, with and without bounds', () => {
    for (const code of Object.keys(CODES) as AnswerFault[]) {
      for (const locale of LOCALES) {
        for (const asked of [field('a', 'text'), field('a', 'text', { min: 2, max: 5 })]) {
          const [error] = pageErrors([{ fieldId: 'a', code, path: 'a' }], [asked], locale)
          assert.ok((error?.message.length ?? 0) > 3, `${code} ${locale}`)
        }
      }
    }
  })

  test('the own words of a question come first when its answer is missing', () => {
    const asked = field('a', 'text', { missing: words('Мекенжайды жазыңыз') })
    assert.deepEqual(pageErrors([{ fieldId: 'a', code: 'missing', path: 'a' }], [asked], 'kk'), [
      { field: 'a', message: 'Мекенжайды жазыңыз' },
    ])
  })

  test('a fault of one person points at that person', () => {
    const list = field('people', 'people', { fields: columns })
    const [error] = pageErrors([{ fieldId: 'people', code: 'iin-wrong-length', path: 'people[1].iin' }], [list], 'kk')
    assert.deepEqual(error, { field: 'people.1.iin', message: '2-адам: ЖСН 12 цифрдан тұруы керек' })
  })
})

describe('answers in words', () => {
  test('options, dates, numbers and people are told as people read them', () => {
    const answers = {
      radios: 'yes',
      date: '2010-09-01',
      number: '1250000.5',
      people: [{ name: 'Асан', born: '2012-01-05' }],
    }
    const page = form.pages[0]
    assert.ok(page)
    const [worded] = wordedPages([{ page, fields: everything }], answers, 'kk')
    const lines = new Map(worded?.answers.map((answer) => [answer.fieldId, answer.lines]))
    assert.deepEqual(lines.get('radios'), ['Иә'])
    assert.deepEqual(lines.get('date'), ['2010 жылғы 1 қыркүйек'])
    assert.deepEqual(lines.get('number'), ['1\u00a0250\u00a0000,5'])
    assert.deepEqual(lines.get('people'), ['1. Асан, 2012 жылғы 5 қаңтар'])
    assert.deepEqual(lines.get('text'), [])
  })
})

test('only what is known is filled in beforehand', () => {
  const known = { 'person.address': 'Тараз', 'person.phone': '' }
  const asked: FormDefinition = {
    title: words('Ө'),
    pages: [
      {
        id: 'a',
        title: words('А'),
        fields: [
          field('address', 'address', { prefill: 'person.address' }),
          field('phone', 'phone', { prefill: 'person.phone' }),
          field('since', 'date', { prefill: 'person.address-since' }),
        ],
      },
    ],
  }
  assert.deepEqual(prefilledAnswers(asked, known), { address: 'Тараз' })
})
