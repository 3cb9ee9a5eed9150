import { type OpenedCase, timeOutAt } from '@qyzmet/casework'
import type { ProcessGraph } from '@qyzmet/regulation'
import type { HeadRow, OpeningRow, TaskRow } from '../event-log/append.ts'
import type { Edition } from '../regulations/editions.ts'
import { earliest, type RunningTerm, runningTermsOf, upcomingMarks } from './running-term.ts'

/** The rows that a case has beside its events; a function of its state, so they can be rebuilt and compared. */
export interface CaseProjection {
  readonly head: HeadRow
  /** Absent when the case is closed. */
  readonly task?: TaskRow
  /** When time next does something to the case. */
  readonly nextAt: string | null
}

/** How PostgreSQL writes a moment that never comes. */
const NEVER = 'infinity'

export function projectCase(state: OpenedCase, edition: Edition, graph: ProcessGraph): CaseProjection {
  const terms = state.status === 'open' ? runningTermsOf(state.ledger, edition.endOf) : []
  const step = graph.steps.get(state.current?.step ?? '')
  const timeOut = step && timeOutAt(state, step, edition.clock)
  const next = earliest([timeOut, ...terms.map((term) => upcomingMarks(term)[0]?.at)])
  return {
    head: headOf(state),
    ...(state.current ? { task: taskOf(state, state.current, terms, edition) } : {}),
    nextAt: next?.toString() ?? null,
  }
}

export function projectOpening(state: OpenedCase, edition: Edition): OpeningRow {
  return {
    provider_id: state.providerId,
    regulation: state.regulation,
    edition_number: edition.number,
    channel: state.channel,
    category: state.category,
    training: state.training,
    applicant_account_id: state.applicant.accountId,
    applicant_iin: state.applicant.iin,
    applicant_name: state.applicant.name,
    opened_at: state.openedAt.toString(),
  }
}

function headOf(state: OpenedCase): HeadRow {
  return {
    number: state.number ?? null,
    step: state.current?.step ?? null,
    actor: state.current?.actor ?? null,
    assignee_id: state.current?.assignee?.accountId ?? '',
    closes: state.closed?.closes ?? null,
    accepted_at: state.acceptedAt?.toString() ?? null,
    closed_at: state.closed?.at.toString() ?? null,
  }
}

function taskOf(
  state: OpenedCase,
  current: NonNullable<OpenedCase['current']>,
  terms: readonly RunningTerm[],
  edition: Edition,
): TaskRow {
  // The task is late as soon as the step or the whole service is.
  const due = earliest(terms.map(({ end }) => end.at))
  const isCentres = edition.regulation.actors.get(current.actor)?.kind === 'operator'
  return {
    office_id: (isCentres ? state.centreId : undefined) ?? state.providerId,
    step_since: current.since.toString(),
    due_at: due?.toString() ?? NEVER,
    due_on: due ? lastDayBefore(due, edition.clock.timeZone) : NEVER,
    acted_by: actedBy(state, current.step),
  }
}

/** The local day that is still within a term which runs out at `end`. */
function lastDayBefore(end: Temporal.Instant, timeZone: string): string {
  return end.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** Members who voted, and once all have voted, those who signed the minutes. */
function actedBy(state: OpenedCase, step: string): readonly string[] {
  const shares = state.conclusion?.step === step ? state.minutesSignatures : state.votes
  return shares.filter((share) => share.step === step).map((share) => share.member.accountId)
}
