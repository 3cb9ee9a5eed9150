import type { MessageData } from '../message-data.ts'
import type { PersonSearch, RegisterText } from '../questions.ts'
import type { Capacity, DictionaryValue, Exclusion, IdentityDocument, Person, PersonAddress } from '../register-port.ts'
import type { XmlElement } from '../xml/element.ts'
import { findAll, findChild, findValue, getValue, MessageMalformedError } from '../xml/find.ts'
import { findDay, getDay } from '../xml/moments.ts'
import {
  findDictionaryValue,
  getDictionaryValue,
  getTwelveDigits,
  messageIn,
  present,
  readFlag,
} from '../data-parts.ts'
import type { QuestionDictionary } from './dictionary.ts'
import { noAnswer, type Said } from './said.ts'

/**
 * What the register of persons (GBD FL) said to a search. People it sent were found, whatever the code beside them
 * says; nobody is "not found" only when the register says that it did carry the search out.
 *
 * @param on the day of the answer: a decision of a court whose end is before it is over
 * @throws {MessageMalformedError} when the answer cannot be read, or speaks of another person than was asked for
 */
export function readPersonAnswer(
  data: MessageData,
  search: PersonSearch,
  on: Temporal.PlainDate,
  dictionary: QuestionDictionary['person'],
): Said<readonly Person[]> {
  const response = messageIn(data, 'messageResult', 'persons')
  const persons = findChild(response, 'persons')
  const found = persons ? findAll(persons, 'person').map((person) => readPerson(person, on, dictionary)) : []
  if (found.length === 0) {
    const { code } = getDictionaryValue(response, 'messageResult')
    return dictionary.processed.includes(code) ? { kind: 'not-found' } : noAnswer(`result ${code.slice(0, 20)}`)
  }
  if ('iin' in search && found.some(({ iin }) => iin !== search.iin)) {
    throw new MessageMalformedError('persons/person/iin', 'it speaks of another person')
  }
  return { kind: 'found', value: found }
}

function readPerson(person: XmlElement, on: Temporal.PlainDate, dictionary: QuestionDictionary['person']): Person {
  const capacity = findChild(person, 'personCapableStatus')
  const exclusion = findChild(person, 'excludeStatus')
  const address = findChild(person, 'regAddress')
  const documents = findChild(person, 'documents')
  const decided = capacity && readCapacity(capacity)
  const excluded = exclusion && readExclusion(exclusion)
  return present<Person>({
    iin: getTwelveDigits(person, 'iin'),
    surname: findValue(person, 'surname') ?? '',
    givenName: findValue(person, 'name'),
    patronymic: findValue(person, 'patronymic'),
    birthDate: getDay(person, 'birthDate'),
    deathDate: findDay(person, 'deathDate'),
    gender: findDictionaryValue(person, 'gender'),
    // The register's codes for these states are not public: that the element is there decides.
    capable: !decided || isOver(decided, on),
    capacity: decided,
    excluded: (excluded !== undefined && !isOver(excluded, on)) || readFlag(person, 'removed'),
    exclusion: excluded,
    citizenship: getDictionaryValue(person, 'citizenship'),
    address: address && readAddress(address),
    documents: documents ? findAll(documents, 'document').map((each) => readDocument(each, dictionary)) : [],
  })
}

function isOver({ until }: { readonly until?: Temporal.PlainDate }, on: Temporal.PlainDate): boolean {
  return until !== undefined && Temporal.PlainDate.compare(until, on) < 0
}

function readCapacity(status: XmlElement): Capacity {
  return present<Capacity>({
    status: getDictionaryValue(status, 'capableStatus'),
    since: findDay(status, 'capableDate'),
    until: findDay(status, 'capableEndDate'),
    caseNumber: findValue(status, 'capableNumber'),
    court: findDictionaryValue(status, 'court'),
  })
}

function readExclusion(status: XmlElement): Exclusion {
  return present<Exclusion>({
    reason: getDictionaryValue(status, 'excludeReason'),
    since: findDay(status, 'excludeReasonDate'),
    until: findDay(status, 'excludeDate'),
  })
}

function readAddress(address: XmlElement): PersonAddress {
  // The register calls the largest part "district" and the one below it "region".
  const region = findDictionaryValue(address, 'district')
  const district = findDictionaryValue(address, 'region')
  return present<PersonAddress>({
    region: kazakhName(region) ?? '',
    regionRu: russianName(region),
    district: kazakhName(district) ?? '',
    districtRu: russianName(district),
    city: findValue(address, 'city') ?? '',
    street: findValue(address, 'street') ?? '',
    building: findValue(address, 'building') ?? '',
    corpus: findValue(address, 'corpus'),
    flat: findValue(address, 'flat'),
    beginDate: findDay(address, 'beginDate'),
    endDate: findDay(address, 'endDate'),
    code: findValue(address, 'arCode'),
  })
}

function readDocument(document: XmlElement, dictionary: QuestionDictionary['person']): IdentityDocument {
  const type = getDictionaryValue(document, 'type')
  const status = findDictionaryValue(document, 'status')
  const invalidOn = findDay(document, 'invalidityDate')
  return present<IdentityDocument>({
    type: type.code,
    typeName: bilingual(type),
    number: getValue(document, 'number'),
    series: findValue(document, 'series'),
    beginDate: getDay(document, 'beginDate'),
    endDate: findDay(document, 'endDate'),
    issuer: bilingual(findDictionaryValue(document, 'issueOrganization')),
    valid: invalidOn === undefined && status !== undefined && dictionary.validDocument.includes(status.code),
    invalidOn,
    surname: findValue(document, 'surname'),
    givenName: findValue(document, 'name'),
    patronymic: findValue(document, 'patronymic'),
  })
}

function bilingual(value: DictionaryValue | undefined): RegisterText | undefined {
  const [kk, ru] = [value?.nameKz, value?.nameRu].map((name) => (name === '' ? undefined : name))
  return kk === undefined && ru === undefined ? undefined : present<RegisterText>({ kk, ru })
}

function kazakhName(value: DictionaryValue | undefined): string | undefined {
  return value?.nameKz || value?.nameRu || undefined
}

function russianName(value: DictionaryValue | undefined): string | undefined {
  return value?.nameRu || undefined
}
