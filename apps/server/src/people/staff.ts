import type { Party, StaffRole } from '@qyzmet/casework'
import type { Sql } from '../database/connect.ts'
import type { Account } from './account.ts'
import { absencesOf, handsAt, postsInHandsOf } from './staff.queries.ts'

/** A person acting in a post today; `substitutes` is the absent holder they act for. */
export interface StaffMember {
  readonly accountId: string
  readonly name: string
  readonly substitutes?: { readonly accountId: string; readonly name: string }
}

export interface Absence {
  readonly providerId: string
  readonly substituteName: string
  readonly lastDay: Temporal.PlainDate
}

/** The register of persons has not confirmed the account yet, so it can be no party to a case. */
export class RegisterCheckPendingError extends Error {
  override readonly name = 'RegisterCheckPendingError'
}

/**
 * Who the person is before a case, from the account and the posts of today; nothing in it comes
 * from the browser. Staff get the roles at one provider: the given one, else the first of theirs.
 * A person recorded as absent has no roles there until back: one post never has two hands.
 *
 * @throws {RegisterCheckPendingError} when the register of persons has not confirmed the account
 */
export async function partyOfAccount(
  sql: Sql,
  account: Account,
  now: Temporal.Instant,
  providerId?: string,
): Promise<Party> {
  if (account.registerCheck !== 'confirmed' || account.name === undefined) {
    throw new RegisterCheckPendingError('The account is not confirmed by the register of persons.')
  }
  if (account.kind === 'citizen') {
    return { kind: 'applicant', accountId: account.id, iin: account.iin, name: account.name }
  }
  const posts = await postsInHandsOf(sql, account.id, now)
  const chosen = providerId ?? posts[0]?.provider_id ?? ''
  const roles = posts
    .filter((post) => post.provider_id === chosen)
    .map((post): StaffRole =>
      post.holder_id === account.id
        ? { actor: post.actor }
        : { actor: post.actor, substitutes: { accountId: post.holder_id, name: post.holder_name ?? '' } },
    )
  return { kind: 'staff', accountId: account.id, name: account.name, providerId: chosen, roles }
}

/** Providers at which the person acts today. */
export async function providersOf(sql: Sql, accountId: string, now: Temporal.Instant): Promise<readonly string[]> {
  return [...new Set((await postsInHandsOf(sql, accountId, now)).map((post) => post.provider_id))]
}

/** Who acts in a post of the provider today, each person once; for naming an executor. */
export async function staffWithPost(
  sql: Sql,
  providerId: string,
  actor: string,
  now: Temporal.Instant,
): Promise<readonly StaffMember[]> {
  const members = new Map<string, StaffMember>()
  for (const hand of await handsAt(sql, providerId, actor, now)) {
    // A person's own post comes first and stands for those they substitute.
    if (members.has(hand.account_id)) continue
    members.set(hand.account_id, {
      accountId: hand.account_id,
      name: hand.name ?? '',
      ...(hand.holder_id !== hand.account_id && {
        substitutes: { accountId: hand.holder_id, name: hand.holder_name ?? '' },
      }),
    })
  }
  return [...members.values()]
}

export async function absencesOfAccount(
  sql: Sql,
  accountId: string,
  now: Temporal.Instant,
): Promise<readonly Absence[]> {
  return (await absencesOf(sql, accountId, now)).map((row) => ({
    providerId: row.provider_id,
    substituteName: row.substitute_name ?? '',
    lastDay: Temporal.PlainDate.from(row.last_on),
  }))
}
