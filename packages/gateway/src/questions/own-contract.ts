import type { MessageData } from '../message-data.ts'
import type { XmlElement } from '../xml/element.ts'
import { childrenOf, findAll, findValue, getValue, MessageMalformedError } from '../xml/find.ts'
import { readXml } from '../xml/read.ts'
import { element, type Written } from '../xml/write.ts'
import { noAnswer, type Said } from './said.ts'

/**
 * Our own contract, for registers whose form of answers is not public: schemas/questions.xsd. It is to be mapped to
 * the register's when the passport of its service is at hand.
 */
const OWN_MESSAGES = 'urn:qyzmet:gateway:questions:1'

export type OwnQuestion = 'power' | 'address' | 'statement'

export function writeOwn(kind: OwnQuestion, part: 'Question' | 'Answer', content: readonly Written[]): MessageData {
  return { form: 'elements', xml: element(`q:${kind}${part}`, content, { 'xmlns:q': OWN_MESSAGES }).xml }
}

/** @throws {MessageMalformedError} when the data are not that message of our contract */
export function readOwn(data: MessageData, kind: OwnQuestion, part: 'Question' | 'Answer'): XmlElement {
  const root = readXml(data.form === 'text' ? data.text.trim() : `<data>${data.xml}</data>`)
  const message = data.form === 'text' ? root : childrenOf(root)[0]
  if (message?.namespace !== OWN_MESSAGES || message.name !== `${kind}${part}`) {
    throw new MessageMalformedError(message?.name ?? 'data', `${kind}${part} was expected`)
  }
  return message
}

/** An answer of our contract says in one word which of the answers it is. */
export function writeOwnAnswer<A>(
  kind: OwnQuestion,
  said: Said<A>,
  write: (value: A) => readonly Written[],
): MessageData {
  switch (said.kind) {
    case 'found':
      return writeOwn(kind, 'Answer', [element('result', 'FOUND'), ...write(said.value)])
    case 'not-found':
      return writeOwn(kind, 'Answer', [element('result', 'NOT_FOUND')])
    case 'refused':
      return writeOwn(kind, 'Answer', [element('result', 'REFUSED'), element('reason', said.why)])
    case 'pending':
      return writeOwn(kind, 'Answer', [element('result', 'PENDING'), element('reason', said.token)])
    case 'no-answer':
      return writeOwn(kind, 'Answer', [element('result', 'FAILED'), element('reason', said.detail)])
  }
}

export function readOwnAnswer<A>(data: MessageData, kind: OwnQuestion, read: (answer: XmlElement) => A): Said<A> {
  const answer = readOwn(data, kind, 'Answer')
  const result = getValue(answer, 'result')
  const reason = findValue(answer, 'reason') ?? ''
  switch (result) {
    case 'FOUND':
      return { kind: 'found', value: read(answer) }
    case 'NOT_FOUND':
      return { kind: 'not-found' }
    case 'REFUSED':
      return { kind: 'refused', why: reason }
    case 'PENDING':
      return { kind: 'pending', token: reason, why: 'async' }
    default:
      return noAnswer(`result ${result.slice(0, 20)}`)
  }
}

/** Members of a list that are of the same kind, each read by itself. */
export function readList<T>(parent: XmlElement, name: string, read: (each: XmlElement) => T): readonly T[] {
  return findAll(parent, name).map(read)
}
