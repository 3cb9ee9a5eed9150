import type { MessageData } from '../message-data.ts'
import type { Entity, RegisterText } from '../questions.ts'
import type { MessageSeal } from '../seal.ts'
import type { XmlElement } from '../xml/element.ts'
import { findChild, findValue, getValue, MessageMalformedError } from '../xml/find.ts'
import { findDay } from '../xml/moments.ts'
import { element, optional, type Written } from '../xml/write.ts'
import { messageIn, present, readFlag, readKzRu, together } from '../data-parts.ts'
import type { QuestionDictionary } from './dictionary.ts'
import { noAnswer, type Said } from './said.ts'

/** Seals and opens whole documents. */
export type DocumentSeal = Pick<MessageSeal, 'sealDocument' | 'openDocument'>

const ENTITY_MESSAGES = 'http://gbdulinfobybin_v2.egp.gbdul.tamur.kz'

/** A question to the register of legal entities (GBD UL): a document signed by us, sent as text. */
export async function writeEntityQuestion(
  question: { readonly bin: string },
  requesterBin: string,
  seal: DocumentSeal,
): Promise<MessageData> {
  const document = element('e:request', [element('RequestorBIN', requesterBin), element('BIN', question.bin)], {
    'xmlns:e': ENTITY_MESSAGES,
  })
  return { form: 'text', text: await seal.sealDocument(document.xml) }
}

/** The register's side. `signature` says whether the question was signed at all; a wrong signature leaves nothing to read. */
export async function readEntityQuestion(
  data: MessageData,
  seal: DocumentSeal,
): Promise<
  | { readonly signature: 'valid' | 'absent'; readonly bin: string; readonly requesterBin: string }
  | { readonly signature: 'invalid' | 'unproven'; readonly why: string }
> {
  const opened = await openData(data, seal)
  if ('why' in opened) return opened
  const request = messageIn(opened.data, 'BIN')
  return {
    signature: opened.signature,
    bin: getValue(request, 'BIN'),
    requesterBin: getValue(request, 'RequestorBIN'),
  }
}

/** A document sent as text may be signed by itself; anything else has only the seal of its envelope. */
async function openData(
  data: MessageData,
  seal: DocumentSeal,
): Promise<
  | { readonly signature: 'valid' | 'absent'; readonly data: MessageData }
  | { readonly signature: 'invalid' | 'unproven'; readonly why: string }
> {
  if (data.form !== 'text') return { signature: 'absent', data }
  const opened = await seal.openDocument(data.text.trim())
  if ('why' in opened) return opened
  return { signature: opened.signature, data: { form: 'text', text: opened.xml } }
}

/**
 * What the register of legal entities said. An organisation that it sent was found; "not found" is only a state that
 * the dictionary knows as such.
 */
export async function readEntityAnswer(
  data: MessageData,
  question: { readonly bin: string },
  on: Temporal.PlainDate,
  { seal, dictionary }: { readonly seal: DocumentSeal; readonly dictionary: QuestionDictionary['entity'] },
): Promise<Said<Entity>> {
  const opened = await openData(data, seal)
  if ('why' in opened) return noAnswer(`signature-${opened.signature}`)
  const response = messageIn(opened.data, 'Status', 'Organization', 'IpsNerezident')
  const organization = findChild(response, 'Organization')
  const nonResident = findChild(response, 'IpsNerezident')
  const found = organization ? readOrganization(organization, on) : nonResident && readNonResident(nonResident)
  if (!found) {
    const status = findChild(response, 'Status')
    const code = (status && findValue(status, 'Code')) ?? ''
    return dictionary.notFound.includes(code.toLowerCase())
      ? { kind: 'not-found' }
      : noAnswer(`result ${code.slice(0, 20)}`)
  }
  if (found.bin !== question.bin) {
    throw new MessageMalformedError('Organization/BIN', 'it speaks of another entity')
  }
  return { kind: 'found', value: found }
}

function readOrganization(organization: XmlElement, on: Temporal.PlainDate): Entity {
  const liquidatedOn = findDay(organization, 'LiquidationDate')
  const leader = findChild(organization, 'OrganizationLeader')
  const address = findChild(organization, 'Address')
  return present<Entity>({
    bin: getValue(organization, 'BIN'),
    name: readKzRu(organization, 'FullName'),
    registeredOn: findDay(organization, 'RegistrationDate'),
    liquidatedOn,
    // The register's flag says that the entity does nothing that is taxed.
    active: liquidatedOn === undefined && !readFlag(organization, 'TaxOrgStatus'),
    leader: leader && readLeader(leader, on),
    address: address && readAddress(address),
    kato: address && findValue(address, 'KATO'),
  })
}

/** A foreign entity without an office here; the register knows its name in one language. */
function readNonResident(entity: XmlElement): Entity {
  const liquidatedOn = findDay(entity, 'LiquidationDate')
  const leader = findChild(entity, 'Leader')
  const address = findChild(entity, 'Address')
  return present<Entity>({
    bin: getValue(entity, 'BIN'),
    name: readKzRu(entity, 'FullName'),
    registeredOn: findDay(entity, 'RegDate'),
    liquidatedOn,
    active: liquidatedOn === undefined,
    leader: leader && readLeader(leader),
    address: address && readAddress(address),
    kato: address && findValue(address, 'KATO'),
  })
}

/** @returns undefined for a leader without an IIN, and for one who has lost the post by the given day */
function readLeader(leader: XmlElement, on?: Temporal.PlainDate): Entity['leader'] {
  const iin = findValue(leader, 'IIN')
  const position = findChild(leader, 'Position')
  const lostOn = position && findDay(position, 'LossDate')
  if (iin === undefined || (lostOn && on && Temporal.PlainDate.compare(lostOn, on) <= 0)) return undefined
  const type = position && findChild(position, 'PositionType')
  return present<NonNullable<Entity['leader']>>({
    iin,
    name: joined([findValue(leader, 'SurName'), findValue(leader, 'Name'), findValue(leader, 'MiddleName')], ' ') ?? '',
    position: type && (findValue(type, 'NameKz') ?? findValue(type, 'NameRu')),
  })
}

function readAddress(address: XmlElement): RegisterText {
  const [building, flat] = [findValue(address, 'BuildingNumber'), findValue(address, 'AppartmentNumber')]
  const end = [building, findValue(address, 'OfficeNumber') ?? flat]
  const line = (language: 'Kz' | 'Ru') => {
    const places = ['District', 'Region', 'Rural', 'City', 'Street'].map((part) => findValue(address, part + language))
    const said = places.filter((part, index) => part !== places[index - 1])
    return joined(said, ', ') === undefined ? undefined : joined([...said, joined(end, '-')], ', ')
  }
  return present<RegisterText>({ kk: line('Kz'), ru: line('Ru') })
}

function joined(parts: readonly (string | undefined)[], between: string): string | undefined {
  const said = parts.filter((part) => part !== undefined)
  return said.length === 0 ? undefined : said.join(between)
}

/** The register's side: the entity found, or one of the register's states in its place. */
export function writeEntityAnswer(
  status: { readonly code: string; readonly nameKz: string; readonly nameRu: string },
  entity?: Entity,
): MessageData {
  const parts = [writeDirectory('Status', status), entity && writeOrganization(entity)]
  return {
    form: 'typed',
    type: { namespace: ENTITY_MESSAGES, name: 'Response' },
    xml: together(parts),
  }
}

const NOT_SAID = { code: '', nameKz: '', nameRu: '' }

function writeOrganization(entity: Entity): Written {
  const { leader, address } = entity
  const kk = entity.name.kk ?? entity.name.ru ?? ''
  return element('Organization', [
    element('BIN', entity.bin),
    writeDirectory('RegStatus', NOT_SAID),
    writeDirectory('RegistrationDepartment', NOT_SAID),
    element('RegistrationDate', (entity.registeredOn ?? Temporal.PlainDate.from('1991-12-16')).toString()),
    optional('LiquidationDate', entity.liquidatedOn?.toString()),
    element('FullNameRu', entity.name.ru ?? kk),
    element('FullNameKz', kk),
    writeDirectory('OrgForm', NOT_SAID),
    element('TaxOrgStatus', String(!entity.active && entity.liquidatedOn === undefined)),
    leader && writeLeader(leader),
    (address ?? entity.kato) === undefined
      ? undefined
      : element('Address', [
          optional('KATO', entity.kato),
          element('CityRu', address?.ru ?? address?.kk ?? ''),
          element('CityKz', address?.kk ?? address?.ru ?? ''),
        ]),
  ])
}

function writeLeader(leader: NonNullable<Entity['leader']>): Written {
  const [surname = '', name, ...rest] = leader.name.split(' ')
  const position = leader.position
  return element('OrganizationLeader', [
    position === undefined
      ? undefined
      : element('Position', [writeDirectory('PositionType', { code: '', nameKz: position, nameRu: position })]),
    element('IIN', leader.iin),
    element('SurName', surname),
    optional('Name', name),
    optional('MiddleName', rest.length === 0 ? undefined : rest.join(' ')),
  ])
}

function writeDirectory(
  name: string,
  value: { readonly code: string; readonly nameKz: string; readonly nameRu: string },
): Written {
  return element(name, [element('Code', value.code), element('NameRu', value.nameRu), element('NameKz', value.nameKz)])
}
