import type { Party } from '@qyzmet/casework'
import type { Locale } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import type { Registers } from '../registers/registers.ts'
import { type Account, accountOf, type WaitingAccount, waitingAccountOf } from './account.ts'
import {
  blockAccount,
  findAccountById,
  findAccountByIin,
  listPendingAccounts,
  setContacts,
  setIdentityProven,
  setLocale,
  setProvenPassword,
} from './accounts.queries.ts'
import { dropOldAttempts } from './lock-out.ts'
import {
  beginPasswordChange,
  type FinishedPasswordChange,
  finishPasswordChange,
  type OpenPasswordChange,
  openPasswordChange,
  type VerifySignature,
} from './password-change.ts'
import { createPasswordHasher, type PasswordHasher } from './passwords.ts'
import { dropOldSessions, endSessionsOf } from './sessions.queries.ts'
import { createSessions, type FoundSession, type Session } from './sessions.ts'
import { signIn, type SignInInput, type SignInResult } from './sign-in.ts'
import {
  beginSignUp,
  type BegunSignUp,
  type FinishedSignUp,
  finishSignUp,
  type OpenSignUp,
  openSignUp,
  recheckNow,
  retryPendingChecks,
  type SignUpInput,
  unknownPassword,
} from './sign-up.ts'
import { dropUnfinished } from './sign-ups.queries.ts'
import {
  type Absence,
  absencesOfAccount,
  partyOfAccount,
  providersOf,
  type StaffMember,
  staffWithPost,
} from './staff.ts'
import { findProvider, listProviders, type Provider, providersByService } from './staff.queries.ts'

export type { Account, WaitingAccount } from './account.ts'
export type { VerifySignature } from './password-change.ts'
export type { Session } from './sessions.ts'
export { type Absence, RegisterCheckPendingError, type StaffMember } from './staff.ts'
export type { Provider } from './staff.queries.ts'

export interface PeopleOptions {
  readonly sql: Sql
  readonly registers: Registers
  readonly clock: () => Temporal.Instant
  /** Judges the signature that proves a password change. */
  readonly verifySignature: VerifySignature
  /** Default: argon2id at the cost of `PASSWORD_COST`. */
  readonly passwords?: PasswordHasher
  /** How long a person at the screen waits for the register of persons; default 4 seconds. */
  readonly patience?: Temporal.Duration
}

/** Accounts, sessions, posts: who somebody is. What they may do is decided by casework. */
export interface People {
  signIn(input: SignInInput): Promise<SignInResult>
  findSession(token: string): Promise<FoundSession>
  /** Opens a session without a password, right after the account was made. */
  openSession(accountId: string): Promise<string>
  signOut(token: string): Promise<void>

  beginSignUp(input: SignUpInput): Promise<BegunSignUp>
  openSignUp(id: string, browserKey: string): Promise<OpenSignUp>
  finishSignUp(id: string, browserKey: string): Promise<FinishedSignUp>
  /** For the job that runs every minute. */
  retryPendingChecks(limit?: number): Promise<number>
  recheckNow(accountId: string): Promise<void>
  /** Accounts that wait for the register of persons, oldest first; for the administrator, so that none is forgotten. */
  waitingAccounts(limit?: number): Promise<readonly WaitingAccount[]>

  beginPasswordChange(input: { iin: string; password: string; browserKey: string }): Promise<string>
  openPasswordChange(id: string, browserKey: string): Promise<OpenPasswordChange>
  finishPasswordChange(input: { id: string; browserKey: string; cms: Uint8Array }): Promise<FinishedPasswordChange>

  /**
   * Who the signed-in person is before a case, today.
   *
   * @throws {RegisterCheckPendingError} when the register of persons has not confirmed the account
   */
  partyOf(session: Session, now?: Temporal.Instant, providerId?: string): Promise<Party>
  /** The same for somebody who is not at the screen now; undefined when the account may not act any more. */
  partyOfAccount(accountId: string, now?: Temporal.Instant): Promise<Party | undefined>
  providersOf(session: Session): Promise<readonly string[]>
  absencesOf(accountId: string): Promise<readonly Absence[]>
  /** Who acts in a post today: own holders and substitutes; for naming an executor. */
  staffWithPost(providerId: string, actor: string, now?: Temporal.Instant): Promise<readonly StaffMember[]>
  /** Members of a commission on that moment's day; an absent member is replaced by the substitute. */
  commissionMembersOf(providerId: string, actor: string, now?: Temporal.Instant): Promise<readonly StaffMember[]>
  findProvider(id: string): Promise<Provider | undefined>
  providers(): Promise<readonly Provider[]>
  /** Ids of the bodies that give each service, by its regulation. */
  providersByService(): Promise<ReadonlyMap<string, readonly string[]>>

  findAccount(id: string): Promise<Account | undefined>
  findAccountByIin(iin: string): Promise<Account | undefined>
  /**
   * The owner of the IIN has proven it and takes the account over. Unless it `keepsPassword`, whoever knew that password
   * is shut out: nobody knows the new one, and all sessions end.
   */
  claimAccount(accountId: string, how: { readonly keepsPassword: boolean }): Promise<void>
  /** The owner of the IIN signed something with a valid certificate: the account is proven to be theirs. */
  proveIdentity(accountId: string): Promise<void>
  setLocale(accountId: string, locale: Locale): Promise<void>
  setContacts(accountId: string, contacts: { readonly phone?: string; readonly email?: string }): Promise<void>
  block(accountId: string, reason: string): Promise<void>
  /** For the daily job: drops expired sessions, unfinished sign-ups and forgotten attempts. */
  dropExpired(): Promise<void>
}

/** How long an ended session is remembered, so that its cookie still gets an explanation. */
const SESSION_REMEMBERED = Temporal.Duration.from({ hours: 24 * 7 })

export async function createPeople(options: PeopleOptions): Promise<People> {
  const { sql, registers, clock, verifySignature } = options
  const passwords = options.passwords ?? (await createPasswordHasher())
  const sessions = createSessions(sql)
  const signInParts = { sql, passwords, sessions }
  const signUpParts = { sql, registers, passwords, ...(options.patience && { patience: options.patience }) }
  const changeParts = { sql, passwords, verifySignature }

  return {
    signIn: (input) => signIn(signInParts, input, clock()),
    findSession: (token) => sessions.find(token, clock()),
    openSession: (accountId) => sessions.open(accountId, clock()),
    signOut: (token) => sessions.end(token, 'sign-out', clock()),

    beginSignUp: (input) => beginSignUp(signUpParts, input, clock()),
    openSignUp: (id, browserKey) => openSignUp(signUpParts, id, browserKey, clock()),
    finishSignUp: (id, browserKey) => finishSignUp(signUpParts, id, browserKey, clock()),
    retryPendingChecks: (limit) => retryPendingChecks(signUpParts, clock(), limit),
    waitingAccounts: async (limit = 100) => (await listPendingAccounts(sql, limit)).map(waitingAccountOf),
    recheckNow: (accountId) => recheckNow(signUpParts, accountId, clock()),

    beginPasswordChange: (input) => beginPasswordChange(changeParts, input, clock()),
    openPasswordChange: (id, browserKey) => openPasswordChange(changeParts, id, browserKey, clock()),
    finishPasswordChange: (input) => finishPasswordChange(changeParts, input, clock()),

    partyOf: (session, now = clock(), providerId) => partyOfAccount(sql, session.account, now, providerId),
    partyOfAccount: async (accountId, now = clock()) => {
      const row = await findAccountById(sql, accountId)
      if (!row || row.blocked_at || row.register_check !== 'confirmed') return undefined
      return partyOfAccount(sql, accountOf(row), now)
    },
    providersOf: (session) => providersOf(sql, session.account.id, clock()),
    absencesOf: (accountId) => absencesOfAccount(sql, accountId, clock()),
    staffWithPost: (providerId, actor, now = clock()) => staffWithPost(sql, providerId, actor, now),
    commissionMembersOf: (providerId, actor, now = clock()) => staffWithPost(sql, providerId, actor, now),
    findProvider: (id) => findProvider(sql, id),
    providers: () => listProviders(sql),
    providersByService: () => providersByService(sql),

    findAccount: async (id) => {
      const row = await findAccountById(sql, id)
      return row && accountOf(row)
    },
    findAccountByIin: async (iin) => {
      const row = await findAccountByIin(sql, iin)
      return row && accountOf(row)
    },
    claimAccount: async (accountId, { keepsPassword }) => {
      const now = clock()
      if (keepsPassword) return setIdentityProven(sql, accountId, now)
      const row = await findAccountById(sql, accountId)
      if (!row) return
      const passwordHash = await passwords.hash(unknownPassword())
      await sql.begin(async (transaction) => {
        await setProvenPassword(transaction, row.iin, passwordHash, now)
        await endSessionsOf(transaction, accountId, 'password-change', now)
      })
    },
    proveIdentity: (accountId) => setIdentityProven(sql, accountId, clock()),
    setLocale: (accountId, locale) => setLocale(sql, accountId, locale),
    setContacts: (accountId, contacts) => setContacts(sql, accountId, contacts),
    block: (accountId, reason) => blockAccount(sql, accountId, reason, clock()),
    dropExpired: async () => {
      const now = clock()
      await dropOldSessions(sql, now.subtract(SESSION_REMEMBERED))
      await dropUnfinished(sql, now)
      await dropOldAttempts(sql, now)
    },
  }
}
