import { randomUUID } from 'node:crypto'
import {
  decodeXml,
  type MessageSeal,
  MessageMalformedError,
  readAsyncRequest,
  type Receipt,
  writeAsyncAnswer,
  writeFault,
  XmlRefusedError,
} from '@qyzmet/gateway'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Sql } from '../database/connect.ts'
import { type IntakeOptions, takeMessage } from './inbox.ts'
import { recordDelivery } from './outgoing.queries.ts'

export interface PushRouteOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly seal: MessageSeal
  readonly intake: IntakeOptions
  readonly transport: Receipt['transport']
}

/** The gateway's own limit of a message. */
const MAX_MESSAGE_BYTES = 15 * 1024 * 1024
const XML = 'text/xml; charset=utf-8'
const MESSAGES_A_MINUTE = 600

/**
 * `POST /gateway/async`: the client's side of the asynchronous channel, where the gateway brings messages and the states
 * of those it was given. Who may speak is told by the seal alone; there is no session.
 */
export async function pushRoutes(app: FastifyInstance, options: PushRouteOptions): Promise<void> {
  const { sql, now, seal, intake, transport } = options
  await app.register(async (routes) => {
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser(
      ['text/xml', 'application/xml'],
      { parseAs: 'buffer', bodyLimit: MAX_MESSAGE_BYTES },
      async (_request: unknown, body: Buffer) => body,
    )
    routes.post<{ Body: Buffer }>(
      '/gateway/async',
      {
        bodyLimit: MAX_MESSAGE_BYTES,
        config: { csrf: 'no-cookies', rateLimit: { max: MESSAGES_A_MINUTE, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const bytes = request.body
        const refuse = async (code: string): Promise<FastifyReply> =>
          send(reply.code(500), await seal.sealBody(writeFault('sendMessage', 'Client', errorOf(code, now()))))
        const opened = await openedOf(seal, bytes)
        if (opened.signature !== 'valid') {
          // Anybody can reach this address: what bears no seal of the gateway is told of and not kept.
          request.log.warn(
            { signature: opened.signature, bytes: bytes.length },
            'a message without the seal of the gateway',
          )
          return refuse(`signature-${opened.signature}`)
        }
        const said = readRequest(opened.xml)
        if (said?.operation === 'sendMessage') {
          const { message } = said
          const taken = await takeMessage(intake, { message, bytes, signature: 'valid', transport })
          if (!taken.accepted) return refuse(taken.why)
          const { messageId = '', correlationId = '' } = message
          const head = { responseDate: now(), sessionId: message.sessionId ?? newSession() }
          return send(
            reply,
            await seal.sealBody(writeAsyncAnswer({ operation: 'sendMessage', messageId, correlationId, ...head })),
          )
        }
        if (said?.operation === 'changeMassageStatusNotification') {
          const { messageId, status } = said.notification
          await recordDelivery(sql, messageId, status.state, now())
          const head = { responseDate: now(), sessionId: said.sessionId ?? newSession() }
          return send(
            reply,
            await seal.sealBody(writeAsyncAnswer({ operation: 'changeMassageStatusNotification', ...head })),
          )
        }
        await takeMessage(intake, { message: undefined, bytes, signature: 'valid', transport })
        return refuse('unreadable')
      },
    )
  })
}

async function openedOf(seal: MessageSeal, bytes: Uint8Array): ReturnType<MessageSeal['openBody']> {
  try {
    return await seal.openBody(decodeXml(bytes))
  } catch (error) {
    if (error instanceof XmlRefusedError) return { signature: 'invalid', why: error.name }
    throw error
  }
}

function readRequest(xml: string): ReturnType<typeof readAsyncRequest> | undefined {
  try {
    return readAsyncRequest(xml)
  } catch (error) {
    if (error instanceof MessageMalformedError || error instanceof XmlRefusedError) return undefined
    throw error
  }
}

function errorOf(code: string, date: Temporal.Instant) {
  return { code, message: code, date }
}

/** In braces, as the schema wants it. */
function newSession(): string {
  return `{${randomUUID()}}`
}

function send(reply: FastifyReply, xml: string): FastifyReply {
  return reply.type(XML).send(xml)
}
