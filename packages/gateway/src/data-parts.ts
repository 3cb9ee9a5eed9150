import type { MessageData } from './message-data.ts'
import type { RegisterText } from './questions.ts'
import type { DictionaryValue } from './register-port.ts'
import type { XmlElement } from './xml/element.ts'
import { childrenOf, findChild, findValue, getChild, getValue, MessageMalformedError } from './xml/find.ts'
import { readXml } from './xml/read.ts'
import { element, optional, type Written } from './xml/write.ts'

/**
 * The element whose children are the parts of a question or an answer, whichever of the three ways `data` is filled:
 * the children themselves, one element around them, or a document as text.
 *
 * @param landmarks names of children by which the right level is known
 */
export function messageIn(data: MessageData, ...landmarks: readonly string[]): XmlElement {
  const root = data.form === 'text' ? readXml(data.text.trim()) : readXml(`<data>${data.xml}</data>`)
  const holds = (candidate: XmlElement) => childrenOf(candidate).some((child) => landmarks.includes(child.name))
  if (holds(root)) return root
  const [only, another] = childrenOf(root)
  return only && !another && holds(only) ? only : root
}

/** Values of the state's dictionaries: code, nameRu, nameKz in this order. */
export function writeDictionaryValue(name: string, value: DictionaryValue): Written {
  return element(name, [element('code', value.code), element('nameRu', value.nameRu), element('nameKz', value.nameKz)])
}

export function findDictionaryValue(parent: XmlElement, name: string): DictionaryValue | undefined {
  const value = findChild(parent, name)
  return value && dictionaryValueOf(value)
}

export function getDictionaryValue(parent: XmlElement, name: string): DictionaryValue {
  return dictionaryValueOf(getChild(parent, name))
}

function dictionaryValueOf(value: XmlElement): DictionaryValue {
  return {
    code: findValue(value, 'code') ?? '',
    nameKz: findValue(value, 'nameKz') ?? '',
    nameRu: findValue(value, 'nameRu') ?? '',
  }
}

/** The schema type `boolean`; what is not there is false. */
export function readFlag(parent: XmlElement, name: string): boolean {
  const value = findValue(parent, name)
  return value === 'true' || value === '1'
}

/** A text in both languages: `<name><kk/><ru/></name>`, either of which may be missing. */
export function writeText(name: string, text: RegisterText): Written {
  return element(name, [optional('kk', text.kk), optional('ru', text.ru)])
}

export function readText(parent: XmlElement, name: string): RegisterText {
  const text = findChild(parent, name)
  return text ? present<RegisterText>({ kk: findValue(text, 'kk'), ru: findValue(text, 'ru') }) : {}
}

/** A text in both languages as the state's systems have it: two elements that end in Kz and Ru. */
export function writeKzRu(name: string, text: RegisterText): readonly Written[] {
  return [optional(`${name}Kz`, text.kk), optional(`${name}Ru`, text.ru)]
}

export function readKzRu(parent: XmlElement, name: string): RegisterText {
  return present<RegisterText>({ kk: findValue(parent, `${name}Kz`), ru: findValue(parent, `${name}Ru`) })
}

/** Elements side by side, as the part `data` holds them. */
export function together(parts: readonly Written[]): string {
  return parts.map((part) => part?.xml ?? '').join('')
}

/** An IIN or BIN: text as it stands, since a number would lose the zeros it begins with. */
export function getTwelveDigits(parent: XmlElement, name: string): string {
  const value = getValue(parent, name)
  if (!/^\d{12}$/.test(value)) throw new MessageMalformedError(`${parent.name}/${name}`, 'it is not twelve digits')
  return value
}

/** Members without a value are left out, as optional members of a type are. */
export function present<T extends object>(members: {
  readonly [K in keyof T]-?: Pick<T, K> extends Required<Pick<T, K>> ? T[K] : T[K] | undefined
}): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T
}
