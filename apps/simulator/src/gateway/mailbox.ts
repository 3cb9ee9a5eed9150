import { createHash, randomUUID } from 'node:crypto'
import type { DeliveryState, ShepMessage } from '@qyzmet/gateway'

/** A message that the gateway has taken, with the state of its delivery. */
export interface Taken {
  readonly message: ShepMessage & { readonly messageId: string; readonly correlationId: string }
  /** Codes of the systems. */
  readonly from: string
  readonly to: string
  readonly takenAt: Temporal.Instant
  readonly state: DeliveryState
  readonly changedAt: Temporal.Instant
  readonly attempts: number
}

export interface Mailbox {
  /**
   * Takes a message: the gateway gives it its ids. A later message of a chain goes to the other side of it. One sent
   * again word for word, because its answer was lost, keeps the ids it was given.
   *
   * @param to the addressee of the first message of a chain
   * @returns undefined when there is no such chain, or nobody to take the message
   */
  take(
    message: ShepMessage,
    from: string,
    to: string | undefined,
    now: Temporal.Instant,
  ): (Taken & { readonly isRepeated: boolean }) | undefined
  /** What waits for a system, the oldest first; given again until the receiver confirms it. */
  waiting(
    to: string,
    wanted?: { readonly messageId?: string; readonly correlationId?: string; readonly serviceId?: string },
  ): readonly Taken[]
  find(messageId: string): Taken | undefined
  change(messageId: string, state: DeliveryState, now: Temporal.Instant): Taken | undefined
  tried(messageId: string): void
}

/** Messages that are kept whole; of older ones it is still known that they were taken. */
const KEPT = 20_000

/** @param kept how many messages are kept whole; default 20,000 */
export function createMailbox(kept = KEPT): Mailbox {
  const taken = new Map<string, Taken>()
  const chains = new Map<string, { readonly one: string; readonly other: string }>()
  const firsts = new Map<string, Taken>()
  const keep = (message: Taken): Taken => {
    taken.set(message.message.messageId, message)
    if (taken.size > kept) {
      const [oldest] = taken.keys()
      if (oldest !== undefined) taken.delete(oldest)
    }
    return message
  }
  return {
    take(received, from, to, now) {
      const { password: _password, ...message } = received
      const content = contentOf(from, message)
      const first = firsts.get(content)
      if (first) return { ...(taken.get(first.message.messageId) ?? first), isRepeated: true }
      const correlationId = message.correlationId ?? randomUUID()
      const chain = chains.get(correlationId)
      const addressee = chain === undefined ? to : chain.one === from ? chain.other : chain.one
      if (addressee === undefined || (message.correlationId !== undefined && chain === undefined)) return undefined
      if (chain !== undefined && chain.one !== from && chain.other !== from) return undefined
      if (chain === undefined) chains.set(correlationId, { one: from, other: addressee })
      const messageId = randomUUID()
      const added = keep({
        message: { ...message, messageId, correlationId },
        from,
        to: addressee,
        takenAt: now,
        state: 'ON_DELIVERY',
        changedAt: now,
        attempts: 0,
      })
      const { data: _data, ...head } = added.message
      firsts.set(content, { ...added, message: head, state: 'DELIVERED' })
      return { ...added, isRepeated: false }
    },
    waiting: (to, { messageId, correlationId, serviceId } = {}) =>
      [...taken.values()].filter(
        ({ to: addressee, state, message }) =>
          addressee === to &&
          state === 'ON_DELIVERY' &&
          (messageId === undefined || message.messageId === messageId) &&
          (correlationId === undefined || message.correlationId === correlationId) &&
          (serviceId === undefined || message.serviceId === serviceId),
      ),
    find: (messageId) => taken.get(messageId),
    change(messageId, state, now) {
      const known = taken.get(messageId)
      return known && keep({ ...known, state, changedAt: now })
    },
    tried(messageId) {
      const known = taken.get(messageId)
      if (known) keep({ ...known, attempts: known.attempts + 1 })
    },
  }
}

function contentOf(from: string, { correlationId, serviceId, messageType, properties, data }: ShepMessage): string {
  const content = JSON.stringify([from, correlationId, serviceId, messageType, properties, data])
  return createHash('sha256').update(content).digest('base64')
}
