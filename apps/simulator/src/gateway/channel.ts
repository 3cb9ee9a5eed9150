import { randomUUID } from 'node:crypto'
import { parseCertificate } from '@qyzmet/eds'
import { decodeXml, type MessageSeal, writeFault } from '@qyzmet/gateway'
import type { GatewayFault } from './faults.ts'
import { blameOf, MessageRefusedError } from './refused.ts'
import type { Exchange, Traffic } from './traffic.ts'

/** What goes back over HTTP, and what the presenter wants broken about it. */
export interface ChannelAnswer {
  readonly xml: string
  readonly isFault: boolean
  readonly fault: GatewayFault
}

export interface ChannelPorts {
  readonly seal: MessageSeal
  readonly traffic: Traffic
  readonly clock: () => Temporal.Instant
  /** What the schema finds wrong with a Body, in words for the sender; none for one that fits. */
  readonly schemaFaults: (body: string) => readonly string[]
}

/** What every answer says of itself, so that none can pass for the state's. */
export const TRAINING_MARK = 'ОҚУ / УЧЕБНЫЙ / TRAINING'

type Operation = Parameters<typeof writeFault>[0]

/** What a message is about, as the page of the traffic names it. */
export interface About extends Pick<Exchange, 'service' | 'sender' | 'messageId'> {
  readonly operation: Operation
}

/** A message whose seal and form are right. */
export interface Received {
  readonly xml: string
  /** Identifier of the system that sealed it. */
  readonly systemId: string | undefined
  readonly at: Temporal.Instant
  readonly sessionId: string
  /** Says what the message is about as soon as that is known, and which fault it meets. */
  readonly note: (about: About, fault?: GatewayFault) => void
}

/**
 * A channel of the gateway: opens what comes, has it answered, seals what goes back and keeps both.
 *
 * @param operation of a message that cannot be read
 * @param answer gives the envelope that answers a message; what it throws goes back as a fault
 */
export function createChannel(
  { seal, traffic, clock, schemaFaults }: ChannelPorts,
  operation: Operation,
  answer: (received: Received) => Promise<string>,
): (bytes: Uint8Array) => Promise<ChannelAnswer> {
  /** @throws {MessageRefusedError} @throws {XmlRefusedError} */
  const open = async (bytes: Uint8Array): Promise<Pick<Received, 'xml' | 'systemId'>> => {
    const opened = await seal.openBody(decodeXml(bytes))
    if (opened.signature !== 'valid') {
      const why = opened.signature === 'invalid' ? opened.why : 'it is not signed'
      throw new MessageRefusedError('TRN-SIGNATURE', why)
    }
    const wrong = schemaFaults(opened.xml)
    if (wrong.length > 0) throw new MessageRefusedError('TRN-SCHEMA', wrong.slice(0, 3).join('; '))
    return { xml: opened.xml, systemId: parseCertificate(opened.certificate).systemId }
  }

  return async (bytes) => {
    const at = clock()
    const sessionId = `{${randomUUID()}}`
    let about: About = { operation, service: '', sender: '', messageId: '' }
    let fault: GatewayFault = 'none'
    const note: Received['note'] = (known, met = 'none') => {
      about = known
      fault = met
    }
    const done = async (envelope: string, outcome: string, isFault: boolean): Promise<ChannelAnswer> => {
      const xml = await seal.sealBody(envelope)
      const request = new TextDecoder().decode(bytes)
      const told = fault === 'none' ? outcome : `${outcome}, ${fault}`
      traffic.add({ at, direction: 'in', ...about, request, answer: xml, outcome: told })
      return { xml, isFault, fault }
    }
    try {
      return await done(await answer({ ...(await open(bytes)), at, sessionId, note }), 'answered', false)
    } catch (error) {
      const { code, blame } = blameOf(error)
      const message = error instanceof Error ? error.message : String(error)
      const info = { code, message: `${message} (${TRAINING_MARK})`, date: at, sessionId }
      return done(writeFault(about.operation, blame, info), `fault ${code}`, true)
    }
  }
}
