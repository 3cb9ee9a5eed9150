import { type OpenedCase, standInStep, timeOutAt } from '@qyzmet/casework'
import { executorActorOf, type ProcessGraph, type Step } from '@qyzmet/regulation'
import type { HeadRow, OpeningRow, TaskRow } from '../event-log/append.ts'
import type { Edition } from '../regulations/editions.ts'
import { momentOf, type TermEnd } from './due-cache.ts'
import { earliest, type RunningTerm, runningTermsOf, nextMarkOf } from './running-term.ts'

/** The rows that a case has beside its events; a function of its state, so they can be rebuilt and compared. */
export interface CaseProjection {
  readonly head: HeadRow
  /** Absent when the case is closed. */
  readonly task?: TaskRow
}

/** How PostgreSQL writes a moment that never comes. */
const NEVER = 'infinity'

export function projectCase(state: OpenedCase, edition: Edition, graph: ProcessGraph): CaseProjection {
  const head = headOf(state)
  return state.current ? { head, task: taskOf(state, state.current, edition, graph) } : { head }
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
  edition: Edition,
  graph: ProcessGraph,
): TaskRow {
  const terms = runningTermsOf(state.ledger, edition.endOf)
  const step = graph.steps.get(current.step)
  const timeOut = step && timeOutAt(state, step, edition.clock)
  const next = earliest([timeOut && momentOf(timeOut), ...terms.map(nextMarkOf)])
  // The task is late as soon as the step or the whole service is.
  const due = firstEnd(terms)
  const helping = standInStep(state, { regulation: edition.regulation, graph })
  const actor = helping?.actor ?? current.actor
  const isCentres = edition.regulation.actors.get(actor)?.kind === 'operator'
  const assignee = helping ? executorOf(state, helping, edition, graph) : current.assignee
  return {
    office_id: (isCentres ? state.centreId : undefined) ?? state.providerId,
    task_actor: actor,
    task_assignee_id: assignee?.accountId ?? '',
    step_since: current.since.toString(),
    due_at: due?.at?.text ?? NEVER,
    due_on: due?.lastDay ?? NEVER,
    acted_by: actedBy(state, current.step),
    next_at: next?.text ?? null,
  }
}

/** Who alone answers for the steps of the executor. */
function executorOf(state: OpenedCase, step: Step, { regulation }: Edition, graph: ProcessGraph) {
  return step.actor === executorActorOf(graph, regulation) ? state.executor : undefined
}

/** The end of the term that runs out first. */
function firstEnd(terms: readonly RunningTerm[]): TermEnd | undefined {
  let first: TermEnd | undefined
  for (const { end } of terms) {
    if (end.at && (!first?.at || end.at.ms < first.at.ms)) first = end
  }
  return first
}

/** Members who voted, and once all have voted, those who signed the minutes. */
function actedBy(state: OpenedCase, step: string): readonly string[] {
  const shares = state.conclusion?.step === step ? state.minutesSignatures : state.votes
  return shares.filter((share) => share.step === step).map((share) => share.member.accountId)
}
