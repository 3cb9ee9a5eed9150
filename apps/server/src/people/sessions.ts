import { randomBytes, randomUUID } from 'node:crypto'
import type { Sql } from '../database/connect.ts'
import { type Account, accountOf } from './account.ts'
import {
  endSessionByToken,
  type EndedBy,
  endSessionsOf,
  findSession,
  insertSession,
  touchSession,
} from './sessions.queries.ts'
import { instantOf } from '../database/instants.ts'
import { secretDigest } from './secret-digest.ts'
import { earlierOf } from '../instants.ts'

/** A signed-in browser and the person behind it. */
export interface Session {
  readonly id: string
  readonly account: Account
  /** Key of the form tokens of this session; never leaves the server. */
  readonly csrfSecret: Uint8Array
  readonly signedInAt: Temporal.Instant
  /** When it ends without another request, or for good, whichever is first. */
  readonly endsAt: Temporal.Instant
}

/** What a session cookie stands for. */
export type FoundSession =
  | { readonly state: 'live'; readonly session: Session }
  | { readonly state: 'ended'; readonly why: EndedBy | 'idle' | 'expired' }
  | { readonly state: 'unknown' }

export const IDLE_MINUTES = 30
export const LONGEST_HOURS = 12
/** A request within this time of the last one does not write to the database again. */
const TOUCH_AFTER_SECONDS = 60
const TOKEN_BYTES = 32

export interface Sessions {
  /** Opens a session and gives the token for its cookie, the only time it exists outside the browser. */
  open(accountId: string, now: Temporal.Instant): Promise<string>
  find(token: string, now: Temporal.Instant): Promise<FoundSession>
  end(token: string, by: EndedBy, now: Temporal.Instant): Promise<void>
  endAllOf(accountId: string, by: EndedBy, now: Temporal.Instant): Promise<number>
}

export function createSessions(sql: Sql): Sessions {
  return {
    open: async (accountId, now) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      await insertSession(sql, {
        id: randomUUID(),
        tokenSha256: secretDigest(token),
        accountId,
        csrfSecret: randomBytes(32),
        at: now,
        expiresAt: now.add({ hours: LONGEST_HOURS }),
      })
      return token
    },

    find: async (token, now) => {
      if (!isToken(token)) return { state: 'unknown' }
      const row = await findSession(sql, secretDigest(token))
      if (!row) return { state: 'unknown' }
      if (row.ended_by !== null) return { state: 'ended', why: row.ended_by }
      if (row.blocked_at) return { state: 'ended', why: 'block' }
      const lastSeenAt = instantOf(row.last_seen_at)
      const expiresAt = instantOf(row.expires_at)
      if (Temporal.Instant.compare(now, expiresAt) >= 0) return { state: 'ended', why: 'expired' }
      if (Temporal.Instant.compare(now, lastSeenAt.add({ minutes: IDLE_MINUTES })) >= 0) {
        return { state: 'ended', why: 'idle' }
      }
      if (now.since(lastSeenAt).total('seconds') >= TOUCH_AFTER_SECONDS) await touchSession(sql, row.session_id, now)
      const idleEnd = now.add({ minutes: IDLE_MINUTES })
      return {
        state: 'live',
        session: {
          id: row.session_id,
          account: accountOf(row),
          csrfSecret: row.csrf_secret,
          signedInAt: instantOf(row.signed_in_at),
          endsAt: earlierOf(idleEnd, expiresAt),
        },
      }
    },

    end: async (token, by, now) => {
      if (isToken(token)) await endSessionByToken(sql, secretDigest(token), by, now)
    },

    endAllOf: (accountId, by, now) => endSessionsOf(sql, accountId, by, now),
  }
}

function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
