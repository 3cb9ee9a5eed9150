import { seededChance, type Chance } from './chance.ts'
import type { Population } from './population.ts'
import { addressText, ageOn, fullName, isAlive, type Home, type Resident } from './residents.ts'

interface Words {
  readonly kk: string
  readonly ru: string
}

/** One entry of a register about a person: what it is, and its facts by name. */
export interface RegisterRecord {
  readonly title: Words
  readonly facts: readonly { readonly name: Words; readonly value: string }[]
}

/** Registers that answer with a statement: a list of entries, empty when nothing is entered about the person. */
export const STATEMENT_REGISTERS = [
  'civil-acts',
  'real-estate',
  'social-protection',
  'courts',
  'convictions',
  'communal-housing',
] as const
export type StatementRegister = (typeof STATEMENT_REGISTERS)[number]

const DATE: Words = { kk: 'Күні', ru: 'Дата' }
const NUMBER: Words = { kk: 'Нөмірі', ru: 'Номер' }
const ADDRESS: Words = { kk: 'Мекенжайы', ru: 'Адрес' }
const AREA: Words = { kk: 'Ауданы, ш. м', ru: 'Площадь, кв. м' }
const PERSON: Words = { kk: 'Аты-жөні', ru: 'Фамилия, имя, отчество' }
const IIN: Words = { kk: 'ЖСН', ru: 'ИИН' }
const SINCE: Words = { kk: 'Басталған күні', ru: 'С какого дня' }

/** What a register has entered about a person by a day. */
export function recordsOf(
  register: StatementRegister,
  person: Resident,
  population: Population,
  day: Temporal.PlainDate,
): readonly RegisterRecord[] {
  switch (register) {
    case 'civil-acts':
      return civilActs(person, population)
    case 'real-estate':
      return realEstate(person, population)
    case 'communal-housing':
      return communalHousing(person, population)
    case 'social-protection':
      return socialProtection(person, population, day)
    case 'courts':
      return courts(person)
    case 'convictions':
      return convictions(person)
  }
}

function civilActs(person: Resident, population: Population): readonly RegisterRecord[] {
  const name = (iin: string): string => {
    const known = population.find(iin)
    return known ? fullName(known) : iin
  }
  const birthOf = (child: Resident): RegisterRecord => ({
    title: { kk: 'Туу туралы акт', ru: 'Запись акта о рождении' },
    facts: [
      { name: NUMBER, value: `99-${child.birthDate.year}-${String(child.index).padStart(5, '0')}` },
      { name: { kk: 'Баланың аты-жөні', ru: 'Ребёнок' }, value: fullName(child) },
      { name: IIN, value: child.iin },
      { name: { kk: 'Туған күні', ru: 'Дата рождения' }, value: child.birthDate.toString() },
      ...(child.motherIin ? [{ name: { kk: 'Анасы', ru: 'Мать' }, value: name(child.motherIin) }] : []),
      ...(child.fatherIin ? [{ name: { kk: 'Әкесі', ru: 'Отец' }, value: name(child.fatherIin) }] : []),
    ],
  })
  return [
    birthOf(person),
    ...population.marriagesOf(person.iin).flatMap((marriage) => {
      const spouse = marriage.husbandIin === person.iin ? marriage.wifeIin : marriage.husbandIin
      const facts = [
        { name: NUMBER, value: marriage.actNumber },
        { name: { kk: 'Жұбайы', ru: 'Супруг(а)' }, value: name(spouse) },
        { name: IIN, value: spouse },
      ]
      const entry = (title: Words, on: Temporal.PlainDate): RegisterRecord => ({
        title,
        facts: [...facts, { name: DATE, value: on.toString() }],
      })
      const dissolved = { kk: 'Некені бұзу туралы акт', ru: 'Запись акта о расторжении брака' }
      return [
        entry({ kk: 'Некені қию туралы акт', ru: 'Запись акта о заключении брака' }, marriage.registeredOn),
        ...(marriage.dissolvedOn ? [entry(dissolved, marriage.dissolvedOn)] : []),
      ]
    }),
    ...population.childrenOf(person.iin).map(birthOf),
    ...(person.deathDate
      ? [
          {
            title: { kk: 'Қайтыс болу туралы акт', ru: 'Запись акта о смерти' },
            facts: [{ name: DATE, value: person.deathDate.toString() }],
          },
        ]
      : []),
  ]
}

type Tenure = 'owned' | 'communal' | 'neither'

/** How the people of a home hold it. The homes of the named people are told by their story, the others are drawn. */
function tenureOf(home: Home, residents: readonly Resident[]): Tenure {
  if (residents.some(({ story }) => story === 'family')) return 'communal'
  if (residents.some(({ story, index }) => story === 'ordinary' && index < 1)) return 'neither'
  const draw = chanceOf(home.code).below(100)
  return draw < 50 ? 'owned' : draw < 70 ? 'communal' : 'neither'
}

/** The eldest of the home: owner, or tenant by the contract. */
function holderOf(residents: readonly Resident[]): Resident | undefined {
  return residents.toSorted((one, other) => Temporal.PlainDate.compare(one.birthDate, other.birthDate))[0]
}

function dwellingFacts(home: Home): RegisterRecord['facts'] {
  return [
    { name: ADDRESS, value: addressText(home, 'kk') },
    { name: { kk: 'Мекенжай коды', ru: 'Код адреса' }, value: home.code },
    { name: AREA, value: String(28 + chanceOf(home.code, 1).below(70)) },
  ]
}

function realEstate(person: Resident, population: Population): readonly RegisterRecord[] {
  const { home, homeSince } = person
  const residents = population.householdOf(person)
  if (!home || tenureOf(home, residents) !== 'owned' || holderOf(residents) !== person) return []
  return [
    {
      title: { kk: 'Тұрғын үйге меншік құқығы', ru: 'Право собственности на жилище' },
      facts: [
        ...dwellingFacts(home),
        { name: { kk: 'Үлесі', ru: 'Доля' }, value: '1/1' },
        ...(homeSince ? [{ name: SINCE, value: homeSince.toString() }] : []),
      ],
    },
  ]
}

function communalHousing(person: Resident, population: Population): readonly RegisterRecord[] {
  const { home, homeSince } = person
  const residents = population.householdOf(person)
  if (!home || tenureOf(home, residents) !== 'communal' || holderOf(residents) !== person) return []
  return [
    {
      title: { kk: 'Коммуналдық тұрғын үйді жалдау шарты', ru: 'Договор найма коммунального жилища' },
      facts: [
        { name: NUMBER, value: `99-${home.code.slice(-5)}` },
        ...(homeSince ? [{ name: DATE, value: homeSince.toString() }] : []),
        ...dwellingFacts(home),
        { name: { kk: 'Тұратын адамдар саны', ru: 'Число проживающих' }, value: String(residents.length) },
      ],
    },
  ]
}

const PENSION_AGE = { male: 63, female: 61 } as const
const LARGE_FAMILY = 4

function socialProtection(
  person: Resident,
  population: Population,
  day: Temporal.PlainDate,
): readonly RegisterRecord[] {
  if (!isAlive(person)) return []
  const minors = population.childrenOf(person.iin).filter((child) => ageOn(child, day) < 18)
  const since = (years: number): RegisterRecord['facts'] => [
    { name: SINCE, value: person.birthDate.add({ years }).toString() },
  ]
  const pension = PENSION_AGE[person.sex]
  return [
    ...(ageOn(person, day) >= pension
      ? [{ title: { kk: 'Жасына байланысты зейнетақы', ru: 'Пенсия по возрасту' }, facts: since(pension) }]
      : []),
    ...(minors.length >= LARGE_FAMILY
      ? [
          {
            title: { kk: 'Көпбалалы отбасы', ru: 'Многодетная семья' },
            facts: [{ name: { kk: 'Балалар саны', ru: 'Число детей' }, value: String(minors.length) }],
          },
        ]
      : []),
    ...(chanceOf(person.iin, 2).happens(4)
      ? [
          {
            title: { kk: 'Мүгедектік', ru: 'Инвалидность' },
            facts: [
              { name: { kk: 'Тобы', ru: 'Группа' }, value: String(1 + chanceOf(person.iin, 3).below(3)) },
              ...since(Math.min(17, Math.max(0, ageOn(person, day) - 1))),
            ],
          },
        ]
      : []),
  ]
}

function courts(person: Resident): readonly RegisterRecord[] {
  if (person.story !== 'incapable') return []
  return [
    {
      title: {
        kk: 'Азаматты әрекетке қабілетсіз деп тану туралы сот шешімі',
        ru: 'Решение суда о признании недееспособным',
      },
      facts: [
        { name: NUMBER, value: '9999-20-00-2/99' },
        { name: DATE, value: '2020-03-12' },
        { name: PERSON, value: fullName(person) },
      ],
    },
  ]
}

function convictions(person: Resident): readonly RegisterRecord[] {
  // Of the named people nobody: their stories are about something else.
  if (person.story !== 'ordinary' || person.home?.code.startsWith('98')) return []
  const chance = chanceOf(person.iin, 4)
  if (!chance.happens(2)) return []
  return [
    {
      title: { kk: 'Сотталғандығы туралы мәлімет', ru: 'Сведения о судимости' },
      facts: [
        { name: DATE, value: person.birthDate.add({ years: 18, days: chance.below(365) }).toString() },
        { name: { kk: 'Сот актісінің нөмірі', ru: 'Номер судебного акта' }, value: `9999-${chance.below(1000)}` },
      ],
    },
  ]
}

/** Draws that belong to one person or home, and to one question about it. */
function chanceOf(code: string, question = 0): Chance {
  return seededChance(Number(code.slice(-9)) * 31 + question)
}
