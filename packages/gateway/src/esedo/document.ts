import { present, readFlag, readKzRu, together, writeKzRu } from '../data-parts.ts'
import type { MessageData } from '../message-data.ts'
import type { RegisterText } from '../questions.ts'
import type { DictionaryValue } from '../register-port.ts'
import type { XmlElement } from '../xml/element.ts'
import {
  childrenOf,
  findAll,
  findChild,
  findValue,
  getChild,
  getValue,
  MessageMalformedError,
  textOf,
} from '../xml/find.ts'
import { findDay, findInstant, getDay } from '../xml/moments.ts'
import { readXml } from '../xml/read.ts'
import { ifReadable } from '../xml/readable.ts'
import { element, instantText, optional, type Written } from '../xml/write.ts'

const DOCUMENT_MESSAGES = 'http://esedo.nitec.kz/service/model/document'

/** Whose activity a document belongs to: both sides name it in everything they say of it. */
export interface EsedoSystem {
  /** Id of the exchange; the answers repeat it. */
  readonly activityId: string
  /** Code of the system that sends. */
  readonly from: string
  /** The sender's own id of the document. */
  readonly href: string
}

/** A document on its way between the document systems of state bodies. */
export interface EsedoDocument extends EsedoSystem {
  /** `docOL`: an application of a citizen that is passed on; `docOutgoing`: any other. */
  readonly kind: 'docOutgoing' | 'docOL'
  /** Files that wait in the temporary storage. */
  readonly fileIds: readonly string[]
  readonly performers: readonly string[]
  readonly senderOrganisation: string
  readonly number: string
  readonly date: Temporal.PlainDate
  /** Code of the kind of document. */
  readonly documentKind?: string
  readonly language: 'kk' | 'ru'
  readonly character?: string
  readonly description: string
  readonly author: RegisterText
  readonly signer: RegisterText
  readonly receiver: RegisterText
  readonly executor?: string
  readonly phone?: string
  readonly preparedOn?: Temporal.PlainDate
  readonly sentAt?: Temporal.Instant
  readonly executeBy?: Temporal.PlainDate
  readonly control?: DictionaryValue
  readonly sheets?: number
  readonly appendices?: number
  /** CMS over the document, in base64. */
  readonly signature?: string
}

export function writeEsedoDocument(document: EsedoDocument): MessageData {
  return {
    form: 'typed',
    type: { namespace: DOCUMENT_MESSAGES, name: document.kind },
    xml: together([
      ...document.fileIds.map((fileId) => element('attachments', [element('fileIdentifier', fileId)])),
      element('metadataSystem', [
        ...systemParts(document),
        ...document.performers.map((performer) => element('performers', performer)),
        element('senderOrg', document.senderOrganisation),
      ]),
      element('docNo', document.number),
      element('docDate', document.date.toString()),
      optional('docKind', document.documentKind),
      element('docLang', document.language),
      optional('character', document.character),
      element('description', document.description),
      ...writeKzRu('authorName', document.author),
      ...writeKzRu('signerName', document.signer),
      ...writeKzRu('documentReceiver', document.receiver),
      optional('executor', document.executor),
      optional('employeePhone', document.phone),
      optional('preparedDate', document.preparedOn?.toString()),
      optional('outTime', document.sentAt && instantText(document.sentAt)),
      optional('executionDate', document.executeBy?.toString()),
      ...controlParts(document.control),
      optional('sheetCount', document.sheets?.toString()),
      optional('appendCount', document.appendices?.toString()),
      element('secondSignEnabled', String(document.signature !== undefined)),
      optional('secondSignData', document.signature),
    ]),
  }
}

export function systemParts(system: EsedoSystem): readonly Written[] {
  return [element('activityId', system.activityId), element('from', system.from), element('href', system.href)]
}

function controlParts(control: DictionaryValue | undefined): readonly Written[] {
  if (!control) return []
  return [
    element('controlTypeOuterCode', control.code),
    element('controlTypeOuterNameKz', control.nameKz),
    element('controlTypeOuterNameRu', control.nameRu),
  ]
}

/** What kind of document a message of the document systems is; undefined when it is none, such as a state of one. */
export function esedoDocumentKindOf(data: MessageData): EsedoDocument['kind'] | undefined {
  const name = data.form === 'typed' ? data.type.name : ifReadable(() => esedoParts(data).name)
  return name === 'docOutgoing' || name === 'docOL' ? name : undefined
}

/** @param kind what the other side declared, or its route says: the parts of both kinds are the same */
export function readEsedoDocument(data: MessageData, kind: EsedoDocument['kind'] = 'docOutgoing'): EsedoDocument {
  const root = esedoParts(data)
  const system = getChild(root, 'metadataSystem')
  const control = findValue(root, 'controlTypeOuterCode')
  const language = findValue(root, 'docLang')?.toLowerCase()
  return present<EsedoDocument>({
    ...readSystem(root),
    kind: data.form === 'typed' && data.type.name === 'docOL' ? 'docOL' : kind,
    fileIds: findAll(root, 'attachments').flatMap((attachment) =>
      findAll(attachment, 'fileIdentifier').map((fileId) => textOf(fileId).trim()),
    ),
    performers: findAll(system, 'performers').map((performer) => textOf(performer).trim()),
    senderOrganisation: findValue(system, 'senderOrg') ?? '',
    number: getValue(root, 'docNo'),
    date: getDay(root, 'docDate'),
    documentKind: findValue(root, 'docKind'),
    language: language === 'ru' || language === 'rus' ? 'ru' : 'kk',
    character: findValue(root, 'character'),
    description: findValue(root, 'description') ?? '',
    author: readKzRu(root, 'authorName'),
    signer: readKzRu(root, 'signerName'),
    receiver: readKzRu(root, 'documentReceiver'),
    executor: findValue(root, 'executor'),
    phone: findValue(root, 'employeePhone'),
    preparedOn: findDay(root, 'preparedDate'),
    sentAt: findInstant(root, 'outTime'),
    executeBy: findDay(root, 'executionDate'),
    control: control === undefined ? undefined : readControl(root, control),
    sheets: readCount(root, 'sheetCount'),
    appendices: readCount(root, 'appendCount'),
    signature: readFlag(root, 'secondSignEnabled') ? findValue(root, 'secondSignData') : undefined,
  })
}

function readControl(root: XmlElement, code: string): DictionaryValue {
  const { kk = '', ru = '' } = readKzRu(root, 'controlTypeOuterName')
  return { code, nameKz: kk, nameRu: ru }
}

function readCount(root: XmlElement, name: string): number | undefined {
  const value = findValue(root, name)
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : undefined
}

export function readSystem(root: XmlElement): EsedoSystem {
  const system = getChild(root, 'metadataSystem')
  return {
    activityId: getValue(system, 'activityId'),
    from: findValue(system, 'from') ?? '',
    href: findValue(system, 'href') ?? '',
  }
}

/** The element whose children are the parts of a message, whether they stand in `data` itself or in one element there. */
export function esedoParts(data: MessageData): XmlElement {
  const root = data.form === 'text' ? readXml(data.text.trim()) : readXml(`<data>${data.xml}</data>`)
  const found = [root, ...childrenOf(root)].find((part) => findChild(part, 'metadataSystem') !== undefined)
  if (!found) throw new MessageMalformedError('metadataSystem', 'it is missing')
  return found
}
