import { seededChance } from '../population/chance.ts'

/**
 * What can be wrong with a service, or with whatever concerns one person: `down` answers 503, `slow` answers late, `cut`
 * breaks off in the middle, `duplicate` delivers the same message twice, `late` tells states of delivery late.
 */
export const GATEWAY_FAULTS = [
  'none',
  'down',
  'slow',
  'cut',
  'wrong-signature',
  'garbage',
  'failed',
  'duplicate',
  'late',
] as const
export type GatewayFault = (typeof GATEWAY_FAULTS)[number]

/** What is broken now; changed by the presenter, or by a test. */
export interface GatewayFaults {
  /** By code of the service. */
  readonly services: Map<string, GatewayFault>
  /** By IIN. */
  readonly people: Map<string, GatewayFault>
  /** So many of a hundred messages meet each kind of fault. */
  percent: number
}

export interface FaultDraw {
  readonly faults: GatewayFaults
  /** The fault that this message meets: the service's, else the person's, else one drawn. */
  meet(service: string, iin?: string): GatewayFault
}

/** @param seed of the drawn faults; the same seed lets the same messages fail */
export function createFaults(seed: number): FaultDraw {
  const chance = seededChance(seed)
  const kinds = GATEWAY_FAULTS.filter((fault) => fault !== 'none')
  const faults: GatewayFaults = { services: new Map(), people: new Map(), percent: 0 }
  return {
    faults,
    meet(service, iin) {
      const set = faults.services.get(service) ?? (iin === undefined ? undefined : faults.people.get(iin))
      if (set !== undefined && set !== 'none') return set
      if (faults.percent === 0) return 'none'
      const draw = chance.below(10_000) / 100
      return kinds[Math.floor(draw / faults.percent)] ?? 'none'
    },
  }
}
