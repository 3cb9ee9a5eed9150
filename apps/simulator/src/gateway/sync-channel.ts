import { randomUUID } from 'node:crypto'
import { MessageMalformedError, readSyncRequest, writeSyncResponse } from '@qyzmet/gateway'
import { type ChannelPorts, createChannel, TRAINING_MARK } from './channel.ts'
import type { FaultDraw } from './faults.ts'
import type { Senders } from './senders.ts'
import { MessageRefusedError, ServiceRefusedError } from './refused.ts'
import type { Service } from './services.ts'

export interface SyncChannelPorts extends ChannelPorts {
  readonly senders: Senders
  readonly services: ReadonlyMap<string, Service>
  readonly faults: FaultDraw
}

const OPERATION = 'SendMessage' as const

/** The synchronous channel: checks a question as the gateway does, puts it to its service, seals the answer. */
export function createSyncChannel({ senders, services, faults, ...ports }: SyncChannelPorts) {
  return createChannel(ports, OPERATION, async ({ xml, systemId, at, sessionId, note }) => {
    const request = readSyncRequest(xml)
    const { messageId, serviceId, sender, data } = request
    const about = { operation: OPERATION, service: serviceId, sender: sender.senderId, messageId }
    note(about)
    senders.admit(sender, serviceId, systemId)
    const service = services.get(serviceId)
    if (!service) throw new MessageRefusedError('TRN-SERVICE', 'there is no such service')
    if (!data) throw new MessageMalformedError('requestData', 'it is empty')
    const answer = await service({ ...request, data }, at)
    const fault = answer.storyFault ?? faults.meet(serviceId, answer.iin)
    note(about, fault)
    if (fault === 'failed') throw new ServiceRefusedError('TRN-FAILED', 'the register has failed')
    return writeSyncResponse({
      messageId: randomUUID(),
      correlationId: messageId,
      responseDate: at,
      status: { code: 'SCSS001', message: TRAINING_MARK },
      sessionId,
      data: answer.data,
    })
  })
}
