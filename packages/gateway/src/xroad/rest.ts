import type { Receipt } from '../register-port.ts'
import { mayMend, type RoadAnswer, type RoadRequest } from '../road.ts'
import { readData, writeData } from '../shep/data.ts'
import { MessageMalformedError } from '../xml/find.ts'
import type { XmlLimits } from '../xml/limits.ts'
import { readXml } from '../xml/read.ts'
import { XmlRefusedError } from '../xml/refused.ts'

/**
 * X-Road's message protocol for REST, version r1, as a second road: synchronous only, by its own rule.
 * The security server, not this package, signs and opens; what travels is the part `data` of a message as XML.
 *
 * Source: X-Road: Message Protocol for REST (PR-REST)
 */
export interface XRoadClient {
  /** Address of our own security server, such as `https://ss.example.kz`. */
  readonly securityServer: string
  /** Who asks: instance/class/member/subsystem. */
  readonly client: string
  /** Prefix of the officer's id, a country's code by the protocol. */
  readonly userPrefix: string
}

/** What is to be sent over HTTP. */
export interface XRoadRequest {
  readonly method: 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came back over HTTP; names of headers in small letters. */
export interface XRoadResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** A client or service is not named as the protocol wants it. */
export class XRoadNameError extends Error {
  override readonly name = 'XRoadNameError'
}

/**
 * @param request its `serviceId` is instance/class/member/subsystem/service, with a path of the service behind it or not
 * @throws {XRoadNameError}
 */
export function writeXRoadRequest(request: RoadRequest, client: XRoadClient): XRoadRequest {
  const { caseNumber, officer } = request
  return {
    method: 'POST',
    url: `${client.securityServer.replace(/\/$/, '')}/r1/${pathOf(request.serviceId, 5)}`,
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      accept: 'application/xml',
      'x-road-client': pathOf(client.client, 4),
      'x-road-id': headerValue(request.messageId),
      ...(officer !== undefined && { 'x-road-userid': headerValue(client.userPrefix + officer) }),
      ...(caseNumber !== undefined && { 'x-road-issue': headerValue(caseNumber) }),
    },
    body: writeData(request.data)?.xml ?? '',
  }
}

/** Parts of a name are percent-encoded one by one, so that no part can become two. */
function pathOf(name: string, least: number): string {
  const parts = name.split('/')
  if (parts.length < least || parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new XRoadNameError(`A name of at least ${least} parts is expected.`)
  }
  return parts.map((part) => encodeURIComponent(part)).join('/')
}

/** Headers carry visible ASCII only; anything else is percent-encoded, as the protocol does with names. */
function headerValue(text: string): string {
  return text.replaceAll(/[^\u0021-\u007e]+/g, (run) => encodeURIComponent(run.toWellFormed()))
}

/**
 * What the answer is. A fault that the road itself reports (`X-Road-Error`) is a fault; a service that answers with
 * another status than 2xx has not answered the question; an answer to another question is malformed.
 */
export function readXRoadResponse(
  response: XRoadResponse,
  request: RoadRequest,
  receipt: Receipt,
  limits?: XmlLimits,
): RoadAnswer {
  const { status, headers, body } = response
  const roadError = headers['x-road-error']
  if (roadError !== undefined) {
    return { kind: 'fault', code: roadError.slice(0, 100), message: `status ${status}`, receipt }
  }
  if (status < 200 || status > 299) {
    return { kind: 'no-answer', retryable: mayMend(status), detail: `status ${status}`, receipt }
  }
  const malformed: RoadAnswer = { kind: 'no-answer', retryable: true, detail: 'malformed', receipt }
  // The security server ties both together; without its mark, or with another's, it is no answer of the road.
  if (headers['x-road-id'] !== headerValue(request.messageId)) return malformed
  if (headers['x-road-request-hash'] === undefined || headers['x-road-request-id'] === undefined) return malformed
  if (!isService(headers['x-road-service'], request.serviceId)) return malformed
  try {
    const data = body.trim() === '' ? undefined : readData(readXml(body, limits))
    return { kind: 'answered', status: { code: String(status), message: '' }, receipt, ...(data && { data }) }
  } catch (error) {
    if (error instanceof XmlRefusedError || error instanceof MessageMalformedError) return malformed
    throw error
  }
}

/** The service that answers is named without the path behind it. */
function isService(answering: string | undefined, asked: string): boolean {
  return answering !== undefined && answering === pathOf(asked, 5).split('/').slice(0, 5).join('/')
}

/** The service's side: the body of an answer. */
export function writeXRoadAnswer(data: RoadRequest['data']): string {
  return writeData(data)?.xml ?? ''
}

/** The service's side. @throws {XmlRefusedError | MessageMalformedError} */
export function readXRoadQuestion(body: string, limits?: XmlLimits): RoadRequest['data'] | undefined {
  return readData(readXml(body, limits))
}
