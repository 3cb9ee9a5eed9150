import { patronymicOf } from '../population/names.ts'
import { makeIin } from './iin.ts'
import type { Story } from './stories.ts'

/** An invented person. The patronymic is made of «мысал», "example", so that nobody takes them for somebody. */
export interface TrainingPerson {
  readonly iin: string
  readonly surname: string
  readonly givenName: string
  readonly patronymic: string
  readonly sex: 'male' | 'female'
  readonly birthDate: Temporal.PlainDate
  readonly story: Story
}

type Sketch = readonly [story: Story, sex: 'male' | 'female', birthDate: string, surname: string, givenName: string]

const SKETCHES: readonly Sketch[] = [
  ['ordinary', 'female', '1990-05-14', 'Үлгібаева', 'Айсәуле'],
  ['ordinary', 'male', '1984-11-02', 'Сынақов', 'Жандәулет'],
  ['family', 'female', '1991-03-27', 'Отбасова', 'Гүлжазира'],
  ['family', 'male', '1988-08-09', 'Отбасов', 'Нұрдәулет'],
  ['family', 'female', '2015-02-11', 'Отбасова', 'Айзере'],
  ['family', 'male', '2018-10-30', 'Отбасов', 'Әлімжан'],
  ['deceased', 'male', '1951-01-19', 'Бақұлов', 'Сейілхан'],
  ['incapable', 'male', '1979-06-23', 'Қамқоров', 'Бекзат'],
  ['excluded', 'female', '1986-12-05', 'Шығарова', 'Меруерт'],
  ['minor', 'male', '2010-09-17', 'Жасөспіров', 'Ерасыл'],
  ['no-address', 'male', '2001-01-01', 'Мекенсізов', 'Арнұр'],
  ['expired-document', 'female', '1975-04-08', 'Мерзімова', 'Шолпан'],
  ['several-found', 'female', '1993-07-21', 'Егізова', 'Жанерке'],
  ['consent-pending', 'male', '1982-02-28', 'Келісімов', 'Дархан'],
  ['consent-refused', 'male', '1996-02-29', 'Келіспесов', 'Олжас'],
  ['slow', 'female', '1969-10-12', 'Баяуова', 'Роза'],
  ['failing', 'male', '1987-01-31', 'Қатеев', 'Мирас'],
  ['garbage', 'female', '1998-06-06', 'Шатасова', 'Дильназ'],
  ['not-found', 'male', '1992-12-24', 'Жоқбаев', 'Тимур'],
  ['staff', 'female', '1983-09-03', 'Кеңсеева', 'Сәуле'],
  ['staff', 'male', '1970-03-15', 'Басшыбаев', 'Ерлан'],
  ['staff', 'female', '1989-01-26', 'Орындарова', 'Динара'],
  ['staff', 'male', '1994-05-30', 'Орындаров', 'Асхат'],
  ['staff', 'male', '1965-07-07', 'Алқалыев', 'Қанат'],
  ['staff', 'female', '1972-11-18', 'Кеңесова', 'Бағила'],
  ['staff', 'male', '1980-02-02', 'Дауысов', 'Талғат'],
  ['staff', 'female', '1974-08-25', 'Демалысова', 'Гүлнар'],
  ['staff', 'male', '1985-10-10', 'Орынбасаров', 'Марат'],
  ['staff', 'female', '1981-04-19', 'Тіркеуова', 'Айгүл'],
  ['staff', 'male', '1968-12-01', 'Жетекшин', 'Арман'],
  ['staff', 'male', '1990-06-14', 'Құжатов', 'Ерболат'],
  ['staff', 'female', '1986-02-27', 'Хатшыева', 'Жанар'],
  ['staff', 'male', '1971-09-09', 'Білімов', 'Сәкен'],
  ['staff', 'female', '1992-11-23', 'Балаева', 'Гауһар'],
  ['staff', 'male', '1988-03-05', 'Қызметов', 'Нұржан'],
  ['staff', 'female', '1976-07-30', 'Уәкілова', 'Салтанат'],
  ['staff', 'female', '1987-05-16', 'Әкімшіева', 'Назгүл'],
  ['staff', 'female', '1993-02-18', 'Қабылдаева', 'Ұлжан'],
]

/** A list of its own, so that staff added above move nobody's number. */
const CONSENT_AND_POWER_SKETCHES: readonly Sketch[] = [
  ['consent-late', 'female', '1988-04-04', 'Кешікова', 'Аида'],
  ['consent-expired', 'male', '1973-08-12', 'Жауапсызов', 'Нариман'],
  ['power-good', 'male', '1991-09-21', 'Өкілов', 'Данияр'],
  ['power-revoked', 'female', '1984-07-03', 'Күшжойылова', 'Әлия'],
  ['namesake', 'male', '1990-10-10', 'Аттасов', 'Ержан'],
  ['namesake', 'male', '1990-10-10', 'Аттасов', 'Ержан'],
]

const SEED = 2026
/** Where the numbers of the second list begin. */
const SECOND_LIST = 500

/** The people of the stories; the same seed always gives the same people with the same numbers. */
export function makeTrainingPeople(seed: number): readonly TrainingPerson[] {
  const personOf = ([story, sex, birth, surname, givenName]: Sketch, place: number): TrainingPerson => {
    const birthDate = Temporal.PlainDate.from(birth)
    return {
      iin: firstIin(birthDate, sex, 9000 + ((seed * 31 + place * 37) % 900)),
      surname,
      givenName,
      patronymic: patronymicOf(sex),
      sex,
      birthDate,
      story,
    }
  }
  return [
    ...SKETCHES.map((sketch, index) => personOf(sketch, index)),
    ...CONSENT_AND_POWER_SKETCHES.map((sketch, index) => personOf(sketch, SECOND_LIST + index)),
  ]
}

/** Some serials have no check digit; the next one is taken then. */
function firstIin(birthDate: Temporal.PlainDate, sex: 'male' | 'female', serial: number): string {
  return makeIin(birthDate, sex, serial) ?? firstIin(birthDate, sex, serial + 1)
}

export const TRAINING_PEOPLE: readonly TrainingPerson[] = makeTrainingPeople(SEED)
