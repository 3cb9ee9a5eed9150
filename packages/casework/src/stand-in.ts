import type { Step } from '@qyzmet/regulation'
import type { Party } from './commands.ts'
import type { CaseContext } from './contract.ts'
import { getActor, nearestAhead } from './graph.ts'
import { isSilent, questionsPut } from './register-questions-put.ts'
import { isSystemStep, mayAct, type Right } from './rights.ts'
import type { OpenedCase } from './state.ts'

/**
 * The step whose people help the system on where it waits for a silent register and no time-out ends the waiting: the
 * last one that a person of the provider or the centre did, for the case is still theirs, else the next one of such a
 * person. Undefined while no help is needed.
 */
export function standInStep(
  state: OpenedCase,
  { regulation, graph }: Pick<CaseContext, 'regulation' | 'graph'>,
): Step | undefined {
  const current = graph.steps.get(state.current?.step ?? '')
  if (current?.action !== 'check-answer' || current.timeOut !== undefined) return undefined
  if (!isSystemStep(current, regulation)) return undefined
  if (!questionsPut(state, { regulation, graph }).some(({ question }) => isSilent(state, question))) return undefined
  const isTheirs = (step: Step): boolean => {
    const { kind } = getActor(regulation, step)
    return kind === 'staff' || kind === 'operator'
  }
  const done = state.passed.flatMap(({ step }) => graph.steps.get(step) ?? [])
  return done.findLast(isTheirs) ?? nearestAhead(graph, current, isTheirs)
}

/** Who may do what the open step lacks: whoever may act at it, and at a step of the system who stands in for it. */
export function mayHelp(state: OpenedCase, current: Step, party: Party, context: CaseContext): Right {
  return mayAct(state, standInStep(state, context) ?? current, party, context)
}
