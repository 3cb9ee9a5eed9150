import { TRAINING_PEOPLE } from '../registers/training-people.ts'
import { HOME_TOWN, STREETS } from './places.ts'
import type { Home, Marriage, Resident } from './residents.ts'

const FAMILY_HOME = { building: '900', flat: '9' }
/** Of the first people only; told by the second one of the family and the first. */
const FAMILY_MARRIED_ON = Temporal.PlainDate.from('2013-06-15')

/** The people of the stories as residents of one street; the family lives together, everybody else alone. */
export function namedResidents(): readonly Resident[] {
  const family = TRAINING_PEOPLE.filter(({ story }) => story === 'family')
  const [mother, father] = family
  return TRAINING_PEOPLE.map((person, index) => {
    const isChild = person.story === 'family' && person !== mother && person !== father
    return {
      ...person,
      index,
      ...(person.story === 'deceased' && { deathDate: Temporal.PlainDate.from('2024-03-02') }),
      ...(person === mother && { birthSurname: 'Қызтегова' }),
      ...(isChild && mother && father && { motherIin: mother.iin, fatherIin: father.iin }),
      ...(person.story !== 'no-address' && {
        home: homeOf(person.story === 'family' ? FAMILY_HOME : { building: String(901 + index) }),
        homeSince: person.birthDate.add({ years: 5 }),
      }),
    }
  })
}

export function namedMarriages(residents: readonly Resident[]): readonly Marriage[] {
  const [wife, husband] = residents.filter(({ story }) => story === 'family')
  if (!wife || !husband) return []
  return [
    {
      actNumber: `99-${FAMILY_MARRIED_ON.year}-00000`,
      husbandIin: husband.iin,
      wifeIin: wife.iin,
      registeredOn: FAMILY_MARRIED_ON,
    },
  ]
}

function homeOf({ building, flat }: { readonly building: string; readonly flat?: string }): Home {
  const [street = { kk: '', ru: '' }] = STREETS
  return {
    code: `98${building.padStart(14, '0')}`,
    place: HOME_TOWN,
    street,
    building,
    ...(flat === undefined ? {} : { flat }),
  }
}
