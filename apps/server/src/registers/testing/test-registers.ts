// The registers of a test: those of the training state, asked in process, or a road that the test gives.
/* oxlint-disable no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  createQuestionCodecs,
  KNOWN_CODES,
  type MessageSeal,
  type Receipt,
  type RoadAnswer,
  type RoadRequest,
  type SyncRoad,
} from '@qyzmet/gateway'
import { type Consents, createConsents } from '../../../../simulator/src/gateway/consents.ts'
import { createFaults, type GatewayFaults } from '../../../../simulator/src/gateway/faults.ts'
import { ServiceRefusedError } from '../../../../simulator/src/gateway/refused.ts'
import { createServices } from '../../../../simulator/src/gateway/services.ts'
import { trainingPopulation } from '../../../../simulator/src/population/population.ts'
import type { Sql } from '../../database/connect.ts'
import { createRegisters, type Registers, type RegistersOptions } from '../registers.ts'
import type { RegisterServices } from '../services.ts'
import { testVault } from '../../vault/testing/test-vault.ts'

export const PERSONS_SERVICE = 'GBDFLUniversal_token'

export const TEST_SERVICES: RegisterServices = {
  requester: { senderCode: 'TEST', bin: '000000000000', name: 'Test', responsible: 'Test' },
  consent: { road: 'shep', serviceId: 'KDP_SERVICE', lifetimeMinutes: 60, dataName: 'Data' },
  registers: {
    persons: { road: 'shep', serviceId: PERSONS_SERVICE, consent: true },
    addresses: { road: 'shep', serviceId: 'ADDRESS_CERTIFICATE' },
  },
}

/** Nobody checks seals here: what travels sealed is tested where the roads are. */
const UNSEALED: MessageSeal = {
  sealBody: async (envelope) => envelope,
  openBody: async (xml) => ({ signature: 'absent', xml }),
  sealDocument: async (xml) => xml,
  openDocument: async (xml) => ({ signature: 'absent', xml }),
}

export const TEST_CODECS = createQuestionCodecs({ seal: UNSEALED, dictionary: KNOWN_CODES })

/** A road at the end of which nobody answers. */
export const SILENT_ROAD: SyncRoad = {
  transport: 'simulator',
  send: async () => ({ kind: 'no-answer', retryable: true, detail: 'unreachable' }),
}

/** The registers of the training state and everybody's phones, without the gateway before them. */
export interface StateRegisters {
  readonly road: SyncRoad
  readonly faults: GatewayFaults
  readonly consents: Consents
}

/** @param slowMs how long a slow register takes; default 5000 */
export function openStateRegisters(clock: () => Temporal.Instant, slowMs = 5000): StateRegisters {
  const draw = createFaults(2026)
  const consents = createConsents((iin) => trainingPopulation().find(iin)?.story)
  const services = createServices({ population: trainingPopulation, consents, seal: UNSEALED })

  const send = async (request: RoadRequest): Promise<RoadAnswer> => {
    const { serviceId, deadline } = request
    const [at, service] = [clock(), services.get(serviceId)]
    if (!service) throw new TypeError(`the training state has no service ${serviceId}`)
    const asked = { ...request, messageDate: at, sender: { senderId: 'TEST' }, properties: [] }
    const answer = await service(asked, at).catch((error: unknown) => {
      if (error instanceof ServiceRefusedError) return error
      throw error
    })
    const fault = answer instanceof Error ? 'failed' : (answer.storyFault ?? draw.meet(serviceId, answer.iin))
    const receipt = receiptOf(request, at, answer instanceof Error ? answer.message : JSON.stringify(answer.data))
    const answered = (): RoadAnswer =>
      answer instanceof Error
        ? { kind: 'fault', code: answer.name, message: answer.message, receipt }
        : { kind: 'answered', status: { code: 'SCSS001', message: '' }, data: answer.data, receipt }
    switch (fault) {
      case 'none':
      case 'duplicate':
      case 'late':
        return answered()
      case 'slow': {
        const patienceMs = deadline.since(at).total('milliseconds')
        await sleep(Math.min(slowMs, patienceMs))
        return slowMs < patienceMs ? answered() : { kind: 'no-answer', retryable: true, detail: 'time-out' }
      }
      case 'failed':
        return { kind: 'fault', code: 'TRN-FAILED', message: 'the register has failed', receipt }
      case 'garbage':
        return { kind: 'no-answer', retryable: false, detail: 'malformed', receipt }
      case 'wrong-signature':
        return { kind: 'no-answer', retryable: false, detail: 'signature-invalid', receipt }
      case 'down':
      case 'cut':
        return { kind: 'no-answer', retryable: true, detail: 'unreachable' }
    }
  }
  return { road: { transport: 'simulator', send }, faults: draw.faults, consents }
}

function receiptOf({ serviceId, messageId, data }: RoadRequest, at: Temporal.Instant, answer: string): Receipt {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  return {
    transport: 'simulator',
    service: serviceId,
    messageId,
    sentAt: at,
    answeredAt: at,
    requestBytes: bytes(data.form === 'text' ? data.text : data.xml),
    answerBytes: bytes(answer),
    signature: 'valid',
  }
}

export function testRegisters(
  sql: Sql,
  clock: () => Temporal.Instant,
  road: SyncRoad,
  changes: Partial<RegistersOptions> = {},
): Registers {
  return createRegisters({
    sql,
    vault: testVault,
    clock,
    roads: { shep: road },
    services: TEST_SERVICES,
    codecs: TEST_CODECS,
    ...changes,
  })
}
