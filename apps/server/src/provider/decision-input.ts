import type { AllowedAction, CaseCommand, CompletionInput, NamedExecutor } from '@qyzmet/casework'
import type { Input } from '@qyzmet/regulation'
import type { PageError } from '../ui/ErrorSummary.tsx'
import type { ProviderMessages } from './messages/provider.ts'

/** What was posted, as text; nothing in it is trusted. */
export type Posted = Readonly<Record<string, string>>

export type ReadDecision =
  | { readonly ok: true; readonly command: CaseCommand }
  | { readonly ok: false; readonly errors: readonly PageError[] }

/** Longest text a person may write into a decision. */
export const MAX_TEXT = 4000

/** Reads a completed step; says what is missing for the outcome that was chosen. */
export function readCompletion(
  action: AllowedAction,
  posted: Posted,
  executors: readonly NamedExecutor[],
  t: ProviderMessages['case'],
): ReadDecision {
  const outcome = action.outcomes.find((candidate) => candidate.id === posted['outcome'])
  if (!outcome) return { ok: false, errors: [{ field: 'outcome', message: t.decisionMissing }] }
  const { input, errors } = readInputs(outcome.inputs, posted, action.grounds, executors, t)
  if (errors.length > 0) return { ok: false, errors }
  return { ok: true, command: { type: 'complete', step: action.step.id, outcome: outcome.id, input } }
}

/** Reads a vote: one of the session's outcomes, or a declared conflict of interest. */
export function readVote(action: AllowedAction, posted: Posted, t: ProviderMessages): ReadDecision {
  const choice = VOTES.find((candidate) => candidate === posted['outcome'])
  if (!choice) return { ok: false, errors: [{ field: 'outcome', message: t.vote.missing }] }
  const needed: readonly Input[] = choice === 'negative' ? ['ground', 'reason'] : []
  const { input, errors } = readInputs(needed, posted, action.grounds, [], t.case)
  if (errors.length > 0) return { ok: false, errors }
  const { ground, reason } = input
  return {
    ok: true,
    command: {
      type: 'vote',
      step: action.step.id,
      choice,
      ...(ground === undefined ? {} : { ground }),
      ...(reason === undefined ? {} : { reason }),
    },
  }
}

/** Reads who is to answer for the case instead, and why. */
export function readReassignment(
  posted: Posted,
  executors: readonly NamedExecutor[],
  t: ProviderMessages['case'],
): ReadDecision {
  const { input, errors } = readInputs(['executor', 'reason'], posted, [], executors, t)
  const { executor, reason } = input
  if (errors.length > 0 || !executor || reason === undefined) return { ok: false, errors }
  return { ok: true, command: { type: 'reassign', executor, reason } }
}

const VOTES = ['positive', 'negative', 'conflict'] as const

function readInputs(
  needed: readonly Input[],
  posted: Posted,
  grounds: readonly string[],
  executors: readonly NamedExecutor[],
  t: ProviderMessages['case'],
): { readonly input: CompletionInput; readonly errors: readonly PageError[] } {
  const errors: PageError[] = []
  const text = (name: 'reason' | 'opinion' | 'report', missing: string): string | undefined => {
    const value = posted[name]?.trim() ?? ''
    if (value === '') errors.push({ field: name, message: missing })
    if (value.length > MAX_TEXT) errors.push({ field: name, message: t.tooLong(MAX_TEXT) })
    return value
  }
  const ground = needed.includes('ground') ? grounds.find((candidate) => candidate === posted['ground']) : undefined
  if (needed.includes('ground') && ground === undefined) errors.push({ field: 'ground', message: t.groundMissing })
  const reason = needed.includes('reason') ? text('reason', t.reasonMissing) : undefined
  const opinion = needed.includes('opinion') ? text('opinion', t.opinionMissing) : undefined
  const report = needed.includes('report') ? text('report', t.reportMissing) : undefined
  const sum = needed.includes('sum') ? posted['sum']?.replaceAll(/\s/g, '') : undefined
  if (needed.includes('sum') && !/^[1-9][0-9]{0,14}$/.test(sum ?? '')) {
    errors.push({ field: 'sum', message: t.sumMissing })
  }
  const executor = needed.includes('executor')
    ? executors.find((candidate) => candidate.accountId === posted['executor'])
    : undefined
  if (needed.includes('executor') && !executor) errors.push({ field: 'executor', message: t.executorMissing })
  return {
    errors,
    input: {
      ...(ground === undefined ? {} : { ground }),
      ...(reason === undefined ? {} : { reason }),
      ...(opinion === undefined ? {} : { opinion }),
      ...(report === undefined ? {} : { report }),
      ...(sum === undefined ? {} : { sum }),
      ...(executor ? { executor: { accountId: executor.accountId, name: executor.name } } : {}),
    },
  }
}
