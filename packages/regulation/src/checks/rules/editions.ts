import type { Act, Regulation } from '../../model.ts'
import type { Text } from '../../text.ts'
import type { Found, Rule, Subject } from '../finding.ts'
import { dateInWords, inEach, sameInAll } from '../words.ts'

/**
 * Of the editions of a regulation exactly one applies on each day from the first to the last, none outside the life of
 * its act, and the dates of the act follow each other.
 */
export const editions: Rule = (subject) => [...betweenEditions(subject), ...insideAct(subject), ...datesOfAct(subject)]

/** Below 0 when `a` is the earlier day. */
function compare(a: Temporal.PlainDate, b: Temporal.PlainDate): number {
  return Temporal.PlainDate.compare(a, b)
}

function betweenEditions({ regulation, editions: all }: Subject): readonly Found[] {
  const sorted = all.toSorted((a, b) => compare(a.edition.period.from, b.edition.period.from))
  const index = sorted.findIndex(({ edition }) => edition.id === regulation.edition.id)
  const before = sorted[index - 1]
  if (before === undefined) return []
  const until = before.edition.period.until
  const { from } = regulation.edition.period
  const named = { first: sameInAll(before.edition.id), second: sameInAll(regulation.edition.id) }
  if (until === undefined || compare(until, from) > 0) {
    const end = until ?? regulation.edition.period.until
    return [found('editions-overlap', { ...named, from: dateInWords(from, 'ablative'), until: untilInWords(end) })]
  }
  if (compare(until, from) < 0) {
    return [found('editions-gap', { ...named, from: dateInWords(until, 'ablative'), until: untilInWords(from) })]
  }
  return []
}

function untilInWords(date: Temporal.PlainDate | undefined): Text {
  return date === undefined
    ? { kk: 'белгісіз уақытқа', ru: 'неизвестное время', en: 'further notice' }
    : dateInWords(date, 'dative')
}

function found(code: Found['code'], parameters: Found['parameters'], at: 'from' | 'until' = 'from'): Found {
  return { code, file: 'main', path: ['edition', at], parameters, items: [] }
}

/** An edition cannot apply before its act was adopted, nor begin after the act was repealed. */
function insideAct({ regulation }: Subject): readonly Found[] {
  const { act, edition } = regulation
  const faults: Found[] = []
  if (compare(edition.period.from, act.adoptedOn) < 0) {
    faults.push(
      found('edition-outside-act', {
        edition: inEach((locale) => `${BEGINS[locale]} ${dateInWords(edition.period.from)[locale]}`),
        act: inEach((locale) => `${ADOPTED[locale]} ${dateInWords(act.adoptedOn)[locale]}`),
      }),
    )
  }
  const repealed = act.repeal
  if (repealed !== undefined && edition.period.until === undefined && isLatest(regulation)) {
    faults.push(
      found('edition-outside-act', {
        edition: ENDLESS,
        act: inEach((locale) => `${REPEALED[locale]} ${dateInWords(repealed.on)[locale]}`),
      }),
    )
  }
  return faults
}

function isLatest({ edition }: Regulation): boolean {
  return edition.period.until === undefined
}

const BEGINS: Text = { kk: 'басталатын күні –', ru: 'начинается', en: 'begins on' }
const ADOPTED: Text = { kk: 'қабылданған күні –', ru: 'принят', en: 'was adopted on' }
const REPEALED: Text = { kk: 'күші жойылған күні –', ru: 'отменён', en: 'was repealed on' }
const ENDLESS: Text = { kk: 'аяқталмайды', ru: 'не имеет конца', en: 'has no end' }

const NAMES = {
  adoption: { kk: 'қабылдау', ru: 'принятие', en: 'adoption' },
  registration: { kk: 'тіркеу', ru: 'регистрация', en: 'registration' },
  amendment: { kk: 'өзгеріс', ru: 'изменение', en: 'amendment' },
  repeal: { kk: 'күшін жою', ru: 'отмена', en: 'repeal' },
} as const

function datesOfAct({ regulation: { act } }: Subject): readonly Found[] {
  return orderedDates(act).flatMap(({ name, day, path }, index, all): readonly Found[] => {
    const earlier = all[index - 1]
    if (earlier === undefined || compare(earlier.day, day) <= 0) return []
    return [
      {
        code: 'dates-out-of-order',
        file: 'act',
        path,
        parameters: {
          later: NAMES[name],
          laterDay: dateInWords(day),
          earlier: NAMES[earlier.name],
          earlierDay: dateInWords(earlier.day),
        },
        items: [],
      },
    ]
  })
}

/** The days of an act in the order in which they must come. */
function orderedDates(
  act: Act,
): readonly { readonly name: keyof typeof NAMES; readonly day: Temporal.PlainDate; readonly path: Found['path'] }[] {
  return [
    { name: 'adoption', day: act.adoptedOn, path: ['adoptedOn'] },
    ...(act.registration?.on === undefined
      ? []
      : [{ name: 'registration' as const, day: act.registration.on, path: ['registration', 'on'] }]),
    ...act.amendments.map(({ adoptedOn }, index) => ({
      name: 'amendment' as const,
      day: adoptedOn,
      path: ['amendments', index, 'on'],
    })),
    ...(act.repeal === undefined ? [] : [{ name: 'repeal' as const, day: act.repeal.on, path: ['repeal', 'on'] }]),
  ]
}
