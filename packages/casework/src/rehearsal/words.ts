import type { Locale, ScenarioAnswer, ScenarioVote } from '@qyzmet/regulation'
import type { CaseEventType } from '../events.ts'
import { en } from './words.en.ts'
import { kk } from './words.kk.ts'
import { ru } from './words.ru.ts'

/** Events that only carry a case from step to step; a rehearsal shows the steps themselves. */
export type CarryingEvent = 'StepOpened' | 'StepCompleted' | 'TermStarted' | 'TermStopped'

/** What a rehearsal says beside the words of the regulation. */
export interface Words {
  readonly limit: string
  readonly noLimit: string
  readonly lastDay: string
  readonly until: string
  readonly done: string
  readonly late: string
  readonly timeOut: string
  readonly told: string
  readonly asked: string
  readonly voted: string
  readonly opened: string
  readonly total: string
  readonly end: string
  readonly noCase: string
  readonly result: string
  readonly ground: string
  readonly nothing: string
  readonly training: string
  readonly halted: string
  readonly events: Readonly<Record<Exclude<CaseEventType, CarryingEvent>, string>>
  readonly answers: Readonly<Record<ScenarioAnswer, string>>
  readonly votes: Readonly<Record<ScenarioVote, string>>
  readonly expected: string
  readonly actual: string
  readonly differs: {
    readonly halted: string
    readonly 'never-came': string
    readonly end: string
    readonly result: string
    readonly ground: string
    readonly due: string
    readonly late: string
    readonly 'not-late': string
    readonly told: string
  }
}

export const WORDS: Readonly<Record<Locale, Words>> = { kk, ru, en }
