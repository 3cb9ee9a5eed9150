import type { MessageData } from '../message-data.ts'
import type { AddressCertificate } from '../questions.ts'
import type { XmlElement } from '../xml/element.ts'
import { findValue, getValue, MessageMalformedError } from '../xml/find.ts'
import { findDay } from '../xml/moments.ts'
import { element, optional } from '../xml/write.ts'
import { present, readText, writeText, getTwelveDigits } from '../data-parts.ts'
import { readList, readOwn, readOwnAnswer, writeOwn, writeOwnAnswer } from './own-contract.ts'
import type { Said } from './said.ts'

/** A question for the certificate of where a person is registered. */
export function writeAddressQuestion(question: { readonly iin: string }): MessageData {
  return writeOwn('address', 'Question', [element('iin', question.iin)])
}

/** The register's side. */
export function readAddressQuestion(data: MessageData): { readonly iin: string } {
  return { iin: getTwelveDigits(readOwn(data, 'address', 'Question'), 'iin') }
}

/** The register's side. */
export function writeAddressAnswer(said: Said<AddressCertificate>): MessageData {
  return writeOwnAnswer('address', said, (certificate) => [
    element('iin', certificate.iin),
    writeText('address', certificate.address),
    optional('addressCode', certificate.addressCode),
    optional('kato', certificate.kato),
    optional('registeredOn', certificate.registeredOn?.toString()),
    ...certificate.residents.map((resident) =>
      element('resident', [
        element('iin', resident.iin),
        element('name', resident.name),
        optional('registeredOn', resident.registeredOn?.toString()),
      ]),
    ),
  ])
}

/** @throws {MessageMalformedError} when the certificate is of another person */
export function readAddressAnswer(data: MessageData, question: { readonly iin: string }): Said<AddressCertificate> {
  const said = readOwnAnswer(data, 'address', readCertificate)
  if (said.kind === 'found' && said.value.iin !== question.iin) {
    throw new MessageMalformedError('addressAnswer/iin', 'it speaks of another person')
  }
  return said
}

function readCertificate(answer: XmlElement): AddressCertificate {
  return present<AddressCertificate>({
    iin: getTwelveDigits(answer, 'iin'),
    address: readText(answer, 'address'),
    addressCode: findValue(answer, 'addressCode'),
    kato: findValue(answer, 'kato'),
    registeredOn: findDay(answer, 'registeredOn'),
    residents: readList(answer, 'resident', (resident) =>
      present<AddressCertificate['residents'][number]>({
        iin: getTwelveDigits(resident, 'iin'),
        name: getValue(resident, 'name'),
        registeredOn: findDay(resident, 'registeredOn'),
      }),
    ),
  })
}
