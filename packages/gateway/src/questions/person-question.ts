import type { MessageData } from '../message-data.ts'
import { findValue, getValue, MessageMalformedError } from '../xml/find.ts'
import { findDay, getInstant } from '../xml/moments.ts'
import { element, instantText, optional, XmlNotWritableError } from '../xml/write.ts'
import type { Consent } from './consent.ts'
import { messageIn, present, together } from '../data-parts.ts'
import type { PersonSearch } from '../questions.ts'

/** Namespace of the register's messages, told to it by the declared type. */
export const PERSON_MESSAGES = 'http://message.persistence.interactive.nat'

const MESSAGE_ID_LENGTH = 36

/** What goes with a search for people. */
export interface PersonQuestionHead {
  /** Ours, at most 36 Latin characters. */
  readonly messageId: string
  readonly sentAt: Temporal.Instant
  /** Code of the asking system at the register. */
  readonly senderCode: string
  /** Without it the register answers only where a law lets it. */
  readonly consent?: Consent
}

/** A search in the register of persons (GBD FL): exactly one of its three kinds. */
export function writePersonQuestion(search: PersonSearch, head: PersonQuestionHead): MessageData {
  if (head.messageId.length > MESSAGE_ID_LENGTH) {
    throw new XmlNotWritableError('an id of a message longer than the register takes')
  }
  const parts = [
    element('messageId', head.messageId),
    element('messageDate', instantText(head.sentAt)),
    element('senderCode', head.senderCode),
    ...searchParts(search),
    element('kdpToken', head.consent?.token ?? ''),
    element('publicKey', head.consent?.publicKey ?? ''),
  ]
  return {
    form: 'typed',
    type: { namespace: PERSON_MESSAGES, name: 'Request' },
    xml: together(parts),
  }
}

function searchParts(search: PersonSearch) {
  if ('iin' in search) return [element('iin', search.iin)]
  if ('documentNumber' in search) return [element('documentNumber', search.documentNumber)]
  if (search.surname === undefined && search.givenName === undefined) {
    throw new XmlNotWritableError('a search by birth date without a name')
  }
  return [
    optional('surname', search.surname),
    optional('name', search.givenName),
    optional('patronymic', search.patronymic),
    element('birthDate', search.birthDate.toString()),
  ]
}

/** The register's side. @throws {MessageMalformedError} for no search, or more than one */
export function readPersonQuestion(data: MessageData): PersonQuestionHead & { readonly search: PersonSearch } {
  const request = messageIn(data, 'messageId')
  const token = findValue(request, 'kdpToken')
  return present<PersonQuestionHead & { readonly search: PersonSearch }>({
    messageId: getValue(request, 'messageId'),
    sentAt: getInstant(request, 'messageDate'),
    senderCode: getValue(request, 'senderCode'),
    consent: token === undefined ? undefined : { token, publicKey: findValue(request, 'publicKey') ?? '' },
    search: readSearch(request),
  })
}

function readSearch(request: ReturnType<typeof messageIn>): PersonSearch {
  const iin = findValue(request, 'iin')
  const documentNumber = findValue(request, 'documentNumber')
  const birthDate = findDay(request, 'birthDate')
  const surname = findValue(request, 'surname')
  const givenName = findValue(request, 'name')
  const kinds = [iin, documentNumber, birthDate].filter((part) => part !== undefined)
  if (kinds.length !== 1) throw new MessageMalformedError('Request', 'it is not exactly one search')
  if (iin !== undefined) return { iin }
  if (documentNumber !== undefined) return { documentNumber }
  if (!birthDate || (surname === undefined && givenName === undefined)) {
    throw new MessageMalformedError('Request', 'a search by birth date needs a name')
  }
  return present<Extract<PersonSearch, { birthDate: unknown }>>({
    surname,
    givenName,
    patronymic: findValue(request, 'patronymic'),
    birthDate,
  })
}
