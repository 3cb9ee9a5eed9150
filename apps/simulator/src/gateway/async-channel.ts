import { randomUUID } from 'node:crypto'
import { type AsyncAnswer, type AsyncRequest, readAsyncRequest, writeAsyncAnswer } from '@qyzmet/gateway'
import { type About, type ChannelPorts, createChannel } from './channel.ts'
import type { FaultDraw } from './faults.ts'
import type { Mailbox, Taken } from './mailbox.ts'
import { MessageRefusedError, ServiceRefusedError } from './refused.ts'
import type { Senders } from './senders.ts'

/** A system of the state that takes messages at once, such as the portal. */
export type StateSystem = (taken: Taken) => void

export interface AsyncChannelPorts extends ChannelPorts {
  readonly senders: Senders
  readonly mailbox: Mailbox
  /** Which system answers for a service, for the first message of a chain. */
  readonly addressees: ReadonlyMap<string, string>
  readonly systems: ReadonlyMap<string, StateSystem>
  readonly faults: FaultDraw
}

/** How many messages one question brings when it names no number. */
const AMOUNT = 20
const STATUS_WORDS = {
  ON_DELIVERY: 'on its way',
  DELIVERED: 'delivered',
  NOT_DELIVERED: 'not delivered',
  DELIVERY_STOPPED: 'delivery stopped',
} as const

/** The asynchronous channel as its clients see it: takes messages, gives those that wait, hears of their receipt. */
export function createAsyncChannel(ports: AsyncChannelPorts) {
  const { senders, mailbox, addressees, systems, faults } = ports

  const handle = (
    request: AsyncRequest,
    systemId: string | undefined,
    now: Temporal.Instant,
    sessionId: string,
  ): AsyncAnswer => {
    const head = { responseDate: now, sessionId }
    switch (request.operation) {
      case 'sendMessage': {
        const { message } = request
        senders.admit(
          { senderId: message.senderId, ...(message.password === undefined ? {} : { password: message.password }) },
          message.serviceId,
          systemId,
        )
        const taken = mailbox.take(message, message.senderId, addressees.get(message.serviceId), now)
        if (!taken)
          throw new MessageRefusedError('TRN-CHAIN', 'there is no such chain, or no system takes such messages')
        const system = systems.get(taken.to)
        if (system && !taken.isRepeated) {
          system(taken)
          tellDelivered(taken, now)
        }
        const { messageId, correlationId } = taken.message
        return { ...head, operation: 'sendMessage', messageId, correlationId }
      }
      case 'sendDeliveryNotification': {
        const { receipt } = request
        if (request.sender) senders.admit(request.sender, receipt.serviceId, systemId)
        const known = ownMessage(receipt.messageId, senders.codeOf(systemId))
        if (receipt.accepted) mailbox.change(known.message.messageId, 'DELIVERED', now)
        else if (!receipt.resend) mailbox.change(known.message.messageId, 'DELIVERY_STOPPED', now)
        return { ...head, operation: 'sendDeliveryNotification', notificationId: randomUUID() }
      }
      case 'getMessageStatus': {
        senders.admit(request.sender, '', systemId)
        const known = mailbox.find(request.messageId)
        if (!known || known.from !== request.sender.senderId) {
          throw new MessageRefusedError('TRN-MESSAGE', 'there is no such message of this sender')
        }
        const status = {
          state: known.state,
          code: 'SCSS001',
          message: STATUS_WORDS[known.state],
          date: known.changedAt,
        }
        return { ...head, operation: 'getMessageStatus', status }
      }
      case 'getMessages': {
        if (request.sender) senders.admit(request.sender, request.serviceId, systemId)
        const { messageId, correlationId, serviceId, amount } = request
        const wanted = {
          serviceId,
          ...(messageId === undefined ? {} : { messageId }),
          ...(correlationId === undefined ? {} : { correlationId }),
        }
        const waiting = mailbox.waiting(senders.codeOf(systemId), wanted).slice(0, amount || AMOUNT)
        for (const { message } of waiting) mailbox.tried(message.messageId)
        return { ...head, operation: 'getMessages', messages: waiting.map(({ message }) => message) }
      }
      case 'changeMassageStatusNotification':
        throw new MessageRefusedError('TRN-SCHEMA', 'only the gateway tells of states')
    }
  }

  /** A system of the state has each message at once; that it has it is told late when the presenter wants it so. */
  const tellDelivered = ({ message, state }: Taken, now: Temporal.Instant): void => {
    if (state !== 'ON_DELIVERY' || faults.meet(`${message.serviceId} delivery`) === 'late') return
    mailbox.change(message.messageId, 'DELIVERED', now)
  }

  const ownMessage = (messageId: string, system: string): Taken => {
    const known = mailbox.find(messageId)
    if (!known || known.to !== system) {
      throw new MessageRefusedError('TRN-MESSAGE', 'there is no such message for this system')
    }
    return known
  }

  return createChannel(ports, 'sendMessage', async ({ xml, systemId, at, sessionId, note }) => {
    const request = readAsyncRequest(xml)
    const about = tellOf(request)
    const fault = faults.meet(about.service)
    note(about, fault)
    // What is down or has failed takes nothing; the other faults only spoil the answer.
    if (fault === 'down' || fault === 'failed') throw new ServiceRefusedError('TRN-FAILED', 'the channel has failed')
    return writeAsyncAnswer(handle(request, systemId, at, sessionId))
  })
}

function tellOf(request: AsyncRequest): About {
  const { operation } = request
  switch (request.operation) {
    case 'sendMessage': {
      const { serviceId, senderId, correlationId = '' } = request.message
      return { operation, service: serviceId, sender: senderId, messageId: correlationId }
    }
    case 'sendDeliveryNotification': {
      const { serviceId, messageId } = request.receipt
      return { operation, service: serviceId, sender: request.sender?.senderId ?? '', messageId }
    }
    case 'getMessages': {
      const { serviceId, sender, messageId = '' } = request
      return { operation, service: serviceId, sender: sender?.senderId ?? '', messageId }
    }
    case 'getMessageStatus':
      return { operation, service: '', sender: request.sender.senderId, messageId: request.messageId }
    case 'changeMassageStatusNotification':
      return { operation, service: '', sender: '', messageId: '' }
  }
}
