import type { Population } from '../population/population.ts'
import { personMessage } from './person-message.ts'

/** What to send back: an answer, an HTTP fault, or bytes that are no answer. */
export type Reply =
  | { readonly kind: 'answer'; readonly body: Readonly<Record<string, unknown>>; readonly delayMs: number }
  | { readonly kind: 'fault'; readonly status: number }
  | { readonly kind: 'garbage'; readonly text: string }

export type Decision = 'granted' | 'refused'

export interface PersonsRegister {
  answer(iin: string, messageId: string, now: Temporal.Instant): Reply
  /** The person's answer on the phone to "may this body see your data?". */
  decide(iin: string, decision: Decision): boolean
  decisionOf(iin: string): Decision | undefined
}

const ZONE = 'Asia/Almaty'
export const SLOW_MS = 5_000

export function createPersonsRegister(options: {
  readonly population: () => Population
  readonly slowMs?: number
}): PersonsRegister {
  const { population, slowMs = SLOW_MS } = options
  const decisions = new Map<string, Decision>()

  return {
    decisionOf: (iin) => decisions.get(iin),

    decide: (iin, decision) => {
      if (population().find(iin)?.story !== 'consent-pending') return false
      decisions.set(iin, decision)
      return true
    },

    answer: (iin, messageId, now) => {
      // Every answer says what it is, so that it can never be taken for the state's.
      const head = { messageId, answeredAt: now.toString(), training: true }
      const answer = (body: Readonly<Record<string, unknown>>, delayMs = 0): Reply => ({
        kind: 'answer',
        body: { ...head, ...body },
        delayMs,
      })
      const person = population().find(iin)
      if (!person) return answer({ result: 'not-found' })
      const today = now.toZonedDateTimeISO(ZONE).toPlainDate()
      const message = personMessage(person, population().marriagesOf(iin), today)
      const found = { result: 'found', persons: [message] }
      switch (person.story) {
        case 'not-found':
          return answer({ result: 'not-found' })
        case 'several-found':
          return answer({ result: 'found', persons: [message, { ...message, name: 'Жанар', documents: [] }] })
        case 'consent-pending': {
          const decision = decisions.get(iin)
          if (decision === 'granted') return answer(found)
          if (decision === 'refused') return answer({ result: 'refused', why: 'consent-refused' })
          return answer({ result: 'pending', why: 'consent', token: `consent-${iin.slice(6)}` })
        }
        case 'consent-expired':
          return answer({ result: 'pending', why: 'consent', token: `consent-${iin.slice(6)}` })
        case 'consent-refused':
          return answer({ result: 'refused', why: 'consent-refused' })
        case 'slow':
          return answer(found, slowMs)
        case 'failing':
          return { kind: 'fault', status: 500 }
        case 'garbage':
          return { kind: 'garbage', text: '<soap:Envelope>\u0000<Сынақ' }
        case 'ordinary':
        case 'family':
        case 'deceased':
        case 'incapable':
        case 'excluded':
        case 'minor':
        case 'no-address':
        case 'expired-document':
        case 'consent-late':
        case 'power-good':
        case 'power-revoked':
        case 'namesake':
        case 'staff':
          return answer(found)
      }
    },
  }
}
