import { randomUUID } from 'node:crypto'
import type { Story } from '../registers/stories.ts'

export type ConsentState = 'pending' | 'granted' | 'refused' | 'expired'

/** One request for leave to read a person's data, as the person's phone shows it. */
export interface ConsentRequest {
  readonly iin: string
  readonly company: string
  readonly officer: string
  readonly serviceId: string
  readonly dataName: string
  readonly askedAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly token: string
  readonly decision?: 'granted' | 'refused'
}

export interface Consents {
  /** The state of the request, made when there is none that is still open. */
  ask(question: ConsentAsked, now: Temporal.Instant): { readonly request: ConsentRequest; readonly state: ConsentState }
  /** The person's answer. @returns false when nobody has asked */
  decide(iin: string, decision: 'granted' | 'refused', now: Temporal.Instant): boolean
  /** Whether a token opens this person's data now. */
  opens(token: string, iin: string, now: Temporal.Instant): boolean
  /** The requests on a person's phone, the newest first; of everybody when no IIN is given. */
  requests(iin?: string): readonly ConsentRequest[]
  stateOf(request: ConsentRequest, now: Temporal.Instant): ConsentState
}

export interface ConsentAsked {
  readonly iin: string
  readonly company: string
  readonly officer: string
  readonly serviceId: string
  readonly dataName: string
  readonly lifetimeMs: number
}

/** The late one answers after this time. */
const LATE = Temporal.Duration.from({ minutes: 2 })
/** An unanswered request ends after this time at the latest. */
const UNANSWERED = Temporal.Duration.from({ minutes: 10 })
const KEPT = 20_000

/**
 * The consent service with everybody's phones: most people agree at once, those of the stories refuse, wait for their
 * button, answer late or never.
 */
export function createConsents(storyOf: (iin: string) => Story | undefined): Consents {
  const requests: ConsentRequest[] = []

  const stateOf = (request: ConsentRequest, now: Temporal.Instant): ConsentState => {
    const isOver = Temporal.Instant.compare(request.endsAt, now) <= 0
    if (request.decision === 'refused') return 'refused'
    if (isOver) return 'expired'
    if (request.decision === 'granted') return 'granted'
    if (Temporal.Instant.compare(request.askedAt.add(UNANSWERED), now) <= 0) return 'expired'
    const story = storyOf(request.iin)
    if (story === 'consent-refused') return 'refused'
    if (story === 'consent-pending' || story === 'consent-expired') return 'pending'
    const isThinking = Temporal.Instant.compare(request.askedAt.add(LATE), now) > 0
    return story === 'consent-late' && isThinking ? 'pending' : 'granted'
  }
  /** The decision is kept as it stands now, so that what was granted stays so until its own end. */
  const settle = (request: ConsentRequest, now: Temporal.Instant): ConsentRequest => {
    const state = stateOf(request, now)
    if (request.decision !== undefined || (state !== 'granted' && state !== 'refused')) return request
    return replace(request, { ...request, decision: state })
  }
  const replace = (old: ConsentRequest, changed: ConsentRequest): ConsentRequest => {
    requests[requests.indexOf(old)] = changed
    return changed
  }

  return {
    stateOf,
    ask({ lifetimeMs, ...asked }, now) {
      const known = requests.find(
        (request) =>
          request.iin === asked.iin && request.serviceId === asked.serviceId && request.company === asked.company,
      )
      if (known !== undefined) {
        const settled = settle(known, now)
        const state = stateOf(settled, now)
        // What has expired is told once; the next question is a new request.
        if (state !== 'expired') return { request: settled, state }
        requests.splice(requests.indexOf(settled), 1)
        return { request: settled, state }
      }
      const request: ConsentRequest = {
        ...asked,
        askedAt: now,
        endsAt: now.add({ milliseconds: lifetimeMs }),
        token: randomUUID(),
      }
      requests.unshift(request)
      requests.length = Math.min(requests.length, KEPT)
      const settled = settle(request, now)
      return { request: settled, state: stateOf(settled, now) }
    },
    decide(iin, decision, now) {
      const open = requests.filter((request) => request.iin === iin && stateOf(request, now) !== 'expired')
      for (const request of open) replace(request, { ...request, decision })
      return open.length > 0
    },
    opens: (token, iin, now) =>
      requests.some((request) => request.token === token && request.iin === iin && stateOf(request, now) === 'granted'),
    requests: (iin) => (iin === undefined ? requests : requests.filter((request) => request.iin === iin)),
  }
}
