import type { FastifyInstance } from 'fastify'
import type { NoticeFaults } from './faults.ts'

/** A short message as it came in. */
export interface ShortMessage {
  readonly id: string
  readonly to: string
  readonly text: string
  readonly at: Temporal.Instant
}

/** Messages kept; older ones are forgotten. */
const KEPT = 500

/** The sender of short messages, by the product's contract: one id is sent once, whoever is online has it at once. */
export function smsRoutes(
  app: FastifyInstance,
  {
    messages,
    clock,
    faults,
  }: {
    readonly messages: Map<string, ShortMessage>
    readonly clock: () => Temporal.Instant
    readonly faults: NoticeFaults
  },
): void {
  app.post<{ Body: { readonly id?: unknown; readonly to?: unknown; readonly text?: unknown } }>(
    '/sms/messages',
    async (request, reply) => {
      if (request.headers.authorization === undefined) return reply.code(401).send({ code: 'unknown-sender' })
      if (faults.sms === 'down') return reply.code(503).send({ code: 'busy' })
      const { id, to, text } = request.body
      if (typeof id !== 'string' || typeof to !== 'string' || typeof text !== 'string') {
        return reply.code(400).send({ code: 'malformed' })
      }
      if (faults.sms === 'refuse' || !/^\+77\d{9}$/.test(to)) return reply.code(422).send({ code: 'unknown-number' })
      if (!messages.has(id)) messages.set(id, { id, to, text, at: clock() })
      const [oldest] = messages.keys()
      if (messages.size > KEPT && oldest !== undefined) messages.delete(oldest)
      return reply.code(202).send({ id })
    },
  )

  app.get<{ Params: { readonly id: string } }>('/sms/messages/:id', async (request, reply) => {
    if (request.headers.authorization === undefined) return reply.code(401).send({ code: 'unknown-sender' })
    const found = messages.get(request.params.id)
    return found ? { id: found.id, status: 'delivered' } : reply.code(404).send({ code: 'unknown-message' })
  })
}
