import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAuthority, type Authority } from '../authority.ts'

/** An authority founded for a test in a folder of its own, with a clock that stands where it is set. */
export interface TestAuthority {
  readonly authority: Authority
  readonly clock: { now: Temporal.Instant }
  remove(): Promise<void>
}

export async function foundTestAuthority(now = '2026-11-22T09:00:00Z'): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'qyzmet-authority-'))
  const clock = { now: Temporal.Instant.from(now) }
  const authority = await openAuthority({ folder, clock: () => clock.now })
  return { authority, clock, remove: () => rm(folder, { recursive: true, force: true }) }
}
