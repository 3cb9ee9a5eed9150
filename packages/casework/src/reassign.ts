import { executorActorOf } from '@qyzmet/regulation'
import type { Step } from '@qyzmet/regulation'
import type { CaseCommand, Party } from './commands.ts'
import { isCandidate } from './complete.ts'
import type { CaseContext, Decision } from './contract.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import { filled } from './facts.ts'
import { getStep, isAhead } from './graph.ts'
import type { Right } from './rights.ts'
import { mayAct } from './rights.ts'
import type { OpenedCase } from './state.ts'

type ReassignCommand = Extract<CaseCommand, { type: 'reassign' }>

/** Names another executor while a step of the executor is open or still to come. */
export function reassign(state: OpenedCase, command: ReassignCommand, party: Party, context: CaseContext): Decision {
  const assigning = assignedAt(state, context)
  if (assigning === undefined) return rejected(rejection('no-executor-to-replace'))
  const right = mayReassign(state, assigning, party, context)
  if (!right.allowed) return rejected(right.rejection)
  const { accountId } = command.executor
  const reason = filled(command.reason)
  if (reason === undefined) return rejected(rejection('missing-input', { step: assigning.id, input: 'reason' }))
  if (accountId === state.executor?.accountId || !isCandidate(accountId, context)) {
    return rejected(rejection('not-a-candidate', { step: assigning.id, accountId }))
  }
  const meta = { at: context.now, by: right.by, item: assigning.item }
  return accepted(eventOf(meta, { type: 'ExecutorNamed', executor: command.executor, reason }))
}

/** The step at which the executor was named; undefined when there is no executor to replace. */
export function assignedAt(state: OpenedCase, context: CaseContext): Step | undefined {
  const { graph, regulation } = context
  const actor = executorActorOf(graph, regulation)
  if (state.executor === undefined || state.current === undefined || actor === undefined) return undefined
  if (!isAhead(graph, getStep(graph, state.current.step), actor)) return undefined
  return [...graph.steps.values()].findLast((step) => step.action === 'assign' && state.outcomes.has(step.id))
}

/** Who assigns may assign anew. */
export function mayReassign(state: OpenedCase, assigning: Step, party: Party, context: CaseContext): Right {
  return mayAct(state, assigning, party, context)
}
