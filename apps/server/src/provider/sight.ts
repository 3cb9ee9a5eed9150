import { executorActorOf } from '@qyzmet/regulation'
import { type CasePart, type NamedExecutor, type Party, visibleParts } from '@qyzmet/casework'
import type { LoadedCase } from '../cases/case-service.ts'
import type { ProviderDependencies } from './dependencies.ts'

export type Sight = (loaded: LoadedCase) => Promise<ReadonlySet<CasePart>>

/** Which parts of cases a person may read today; members of a commission are asked for once, however many cases. */
export function sightOf(deps: Pick<ProviderDependencies, 'people' | 'now'>, party: Party): Sight {
  const known = new Map<string, Promise<readonly NamedExecutor[]>>()
  return async (loaded) => {
    const { state, edition, graph } = loaded
    const key = `${state.providerId} ${graph.steps.get(state.current?.step ?? '')?.actor ?? ''}`
    const members = known.get(key) ?? membersOf(deps, loaded)
    known.set(key, members)
    const { regulation, clock } = edition
    return visibleParts(state, party, { regulation, graph, clock, commissionMembers: await members, now: deps.now() })
  }
}

/** Members today of the commission before which the case stands; none when it stands elsewhere. */
export async function membersOf(
  { people }: Pick<ProviderDependencies, 'people'>,
  { state, graph, edition }: LoadedCase,
): Promise<readonly NamedExecutor[]> {
  const step = graph.steps.get(state.current?.step ?? '')
  const isSession = step && edition.regulation.actors.get(step.actor)?.kind === 'commission'
  return isSession ? people.commissionMembersOf(state.providerId, step.actor) : []
}

/** Everybody who may be named executor of the case today. */
export async function executorsOf(
  { people }: Pick<ProviderDependencies, 'people'>,
  { state, graph, edition }: LoadedCase,
): Promise<readonly NamedExecutor[]> {
  const actor = executorActorOf(graph, edition.regulation)
  return actor === undefined ? [] : people.staffWithPost(state.providerId, actor)
}
