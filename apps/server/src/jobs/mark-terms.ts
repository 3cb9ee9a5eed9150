import { marksDue, dueOf, runningTerms, timeOutAt, type CaseCommand } from '@qyzmet/casework'
import type { CaseId } from '../cases/case-id.ts'
import type { CaseService, LoadedCase } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { many } from '../database/query.ts'
import { SYSTEM } from './performers.ts'
import { repeatUntil } from './repeat-until.ts'

export interface MarkTermsOptions {
  readonly sql: Sql
  readonly service: CaseService
  readonly now: () => Temporal.Instant
}

/** Cases of one look at the most. */
const BATCH = 500
/** A server that died while it was marking keeps its cases from the others for so long. */
const LEASE = '1 minute'

/**
 * Does to the cases whose moment has come what time does: marks that a share of a term has passed or that it has run
 * out, and takes the outcome of a step that has stood open too long.
 *
 * Any number of servers may do this at once; each takes other cases.
 *
 * @returns how many cases were looked at; fewer than a batch means that none is left
 */
export async function markTerms({ sql, service, now }: MarkTermsOptions): Promise<number> {
  const at = now()
  const due = await many(sql<{ case_id: CaseId }[]>`
    update inbox set leased_until = ${at.toString()}::text::timestamptz + ${LEASE}::interval
    where case_id in (
      select case_id from inbox
      where next_at <= ${at.toString()}::text::timestamptz and leased_until <= ${at.toString()}::text::timestamptz
      order by next_at limit ${BATCH} for update skip locked)
    returning case_id`)
  await Promise.all(due.map(({ case_id }) => markCase(service, case_id, at)))
  return due.length
}

async function markCase(service: CaseService, caseId: CaseId, at: Temporal.Instant): Promise<void> {
  for (;;) {
    const loaded = await service.load(caseId)
    const command = loaded && commandOfTime(loaded, at)
    if (!command) return
    const execution = await service.execute(caseId, command, SYSTEM)
    // Another server or person was faster; the lease ends by itself if anything is left to do.
    if (!execution.accepted) return
  }
}

/** What time demands of a case at a moment: one thing after another, until nothing is left. */
function commandOfTime({ state, edition, graph }: LoadedCase, at: Temporal.Instant): CaseCommand | undefined {
  const { clock } = edition
  for (const term of runningTerms(state.ledger)) {
    const due = dueOf(state.ledger, term, clock)
    const [mark] = due ? marksDue(due, state.ledger, at) : []
    if (mark) return { type: 'mark-term', term, mark }
  }
  const step = graph.steps.get(state.current?.step ?? '')
  const timeOut = step && timeOutAt(state, step, clock)
  if (!step?.timeOut || !timeOut || Temporal.Instant.compare(timeOut, at) > 0) return undefined
  return { type: 'complete', step: step.id, outcome: step.timeOut.outcome, input: {} }
}

export interface MarkTermsLoopOptions extends MarkTermsOptions {
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
  /** Pause between looks when nothing is left; default 1000. */
  readonly pauseMs?: number
}

/** Marks terms until aborted. */
export async function markTermsUntil(options: MarkTermsLoopOptions): Promise<void> {
  await repeatUntil(
    { pauseMs: 1000, ...options },
    () => markTerms(options),
    (seen) => seen === BATCH,
  )
}
