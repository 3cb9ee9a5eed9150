import type { TrainingPerson } from '../registers/training-people.ts'
import type { Place, PlaceName } from './places.ts'

/** A dwelling by its address. */
export interface Home {
  /** Identifier in the register of addresses, sixteen digits. */
  readonly code: string
  readonly place: Place
  readonly street: PlaceName
  readonly building: string
  readonly flat?: string
}

/** A person with their place in the family. */
export interface Resident extends TrainingPerson {
  /** Place in the population, from nought; numbers of documents are made of it. */
  readonly index: number
  readonly deathDate?: Temporal.PlainDate
  /** The surname before marriage, in the form the person bore. */
  readonly birthSurname?: string
  readonly motherIin?: string
  readonly fatherIin?: string
  /** Registered address; some have none. */
  readonly home?: Home
  readonly homeSince?: Temporal.PlainDate
}

export interface Marriage {
  readonly actNumber: string
  readonly husbandIin: string
  readonly wifeIin: string
  readonly registeredOn: Temporal.PlainDate
  readonly dissolvedOn?: Temporal.PlainDate
}

/** Nothing in the population happens after this day, however late the clock is. */
export const LAST_DAY = Temporal.PlainDate.from('2026-06-01')

export function isAlive(person: Resident): boolean {
  return person.deathDate === undefined
}

export function ageOn(person: Pick<TrainingPerson, 'birthDate'>, day: Temporal.PlainDate): number {
  return person.birthDate.until(day, { largestUnit: 'years' }).years
}

export function fullName(person: TrainingPerson): string {
  return [person.surname, person.givenName, person.patronymic].join(' ')
}

/** An address in one line, from the region down to the flat. */
export function addressText(home: Home, locale: keyof PlaceName): string {
  const { place } = home
  const words = locale === 'kk' ? { building: '-үй', flat: '-пәтер' } : { building: 'д. ', flat: 'кв. ' }
  const number = (value: string, word: string): string => (locale === 'kk' ? `${value}${word}` : `${word}${value}`)
  return [
    ...new Set([place.region[locale], place.town[locale]]),
    home.street[locale],
    number(home.building, words.building),
    ...(home.flat === undefined ? [] : [number(home.flat, words.flat)]),
  ].join(', ')
}
