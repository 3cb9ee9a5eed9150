import type { Resident } from './residents.ts'

/** An identity card of a person, in force or not, with the surname the person bore when it was issued. */
export interface IdentityCard {
  readonly number: string
  readonly beginDate: Temporal.PlainDate
  readonly endDate: Temporal.PlainDate
  readonly surname: string
  /** Why it no longer holds: its term is over, or a new one was issued. */
  readonly ended?: 'expired' | 'replaced'
}

const AGE = 16
const VALID_YEARS = 10
/** No cards were given out before. */
const FIRST_CARDS = Temporal.PlainDate.from('1995-03-01')
/** How long a card of the person who never renewed it has been out of date. */
const EXPIRED_YEARS = 2
const FIRST_SERIES = 91

/**
 * All identity cards of a person up to a day, the oldest first. Everybody gets one at sixteen, a new one every ten years
 * and one after marriage; only the person of that story has let the last one expire.
 *
 * @param marriedOn when the person took another surname
 */
export function identityCards(
  person: Resident,
  today: Temporal.PlainDate,
  marriedOn?: Temporal.PlainDate,
): readonly IdentityCard[] {
  const isExpired = person.story === 'expired-document'
  const last = person.deathDate ?? (isExpired ? today.subtract({ years: EXPIRED_YEARS }) : today)
  const days: Temporal.PlainDate[] = []
  const renewed = marriedOn?.add({ days: 20 })
  let day = isExpired ? last.subtract({ years: VALID_YEARS }) : firstCardDay(person)
  while (Temporal.PlainDate.compare(day, last) < 0) {
    days.push(day)
    const next = day.add({ years: VALID_YEARS })
    const isRenewedFirst =
      renewed !== undefined &&
      Temporal.PlainDate.compare(day, renewed) < 0 &&
      Temporal.PlainDate.compare(renewed, next) < 0
    day = isRenewedFirst ? renewed : next
  }
  return days.map((beginDate, place) => {
    const isLast = place === days.length - 1
    const bearsBirthSurname = renewed !== undefined && Temporal.PlainDate.compare(beginDate, renewed) < 0
    return {
      number: `${FIRST_SERIES + place}${String(9_000_000 + person.index * 131)}`,
      beginDate,
      endDate: beginDate.add({ years: VALID_YEARS }),
      surname: (bearsBirthSurname ? person.birthSurname : undefined) ?? person.surname,
      ...(isLast ? (isExpired ? { ended: 'expired' as const } : {}) : { ended: 'replaced' as const }),
    }
  })
}

function firstCardDay({ birthDate }: Resident): Temporal.PlainDate {
  const sixteen = birthDate.add({ years: AGE, days: 30 })
  return Temporal.PlainDate.compare(sixteen, FIRST_CARDS) < 0 ? FIRST_CARDS : sixteen
}

/** The person whose card, old or new, bears a number; told from the number itself. */
export function indexByCardNumber(number: string): number | undefined {
  if (!/^9[1-9]9\d{6}$/.test(number)) return undefined
  const offset = Number(number.slice(2)) - 9_000_000
  return offset >= 0 && offset % 131 === 0 ? offset / 131 : undefined
}
