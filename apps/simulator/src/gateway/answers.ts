import type {
  AddressCertificate,
  DictionaryValue,
  Entity,
  Person,
  PersonSearch,
  PowerOfAttorney,
  PowerSearch,
  RegisterStatement,
} from '@qyzmet/gateway'
import { identityCards, indexByCardNumber } from '../population/documents.ts'
import type { Firm } from '../population/firms.ts'
import type { Population } from '../population/population.ts'
import { statusOn, type Power } from '../population/powers.ts'
import { recordsOf, type StatementRegister } from '../population/records.ts'
import { addressText, fullName, type Resident } from '../population/residents.ts'

const KAZAKHSTAN: DictionaryValue = { code: '398', nameKz: 'ҚАЗАҚСТАН', nameRu: 'КАЗАХСТАН' }
const GENDERS = {
  male: { code: '1', nameKz: 'Еркек', nameRu: 'Мужской' },
  female: { code: '2', nameKz: 'Әйел', nameRu: 'Женский' },
} as const
/** The state's codes for these are not known: any code will do, readers go by the presence of the element. */
const INCAPABLE: DictionaryValue = { code: 'training', nameKz: 'Әрекетке қабілетсіз', nameRu: 'Недееспособен' }
const COURT: DictionaryValue = { code: 'training', nameKz: 'Оқу соты', nameRu: 'Учебный суд' }
const EXCLUDED: DictionaryValue = { code: 'training', nameKz: 'Тіркелімнен шығарылған', nameRu: 'Исключён из регистра' }
const IDENTITY_CARD = '002'
const ISSUER = { kk: 'ОҚУ МИНИСТРЛІГІ', ru: 'УЧЕБНОЕ МИНИСТЕРСТВО' }

/** Whom a search finds; of a person searched by number also the one entered twice. */
export function searchPeople(population: Population, search: PersonSearch): readonly Resident[] {
  if ('iin' in search) return present(population.find(search.iin))
  if ('documentNumber' in search) {
    const index = indexByCardNumber(search.documentNumber)
    return index === undefined ? [] : present(population.residents[index])
  }
  const matches = (wanted: string | undefined, known: string): boolean =>
    wanted === undefined || wanted.trim().toLocaleUpperCase('kk') === known.toLocaleUpperCase('kk')
  return population.residents.filter(
    (person) =>
      person.birthDate.equals(search.birthDate) &&
      matches(search.surname, person.surname) &&
      matches(search.givenName, person.givenName) &&
      matches(search.patronymic, person.patronymic),
  )
}

function present<Item>(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item]
}

/** What the register of persons tells of somebody on a day; two records of the one who stands in it twice. */
export function personsOf(resident: Resident, population: Population, today: Temporal.PlainDate): readonly Person[] {
  const marriedOn = population.marriagesOf(resident.iin)[0]?.registeredOn
  const { home } = resident
  const person: Person = {
    iin: resident.iin,
    surname: resident.surname,
    givenName: resident.givenName,
    patronymic: resident.patronymic,
    birthDate: resident.birthDate,
    ...(resident.deathDate && { deathDate: resident.deathDate }),
    gender: GENDERS[resident.sex],
    capable: resident.story !== 'incapable',
    ...(resident.story === 'incapable' && {
      capacity: {
        status: INCAPABLE,
        since: Temporal.PlainDate.from('2020-03-12'),
        caseNumber: '9999-20-00-2/99',
        court: COURT,
      },
    }),
    excluded: resident.story === 'excluded',
    ...(resident.story === 'excluded' && {
      exclusion: { reason: EXCLUDED, since: Temporal.PlainDate.from('2023-05-04') },
    }),
    citizenship: KAZAKHSTAN,
    ...(home && {
      address: {
        region: home.place.region.kk,
        regionRu: home.place.region.ru,
        district: home.place.town.kk,
        districtRu: home.place.town.ru,
        city: home.place.town.kk,
        street: home.street.kk,
        building: home.building,
        ...(home.flat !== undefined && { flat: home.flat }),
        ...(resident.homeSince && { beginDate: resident.homeSince }),
        code: home.code,
      },
    }),
    documents: identityCards(resident, today, marriedOn).map((card) => ({
      type: IDENTITY_CARD,
      typeName: { kk: 'Жеке куәлік', ru: 'Удостоверение личности' },
      number: card.number,
      beginDate: card.beginDate,
      endDate: card.endDate,
      issuer: ISSUER,
      valid: card.ended === undefined,
      surname: card.surname,
      givenName: resident.givenName,
      patronymic: resident.patronymic,
    })),
  }
  return resident.story === 'several-found' ? [person, { ...person, givenName: 'Жанар', documents: [] }] : [person]
}

export function entityOf(firm: Firm, population: Population): Entity {
  const leader = population.find(firm.leaderIin)
  return {
    bin: firm.bin,
    name: firm.name,
    registeredOn: firm.registeredOn,
    ...(firm.liquidatedOn && { liquidatedOn: firm.liquidatedOn }),
    active: firm.liquidatedOn === undefined,
    ...(leader && { leader: { iin: leader.iin, name: fullName(leader), position: 'Директор' } }),
    address: { kk: addressText(firm.address, 'kk'), ru: addressText(firm.address, 'ru') },
    kato: firm.address.place.kato,
  }
}

export function searchPowers(population: Population, search: PowerSearch): readonly Power[] {
  return population.powers.filter((power) => {
    if ('principalIin' in search) return power.principalIins.includes(search.principalIin)
    if ('attorneyIin' in search) return power.attorneyIins.includes(search.attorneyIin)
    return power.number === search.number && (search.issuedOn === undefined || power.issuedOn.equals(search.issuedOn))
  })
}

export function powerOf(power: Power, population: Population, today: Temporal.PlainDate): PowerOfAttorney {
  const party = (iin: string): { readonly iin: string; readonly name: string } => {
    const person = population.find(iin)
    return { iin, name: person ? fullName(person) : iin }
  }
  return {
    number: power.number,
    registerNumber: power.registerNumber,
    notary: power.notary,
    issuedOn: power.issuedOn,
    validUntil: power.validUntil,
    principals: power.principalIins.map(party),
    attorneys: power.attorneyIins.map(party),
    powers: power.powers,
    substitutionAllowed: power.substitutionAllowed,
    status: statusOn(power, today),
    ...(power.revokedOn && { revokedOn: power.revokedOn }),
  }
}

/** @returns undefined for somebody who is registered nowhere */
export function addressOf(person: Resident, population: Population): AddressCertificate | undefined {
  const { home } = person
  if (!home) return undefined
  return {
    iin: person.iin,
    address: { kk: addressText(home, 'kk'), ru: addressText(home, 'ru') },
    addressCode: home.code,
    kato: home.place.kato,
    ...(person.homeSince && { registeredOn: person.homeSince }),
    residents: population.householdOf(person).map((resident) => ({
      iin: resident.iin,
      name: fullName(resident),
      ...(resident.homeSince && { registeredOn: resident.homeSince }),
    })),
  }
}

export function statementOf(
  register: StatementRegister,
  person: Resident,
  population: Population,
  today: Temporal.PlainDate,
): RegisterStatement {
  return { iin: person.iin, records: recordsOf(register, person, population, today) }
}
