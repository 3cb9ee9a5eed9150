import { type EsedoState, writeEsedoState } from '@qyzmet/gateway'
import type { Sql, TransactionSql } from '../../database/connect.ts'
import { UnreadableMessageError } from '../content.ts'
import type { OutgoingKind } from '../outbox.ts'
import { insertOutgoing } from '../outgoing.queries.ts'
import { ESEDO_DOCUMENTS } from '../services.ts'
import { chainOfLetter, findLetter, findLetterStep, type Letter, type LetterStep } from './letters.queries.ts'

/** Kind of the messages in which the sender of a letter hears what becomes of it. */
export const LETTER_STATE = 'letter-state'

const TOLD = ['stateDelivered', 'stateRegistered', 'stateNotValid', 'stateExecution', 'stateFinished'] as const
export type ToldState = (typeof TOLD)[number]

/**
 * Puts what became of a letter into the outbox, once in each exchange: back in the chain of the gateway in which it
 * came, and in the order in which it happened.
 */
export async function tellSender(
  sql: TransactionSql,
  letter: Letter,
  state: ToldState,
  at: Temporal.Instant,
): Promise<void> {
  const { id, activityId, correlationId, providerId, caseId } = letter
  await insertOutgoing(sql, {
    key: `letter ${id} ${state} ${activityId}`,
    chain: chainOfLetter(id),
    kind: LETTER_STATE,
    way: { road: 'async', messageType: 'NOTIFICATION', correlationId },
    serviceId: ESEDO_DOCUMENTS,
    providerId,
    ...(caseId === undefined ? {} : { caseId }),
    content: { letter: id, state, activity: activityId },
    at,
  })
}

/**
 * Puts a state into the words of the document systems, from the letter and what was done with it.
 *
 * @param senderId under which name this installation is known to the other side
 */
export function letterStateKind(sql: Sql, senderId: string): OutgoingKind {
  return {
    compose: async ({ content }) => {
      const { letter: id, activity } = content
      const state = TOLD.find((one) => one === content['state'])
      const letter = typeof id === 'string' ? await findLetter(sql, id) : undefined
      if (!letter || !state || typeof activity !== 'string') throw new UnreadableMessageError('letter-unknown')
      const step = state === 'stateDelivered' ? undefined : await findLetterStep(sql, letter.id, STEP_OF[state])
      const said = stateOf(state, step)
      if (!said) throw new UnreadableMessageError('letter-unknown')
      return { data: writeEsedoState({ activityId: activity, from: senderId, href: letter.href, ...said }) }
    },
  }
}

const STEP_OF = {
  stateRegistered: 'registered',
  stateNotValid: 'refused',
  stateExecution: 'executing',
  stateFinished: 'finished',
} as const

type Said = EsedoState extends infer S
  ? S extends { state: ToldState }
    ? Omit<S, 'activityId' | 'from' | 'href'>
    : never
  : never

/** @returns undefined when what is to be told was not done */
function stateOf(state: ToldState, step: LetterStep | undefined): Said | undefined {
  if (state === 'stateDelivered') return { state }
  if (!step) return undefined
  const { on, words = '', by } = step
  switch (state) {
    case 'stateRegistered':
      return on && { state, number: words, on }
    case 'stateNotValid':
      return { state, reason: words }
    case 'stateExecution':
      return { state, executive: words, ...(on ? { on } : {}) }
    case 'stateFinished':
      return { state, ...(by ? { author: by.name } : {}), ...(on ? { on } : {}), resultText: words }
  }
}
