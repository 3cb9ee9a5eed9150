import { randomUUID } from 'node:crypto'
import { type MessageSeal, readSendAnswer, writeAsyncRequest } from '@qyzmet/gateway'
import type { FaultDraw } from './faults.ts'
import type { Mailbox, Taken } from './mailbox.ts'
import type { Traffic } from './traffic.ts'

export interface PushPorts {
  readonly seal: MessageSeal
  readonly mailbox: Mailbox
  readonly faults: FaultDraw
  readonly traffic: Traffic
  readonly clock: () => Temporal.Instant
}

/** The gateway's active side: delivers to the client of the asynchronous channel at its own address. */
export interface Push {
  /** Where a system takes messages; undefined: it fetches them itself. */
  setAddress(system: string, url: string | undefined): void
  addressOf(system: string): string | undefined
  /** Delivers once what waits for the systems that have an address, after whatever turn is under way. */
  deliver(): Promise<void>
  /** Sends a message once more, whether it was delivered or not. @returns false when there is no such message */
  replay(messageId: string): Promise<boolean>
}

const TIMEOUT_MS = 20_000

/** What was not taken stays in the mailbox and is delivered again at the next turn. */
export function createPush({ seal, mailbox, faults, traffic, clock }: PushPorts): Push {
  const addresses = new Map<string, string>()

  const post = async (url: string, xml: string): Promise<string> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      body: xml,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return response.text()
  }

  const deliverOne = async ({ message, to, from }: Taken, url: string): Promise<void> => {
    const fault = faults.meet(`${message.serviceId} delivery`)
    if (fault === 'down' || fault === 'slow' || fault === 'late') return
    const at = clock()
    mailbox.tried(message.messageId)
    const sealed = await seal.sealBody(
      writeAsyncRequest({ operation: 'sendMessage', message: { ...message, sessionId: `{${randomUUID()}}` } }),
    )
    const xml = fault === 'garbage' ? sealed.slice(0, sealed.length / 2) : sealed
    const note = (answer: string, outcome: string): void => {
      traffic.add({
        at,
        direction: 'out',
        operation: `sendMessage ${message.messageType}`,
        service: message.serviceId,
        sender: from,
        messageId: message.messageId,
        request: xml,
        answer,
        outcome: fault === 'none' ? outcome : `${outcome}, ${fault}`,
      })
    }
    try {
      const text = await post(url, xml)
      if (fault === 'duplicate') await post(url, xml)
      const opened = await seal.openBody(text)
      if (opened.signature !== 'valid') return note(text, `answer ${opened.signature}`)
      const answer = readSendAnswer(opened.xml)
      note(
        text,
        answer.kind === 'fault' ? `fault ${answer.fault.error?.code ?? answer.fault.faultCode}` : `taken by ${to}`,
      )
      if (answer.kind === 'answered') mailbox.change(message.messageId, 'DELIVERED', clock())
    } catch (error) {
      // A receiver that is down or answers nonsense: the message waits for the next turn.
      note('', error instanceof Error ? error.name : 'no answer')
    }
  }

  const deliverAll = async (): Promise<void> => {
    for (const [system, url] of addresses) {
      for (const waiting of mailbox.waiting(system)) await deliverOne(waiting, url)
    }
  }
  let turn: Promise<void> = Promise.resolve()

  return {
    setAddress(system, url) {
      if (url === undefined) addresses.delete(system)
      else addresses.set(system, url)
    },
    addressOf: (system) => addresses.get(system),
    deliver() {
      turn = turn.then(deliverAll, deliverAll)
      return turn
    },
    async replay(messageId) {
      const known = mailbox.find(messageId)
      const url = known && addresses.get(known.to)
      if (!known) return false
      if (url === undefined) mailbox.change(messageId, 'ON_DELIVERY', clock())
      else await deliverOne(known, url)
      return true
    },
  }
}
