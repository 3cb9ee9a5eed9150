import { repeatUntil, type RepeatOptions } from '../../jobs/repeat-until.ts'
import type { CoSigningDependencies } from './co-signing.ts'
import { takeDue } from './co-signing.queries.ts'
import { moveOn } from './move-on.ts'

const EVERY_MS = 2000
/** Applications of one look at the most. */
const BATCH = 100
/** A server that died with applications keeps them from the others for so long. */
const LEASE = { minutes: 1 }

/**
 * Looks once at the applications whose moment has come.
 *
 * @returns how many there were
 */
export async function moveDue(deps: CoSigningDependencies): Promise<number> {
  const at = deps.now()
  const due = await takeDue(deps.sql, at, at.add(LEASE), BATCH)
  // One that fails is tried again when its lease ends, and does not stop the others.
  for (const caseId of due) await moveOn(deps, caseId).catch(deps.reportFault)
  return due.length
}

/** Does so until the signal; several servers may do so at once. */
export async function keepCoSigningsMoving(
  deps: CoSigningDependencies,
  until: Pick<RepeatOptions, 'signal' | 'onError'>,
): Promise<void> {
  await repeatUntil(
    { ...until, pauseMs: EVERY_MS },
    () => moveDue(deps),
    (seen) => seen === BATCH,
  )
}
