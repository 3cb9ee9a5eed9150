import type { Outcome, Step } from '@qyzmet/regulation'
import { inputsOf } from '@qyzmet/regulation'
import type { Party } from './commands.ts'
import { openOutcomes } from './consequences.ts'
import type { AllowedAction, CaseContext } from './contract.ts'
import { getStep } from './graph.ts'
import { groundsAt } from './grounds.ts'
import { assignedAt, mayReassign } from './reassign.ts'
import { missingAnswers } from './register-answer.ts'
import { mayAct, mayChoose } from './rights.ts'
import { isSession } from './session.ts'
import { objectionToClosing, objectionToSigning } from './sign-minutes.ts'
import type { OpenedCase } from './state.ts'
import { isTimeOut } from './time-out.ts'
import { objectionToVoting } from './vote.ts'

/** What a party may do with the case now, by the rules that `decide` applies. */
export function allowedActions(state: OpenedCase, party: Party, context: CaseContext): readonly AllowedAction[] {
  if (state.current === undefined) return []
  const step = getStep(context.graph, state.current.step)
  const atStep = isSession(step)
    ? sessionActions(state, step, party, context)
    : completions(state, step, party, context)
  return [...atStep, ...reassignments(state, step, party, context)]
}

function completions(state: OpenedCase, step: Step, party: Party, context: CaseContext): readonly AllowedAction[] {
  const waits = missingAnswers(state, step, context).length > 0
  const grounds = groundsAt(step, context)
  const choosable = openOutcomes(state, step, context)
    .filter((outcome) => !waits || isTimeOut(step, outcome))
    .filter((outcome) => mayChoose(state, step, outcome, party, context).allowed)
    .map((outcome) => choiceOf(step, outcome))
    .filter((choice) => grounds.length > 0 || !choice.inputs.includes('ground'))
  return choosable.length === 0 ? [] : [{ step, kind: 'complete', outcomes: choosable, grounds }]
}

function choiceOf(step: Step, { id, title, drafts }: Outcome): AllowedAction['outcomes'][number] {
  const inputs = inputsOf(step.action, id) ?? []
  return drafts === undefined ? { id, title, inputs } : { id, title, inputs, drafts }
}

function sessionActions(state: OpenedCase, step: Step, party: Party, context: CaseContext): readonly AllowedAction[] {
  const right = mayAct(state, step, party, context)
  if (!right.allowed || right.by.kind !== 'staff') return []
  const { accountId } = right.by
  const actions: AllowedAction[] = []
  const allow = (kind: AllowedAction['kind']) => {
    actions.push({ step, kind, outcomes: [], grounds: kind === 'vote' ? groundsAt(step, context) : [] })
  }
  if (objectionToVoting(state, step, accountId, context) === undefined) allow('vote')
  if (objectionToSigning(state, step, accountId) === undefined) allow('sign-minutes')
  if (objectionToClosing(state, step, context) === undefined) allow('close-session')
  return actions
}

function reassignments(state: OpenedCase, step: Step, party: Party, context: CaseContext): readonly AllowedAction[] {
  const assigning = assignedAt(state, context)
  if (assigning === undefined || !mayReassign(state, assigning, party, context).allowed) return []
  return [{ step, kind: 'reassign', outcomes: [], grounds: [] }]
}
