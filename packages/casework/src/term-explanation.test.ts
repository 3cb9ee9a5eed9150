import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Limit, Locale, TermClock, TermLine } from '@qyzmet/regulation'
import { formatDate, formatTime, LOCALES, parseCalendar } from '@qyzmet/regulation'
import * as fc from 'fast-check'
import type { Due, LedgerEntry } from './ledger.ts'
import { explain, explainDue } from './term-explanation.ts'
import { dueOf } from './terms.ts'

const { calendar } = parseCalendar(
  readFileSync(new URL('../../../regulations/calendars/kz.yaml', import.meta.url), 'utf8'),
)
assert.ok(calendar)
const time = (text: string) => Temporal.PlainTime.from(text)
const clock: TermClock = {
  timeZone: 'Asia/Almaty',
  calendar,
  hours: {
    from: time('09:00'),
    to: time('18:30'),
    lunchFrom: time('13:00'),
    lunchTo: time('14:30'),
    source: { act: 'Жамбыл 2014 № 115', item: '2', mark: 'from-memory' },
  },
}
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Almaty').toInstant()
const started = (term: string, from: string, limit: Limit | 'unstated', item: string): LedgerEntry => ({
  type: 'started',
  term,
  at: at(from),
  limit,
  item,
})
const days = (amount: number): Limit => ({ amount, unit: 'calendar-day' })
const TOTAL = started('total', '2016-06-06T11:00', days(30), '5(1)')

function told(ledger: readonly LedgerEntry[], term: string, locale: Locale): readonly string[] {
  return explainDue(getDue(ledger, term), clock, locale)
}

function getDue(ledger: readonly LedgerEntry[], term: string): Due {
  const due = dueOf(ledger, term, clock)
  assert.ok(due)
  return due
}

describe('thirty days that end on Capital Day are explained', () => {
  test('in Kazakh', () => {
    assert.deepEqual(told([TOTAL], 'total', 'kk'), [
      'Мерзім басталған уақыт: 2016 жылғы 6 маусым, сағат 11:00 (5-тармақтың 1) тармақшасы).',
      'Күн санау келесі күннен, 2016 жылғы 7 маусымнан басталады (Азаматтық кодекстің 173-бабы).',
      'Мерзім – 30 күнтізбелік күн, демалыс күндері де есепке кіреді; соңғы күні – 2016 жылғы 6 шілде (қызмет стандарты; Азаматтық кодекстің 172-бабы).',
      '2016 жылғы 6 шілде – мереке күні: Астана күні (мерекелер туралы 2001 жылғы 13 желтоқсандағы № 267 Заң).',
      'Соңғы күн жұмыс күні болмағандықтан, мерзім келесі жұмыс күніне, 2016 жылғы 7 шілдеге көшеді (Азаматтық кодекстің 175-бабы).',
      'Мерзімнің соңғы күні (сағат 24:00-ге дейін) – 2016 жылғы 7 шілде (Азаматтық кодекстің 176-бабы).',
    ])
  })

  test('in Russian', () => {
    assert.deepEqual(told([TOTAL], 'total', 'ru'), [
      'Срок начался 6 июня 2016 года в 11:00 (подпункт 1) пункта 5).',
      'Дни отсчитываются со следующего дня, 7 июня 2016 года (статья 173 Гражданского кодекса).',
      'Срок – 30 календарных дней, выходные входят в счёт; последний день – 6 июля 2016 года (стандарт услуги; статья 172 Гражданского кодекса).',
      '6 июля 2016 года – праздничный день: День столицы (Закон о праздниках от 13 декабря 2001 года № 267).',
      'Последний день нерабочий, поэтому срок переходит на следующий рабочий день, 7 июля 2016 года (статья 175 Гражданского кодекса).',
      'Последний день срока (до 24:00) – 7 июля 2016 года (статья 176 Гражданского кодекса).',
    ])
  })

  test('in English', () => {
    assert.deepEqual(told([TOTAL], 'total', 'en'), [
      'The term started on 6 June 2016 at 11:00 (item 5(1)).',
      'Days are counted from the next day, 7 June 2016 (Civil Code, art. 173).',
      'The term is 30 calendar days, days off included; the last day is 6 July 2016 (standard of the service; Civil Code, art. 172).',
      '6 July 2016 is a holiday: Capital Day (Law on Holidays of 13 December 2001 No 267).',
      'The last day is not a working day, so the term moves on to the next working day, 7 July 2016 (Civil Code, art. 175).',
      'The last day of the term (until 24:00) is 7 July 2016 (Civil Code, art. 176).',
    ])
  })
})

/** A line of each kind, with what must be said of it. */
const SAID: readonly (readonly [what: string, line: TermLine, kk: string, ru: string, en: string])[] = [
  [
    'working hours with lunch, to be confirmed',
    {
      rule: 'hours',
      source: 'Жамбыл 2014 № 115, item 2',
      values: { from: '09:00', to: '18:30', lunch: { from: '13:00', to: '14:30' } },
    },
    'Сағат пен минут тек жұмыс уақытында (09:00–18:30) саналады, түскі үзіліс (13:00–14:30) есепке кірмейді (Жамбыл 2014 № 115, 2-тармақ; расталуы керек).',
    'Часы и минуты идут только в рабочее время (09:00–18:30), обеденный перерыв (13:00–14:30) не считается (Жамбыл 2014 № 115, пункт 2; требует подтверждения).',
    'Hours and minutes run only in working hours (09:00–18:30); the lunch break (13:00–14:30) does not count (Жамбыл 2014 № 115, item 2; to be confirmed).',
  ],
  [
    'working hours without lunch',
    { rule: 'hours', source: 'item 9', values: { from: '09:00', to: '20:00' } },
    'Сағат пен минут тек жұмыс уақытында (09:00–20:00) саналады (9-тармақ).',
    'Часы и минуты идут только в рабочее время (09:00–20:00) (пункт 9).',
    'Hours and minutes run only in working hours (09:00–20:00) (item 9).',
  ],
  [
    'a start at night',
    { rule: 'opens', source: 'item 9', values: { at: '2026-11-23T04:00:00Z' } },
    'Мерзім жұмыс уақытынан тыс басталғандықтан, келесі жұмыс уақытынан бастап саналады: 2026 жылғы 23 қараша, сағат 09:00 (9-тармақ).',
    'Срок начался вне рабочего времени, поэтому отсчёт идёт с его начала: 23 ноября 2026 года, 09:00 (пункт 9).',
    'The term started outside working hours, so it is counted from their beginning: 23 November 2026, 09:00 (item 9).',
  ],
  [
    'twenty minutes',
    {
      rule: 'runs-out',
      source: 'item 5(1)',
      values: { amount: 20, unit: 'minute', at: '2026-11-23T04:20:00Z' },
    },
    'Мерзім – 20 минут жұмыс уақыты; ол аяқталатын уақыт: 2026 жылғы 23 қараша, сағат 09:20 (5-тармақтың 1) тармақшасы).',
    'Срок – 20 минут рабочего времени; он истекает 23 ноября 2026 года в 09:20 (подпункт 1) пункта 5).',
    'The term is 20 minutes of working time; it runs out on 23 November 2026 at 09:20 (item 5(1)).',
  ],
  [
    'three working days',
    {
      rule: 'counts',
      source: 'item 5(3)',
      values: { amount: 3, unit: 'working-day', on: '2018-03-14' },
    },
    'Мерзім – 3 жұмыс күні, демалыс және мереке күндері есепке кірмейді; соңғы күні – 2018 жылғы 14 наурыз (5-тармақтың 3) тармақшасы).',
    'Срок – 3 рабочих дня, выходные и праздничные дни в счёт не входят; последний день – 14 марта 2018 года (подпункт 3) пункта 5).',
    'The term is 3 working days, weekends and holidays not counted; the last day is 14 March 2018 (item 5(3)).',
  ],
  [
    'one day',
    { rule: 'counts', source: 'item 5(7)', values: { amount: 1, unit: 'calendar-day', on: '2026-11-24' } },
    'Мерзім – 1 күнтізбелік күн: 2026 жылғы 24 қараша (5-тармақтың 7) тармақшасы).',
    'Срок – 1 календарный день: 24 ноября 2026 года (подпункт 7) пункта 5).',
    'The term is 1 calendar day: 24 November 2026 (item 5(7)).',
  ],
  [
    'weekends on the way',
    { rule: 'skips-weekends', source: 'Labour Code', values: { days: 2 } },
    'Демалыс күндері саналмайды (барлығы 2 күн) (Еңбек кодексі).',
    'Выходные в счёт не входят (всего дней: 2) (Трудовой кодекс).',
    'Weekends are not counted (2 days in all) (Labour Code).',
  ],
  [
    'a weekend day',
    { rule: 'skips', source: 'Labour Code', values: { on: '2026-11-22', kind: 'weekend' } },
    '2026 жылғы 22 қараша, жексенбі – демалыс күні (Еңбек кодексі).',
    '22 ноября 2026 года, воскресенье – выходной день (Трудовой кодекс).',
    'Sunday, 22 November 2026, is a day off (Labour Code).',
  ],
  [
    'a day off that is no holiday',
    {
      rule: 'skips',
      source: 'Law of 13 December 2001 No 267',
      values: { on: '2025-06-06', kind: 'day-off', code: 'kurban-ait' },
    },
    '2025 жылғы 6 маусым – демалыс күні: Құрбан айт (мерекелер туралы 2001 жылғы 13 желтоқсандағы № 267 Заң).',
    '6 июня 2025 года – день отдыха: Курбан-айт (Закон о праздниках от 13 декабря 2001 года № 267).',
    '6 June 2025 is a day off: Kurban Ait (Law on Holidays of 13 December 2001 No 267).',
  ],
  [
    'a day off that makes up for a holiday',
    {
      rule: 'skips',
      source: 'Law of 13 December 2001 No 267, art. 5',
      values: { on: '2026-05-11', kind: 'substitute', code: 'victory-day', for: '2026-05-09' },
    },
    '2026 жылғы 11 мамыр – демалыс күні, себебі «Жеңіс күні» демалыс күніне, 2026 жылғы 9 мамырға тұспа-тұс келді (мерекелер туралы 2001 жылғы 13 желтоқсандағы № 267 Заңның 5-бабы).',
    '11 мая 2026 года – выходной, потому что праздник «День Победы» пришёлся на выходной день 9 мая 2026 года (статья 5 Закона о праздниках от 13 декабря 2001 года № 267).',
    '11 May 2026 is a day off, because Victory Day fell on a day off, 9 May 2026 (Law on Holidays of 13 December 2001 No 267, art. 5).',
  ],
  [
    'a moved day off',
    {
      rule: 'skips',
      source: 'act:moved-2018',
      values: { on: '2018-03-09', kind: 'transfer', code: 'moved', for: '2018-03-03' },
    },
    '2018 жылғы 9 наурыз – демалыс күні, ол 2018 жылғы 3 наурыздан ауыстырылды (2018 жылғы демалыс күндерін ауыстыру туралы Үкімет қаулысы).',
    '9 марта 2018 года – день отдыха, перенесённый с 3 марта 2018 года (постановление Правительства о переносе дней отдыха в 2018 году).',
    '9 March 2018 is a day off moved from 3 March 2018 (Government decree on the days off moved in 2018).',
  ],
  [
    'a worked Saturday',
    { rule: 'works-on', source: 'act:moved-2024', values: { on: '2024-05-04', for: '2024-05-08' } },
    '2024 жылғы 4 мамыр, сенбі – жұмыс күні, бұл күнгі демалыс 2024 жылғы 8 мамырға ауыстырылды (2024 жылғы демалыс күндерін ауыстыру туралы Еңбек министрінің бұйрығы).',
    '4 мая 2024 года, суббота – рабочий день, день отдыха перенесён на 8 мая 2024 года (приказ Министра труда о переносе дней отдыха в 2024 году).',
    'Saturday, 4 May 2024, is a working day; its day off was moved to 8 May 2024 (order of the Minister of Labour on the days off moved in 2024).',
  ],
  [
    'the change of the clock',
    {
      rule: 'zone-change',
      source: 'act:one-time-zone',
      values: { on: '2024-03-01', before: '+06:00', after: '+05:00' },
    },
    '2024 жылғы 1 наурызда уақыт белдеуі өзгерді (UTC+06:00 орнына UTC+05:00); мерзім жергілікті уақытпен саналады (Үкіметтің 2024 жылғы 19 қаңтардағы қаулысы).',
    '1 марта 2024 года сменился часовой пояс (UTC+05:00 вместо UTC+06:00); срок считается по местному времени (постановление Правительства от 19 января 2024 года).',
    'On 1 March 2024 the time zone changed (UTC+05:00 instead of UTC+06:00); the term follows local time (Government decree of 19 January 2024).',
  ],
  [
    'a year that is not confirmed',
    { rule: 'provisional', source: 'Labour Code art. 85', values: { year: 2027 } },
    '2027 жылғы өндірістік күнтізбе әлі расталмаған: демалыс күндері ауыстырылса, мерзімнің соңы да өзгеруі мүмкін (Еңбек кодексінің 85-бабы).',
    'Производственный календарь на 2027 год ещё не подтверждён: если дни отдыха перенесут, конец срока может измениться (статья 85 Трудового кодекса).',
    'The production calendar for 2027 is not confirmed yet: if days off are moved, the end of the term may change (Labour Code, art. 85).',
  ],
  [
    'a total term that ends first',
    { rule: 'total-ends-first', source: 'standard', values: { at: '2016-07-07T18:00:00Z', on: '2016-07-07' } },
    'Қызметтің жалпы мерзімі бұдан ерте, 2016 жылғы 7 шілдеде аяқталады (қызмет стандарты).',
    'Общий срок услуги заканчивается раньше, 7 июля 2016 года (стандарт услуги).',
    'The total term of the service ends before that, on 7 July 2016 (standard of the service).',
  ],
  [
    'a total term of hours that ends first',
    { rule: 'total-ends-first', source: 'standard', values: { at: '2016-07-07T05:30:00Z' } },
    'Қызметтің жалпы мерзімі бұдан ерте, 2016 жылғы 7 шілдеде (сағат 11:30) аяқталады (қызмет стандарты).',
    'Общий срок услуги заканчивается раньше, 7 июля 2016 года в 11:30 (стандарт услуги).',
    'The total term of the service ends before that, on 7 July 2016 at 11:30 (standard of the service).',
  ],
  [
    'a step without a limit inside a total term',
    {
      rule: 'unstated',
      source: 'item 5(6)',
      values: { total: { amount: 30, unit: 'calendar-day', at: '2016-07-07T18:00:00Z', on: '2016-07-07' } },
    },
    'Актіде бұл қадамның мерзімі көрсетілмеген; жалпы мерзім (30 күнтізбелік күн) 2016 жылғы 7 шілдеде аяқталады (5-тармақтың 6) тармақшасы).',
    'Акт не устанавливает срока для этого шага; общий срок (30 календарных дней) заканчивается 7 июля 2016 года (подпункт 6) пункта 5).',
    'The act states no limit for this step; the total term (30 calendar days) ends on 7 July 2016 (item 5(6)).',
  ],
  [
    'a step without any limit',
    { rule: 'unstated', source: 'item 5(6)', values: {} },
    'Актіде бұл қадамның мерзімі көрсетілмеген (5-тармақтың 6) тармақшасы).',
    'Акт не устанавливает срока для этого шага (подпункт 6) пункта 5).',
    'The act states no limit for this step (item 5(6)).',
  ],
  [
    'a step that is done',
    { rule: 'stopped', source: 'item 5(6)', values: { at: '2016-07-05T10:10:00Z' } },
    'Орындалған уақыты: 2016 жылғы 5 шілде, сағат 16:10 (5-тармақтың 6) тармақшасы).',
    'Выполнено 5 июля 2016 года в 16:10 (подпункт 6) пункта 5).',
    'Done on 5 July 2016 at 16:10 (item 5(6)).',
  ],
]

for (const [what, line, kk, ru, en] of SAID) {
  test(`${what}: told in three languages`, () => {
    assert.equal(explain(line, clock, 'kk'), kk)
    assert.equal(explain(line, clock, 'ru'), ru)
    assert.equal(explain(line, clock, 'en'), en)
  })
}

test('working hours name their act by its title, without an item when there is none', () => {
  const act = 'Internal rules'
  const title = { kk: 'Ішкі тәртіп қағидалары', ru: 'Правила внутреннего распорядка', en: 'Internal rules' }
  const hours = { ...clock.hours, source: { act, item: '', mark: 'assumed' } } as const
  const ruled: TermClock = { ...clock, hours, actTitles: new Map([[act, title]]) }
  const ledger = [started('check', '2016-06-06T11:00', { amount: 20, unit: 'minute' }, '5(1)')]
  const due = dueOf(ledger, 'check', ruled)
  assert.ok(due)
  assert.match(explainDue(due, ruled, 'kk')[1] ?? '', /\(Ішкі тәртіп қағидалары; расталуы керек\)\.$/)
  assert.match(explainDue(due, ruled, 'ru')[1] ?? '', /\(Правила внутреннего распорядка; требует подтверждения\)\.$/)
})

describe('any explanation', () => {
  const anyLedger = fc
    .tuple(
      fc.nat(365 * 24 * 12),
      fc.nat(45 * 24),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('second', 'minute', 'hour', 'working-day', 'calendar-day'),
    )
    .map(([hours, later, amount, unit]): readonly LedgerEntry[] => {
      const from = at('2012-01-10T00:00').add({ hours })
      return [
        { type: 'started', term: 'total', at: from, limit: days(30), item: '5(1)' },
        { type: 'started', term: 'check', at: from.add({ hours: later }), limit: { amount, unit }, item: '5(3)' },
      ]
    })

  test('ends with the due date itself', () => {
    fc.assert(
      fc.property(anyLedger, fc.constantFrom(...LOCALES), (ledger, locale) => {
        const due = getDue(ledger, 'check')
        assert.ok(due.at)
        const last = explainDue(due, clock, locale).at(-1) ?? ''
        const local = due.at.toZonedDateTimeISO('Asia/Almaty')
        assert.ok(last.includes(formatDate(due.on ?? local.toPlainDate(), locale)), last)
        if (!due.on) assert.ok(last.includes(formatTime(local.toPlainTime())), last)
      }),
    )
  })

  test('has a sentence with a legal source on each line, and no word of another language', () => {
    fc.assert(
      fc.property(anyLedger, (ledger) => {
        const due = getDue(ledger, 'check')
        for (const locale of LOCALES) {
          const sentences = explainDue(due, clock, locale)
          assert.equal(sentences.length, due.lines.length)
          for (const sentence of sentences) {
            assert.match(sentence, /^\S.* \(.+\)\.$/u)
            assert.doesNotMatch(sentence, /undefined|\bact:|NaN/)
            if (locale !== 'en') assert.doesNotMatch(sentence.replaceAll('UTC', ''), /[A-Za-z]/)
          }
        }
      }),
    )
  })
})
