import type { XmlElement } from './element.ts'

/** The message is XML, but not the message that was agreed. */
export class MessageMalformedError extends Error {
  override readonly name = 'MessageMalformedError'
  /** Names of elements from the outside in; never values. */
  readonly place: string

  constructor(place: string, what: string, options?: ErrorOptions) {
    super(`${place}: ${what}`, options)
    this.place = place
  }
}

export function childrenOf(parent: XmlElement): readonly XmlElement[] {
  return parent.content.filter((part) => typeof part !== 'string')
}

/** Children of that name in their order. State systems disagree on the namespace of inner elements, so it is not asked. */
export function findAll(parent: XmlElement, name: string): readonly XmlElement[] {
  return childrenOf(parent).filter((child) => child.name === name)
}

/** @throws {MessageMalformedError} when there are two: which of them is meant nobody can say */
export function findChild(parent: XmlElement, name: string): XmlElement | undefined {
  const [first, another] = findAll(parent, name)
  if (another) throw new MessageMalformedError(`${parent.name}/${name}`, 'it stands there twice')
  return first
}

export function getChild(parent: XmlElement, name: string): XmlElement {
  const child = findChild(parent, name)
  if (!child) throw new MessageMalformedError(`${parent.name}/${name}`, 'it is missing')
  return child
}

/** The whole text of an element, white space and all. @throws {MessageMalformedError} when it has elements inside */
export function textOf(element: XmlElement): string {
  return element.content.reduce<string>((text, part) => {
    if (typeof part !== 'string') throw new MessageMalformedError(element.name, 'a value has elements inside')
    return text + part
  }, '')
}

/** The trimmed value of a child; an empty one is as good as none, since many systems send empty elements for nothing. */
export function findValue(parent: XmlElement, name: string): string | undefined {
  const child = findChild(parent, name)
  if (!child) return undefined
  const value = textOf(child).trim()
  return value === '' ? undefined : value
}

export function getValue(parent: XmlElement, name: string): string {
  const value = findValue(parent, name)
  if (value === undefined) throw new MessageMalformedError(`${parent.name}/${name}`, 'it is missing')
  return value
}

/** Base64 with the line breaks that many systems put into it taken out. */
export function getBase64(parent: XmlElement, name: string): string {
  const value = getValue(parent, name).replaceAll(/\s+/g, '')
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) {
    throw new MessageMalformedError(`${parent.name}/${name}`, 'it is not base64')
  }
  return value
}
