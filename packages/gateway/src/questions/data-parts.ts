import type { MessageData } from '../message-data.ts'
import type { DictionaryValue } from '../register-port.ts'
import type { XmlElement } from '../xml/element.ts'
import { childrenOf, findChild, findValue, getChild } from '../xml/find.ts'
import { readXml } from '../xml/read.ts'
import { element, type Written } from '../xml/write.ts'

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

/** Members without a value are left out, as optional members of a type are. */
export function present<T extends object>(members: { readonly [K in keyof T]-?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T
}
