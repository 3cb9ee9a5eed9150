import type { AsyncMessage, AsyncMessageType } from '../road.ts'
import type { XmlElement } from '../xml/element.ts'
import { findChild, findValue, getChild, getValue, MessageMalformedError } from '../xml/find.ts'
import { getInstant } from '../xml/moments.ts'
import { element, instantText, optional, XmlNotWritableError, type Written } from '../xml/write.ts'
import { readData, writeData } from './data.ts'
import { readProperties, readSender, writeProperties, writeSender, writeSession } from './message-parts.ts'

/** A message with what only the gateway and its two sides see of it. */
export interface ShepMessage extends AsyncMessage {
  readonly password?: string
  /** Set by the gateway. */
  readonly sessionId?: string
}

/**
 * The two parts of a message.
 *
 * @throws {XmlNotWritableError} for a message of a chain without the chain's id: only a first REQUEST has none
 */
export function writeMessageParts(message: ShepMessage): readonly Written[] {
  if (message.messageType !== 'REQUEST' && message.correlationId === undefined) {
    throw new XmlNotWritableError(`${message.messageType} without correlationId`)
  }
  const info = element('messageInfo', [
    optional('messageId', message.messageId),
    optional('correlationId', message.correlationId),
    element('serviceId', message.serviceId),
    element('messageType', message.messageType),
    optional('routeId', message.routeId),
    element('messageDate', instantText(message.messageDate)),
    writeSender({
      senderId: message.senderId,
      ...(message.password !== undefined && { password: message.password }),
    }),
    ...writeProperties(message.properties),
    writeSession(message.sessionId),
  ])
  // The schema wants the part even when there is nothing to say.
  return [info, element('messageData', [writeData(message.data) ?? element('data', '')])]
}

/** @param parent holds `messageInfo` and `messageData` */
export function readMessageParts(parent: XmlElement): ShepMessage {
  const info = getChild(parent, 'messageInfo')
  const sender = readSender(info)
  const messageId = findValue(info, 'messageId')
  const correlationId = findValue(info, 'correlationId')
  const routeId = findValue(info, 'routeId')
  const sessionId = findValue(info, 'sessionId')
  const messageData = findChild(parent, 'messageData')
  const data = messageData && readData(findChild(messageData, 'data'))
  return {
    ...(messageId !== undefined && { messageId }),
    ...(correlationId !== undefined && { correlationId }),
    serviceId: getValue(info, 'serviceId'),
    messageType: messageTypeOf(getValue(info, 'messageType')),
    ...(routeId !== undefined && { routeId }),
    messageDate: getInstant(info, 'messageDate'),
    senderId: sender.senderId,
    ...(sender.password !== undefined && { password: sender.password }),
    properties: readProperties(info),
    ...(sessionId !== undefined && { sessionId }),
    ...(data && { data }),
  }
}

const MESSAGE_TYPES: readonly AsyncMessageType[] = ['REQUEST', 'UPDATE', 'NOTIFICATION', 'RESPONSE']

function messageTypeOf(value: string): AsyncMessageType {
  const type = MESSAGE_TYPES.find((known) => known === value)
  if (!type) throw new MessageMalformedError('messageInfo/messageType', 'it is none of the four')
  return type
}
