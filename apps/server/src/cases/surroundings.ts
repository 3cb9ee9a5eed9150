import type { CaseCommand, CaseContext, CaseState, NamedExecutor, OpenedCase, Party } from '@qyzmet/casework'
import { executorActorOf } from '@qyzmet/regulation'
import type { ProcessGraph } from '@qyzmet/regulation'
import type { Edition } from '../regulations/editions.ts'
import type { CaseId } from './case-id.ts'

/** What a decision needs to know from outside the case; asked only when the command calls for it. */
export interface CaseSurroundings {
  /** Members today of the provider's commission, by the actor that is the commission. */
  readonly commissionMembers: (providerId: string, actor: string) => Promise<readonly NamedExecutor[]>
  /** People who hold the actor's role at the provider today. */
  readonly holdersOf: (providerId: string, actor: string) => Promise<readonly NamedExecutor[]>
  /** Hash of the minutes as they stand now; undefined when there are none. */
  readonly minutesSha256: (caseId: CaseId, state: OpenedCase) => Promise<string | undefined>
  /** Hash of the drafted result as the signer saw it; undefined when nothing is drafted. */
  readonly draftSha256: (caseId: CaseId, state: OpenedCase, party: Party) => Promise<string | undefined>
  /** Hash of the act of inspection by which the person says this report; undefined when there is none. */
  readonly reportSha256: (
    caseId: CaseId,
    state: OpenedCase,
    party: Party,
    report: string,
  ) => Promise<string | undefined>
}

/** The parts of `CaseContext` that come from outside. */
export type Surrounded = Pick<
  CaseContext,
  'commissionMembers' | 'executors' | 'minutesSha256' | 'draftSha256' | 'reportSha256'
>

/** Asks for exactly what deciding on the command needs. */
export async function surround(
  surroundings: CaseSurroundings,
  caseId: CaseId,
  state: CaseState,
  command: CaseCommand,
  party: Party,
  edition: Edition,
  graph: ProcessGraph,
): Promise<Surrounded> {
  if (state.status === 'none' || state.current === undefined) return NOTHING
  const step = graph.steps.get(state.current.step)
  if (step === undefined) return NOTHING
  const isSession = edition.regulation.actors.get(step.actor)?.kind === 'commission'
  const names = command.type === 'reassign' || (command.type === 'complete' && command.input.executor !== undefined)
  const signsMinutes = command.type === 'sign-minutes'
  const signs = command.type === 'complete' && command.input.signature !== undefined
  const report = signs && step.action === 'inspect' ? command.input.report : undefined
  const signsDraft = signs && step.action !== 'inspect'
  if (!isSession && !names && !signs) return NOTHING
  const executorActor = names ? executorActorOf(graph, edition.regulation) : undefined
  const [commissionMembers, executors, minutesSha256, draftSha256, reportSha256] = await Promise.all([
    isSession ? surroundings.commissionMembers(state.providerId, step.actor) : [],
    executorActor === undefined ? undefined : surroundings.holdersOf(state.providerId, executorActor),
    signsMinutes ? surroundings.minutesSha256(caseId, state) : undefined,
    signsDraft ? surroundings.draftSha256(caseId, state, party) : undefined,
    report === undefined ? undefined : surroundings.reportSha256(caseId, state, party, report),
  ])
  return {
    commissionMembers,
    ...(executors === undefined ? {} : { executors }),
    ...(minutesSha256 === undefined ? {} : { minutesSha256 }),
    ...(draftSha256 === undefined ? {} : { draftSha256 }),
    ...(reportSha256 === undefined ? {} : { reportSha256 }),
  }
}

const NOTHING: Surrounded = { commissionMembers: [] }
