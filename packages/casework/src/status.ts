import type { ProcessGraph, Regulation, Step, Text } from '@qyzmet/regulation'
import type { NamedExecutor, TermMark } from './commands.ts'
import type { EventActor } from './events.ts'
import { BrokenGraphError, findOutcome, getActor, getStep } from './graph.ts'
import { mayKnowDecision } from './sight.ts'
import type { OpenedCase } from './state.ts'

/** Where a case stands, with words of the regulation; a page adds its own. */
export interface CaseStatus {
  readonly status: 'open' | 'closed'
  readonly number?: string
  readonly openedAt: Temporal.Instant
  readonly current?: CurrentStep
  readonly closed?: {
    readonly end: string
    readonly title: Text
    readonly closes: 'granted' | 'refused' | 'stopped'
    readonly at: Temporal.Instant
  }
  /** Newest first. */
  readonly timeline: readonly TimelineEntry[]
}

export interface CurrentStep {
  readonly step: string
  readonly title: Text
  readonly item: string
  readonly label?: string
  readonly actor: string
  readonly actorTitle: Text
  readonly since: Temporal.Instant
  readonly assignee?: NamedExecutor
}

/** One thing that happened; `code` tells which sentence a page writes. */
export type TimelineEntry =
  | { readonly code: 'opened'; readonly at: Temporal.Instant }
  | {
      readonly code: 'step-open'
      readonly at: Temporal.Instant
      readonly step: string
      readonly title: Text
      readonly item: string
      readonly actorTitle: Text
    }
  | {
      readonly code: 'step-done'
      readonly at: Temporal.Instant
      readonly step: string
      readonly title: Text
      readonly item: string
      readonly actorTitle: Text
      /** Absent while the reader may not know it. */
      readonly outcome?: { readonly id: string; readonly title: Text }
      readonly reason?: string
      readonly by?: EventActor
    }
  | {
      readonly code: 'term-marked'
      readonly at: Temporal.Instant
      readonly term: string
      readonly mark: TermMark
      readonly item: string
    }
  | {
      readonly code: 'closed'
      readonly at: Temporal.Instant
      readonly end: string
      readonly title: Text
      readonly closes: 'granted' | 'refused' | 'stopped'
    }

/** Where the case stands, for those who work on it. */
export function statusOf(state: OpenedCase, regulation: Regulation, graph: ProcessGraph): CaseStatus {
  const current = currentStep(state, regulation, graph)
  const closed = closedBy(state, graph)
  return {
    status: state.status,
    openedAt: state.openedAt,
    timeline: timelineOf(state, regulation, graph),
    ...(state.number === undefined ? {} : { number: state.number }),
    ...(current === undefined ? {} : { current }),
    ...(closed === undefined ? {} : { closed }),
  }
}

/** What the applicant reads of their own case. */
export interface ApplicantView {
  readonly status: CaseStatus
  /** Why the signature was not confirmed. */
  readonly signatureFindings?: readonly string[]
  /** What the system told the applicant when the process could not go on. */
  readonly reported?: OpenedCase['reported']
  /** The step at which they were told that the result is ready. */
  readonly announced?: OpenedCase['announced']
  readonly decision?: OpenedCase['decision']
  readonly signed?: Pick<NonNullable<OpenedCase['signed']>, 'result' | 'signature' | 'at'>
  readonly delivered?: OpenedCase['delivered']
  /** Results they were given before the one now in work. */
  readonly given?: OpenedCase['given']
  readonly contract?: OpenedCase['contract']
  readonly queue?: OpenedCase['queue']
}

/**
 * Where the case stands, for the applicant. Until the decision is known to
 * them it is the same whatever the body is about to decide: no outcome of a
 * person's step, no draft, opinion, vote or conclusion. Reasons given inside
 * the body and names of its people are left out for ever.
 */
export function applicantView(state: OpenedCase, regulation: Regulation, graph: ProcessGraph): ApplicantView {
  const status = statusOf(state, regulation, graph)
  const known = mayKnowDecision(state, graph)
  const timeline = status.timeline.map((entry) =>
    redacted(entry, known || isBeforeGiven(entry, state), regulation, graph),
  )
  const { current, ...rest } = status
  return {
    status: { ...rest, timeline, ...(current === undefined ? {} : { current: withoutAssignee(current) }) },
    ...(state.signatureFindings === undefined ? {} : { signatureFindings: state.signatureFindings }),
    ...(state.reported === undefined ? {} : { reported: state.reported }),
    ...(state.announced === undefined ? {} : { announced: state.announced }),
    ...(known ? decided(state) : {}),
    ...(state.given.length === 0 ? {} : { given: state.given }),
    ...(state.contract === undefined ? {} : { contract: state.contract }),
  }
}

/** What came before a result that the applicant was given is no secret, though the case goes on to another one. */
function isBeforeGiven(entry: TimelineEntry, { given }: OpenedCase): boolean {
  const last = given.at(-1)
  return last !== undefined && Temporal.Instant.compare(entry.at, last.deliveredAt) <= 0
}

function decided(state: OpenedCase): Omit<ApplicantView, 'status'> {
  const { decision, signed, delivered, queue } = state
  return {
    ...(decision === undefined ? {} : { decision }),
    ...(signed === undefined ? {} : { signed: { result: signed.result, signature: signed.signature, at: signed.at } }),
    ...(delivered === undefined ? {} : { delivered }),
    ...(queue === undefined ? {} : { queue }),
  }
}

function redacted(entry: TimelineEntry, known: boolean, regulation: Regulation, graph: ProcessGraph): TimelineEntry {
  if (entry.code !== 'step-done') return entry
  const { by: _by, reason: _reason, ...withoutPeople } = entry
  const { kind } = getActor(regulation, getStep(graph, entry.step))
  if (known || kind === 'applicant' || kind === 'system') return withoutPeople
  const { outcome: _outcome, ...undecided } = withoutPeople
  return undecided
}

function withoutAssignee(current: CurrentStep): CurrentStep {
  const { assignee: _assignee, ...rest } = current
  return rest
}

function currentStep(state: OpenedCase, regulation: Regulation, graph: ProcessGraph): CurrentStep | undefined {
  if (state.current === undefined) return undefined
  const { since, assignee } = state.current
  const step = getStep(graph, state.current.step)
  return {
    ...wordsOf(step, regulation),
    ...(step.label === undefined ? {} : { label: step.label }),
    actor: step.actor,
    since,
    ...(assignee === undefined ? {} : { assignee }),
  }
}

function closedBy(state: OpenedCase, graph: ProcessGraph): CaseStatus['closed'] {
  if (state.closed === undefined) return undefined
  const end = graph.ends.get(state.closed.end)
  if (end === undefined) throw new BrokenGraphError(`no end "${state.closed.end}" in channel "${graph.channel}"`)
  return { end: end.id, title: end.title, closes: state.closed.closes, at: state.closed.at }
}

function timelineOf(state: OpenedCase, regulation: Regulation, graph: ProcessGraph): readonly TimelineEntry[] {
  const opened: TimelineEntry = { code: 'opened', at: state.openedAt }
  const done = state.passed.map((passed) => doneEntry(passed, regulation, graph))
  const marks = state.ledger.flatMap((line): readonly TimelineEntry[] =>
    line.type === 'marked'
      ? [{ code: 'term-marked', at: line.at, term: line.term, mark: line.mark, item: line.item }]
      : [],
  )
  const entries = [...done, opened, ...marks, ...lastEntries(state, regulation, graph)]
  // The sort is stable, so what happened at the same moment keeps its order.
  return entries.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)).toReversed()
}

function doneEntry(
  { step: id, outcome: outcomeId, at, by, reason }: OpenedCase['passed'][number],
  regulation: Regulation,
  graph: ProcessGraph,
): TimelineEntry {
  const step = getStep(graph, id)
  const title = findOutcome(step, outcomeId)?.title
  return {
    code: 'step-done',
    at,
    by,
    ...wordsOf(step, regulation),
    ...(title === undefined ? {} : { outcome: { id: outcomeId, title } }),
    ...(reason === undefined ? {} : { reason }),
  }
}

function lastEntries(state: OpenedCase, regulation: Regulation, graph: ProcessGraph): readonly TimelineEntry[] {
  const closed = closedBy(state, graph)
  if (closed !== undefined) return [{ code: 'closed', ...closed }]
  if (state.current === undefined) return []
  const step = getStep(graph, state.current.step)
  return [{ code: 'step-open', at: state.current.since, ...wordsOf(step, regulation) }]
}

function wordsOf(step: Step, regulation: Regulation) {
  return {
    step: step.id,
    title: step.title,
    item: step.item,
    actorTitle: getActor(regulation, step).title,
  }
}
