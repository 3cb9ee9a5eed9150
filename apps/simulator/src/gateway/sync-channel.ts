import { randomUUID } from 'node:crypto'
import {
  decodeXml,
  MessageMalformedError,
  type MessageSeal,
  readSyncRequest,
  type SyncRequest,
  writeFault,
  writeSyncResponse,
} from '@qyzmet/gateway'
import { parseCertificate } from '@qyzmet/eds'
import type { FaultDraw, GatewayFault } from './faults.ts'
import type { Senders } from './senders.ts'
import { blameOf, MessageRefusedError, ServiceRefusedError } from './refused.ts'
import type { Service } from './services.ts'
import type { Traffic } from './traffic.ts'

/** What goes back over HTTP, and what the presenter wants broken about it. */
export interface ChannelAnswer {
  readonly xml: string
  readonly isFault: boolean
  readonly fault: GatewayFault
}

export interface SyncChannelPorts {
  readonly seal: MessageSeal
  readonly senders: Senders
  readonly services: ReadonlyMap<string, Service>
  readonly faults: FaultDraw
  readonly traffic: Traffic
  readonly clock: () => Temporal.Instant
  /** What the schema finds wrong with a Body, in words for the sender; none for one that fits. */
  readonly schemaFaults: (body: string) => readonly string[]
}

/** What every answer says of itself, so that none can pass for the state's. */
export const TRAINING_MARK = 'ОҚУ / УЧЕБНЫЙ / TRAINING'

/** The synchronous channel: checks a question as the gateway does, puts it to its service, seals the answer. */
export function createSyncChannel(ports: SyncChannelPorts) {
  const { seal, senders, services, faults, traffic, clock, schemaFaults } = ports

  /** @throws {MessageRefusedError} @throws {MessageMalformedError} @throws {XmlRefusedError} */
  const open = async (xml: string): Promise<SyncRequest> => {
    const opened = await seal.openBody(xml)
    if (opened.signature !== 'valid') {
      const why = opened.signature === 'invalid' ? opened.why : 'it is not signed'
      throw new MessageRefusedError('TRN-SIGNATURE', why)
    }
    const wrong = schemaFaults(opened.xml)
    if (wrong.length > 0) throw new MessageRefusedError('TRN-SCHEMA', wrong.slice(0, 3).join('; '))
    const request = readSyncRequest(opened.xml)
    const { systemId } = parseCertificate(opened.certificate)
    senders.admit(request.sender, request.serviceId, systemId)
    return request
  }

  return async (bytes: Uint8Array): Promise<ChannelAnswer> => {
    const at = clock()
    const sessionId = `{${randomUUID()}}`
    const text = new TextDecoder().decode(bytes)
    let request: SyncRequest | undefined
    let fault: GatewayFault = 'none'
    const done = async (envelope: string, outcome: string, isFault: boolean): Promise<ChannelAnswer> => {
      const xml = await seal.sealBody(envelope)
      traffic.add({
        at,
        direction: 'in',
        operation: 'SendMessage',
        service: request?.serviceId ?? '',
        sender: request?.sender.senderId ?? '',
        messageId: request?.messageId ?? '',
        request: text,
        answer: xml,
        outcome: fault === 'none' ? outcome : `${outcome}, ${fault}`,
      })
      return { xml, isFault, fault }
    }
    try {
      request = await open(decodeXml(bytes))
      const service = services.get(request.serviceId)
      if (!service) throw new MessageRefusedError('TRN-SERVICE', 'there is no such service')
      const { data } = request
      if (!data) throw new MessageMalformedError('requestData', 'it is empty')
      const answer = await service({ ...request, data }, at)
      fault = answer.storyFault ?? faults.meet(request.serviceId, answer.iin)
      if (fault === 'failed') throw new ServiceRefusedError('TRN-FAILED', 'the register has failed')
      const response = {
        messageId: randomUUID(),
        correlationId: request.messageId,
        responseDate: at,
        status: { code: 'SCSS001', message: TRAINING_MARK },
        sessionId,
        data: answer.data,
      }
      return await done(writeSyncResponse(response), 'answered', false)
    } catch (error) {
      const { code, blame } = blameOf(error)
      const message = error instanceof Error ? error.message : String(error)
      const info = { code, message: `${message} (${TRAINING_MARK})`, date: at, sessionId }
      return done(writeFault('SendMessage', blame, info), `fault ${code}`, true)
    }
  }
}
