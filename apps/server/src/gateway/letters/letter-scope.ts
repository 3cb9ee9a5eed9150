import type { Party } from '@qyzmet/casework'
import type { Sql } from '../../database/connect.ts'
import { findEsedoRoute } from '../esedo/esedo.queries.ts'
import { type KeepersDependencies, keepsRegistrations } from '../registrations/keepers.ts'
import { hasLetters, type LetterScope } from './letter-lines.queries.ts'
import type { Letter } from './letters.queries.ts'

/**
 * Whose letters a person may read: whoever keeps the journal of a provider that has its documents in E-akimat, all of
 * that provider; whoever was given letters, those.
 *
 * @param isKeeper whether they keep the journal, for askers who know already
 * @returns undefined for everybody else
 */
export async function letterScopeOf(
  deps: KeepersDependencies & { readonly sql: Sql },
  party: Extract<Party, { kind: 'staff' }>,
  isKeeper?: boolean,
): Promise<LetterScope | undefined> {
  const { accountId, providerId, roles } = party
  if (roles.length === 0) return undefined
  const routeId = await findEsedoRoute(deps.sql, providerId)
  if (routeId !== undefined && (isKeeper ?? (await keepsRegistrations(deps, party)))) return { providerId }
  const own = { providerId, executorId: accountId }
  return (await hasLetters(deps.sql, own)) ? own : undefined
}

/** Whether a letter is one of those that somebody sees. */
export function isWithin(scope: LetterScope | undefined, letter: Letter): boolean {
  if (scope?.providerId !== letter.providerId) return false
  return scope.executorId === undefined || scope.executorId === letter.executorId
}
