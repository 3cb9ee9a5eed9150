import type { Texts } from '../../provider/posted-texts.ts'
import type { PageError } from '../../ui/ErrorSummary.tsx'
import type { LettersMessages } from '../messages/letters.kk.ts'
import type { DecisionType, LetterDecision } from './decide-letter.ts'
import type { LetterView } from './LetterPage.tsx'

const MOST_WORDS = 1000
const LONGEST_NUMBER = 60

/** Reads what a form of a letter has sent. @param people who may be named executor */
export function postedDecision(
  type: DecisionType,
  posted: Texts,
  people: LetterView['people'],
  t: LettersMessages,
): { readonly decision: LetterDecision } | { readonly error: PageError } {
  const text = (name: string): string => (posted[name] ?? '').trim()
  switch (type) {
    case 'register': {
      const number = text('case-number')
      if (number.length > LONGEST_NUMBER) return { error: caseUnknown(t) }
      return { decision: { type, ...(number === '' ? {} : { caseNumber: number }) } }
    }
    case 'refuse': {
      const reason = text('reason')
      const message = faultOf(reason, t.faults.reason, t)
      return message === undefined ? { decision: { type, reason } } : { error: { field: 'reason', message } }
    }
    case 'give': {
      const executor = people.find(({ accountId }) => accountId === posted['executor'])
      return executor ? { decision: { type, executor } } : { error: { field: 'executor', message: t.faults.executor } }
    }
    case 'finish': {
      const result = text('result')
      const message = faultOf(result, t.faults.result, t)
      return message === undefined ? { decision: { type, result } } : { error: { field: 'result', message } }
    }
  }
}

export function caseUnknown(t: LettersMessages): PageError {
  return { field: 'case-number', message: t.faults.caseUnknown }
}

function faultOf(text: string, missing: string, t: LettersMessages): string | undefined {
  if (text === '') return missing
  return text.length > MOST_WORDS ? t.faults.long(MOST_WORDS) : undefined
}
