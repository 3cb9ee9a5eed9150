import type { TrainingPerson } from './training-people.ts'

/** A person as the register sends them; element names follow the register of persons. */
export type PersonMessage = Readonly<Record<string, unknown>>

const KAZAKHSTAN = { code: '398', nameKz: 'ҚАЗАҚСТАН', nameRu: 'КАЗАХСТАН' }
const INCAPABLE = { code: 'training', nameKz: 'Әрекетке қабілетсіз', nameRu: 'Недееспособен' }
const EXCLUDED = { code: 'training', nameKz: 'Тіркелімнен шығарылған', nameRu: 'Исключён из регистра' }

/**
 * What the register tells about a person on the given day.
 *
 * @param index place in the population; streets and documents are made from it
 */
export function personMessage(person: TrainingPerson, index: number, today: Temporal.PlainDate): PersonMessage {
  return {
    iin: person.iin,
    surname: person.surname,
    name: person.givenName,
    patronymic: person.patronymic,
    birthDate: person.birthDate.toString(),
    citizenship: KAZAKHSTAN,
    ...(person.story === 'deceased' && { deathDate: '2024-03-02' }),
    ...(person.story === 'incapable' && { personCapableStatus: INCAPABLE }),
    ...(person.story === 'excluded' && { excludeStatus: EXCLUDED }),
    ...(person.story !== 'no-address' && { regAddress: addressOf(person, index) }),
    documents: documentsOf(person, index, today),
  }
}

function addressOf(person: TrainingPerson, index: number): PersonMessage {
  return {
    region: 'Жамбыл облысы',
    district: 'Тараз қаласы',
    city: 'Тараз қаласы',
    street: 'Үлгі көшесі',
    // The family lives together; everybody else has a house of their own.
    building: person.story === 'family' ? '900' : String(901 + index),
    ...(person.story === 'family' && { flat: '9' }),
    beginDate: person.birthDate.add({ years: 5 }).toString(),
  }
}

function documentsOf(person: TrainingPerson, index: number, today: Temporal.PlainDate): readonly PersonMessage[] {
  const firstIssue = person.birthDate.add({ years: 16, days: 30 })
  if (Temporal.PlainDate.compare(firstIssue, today) > 0) return []
  const expired = person.story === 'expired-document'
  const beginDate = expired ? today.subtract({ years: 12 }) : Temporal.PlainDate.from({ year: 2021, month: 6, day: 1 })
  return [
    {
      type: '002',
      number: `99${String(9_000_000 + index * 131)}`,
      beginDate: beginDate.toString(),
      endDate: beginDate.add({ years: 10 }).toString(),
      valid: !expired,
    },
  ]
}
