import type { Decision, Rejection } from './contract.ts'
import type { CaseEvent, CaseFact, EventMeta } from './events.ts'

/** A rule's answer: nothing against it, or the rejection. */
export type Objection = Rejection | undefined

export function rejection(code: Rejection['code'], parameters: Rejection['parameters'] = {}): Rejection {
  return { code, parameters }
}

export function rejected(reason: Rejection): Decision {
  return { accepted: false, rejection: reason }
}

export function accepted(first: CaseEvent, ...rest: readonly CaseEvent[]): Decision {
  return { accepted: true, events: [first, ...rest] }
}

/** A fact with who, when and by which item of the act. */
export function eventOf(meta: EventMeta, fact: CaseFact): CaseEvent {
  return { at: meta.at, by: meta.by, item: meta.item, ...fact }
}
