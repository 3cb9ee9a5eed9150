import { identityCards } from '../population/documents.ts'
import type { Marriage, Resident } from '../population/residents.ts'

/** A person as the register sends them; element names follow the register of persons. */
export type PersonMessage = Readonly<Record<string, unknown>>

const KAZAKHSTAN = { code: '398', nameKz: 'ҚАЗАҚСТАН', nameRu: 'КАЗАХСТАН' }
const INCAPABLE = { code: 'training', nameKz: 'Әрекетке қабілетсіз', nameRu: 'Недееспособен' }
const EXCLUDED = { code: 'training', nameKz: 'Тіркелімнен шығарылған', nameRu: 'Исключён из регистра' }
const IDENTITY_CARD = '002'

/** What the register tells about a person on the given day. */
export function personMessage(
  person: Resident,
  marriages: readonly Marriage[],
  today: Temporal.PlainDate,
): PersonMessage {
  return {
    iin: person.iin,
    surname: person.surname,
    name: person.givenName,
    patronymic: person.patronymic,
    birthDate: person.birthDate.toString(),
    citizenship: KAZAKHSTAN,
    ...(person.deathDate && { deathDate: person.deathDate.toString() }),
    ...(person.story === 'incapable' && { personCapableStatus: INCAPABLE }),
    ...(person.story === 'excluded' && { excludeStatus: EXCLUDED }),
    ...(person.home && { regAddress: addressOf(person) }),
    documents: identityCards(person, today, marriages[0]?.registeredOn).map((card) => ({
      type: IDENTITY_CARD,
      number: card.number,
      beginDate: card.beginDate.toString(),
      endDate: card.endDate.toString(),
      valid: card.ended === undefined,
    })),
  }
}

function addressOf({ home, homeSince }: Resident): PersonMessage {
  return {
    region: home?.place.region.kk,
    district: home?.place.town.kk,
    city: home?.place.town.kk,
    street: home?.street.kk,
    building: home?.building,
    ...(home?.flat !== undefined && { flat: home.flat }),
    ...(homeSince && { beginDate: homeSince.toString() }),
  }
}
