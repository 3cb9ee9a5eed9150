import type { Party } from '../commands.ts'
import type { CaseCommand, CompletionInput } from '../commands.ts'
import type { AllowedAction, CaseContext } from '../contract.ts'
import type { OpenedCase } from '../state.ts'
import { ASKER, DRAFT_SHA256, member, MINUTES_SHA256, person, signatureOver, staff, SYSTEM } from './story.ts'

/** Everybody who might try something with a case, those without any right included. */
export const CROWD: readonly Party[] = [
  ASKER,
  { kind: 'applicant', accountId: 'stranger', iin: '222222222222', name: 'Stranger' },
  SYSTEM,
  staff('clerk'),
  staff('warden'),
  staff('scribe'),
  staff('scribe', 'other-scribe'),
  staff('scribe', 'substitute', [{ actor: 'scribe', substitutes: person('scribe') }]),
  staff('warden', 'deputy', [{ actor: 'warden', substitutes: person('warden') }]),
  staff('teller'),
  staff('clerk', 'clerk', [{ actor: 'clerk' }], 'elsewhere'),
  staff(
    'warden',
    'everything',
    ['clerk', 'warden', 'scribe', 'council'].map((actor) => ({ actor })),
    'elsewhere',
  ),
  staff('none', 'idle', []),
  member(1),
  member(2),
  member(3),
  member(4),
]

/** A command that does what an allowed action offers, with all that it must bring. `pick` chooses among its outcomes. */
export function commandOf(action: AllowedAction, pick: number, state: OpenedCase): CaseCommand {
  const step = action.step.id
  switch (action.kind) {
    case 'complete': {
      const outcome = action.outcomes[pick % action.outcomes.length]
      if (outcome === undefined) throw new Error('an action without outcomes')
      const sha256 = action.step.action === 'sign-and-send-request' ? state.requestSha256 : DRAFT_SHA256
      return { type: 'complete', step, outcome: outcome.id, input: fullInput(action, pick, sha256) }
    }
    case 'vote': {
      const ground = action.grounds[pick % action.grounds.length]
      return pick % 3 === 0 && ground !== undefined
        ? { type: 'vote', step, choice: 'negative', ground, reason: 'Because' }
        : { type: 'vote', step, choice: 'positive' }
    }
    case 'sign-minutes':
      return { type: 'sign-minutes', step, signature: signatureOver(MINUTES_SHA256) }
    case 'close-session':
      return { type: 'close-session', step }
    case 'reassign': {
      const other = state.executor?.accountId === person('scribe').accountId ? 'other-scribe' : 'scribe'
      return { type: 'reassign', executor: person(other), reason: 'Ill' }
    }
  }
}

function fullInput(action: AllowedAction, pick: number, documentSha256: string): CompletionInput {
  const ground = action.grounds[pick % action.grounds.length]
  return {
    ...(ground === undefined ? {} : { ground }),
    reason: 'Because',
    opinion: 'In order',
    report: 'Three rooms',
    sum: '1 250 000',
    executor: person(pick % 5 === 0 ? 'other-scribe' : 'scribe'),
    number: `N-${pick}`,
    findings: ['certificate-expired'],
    signature: signatureOver(documentSha256),
  }
}

/** True when the action is what the command asks for. */
export function offers(action: AllowedAction, command: CaseCommand): boolean {
  switch (command.type) {
    case 'complete':
      return (
        action.kind === 'complete' &&
        action.step.id === command.step &&
        action.outcomes.some((outcome) => outcome.id === command.outcome)
      )
    case 'vote':
    case 'sign-minutes':
    case 'close-session':
      return action.kind === command.type && action.step.id === command.step
    case 'reassign':
      return action.kind === 'reassign'
    case 'open':
    case 'record-register-answer':
    case 'enter-register-answer':
    case 'mark-term':
    case 'record-notice':
      return false
  }
}

/** Commands of every kind for every step of the graph, sensible or not. */
export function anyCommands(context: CaseContext): readonly CaseCommand[] {
  const steps = [...context.graph.steps.values()]
  const input: CompletionInput = {
    ground: 'no-need',
    reason: 'Because',
    opinion: 'In order',
    report: 'Three rooms',
    sum: '1 250 000',
    executor: person('scribe'),
    number: 'N-0',
    findings: ['f'],
    signature: signatureOver(DRAFT_SHA256),
  }
  return steps.flatMap((step): readonly CaseCommand[] => [
    ...step.outcomes.map((outcome) => ({ type: 'complete' as const, step: step.id, outcome: outcome.id, input })),
    { type: 'complete', step: step.id, outcome: step.outcomes[0]?.id ?? '', input: {} },
    { type: 'complete', step: step.id, outcome: 'no-such-outcome', input },
    { type: 'vote', step: step.id, choice: 'positive' },
    { type: 'vote', step: step.id, choice: 'conflict' },
    { type: 'vote', step: step.id, choice: 'negative', ground: 'no-need', reason: 'Because' },
    { type: 'sign-minutes', step: step.id, signature: signatureOver(MINUTES_SHA256) },
    { type: 'close-session', step: step.id },
    { type: 'reassign', executor: person('other-scribe'), reason: 'Ill' },
    { type: 'record-register-answer', step: step.id, register: 'people', outcome: 'found', receiptId: 'r' },
    { type: 'record-register-answer', step: step.id, register: 'people', outcome: 'pending', receiptId: 'r' },
    {
      type: 'enter-register-answer',
      step: step.id,
      register: 'people',
      outcome: 'found',
      receiptId: 'r',
      reason: 'Silent',
    },
    { type: 'mark-term', term: step.id, mark: 'overdue' },
    { type: 'mark-term', term: 'total', mark: 'half' },
  ])
}
