import type { MessageData } from '../message-data.ts'
import type { Property } from '../road.ts'
import type { XmlElement } from '../xml/element.ts'
import { findChild, findValue, getChild, getValue, MessageMalformedError } from '../xml/find.ts'
import type { XmlLimits } from '../xml/limits.ts'
import { findInstant, getInstant } from '../xml/moments.ts'
import { element, instantText, optional } from '../xml/write.ts'
import { readData, writeData } from './data.ts'
import { innerPart, readBody, writeEnvelope } from './envelope.ts'
import { findFault, type Answer } from './fault.ts'
import { readProperties, readSender, writeProperties, writeSender, writeSession, type Sender } from './message-parts.ts'
import { SYNC_TYPES } from './namespaces.ts'

/** A question on the synchronous channel, as the one who asks sends it and the gateway passes it on. */
export interface SyncRequest {
  readonly messageId: string
  readonly correlationId?: string
  readonly serviceId: string
  readonly messageDate: Temporal.Instant
  readonly routeId?: string
  readonly sender: Sender
  readonly properties: readonly Property[]
  /** Set by the gateway. */
  readonly sessionId?: string
  readonly data?: MessageData
}

export interface SyncResponse {
  /** The answerer's, not that of the question. */
  readonly messageId: string
  readonly correlationId?: string
  /** Absent only when the other side left it out. */
  readonly responseDate?: Temporal.Instant
  readonly status: { readonly code: string; readonly message: string }
  readonly sessionId?: string
  readonly data?: MessageData
}

const NAMESPACES = { 'xmlns:m': SYNC_TYPES }
const MESSAGE_LENGTH = 250

/** The whole envelope, not yet sealed; parts in the one order that the schema allows. */
export function writeSyncRequest(request: SyncRequest): string {
  const info = element('requestInfo', [
    element('messageId', request.messageId),
    optional('correlationId', request.correlationId),
    element('serviceId', request.serviceId),
    element('messageDate', instantText(request.messageDate)),
    optional('routeId', request.routeId),
    writeSender(request.sender),
    ...writeProperties(request.properties),
    writeSession(request.sessionId),
  ])
  const inner = element('request', [info, element('requestData', [writeData(request.data)])])
  return writeEnvelope(element('m:SendMessage', [inner], NAMESPACES))
}

/** @throws {XmlRefusedError | MessageMalformedError} */
export function readSyncRequest(xml: string, limits?: XmlLimits): SyncRequest {
  const request = innerPart(getOperation(readBody(xml, limits), 'SendMessage'), 'request')
  const info = getChild(request, 'requestInfo')
  const correlationId = findValue(info, 'correlationId')
  const routeId = findValue(info, 'routeId')
  const sessionId = findValue(info, 'sessionId')
  const data = dataIn(request, 'requestData')
  return {
    messageId: getValue(info, 'messageId'),
    ...(correlationId !== undefined && { correlationId }),
    serviceId: getValue(info, 'serviceId'),
    messageDate: getInstant(info, 'messageDate'),
    ...(routeId !== undefined && { routeId }),
    sender: readSender(info),
    properties: readProperties(info),
    ...(sessionId !== undefined && { sessionId }),
    ...(data && { data }),
  }
}

export function writeSyncResponse(response: SyncResponse & { readonly responseDate: Temporal.Instant }): string {
  const info = element('responseInfo', [
    element('messageId', response.messageId),
    optional('correlationId', response.correlationId),
    element('responseDate', instantText(response.responseDate)),
    element('status', [
      element('code', response.status.code),
      element('message', Array.from(response.status.message).slice(0, MESSAGE_LENGTH).join('')),
    ]),
    writeSession(response.sessionId),
  ])
  const inner = element('response', [info, element('responseData', [writeData(response.data)])])
  return writeEnvelope(element('m:SendMessageResponse', [inner], NAMESPACES))
}

/** @throws {XmlRefusedError | MessageMalformedError} */
export function readSyncResponse(xml: string, limits?: XmlLimits): Answer<SyncResponse> {
  const content = readBody(xml, limits)
  const fault = findFault(content)
  if (fault) return { kind: 'fault', fault }
  const response = innerPart(getOperation(content, 'SendMessageResponse'), 'response')
  const info = getChild(response, 'responseInfo')
  const status = getChild(info, 'status')
  const correlationId = findValue(info, 'correlationId')
  const responseDate = findInstant(info, 'responseDate')
  const sessionId = findValue(info, 'sessionId')
  const data = dataIn(response, 'responseData')
  return {
    kind: 'answered',
    value: {
      messageId: getValue(info, 'messageId'),
      ...(correlationId !== undefined && { correlationId }),
      ...(responseDate && { responseDate }),
      status: { code: getValue(status, 'code'), message: findValue(status, 'message') ?? '' },
      ...(sessionId !== undefined && { sessionId }),
      ...(data && { data }),
    },
  }
}

function getOperation(content: XmlElement, name: string): XmlElement {
  // One known copy of the gateway's schemas spells the last word of the namespace with a small letter.
  if (content.name === name && content.namespace.toLowerCase() === SYNC_TYPES.toLowerCase()) return content
  throw new MessageMalformedError(content.name, `${name} was expected`)
}

function dataIn(parent: XmlElement, name: string): MessageData | undefined {
  const part = findChild(parent, name)
  return part && readData(findChild(part, 'data'))
}
