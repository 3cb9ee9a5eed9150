import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ChannelAnswer } from './channel.ts'

/** The gateway's own limit of a message. */
const MAX_MESSAGE_BYTES = 15 * 1024 * 1024
const XML = 'text/xml; charset=utf-8'
const GARBAGE = '<soap:Envelope>\u0000<Сынақ'

export type Channel = (bytes: Uint8Array) => Promise<ChannelAnswer>

export interface GatewayRouteOptions {
  readonly sync: Channel
  readonly async: Channel
  /** Interface descriptions and schemas by file name. */
  readonly descriptions: ReadonlyMap<string, string>
  readonly slowMs: number
}

/** Serves both channels of the gateway: `POST /shep/sync` and `/shep/async`, each with its WSDL at `?wsdl`. */
export async function gatewayRoutes(app: FastifyInstance, options: GatewayRouteOptions): Promise<void> {
  const { descriptions, slowMs } = options
  await app.register(async (routes) => {
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser(
      ['text/xml', 'application/soap+xml', 'application/xml'],
      { parseAs: 'buffer', bodyLimit: MAX_MESSAGE_BYTES },
      async (_request: unknown, body: Buffer) => body,
    )
    for (const [path, channel, file] of [
      ['/shep/sync', options.sync, 'sync-channel.wsdl'],
      ['/shep/async', options.async, 'async-channel.wsdl'],
    ] as const) {
      routes.post<{ Body: Buffer }>(path, { bodyLimit: MAX_MESSAGE_BYTES }, async (request, reply) =>
        send(reply, await channel(request.body), slowMs),
      )
      routes.get<{ Querystring: Readonly<Record<string, string>> }>(path, async (request, reply) => {
        const description = descriptions.get(file)
        if (!('wsdl' in request.query) || description === undefined) return reply.code(404).send({ fault: 'not-found' })
        const address = `${request.protocol}://${request.host}${path}`
        return reply.type(XML).send(description.replaceAll('{address}', address))
      })
    }
    // Where the descriptions say that their schemas are.
    routes.get<{ Params: { file: string } }>('/shep/:file', async (request, reply) => {
      const schema = request.params.file.endsWith('.xsd') ? descriptions.get(request.params.file) : undefined
      return schema === undefined ? reply.code(404).send({ fault: 'not-found' }) : reply.type(XML).send(schema)
    })
  })
}

/** Sends an answer, broken in the way the presenter wants it. */
async function send(
  reply: FastifyReply,
  { xml, isFault, fault }: ChannelAnswer,
  slowMs: number,
): Promise<FastifyReply> {
  reply.type(XML)
  switch (fault) {
    case 'down':
      return reply.code(503).send('')
    case 'cut': {
      const bytes = Buffer.from(xml)
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': XML, 'content-length': bytes.length })
      reply.raw.write(bytes.subarray(0, bytes.length / 2), () => reply.raw.destroy())
      return reply
    }
    case 'garbage':
      return reply.send(GARBAGE)
    case 'wrong-signature':
      return reply.send(breakSignature(xml))
    case 'slow':
    case 'late':
      await sleep(slowMs)
      return reply.send(xml)
    case 'none':
    case 'failed':
    case 'duplicate':
      // SOAP 1.1 over HTTP: a fault travels with 500.
      return reply.code(isFault ? 500 : 200).send(xml)
  }
}

/** The signature stays well formed and is that of something else. */
function breakSignature(xml: string): string {
  return xml.replace(/(SignatureValue>)(.)/, (_, open: string, first: string) => `${open}${first === 'A' ? 'B' : 'A'}`)
}
