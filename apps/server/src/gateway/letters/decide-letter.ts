import type { Sql, TransactionSql } from '../../database/connect.ts'
import { journalNumber } from '../../provider/journal-number.ts'
import {
  findCaseOfNumber,
  insertLetterStep,
  type Letter,
  type LetterState,
  lockLetter,
  type OwnStep,
  recordLetter,
} from './letters.queries.ts'
import { tellSender, type ToldState } from './tell-sender.ts'

/** What may be done with a letter. */
export type LetterDecision =
  /** `caseNumber`: of the case that it is about. */
  | { readonly type: 'register'; readonly caseNumber?: string }
  | { readonly type: 'refuse'; readonly reason: string }
  | { readonly type: 'give'; readonly executor: { readonly accountId: string; readonly name: string } }
  | { readonly type: 'finish'; readonly result: string }

export type DecisionType = LetterDecision['type']

const AFTER: Readonly<Record<LetterState, readonly DecisionType[]>> = {
  arrived: ['register', 'refuse'],
  registered: ['give', 'finish'],
  executing: ['finish'],
  finished: [],
  refused: [],
}

/** What may be done with a letter that stands like this. */
export function decisionsAfter(state: LetterState): readonly DecisionType[] {
  return AFTER[state]
}

/** `over`: there is no such letter, or it stands otherwise by now. */
export type Decided = 'done' | 'over' | 'case-unknown'

/**
 * Does something with a letter once, however often it is asked for at the same moment; its sender hears of it.
 *
 * @param asked `on` is today at the provider, `mayDecide` says whether this person may do this with it as it stands
 */
export async function decideLetter(
  sql: Sql,
  asked: {
    readonly letterId: string
    readonly by: { readonly accountId: string; readonly name: string }
    readonly on: Temporal.PlainDate
    readonly at: Temporal.Instant
    readonly decision: LetterDecision
    readonly mayDecide: (letter: Letter) => boolean
  },
): Promise<Decided> {
  const { letterId, by, on, at, decision } = asked
  return sql.begin(async (transaction) => {
    const letter = await lockLetter(transaction, letterId)
    if (!letter || !asked.mayDecide(letter) || !decisionsAfter(letter.state).includes(decision.type)) return 'over'
    const effect = await effectOf(transaction, letter, decision, on)
    if (effect === 'case-unknown') return effect
    await insertLetterStep(transaction, letterId, { step: effect.state, by, on, words: effect.words, at })
    await recordLetter(transaction, letterId, effect)
    await tellSender(transaction, { ...letter, ...effect }, effect.tells, at)
    return 'done'
  })
}

type Effect = { readonly state: OwnStep; readonly words: string; readonly tells: ToldState } & Pick<
  Letter,
  'registered' | 'caseId' | 'executorId'
>

async function effectOf(
  sql: TransactionSql,
  { providerId }: Letter,
  decision: LetterDecision,
  on: Temporal.PlainDate,
): Promise<Effect | 'case-unknown'> {
  switch (decision.type) {
    case 'register': {
      const { caseNumber } = decision
      const caseId =
        caseNumber === undefined ? undefined : await findCaseOfNumber(sql, { providerId, number: caseNumber })
      if (caseNumber !== undefined && caseId === undefined) return 'case-unknown'
      const number = await journalNumber(sql, on)
      return {
        state: 'registered',
        words: number,
        tells: 'stateRegistered',
        registered: { number, on },
        ...(caseId === undefined ? {} : { caseId }),
      }
    }
    case 'refuse':
      return { state: 'refused', words: decision.reason, tells: 'stateNotValid' }
    case 'give': {
      const { accountId, name } = decision.executor
      return { state: 'executing', words: name, tells: 'stateExecution', executorId: accountId }
    }
    case 'finish':
      return { state: 'finished', words: decision.result, tells: 'stateFinished' }
  }
}
