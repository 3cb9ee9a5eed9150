import { randomUUID } from 'node:crypto'
import { parseCertificate } from '@qyzmet/eds'
import {
  type AsyncAnswer,
  type AsyncRequest,
  decodeXml,
  type MessageSeal,
  readAsyncRequest,
  writeAsyncAnswer,
  writeFault,
} from '@qyzmet/gateway'
import type { FaultDraw, GatewayFault } from './faults.ts'
import type { Mailbox, Taken } from './mailbox.ts'
import { blameOf, MessageRefusedError, ServiceRefusedError } from './refused.ts'
import type { Senders } from './senders.ts'
import { TRAINING_MARK, type ChannelAnswer } from './sync-channel.ts'
import type { Traffic } from './traffic.ts'

/** A system of the state that takes messages at once, such as the portal. */
export type StateSystem = (taken: Taken) => void

export interface AsyncChannelPorts {
  readonly seal: MessageSeal
  readonly senders: Senders
  readonly mailbox: Mailbox
  /** Which system answers for a service, for the first message of a chain. */
  readonly addressees: ReadonlyMap<string, string>
  readonly systems: ReadonlyMap<string, StateSystem>
  readonly faults: FaultDraw
  readonly traffic: Traffic
  readonly clock: () => Temporal.Instant
  readonly schemaFaults: (body: string) => readonly string[]
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
  const { seal, senders, mailbox, addressees, systems, faults, traffic, clock, schemaFaults } = ports

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

  return async (bytes: Uint8Array): Promise<ChannelAnswer> => {
    const at = clock()
    const sessionId = `{${randomUUID()}}`
    let request: AsyncRequest | undefined
    let fault: GatewayFault = 'none'
    const done = async (envelope: string, outcome: string, isFault: boolean): Promise<ChannelAnswer> => {
      const xml = await seal.sealBody(envelope)
      traffic.add({
        at,
        direction: 'in',
        ...tellOf(request),
        request: new TextDecoder().decode(bytes),
        answer: xml,
        outcome: fault === 'none' ? outcome : `${outcome}, ${fault}`,
      })
      return { xml, isFault, fault }
    }
    try {
      const opened = await seal.openBody(decodeXml(bytes))
      if (opened.signature !== 'valid') {
        const why = opened.signature === 'invalid' ? opened.why : 'it is not signed'
        throw new MessageRefusedError('TRN-SIGNATURE', why)
      }
      const wrong = schemaFaults(opened.xml)
      if (wrong.length > 0) throw new MessageRefusedError('TRN-SCHEMA', wrong.slice(0, 3).join('; '))
      request = readAsyncRequest(opened.xml)
      fault = faults.meet(tellOf(request).service)
      // What is down or has failed takes nothing; the other faults only spoil the answer.
      if (fault === 'down' || fault === 'failed') throw new ServiceRefusedError('TRN-FAILED', 'the channel has failed')
      const answer = handle(request, parseCertificate(opened.certificate).systemId, at, sessionId)
      return await done(writeAsyncAnswer(answer), 'answered', false)
    } catch (error) {
      const { code, blame } = blameOf(error)
      const message = error instanceof Error ? error.message : String(error)
      const info = { code, message: `${message} (${TRAINING_MARK})`, date: at, sessionId }
      return done(writeFault(request?.operation ?? 'sendMessage', blame, info), `fault ${code}`, true)
    }
  }
}

function tellOf(request: AsyncRequest | undefined): {
  readonly operation: string
  readonly service: string
  readonly sender: string
  readonly messageId: string
} {
  const operation = request?.operation ?? ''
  switch (request?.operation) {
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
    case undefined:
      return { operation, service: '', sender: '', messageId: '' }
  }
}
