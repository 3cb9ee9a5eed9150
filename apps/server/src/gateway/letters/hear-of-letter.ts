import type { EsedoState } from '@qyzmet/gateway'
import type { Sql } from '../../database/connect.ts'
import type { SaidOfDocument } from '../esedo/hear.ts'
import {
  insertLetterStep,
  type Letter,
  type LetterStep,
  lockLetterOfExchange,
  recordLetter,
} from './letters.queries.ts'

/** What the sender writes is kept to this length. */
const MOST_WORDS = 1000

/**
 * Keeps what the sender of a letter says of it later: another last day, control, a state of ours that it could not take.
 *
 * @returns undefined when there is no such letter, or it is nothing that a sender says
 */
export async function hearOfLetter(sql: Sql, { id, state, saidAt }: SaidOfDocument): Promise<Letter | undefined> {
  const word = wordOf(state)
  if (!word) return undefined
  return sql.begin(async (transaction) => {
    const letter = await lockLetterOfExchange(transaction, state)
    if (!letter) return undefined
    await insertLetterStep(transaction, letter.id, { ...word, at: saidAt }, id)
    if (word.step === 'prolonged' && word.on) await recordLetter(transaction, letter.id, { dueOn: word.on })
    return letter
  })
}

function wordOf(state: EsedoState): Omit<LetterStep, 'at'> | undefined {
  switch (state.state) {
    case 'stateProlongExDate':
      return { step: 'prolonged', on: state.until }
    case 'stateNewControl':
      return { step: 'controlled' }
    case 'stateTakeOfControl':
      return { step: 'released' }
    case 'wrong':
      return { step: 'wrong', words: `${state.of}: ${state.reason}`.slice(0, MOST_WORDS) }
    case 'stateDelivered':
    case 'stateRegistered':
    case 'stateNotValid':
    case 'stateExecution':
    case 'stateFinished':
      return undefined
  }
}
