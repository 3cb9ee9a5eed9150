import type { Person, PowerOfAttorney } from '@qyzmet/gateway'

/** What the register of persons says about someone who wants to act alone. */
export type Standing =
  | { readonly kind: 'ordinary'; readonly person: Person }
  | { readonly kind: 'several' | 'deceased' | 'excluded' | 'incapable' | 'minor' }

const FULL_AGE_YEARS = 18

/**
 * Whether the person found may act alone on the given day. The birth date is the register's,
 * never the one hidden in the IIN: after a correction the two differ.
 *
 * @param persons what the register found for one IIN; not empty
 *
 * Source: Civil Code art. 17
 */
export function standingOf(persons: readonly Person[], on: Temporal.PlainDate): Standing {
  const [person, another] = persons
  if (!person) throw new RangeError('The register found nobody; that is another answer.')
  if (another) return { kind: 'several' }
  if (person.deathDate) return { kind: 'deceased' }
  if (person.excluded) return { kind: 'excluded' }
  if (!person.capable) return { kind: 'incapable' }
  const ofAgeOn = person.birthDate.add({ years: FULL_AGE_YEARS })
  if (Temporal.PlainDate.compare(on, ofAgeOn) < 0) return { kind: 'minor' }
  return { kind: 'ordinary', person }
}

/** Surname, given name and patronymic in the register's own spelling. */
export function fullNameOf(person: Person): string {
  return [person.surname, person.givenName, person.patronymic].filter((part) => part).join(' ')
}

/** Whether a power of attorney may be acted on that day; its last day counts. */
export function isInForce({ status, validUntil, revokedOn }: PowerOfAttorney, on: Temporal.PlainDate): boolean {
  if (status !== 'in-force' || revokedOn !== undefined) return false
  return validUntil === undefined || Temporal.PlainDate.compare(on, validUntil) <= 0
}
