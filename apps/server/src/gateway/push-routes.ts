import { randomUUID } from 'node:crypto'
import type { AsyncAnswer, AsyncOperation, Receipt } from '@qyzmet/gateway'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import type { Sql } from '../database/connect.ts'
import { problemOf } from '../problems.ts'
import { type IntakeOptions, takeMessage } from './inbox.ts'
import type { Pushed } from './message-forms.ts'
import { recordDelivery } from './outgoing.queries.ts'
import { readOwnDescription } from './own-description.ts'
import type { SealedMessages } from './sealed-messages.ts'

export interface PushRouteOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly seal: SealedMessages
  readonly intake: IntakeOptions
  readonly transport: Receipt['transport']
  /** Where others see this installation. */
  readonly publicUrl: string
}

/** The gateway's own limit of a message. */
const MAX_MESSAGE_BYTES = 15 * 1024 * 1024
const XML = 'text/xml; charset=utf-8'
const PATH = '/gateway/async'
const MESSAGES_A_MINUTE = 600

/**
 * `POST /gateway/async`: the client's side of the asynchronous channel, where the gateway brings messages and the states
 * of those it was given; `GET /gateway/async?wsdl` describes it. Who may speak is told by the seal alone; there is no
 * session.
 */
export async function pushRoutes(app: FastifyInstance, options: PushRouteOptions): Promise<void> {
  const { now, seal, publicUrl } = options
  const { wsdl, schemas } = await readOwnDescription(publicUrl + PATH)
  await app.register(async (routes) => {
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser(
      ['text/xml', 'application/xml'],
      { parseAs: 'buffer', bodyLimit: MAX_MESSAGE_BYTES },
      async (_request: unknown, body: Buffer) => body,
    )
    /** By SOAP 1.1 a fault travels with 500, whoever is to blame. */
    const fault = async (
      reply: FastifyReply,
      code: string,
      { operation = 'sendMessage', blame = 'Client' }: FaultOptions = {},
    ): Promise<FastifyReply> => {
      const error = { code, message: code, date: now() }
      return send(reply.code(500), await seal.write('fault', { operation, blame, error }))
    }
    routes.get<{ Querystring: Readonly<Record<string, unknown>> }>(PATH, async (request, reply) =>
      'wsdl' in request.query ? send(reply, wsdl) : reply.callNotFound(),
    )
    // Where the description says that its schemas are.
    routes.get<{ Params: { schema: string } }>('/gateway/:schema', async (request, reply) => {
      const schema = schemas.get(request.params.schema)
      return schema === undefined ? reply.callNotFound() : send(reply, schema)
    })
    routes.post<{ Body: Buffer | undefined }>(
      PATH,
      {
        bodyLimit: MAX_MESSAGE_BYTES,
        config: { csrf: 'no-cookies', rateLimit: { max: MESSAGES_A_MINUTE, timeWindow: '1 minute' } },
        errorHandler: async (error: FastifyError, request, reply) => {
          const { status, code } = problemOf(error)
          // Who asks too often is turned away without the work of a seal.
          if (status === 429) throw error
          const level = status < 500 ? 'warn' : 'error'
          request.log[level]({ err: error, code }, 'a message could not be taken')
          return fault(reply, code, { blame: status < 500 ? 'Client' : 'Server' })
        },
      },
      async (request, reply) => {
        const bytes = request.body ?? Buffer.alloc(0)
        const opened = await seal.open('pushed', bytes)
        if (opened.signature !== 'valid') {
          // Anybody can reach this address: what bears no seal of the gateway is told of and not kept.
          request.log.warn(
            {
              signature: opened.signature,
              ...('why' in opened && { why: opened.why }),
              bytes: bytes.length,
            },
            'a message without the seal of the gateway',
          )
          // What nobody can judge now is not refused: the gateway brings it again.
          return fault(reply, `signature-${opened.signature}`, {
            blame: opened.signature === 'unproven' ? 'Server' : 'Client',
          })
        }
        const said = await answerTo(options, opened.said, bytes)
        return said.taken
          ? send(reply, await seal.write('asyncAnswer', said.answer))
          : fault(reply, said.why, said.operation && { operation: said.operation })
      },
    )
  })
}

interface FaultOptions {
  readonly operation?: AsyncOperation
  readonly blame?: 'Client' | 'Server'
}

type Said =
  | { readonly taken: true; readonly answer: AsyncAnswer }
  | { readonly taken: false; readonly why: string; readonly operation?: AsyncOperation }

/** Does what the gateway says, and what it is told in turn. */
async function answerTo(
  { sql, now, intake, transport }: PushRouteOptions,
  request: Pushed | undefined,
  bytes: Uint8Array,
): Promise<Said> {
  if (request?.operation === 'sendMessage') {
    const { operation, message, sessionId } = request
    const taken = await takeMessage(intake, { message, bytes, signature: 'valid', transport })
    if (!taken.accepted) return { taken: false, why: taken.why, operation }
    const { messageId = '', correlationId = '' } = message
    return { taken: true, answer: { operation, messageId, correlationId, ...headOf(now(), sessionId) } }
  }
  if (request?.operation === 'changeMassageStatusNotification') {
    const { operation, notification, sessionId } = request
    await recordDelivery(sql, notification.messageId, notification.status.state, now())
    return { taken: true, answer: { operation, ...headOf(now(), sessionId) } }
  }
  const refused = await takeMessage(intake, { message: undefined, bytes, signature: 'valid', transport })
  return { taken: false, why: refused.accepted ? 'unreadable' : refused.why }
}

/** A session of ours stands in braces, as the schema wants it. */
function headOf(responseDate: Temporal.Instant, sessionId = `{${randomUUID()}}`) {
  return { responseDate, sessionId }
}

function send(reply: FastifyReply, xml: string | Uint8Array<ArrayBuffer>): FastifyReply {
  return reply.type(XML).send(typeof xml === 'string' ? xml : Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength))
}
