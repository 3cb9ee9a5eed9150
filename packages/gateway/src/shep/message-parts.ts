import type { Property } from '../road.ts'
import type { XmlElement } from '../xml/element.ts'
import { findAll, findChild, findValue, getChild, getValue, textOf } from '../xml/find.ts'
import { element, optional, XmlNotWritableError, type Written } from '../xml/write.ts'

/** Who sends: the code of the system in the gateway's register, and its password there. */
export interface Sender {
  readonly senderId: string
  readonly password?: string
}

export function writeSender(sender: Sender): Written {
  return element('sender', [element('senderId', sender.senderId), optional('password', sender.password)])
}

export function readSender(parent: XmlElement): Sender {
  return readSenderPart(getChild(parent, 'sender'))
}

export function findSender(parent: XmlElement): Sender | undefined {
  const sender = findChild(parent, 'sender')
  return sender && readSenderPart(sender)
}

/** The parts of a sender, whatever the element around them is called. */
export function readSenderPart(sender: XmlElement): Sender {
  const password = findValue(sender, 'password')
  return { senderId: getValue(sender, 'senderId'), ...(password !== undefined && { password }) }
}

const KEY_LENGTH = 30
const VALUE_LENGTH = 500

/** @throws {XmlNotWritableError} for a property longer than the gateway takes: cut it would say something else */
export function writeProperties(properties: readonly Property[]): readonly Written[] {
  return properties.map(({ key, value }) => {
    if (lengthOf(key) > KEY_LENGTH || lengthOf(value) > VALUE_LENGTH) {
      throw new XmlNotWritableError('a property is longer than the gateway takes')
    }
    return element('properties', [element('key', key), element('value', value)])
  })
}

/** As schemas count: a character outside the first plane is one. */
function lengthOf(text: string): number {
  return Array.from(text).length
}

/** An empty element stands for no property in many systems, though the schema does not allow it. */
export function readProperties(parent: XmlElement): readonly Property[] {
  return findAll(parent, 'properties').flatMap((property) => {
    const key = findValue(property, 'key')
    const value = findChild(property, 'value')
    return key === undefined ? [] : [{ key, value: value ? textOf(value) : '' }]
  })
}

const SESSION = /^\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}$/i

/** @param sessionId a GUID in braces, given by the gateway and nobody else */
export function writeSession(sessionId: string | undefined): Written {
  if (sessionId !== undefined && !SESSION.test(sessionId)) throw new XmlNotWritableError('not a GUID in braces')
  return optional('sessionId', sessionId)
}
