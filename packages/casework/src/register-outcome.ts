import type { RegisterOutcome } from './commands.ts'

/** True when the register has said what it knows, or that it will not say; false while the question is still open. */
export function isFinalAnswer(outcome: RegisterOutcome | undefined): boolean {
  switch (outcome) {
    case 'found':
    case 'not-found':
    case 'refused':
      return true
    case 'pending':
    case 'no-answer':
    case undefined:
      return false
  }
}
