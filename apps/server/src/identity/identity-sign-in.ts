import { randomBytes, randomUUID } from 'node:crypto'
import { type Locale, parseIin } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import type { Account, People } from '../people/people.ts'
import {
  dropOldIdentitySignIns,
  findAccountInQuestion,
  insertIdentitySignIn,
  setAccountInQuestion,
  takeAnswer,
  takeReturned,
} from './identity-sign-in.queries.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { instantOf } from '../database/instants.ts'
import { secretDigest } from '../people/secret-digest.ts'

export interface IdentitySignInParts {
  readonly sql: Sql
  readonly providers: readonly IdentityProvider[]
  readonly people: Pick<People, 'findAccountByIin' | 'beginSignUp' | 'claimAccount' | 'findAccount'>
  readonly clock: () => Temporal.Instant
  /** Address at which people reach the product; providers send them back under it. */
  readonly publicUrl: string
  /** Told when a provider fails or answers what cannot be used. */
  readonly report: (provider: string, cause: unknown) => void
}

/** Why somebody who left to prove who they are is not signed in. */
export const IDENTITY_PROBLEMS = ['declined', 'no-iin', 'silent', 'unusable', 'gone', 'blocked'] as const

export type IdentityProblem = (typeof IDENTITY_PROBLEMS)[number]

export type IdentityReturn = { readonly locale: Locale; readonly returnPath?: string } & (
  | { readonly kind: 'entered'; readonly account: Account }
  /** Nobody has signed up with this IIN: goes on at the page of this sign-up. */
  | { readonly kind: 'sign-up'; readonly signUpId: string }
  /** The register of persons was silent: the account exists and waits. */
  | { readonly kind: 'waiting'; readonly accountId: string }
  /** An account was there before; its owner says whether they made it. */
  | { readonly kind: 'question'; readonly signInId: string }
  | { readonly kind: 'problem'; readonly problem: IdentityProblem }
)

export interface IdentitySignIn {
  readonly providers: readonly IdentityProvider[]
  /** Where to send the browser; undefined while the provider is silent. */
  begin(
    provider: IdentityProvider,
    input: { readonly locale: Locale; readonly browserKey: string; readonly returnPath?: string },
  ): Promise<URL | undefined>
  /** @param query the query of the address at which the person came back, with its `?` */
  finish(provider: IdentityProvider, query: string, browserKey: string | undefined): Promise<IdentityReturn>
  findQuestion(signInId: string, browserKey: string): Promise<{ readonly madeAt: Temporal.Instant } | undefined>
  /**
   * The owner of the IIN has answered whether the account is of their making. If it is not, its password opens nothing
   * any more and its sessions end.
   */
  answer(
    signInId: string,
    browserKey: string,
    isMine: boolean,
  ): Promise<{ readonly account: Account; readonly returnPath?: string } | undefined>
}

const LASTS = Temporal.Duration.from({ minutes: 15 })
const SECRET_OCTETS = 32

/** Signing in with another provider of identity: leaving, coming back, and whose account it is. */
export function createIdentitySignIn(parts: IdentitySignInParts): IdentitySignIn {
  const { sql, people, clock, publicUrl, report } = parts
  const addressOf = (provider: IdentityProvider): string => `${publicUrl}/sign-in/from/${provider.id}`

  const enter = async (iin: string, signInId: string, locale: Locale, browserKey: string) => {
    const account = await people.findAccountByIin(iin)
    if (!account) {
      const begun = await people.beginSignUp({ iin, locale, browserKey })
      if (begun.kind === 'begun') return { kind: 'sign-up', signUpId: begun.signUpId } as const
      if (begun.kind === 'waiting') return { kind: 'waiting', accountId: begun.accountId } as const
      return { kind: 'problem', problem: 'gone' } as const
    }
    if (account.blockedAt) return { kind: 'problem', problem: 'blocked' } as const
    // Accounts of staff are entered by an administrator, so nobody else can have made them.
    if (account.kind === 'staff' || account.identityProvenAt) return { kind: 'entered', account } as const
    await setAccountInQuestion(sql, signInId, account.id)
    return { kind: 'question', signInId } as const
  }

  return {
    providers: parts.providers,

    begin: async (provider, { locale, browserKey, returnPath }) => {
      const secret = (): string => randomBytes(SECRET_OCTETS).toString('base64url')
      const secrets = { state: secret(), nonce: secret(), codeVerifier: secret() }
      const leaving = await provider.begin(secrets, addressOf(provider), locale)
      if (!leaving) return undefined
      const at = clock()
      await dropOldIdentitySignIns(sql, at)
      await insertIdentitySignIn(sql, {
        id: randomUUID(),
        provider: provider.id,
        stateSha256: secretDigest(secrets.state),
        browserSha256: secretDigest(browserKey),
        nonce: secrets.nonce,
        codeVerifier: secrets.codeVerifier,
        locale,
        at,
        expiresAt: at.add(LASTS),
        ...(returnPath !== undefined && { returnPath }),
      })
      return leaving
    },

    finish: async (provider, query, browserKey) => {
      const callback = new URL(addressOf(provider) + query)
      const state = callback.searchParams.get('state') ?? ''
      const key = browserKey && {
        provider: provider.id,
        stateSha256: secretDigest(state),
        browserSha256: secretDigest(browserKey),
      }
      const begun = key ? await takeReturned(sql, key, clock()) : undefined
      if (!begun || !browserKey) return { locale: 'kk', kind: 'problem', problem: 'gone' }
      const place = { locale: begun.locale, ...(begun.return_path !== null && { returnPath: begun.return_path }) }
      const secrets = { state, nonce: begun.nonce, codeVerifier: begun.code_verifier }
      const answer = await provider.finish(callback, secrets)
      if ('cause' in answer) report(provider.id, answer.cause)
      if (answer.kind !== 'proven') return { ...place, kind: 'problem', problem: answer.kind }
      const parsed = parseIin(answer.iin)
      if (!parsed.ok) return { ...place, kind: 'problem', problem: 'no-iin' }
      return { ...place, ...(await enter(parsed.iin, begun.id, begun.locale, browserKey)) }
    },

    findQuestion: async (signInId, browserKey) => {
      const row = await findAccountInQuestion(sql, signInId, secretDigest(browserKey), clock())
      return row && { madeAt: instantOf(row.created_at) }
    },

    answer: async (signInId, browserKey, isMine) => {
      const row = await takeAnswer(sql, signInId, secretDigest(browserKey), clock())
      if (!row) return undefined
      await people.claimAccount(row.account_id, { keepsPassword: isMine })
      const account = await people.findAccount(row.account_id)
      return account && { account, ...(row.return_path !== null && { returnPath: row.return_path }) }
    },
  }
}
