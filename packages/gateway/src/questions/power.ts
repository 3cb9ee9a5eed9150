import type { MessageData } from '../message-data.ts'
import type { PowerOfAttorney, PowerSearch } from '../questions.ts'
import type { XmlElement } from '../xml/element.ts'
import { findValue, getChild, getValue, MessageMalformedError } from '../xml/find.ts'
import { findDay, getDay } from '../xml/moments.ts'
import { element, optional, type Written } from '../xml/write.ts'
import { present, readFlag, readText, writeText } from '../data-parts.ts'
import { readList, readOwn, readOwnAnswer, writeOwn, writeOwnAnswer } from './own-contract.ts'
import type { Said } from './said.ts'

/** A question to the register of notaries (ENIS) for powers of attorney. */
export function writePowerQuestion(search: PowerSearch): MessageData {
  return writeOwn('power', 'Question', searchParts(search))
}

function searchParts(search: PowerSearch): readonly Written[] {
  if ('principalIin' in search) return [element('principalIin', search.principalIin)]
  if ('attorneyIin' in search) return [element('attorneyIin', search.attorneyIin)]
  return [element('number', search.number), optional('issuedOn', search.issuedOn?.toString())]
}

/** The register's side. */
export function readPowerQuestion(data: MessageData): PowerSearch {
  const question = readOwn(data, 'power', 'Question')
  const number = findValue(question, 'number')
  const principalIin = findValue(question, 'principalIin')
  const attorneyIin = findValue(question, 'attorneyIin')
  if ([number, principalIin, attorneyIin].filter((part) => part !== undefined).length !== 1) {
    throw new MessageMalformedError('powerQuestion', 'it is not exactly one search')
  }
  if (principalIin !== undefined) return { principalIin }
  if (attorneyIin !== undefined) return { attorneyIin }
  return present<Extract<PowerSearch, { number: string }>>({
    number: number ?? '',
    issuedOn: findDay(question, 'issuedOn'),
  })
}

const STATUSES = {
  IN_FORCE: 'in-force',
  REVOKED: 'revoked',
  EXPIRED: 'expired',
  REPLACED: 'replaced',
} as const satisfies Readonly<Record<string, PowerOfAttorney['status']>>

/** The register's side. */
export function writePowerAnswer(said: Said<readonly PowerOfAttorney[]>): MessageData {
  return writeOwnAnswer('power', said, (powers) => powers.map((power) => element('power', writePower(power))))
}

function writePower(power: PowerOfAttorney): readonly Written[] {
  const status = Object.entries(STATUSES).find(([, known]) => known === power.status)?.[0] ?? ''
  return [
    element('number', power.number),
    optional('registerNumber', power.registerNumber),
    element('notary', [
      element('name', power.notary.name),
      optional('licence', power.notary.licence),
      optional('region', power.notary.region),
    ]),
    element('issuedOn', power.issuedOn.toString()),
    optional('validUntil', power.validUntil?.toString()),
    ...power.principals.map((party) => writeParty('principal', party)),
    ...power.attorneys.map((party) => writeParty('attorney', party)),
    writeText('powers', power.powers),
    element('substitutionAllowed', String(power.substitutionAllowed)),
    element('status', status),
    optional('revokedOn', power.revokedOn?.toString()),
  ]
}

type Party = PowerOfAttorney['principals'][number]

function writeParty(name: string, party: Party): Written {
  return element(name, [optional('iin', party.iin), optional('bin', party.bin), element('name', party.name)])
}

export function readPowerAnswer(data: MessageData): Said<readonly PowerOfAttorney[]> {
  const said = readOwnAnswer(data, 'power', (answer) => readList(answer, 'power', readPower))
  if (said.kind === 'found' && said.value.length === 0) {
    throw new MessageMalformedError('powerAnswer/power', 'it is missing')
  }
  return said
}

function readPower(power: XmlElement): PowerOfAttorney {
  const notary = getChild(power, 'notary')
  return present<PowerOfAttorney>({
    number: getValue(power, 'number'),
    registerNumber: findValue(power, 'registerNumber'),
    notary: present<PowerOfAttorney['notary']>({
      name: getValue(notary, 'name'),
      licence: findValue(notary, 'licence'),
      region: findValue(notary, 'region'),
    }),
    issuedOn: getDay(power, 'issuedOn'),
    validUntil: findDay(power, 'validUntil'),
    principals: readList(power, 'principal', readParty),
    attorneys: readList(power, 'attorney', readParty),
    powers: readText(power, 'powers'),
    substitutionAllowed: readFlag(power, 'substitutionAllowed'),
    status: readStatus(getValue(power, 'status')),
    revokedOn: findDay(power, 'revokedOn'),
  })
}

function readParty(party: XmlElement): Party {
  return present<Party>({
    iin: findValue(party, 'iin'),
    bin: findValue(party, 'bin'),
    name: getValue(party, 'name'),
  })
}

/** A state we do not know must not pass for one in force. */
function readStatus(value: string): PowerOfAttorney['status'] {
  const known = Object.entries(STATUSES).find(([word]) => word === value)
  if (!known) throw new MessageMalformedError('power/status', 'it is none of the four')
  return known[1]
}
