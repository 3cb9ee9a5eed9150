import type { MessageData } from '../message-data.ts'
import type { DictionaryValue, IdentityDocument, Person, PersonAddress } from '../register-port.ts'
import { element, instantText, optional, type Written } from '../xml/write.ts'
import { writeDictionaryValue, together } from '../data-parts.ts'
import { PERSON_MESSAGES } from './person-question.ts'

/** What goes with an answer of the register of persons. */
export interface PersonAnswerHead {
  readonly messageId: string
  readonly sentAt: Temporal.Instant
  /** Id of the search that is answered. */
  readonly requestId: string
  readonly sender: DictionaryValue
  readonly receiver: DictionaryValue
  readonly result: DictionaryValue
}

/** The register's side: an answer with the people found, in the order of the register's schema. */
export function writePersonAnswer(persons: readonly Person[], head: PersonAnswerHead): MessageData {
  const parts = [
    element('messageId', head.messageId),
    element('messageDate', instantText(head.sentAt)),
    element('requestId', head.requestId),
    writeDictionaryValue('sender', head.sender),
    writeDictionaryValue('receiver', head.receiver),
    writeDictionaryValue('messageResult', head.result),
    persons.length === 0 ? undefined : element('persons', persons.map(writePerson)),
  ]
  return {
    form: 'typed',
    type: { namespace: PERSON_MESSAGES, name: 'Response' },
    xml: together(parts),
  }
}

/** What the schema asks for and we never tell of anybody. */
const NOT_SAID: DictionaryValue = { code: '999', nameKz: 'Көрсетілмеген', nameRu: 'Не указано' }

function writePerson(person: Person): Written {
  const { capacity, exclusion, address } = person
  return element('person', [
    element('iin', person.iin),
    optional('surname', person.surname === '' ? undefined : person.surname),
    optional('name', person.givenName),
    optional('patronymic', person.patronymic),
    element('birthDate', person.birthDate.toString()),
    optionalDay('deathDate', person.deathDate),
    writeDictionaryValue('gender', person.gender ?? NOT_SAID),
    writeDictionaryValue('nationality', NOT_SAID),
    writeDictionaryValue('citizenship', person.citizenship),
    writeDictionaryValue('lifeStatus', NOT_SAID),
    element('birthPlace', []),
    address && writeAddress(address),
    capacity &&
      element('personCapableStatus', [
        writeDictionaryValue('capableStatus', capacity.status),
        element('capableDate', (capacity.since ?? person.birthDate).toString()),
        optionalDay('capableEndDate', capacity.until),
        element('capableNumber', capacity.caseNumber ?? ''),
        writeDictionaryValue('court', capacity.court ?? NOT_SAID),
      ]),
    exclusion &&
      element('excludeStatus', [
        writeDictionaryValue('excludeReason', exclusion.reason),
        optionalDay('excludeReasonDate', exclusion.since),
        optionalDay('excludeDate', exclusion.until),
      ]),
    element(
      'documents',
      person.documents.map((document) => writeDocument(document, person.birthDate)),
    ),
    // A number can be excluded without a word of the reason.
    person.excluded && !exclusion ? element('removed', 'true') : undefined,
  ])
}

function writeAddress(address: PersonAddress): Written {
  return element('regAddress', [
    writeDictionaryValue('district', placeValue(address.region, address.regionRu)),
    writeDictionaryValue('region', placeValue(address.district, address.districtRu)),
    element('city', address.city),
    element('street', address.street),
    element('building', address.building),
    optional('corpus', address.corpus),
    optional('flat', address.flat),
    optionalDay('beginDate', address.beginDate),
    optionalDay('endDate', address.endDate),
    optional('arCode', address.code),
  ])
}

/** The register has codes of its own for places, which a `Person` does not carry. */
function placeValue(nameKz: string, nameRu: string | undefined): DictionaryValue {
  return { code: '', nameKz, nameRu: nameRu ?? '' }
}

function writeDocument(document: IdentityDocument, birthDate: Temporal.PlainDate): Written {
  const { typeName, issuer } = document
  return element('document', [
    writeDictionaryValue('type', { code: document.type, nameKz: typeName?.kk ?? '', nameRu: typeName?.ru ?? '' }),
    element('number', document.number),
    optional('series', document.series),
    element('beginDate', document.beginDate.toString()),
    optionalDay('endDate', document.endDate),
    writeDictionaryValue('issueOrganization', { code: '', nameKz: issuer?.kk ?? '', nameRu: issuer?.ru ?? '' }),
    writeDictionaryValue('status', document.valid ? VALID : REPLACED),
    optionalDay('invalidityDate', document.invalidOn),
    optional('surname', document.surname),
    optional('name', document.givenName),
    optional('patronymic', document.patronymic),
    element('birthDate', birthDate.toString()),
  ])
}

/** States of a document as met in messages of the register. */
const VALID: DictionaryValue = { code: '00', nameKz: 'Жарамды', nameRu: 'Действителен' }
const REPLACED: DictionaryValue = { code: '17', nameKz: 'Ауыстырылған', nameRu: 'Заменён новым' }

function optionalDay(name: string, day: Temporal.PlainDate | undefined): Written {
  return optional(name, day?.toString())
}
