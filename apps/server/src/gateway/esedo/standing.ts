import type { EsedoState } from '@qyzmet/gateway'

/** Where a document stands in E-akimat. */
export type EsedoStage = 'waiting' | 'delivered' | 'registered' | 'executing' | 'finished' | 'refused'

/** One thing that E-akimat said of a document. */
export interface Heard {
  /** The exchange it names; its own words, not always one of ours. */
  readonly exchange: string
  readonly state: EsedoState['state']
  readonly number?: string
  readonly on?: Temporal.PlainDate
  /** Reason, executor or result in the words of the other side. */
  readonly words?: string
  readonly saidAt: Temporal.Instant
}

/** What follows from all that was said. */
export interface Standing {
  readonly stage: EsedoStage
  /** Absent while nothing was said. */
  readonly at?: Temporal.Instant
  /** Stays when the document is refused later. */
  readonly registered?: { readonly number: string; readonly on: Temporal.PlainDate }
  readonly reason?: string
}

/** Stages that a later word of E-akimat takes back; of those said at one moment the last of this order holds. */
const ORDER = ['refused', 'registered', 'executing', 'finished'] as const

const STAGES: Readonly<Partial<Record<EsedoState['state'], (typeof ORDER)[number]>>> = {
  stateNotValid: 'refused',
  stateRegistered: 'registered',
  stateExecution: 'executing',
  stateFinished: 'finished',
}

/**
 * Where a document stands, however often and in whatever order its states came: what was said last holds, the first
 * number stays, and a refusal of an exchange that was sent again meanwhile is not of now.
 */
export function standingOf(heard: readonly Heard[], formerExchanges: readonly string[]): Standing {
  const first = heard
    .filter(({ state }) => state === 'stateRegistered')
    .toSorted((a, b) => Temporal.Instant.compare(a.saidAt, b.saidAt))[0]
  const registered =
    first?.number !== undefined && first.on ? { registered: { number: first.number, on: first.on } } : {}
  const [last] = heard
    .flatMap((one) => {
      const stage = STAGES[one.state]
      const isOld = stage === 'refused' && formerExchanges.includes(one.exchange.toLowerCase())
      return stage === undefined || isOld ? [] : [{ stage, one }]
    })
    .toSorted(
      (a, b) => Temporal.Instant.compare(b.one.saidAt, a.one.saidAt) || ORDER.indexOf(b.stage) - ORDER.indexOf(a.stage),
    )
  if (last) {
    const { stage, one } = last
    return { stage, at: one.saidAt, ...registered, ...(stage === 'refused' ? { reason: one.words ?? '' } : {}) }
  }
  const delivered = heard.find(
    ({ state, exchange }) => state === 'stateDelivered' && !formerExchanges.includes(exchange),
  )
  return delivered ? { stage: 'delivered', at: delivered.saidAt } : { stage: 'waiting' }
}
