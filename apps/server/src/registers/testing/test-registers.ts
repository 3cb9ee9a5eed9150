// The registers of a test: over the road of the training state, or over one the test gives.
import type { SyncRoad } from '@qyzmet/gateway'
import type { Sql } from '../../database/connect.ts'
import { createPersonsRoad } from './persons-http.ts'
import { PERSONS_WIRE } from './persons-wire.ts'
import { createRegisters, type Registers, type RegistersOptions } from '../registers.ts'
import type { RegisterServices } from '../services.ts'

export const TEST_SERVICES: RegisterServices = {
  requester: { senderCode: 'TEST', bin: '000000000000', name: 'Test', responsible: 'Test' },
  consent: { road: 'shep', serviceId: 'KDP_SERVICE', lifetimeMinutes: 60, dataName: 'Data' },
  registers: Object.fromEntries(
    ['persons', 'notary', 'addresses', 'legal-entities', 'courts'].map((id) => [
      id,
      { road: 'shep' as const, serviceId: id.toUpperCase() },
    ]),
  ),
}

/** @param road an address of the register of persons, or the road itself */
export function testRegisters(
  sql: Sql,
  clock: () => Temporal.Instant,
  road: string | SyncRoad,
  changes: Partial<RegistersOptions> & { readonly maxBytes?: number } = {},
): Registers {
  const { maxBytes, ...options } = changes
  const shep =
    typeof road === 'string'
      ? createPersonsRoad({ url: road, clock, ...(maxBytes === undefined ? {} : { maxBytes }) })
      : road
  return createRegisters({ sql, clock, roads: { shep }, services: TEST_SERVICES, codecs: PERSONS_WIRE, ...options })
}
