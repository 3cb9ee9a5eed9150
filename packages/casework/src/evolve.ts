import type { CaseEvent } from './events.ts'
import type { LedgerEntry } from './ledger.ts'
import { isFinalAnswer } from './register-outcome.ts'
import { answerKey } from './register-questions.ts'
import type { CaseState, GivenResult, NoCase, OpenedCase, RegisterAnswer } from './state.ts'

/** The events of a case do not make sense in this order: the log is damaged or belongs to two cases. */
export class BrokenHistoryError extends Error {
  override readonly name = 'BrokenHistoryError'
}

export const initialState: NoCase = { status: 'none', version: 0 }

/** @throws {BrokenHistoryError} when the events are not the history of one case */
export function fold(events: Iterable<CaseEvent>, from: CaseState = initialState): CaseState {
  let state = from
  for (const event of events) state = evolve(state, event)
  return state
}

/**
 * The state after one more event. It believes every event: what may happen is for `decide` to say.
 *
 * @throws {BrokenHistoryError} when a case begins twice or goes on before it began
 */
export function evolve(state: CaseState, event: CaseEvent): CaseState {
  if (event.type === 'CaseOpened') {
    if (state.status !== 'none') throw new BrokenHistoryError('a case is opened twice')
    return opened(event)
  }
  if (state.status === 'none') throw new BrokenHistoryError(`${event.type} before the case was opened`)
  return { ...changed(state, event), version: state.version + 1 }
}

function opened(event: Extract<CaseEvent, { type: 'CaseOpened' }>): OpenedCase {
  const { type: _type, at, by, item: _item, passed, ...facts } = event
  return {
    ...facts,
    status: 'open',
    version: 1,
    openedAt: at,
    passed: passed.map((step) => ({ ...step, by })),
    outcomes: new Map(passed.map((step) => [step.step, step.outcome])),
    ledger: [],
    votes: [],
    minutesSignatures: [],
    registerAnswers: new Map(),
    given: [],
  }
}

function changed(state: OpenedCase, event: Exclude<CaseEvent, { type: 'CaseOpened' }>): OpenedCase {
  const { at, by, item } = event
  switch (event.type) {
    case 'StepOpened':
      return {
        ...withoutSession(state, event.step),
        current: {
          step: event.step,
          actor: event.actor,
          since: at,
          ...(event.assignee === undefined ? {} : { assignee: event.assignee }),
        },
      }
    case 'StepCompleted':
      return completed(state, event)
    case 'TermStarted':
      return withLine(state, { type: 'started', term: event.term, at, limit: event.limit, item })
    case 'TermStopped':
      return withLine(state, { type: 'stopped', term: event.term, at, item })
    case 'TermMarked':
      return withLine(state, { type: 'marked', term: event.term, at, mark: event.mark, item })
    case 'SignatureConfirmed':
      return without(state, 'signatureFindings')
    case 'SignatureRefuted':
      return { ...state, signatureFindings: event.findings }
    case 'RequestAccepted':
      return { ...state, number: event.number, acceptedAt: state.acceptedAt ?? at }
    case 'NoticeGiven':
    case 'RequestSent':
      return state
    case 'RequestRegistered':
      return { ...state, journalNumber: state.journalNumber ?? event.journalNumber, acceptedAt: state.acceptedAt ?? at }
    case 'ExecutorNamed':
      return {
        ...state,
        executor: event.executor,
        ...(state.current?.assignee === undefined ? {} : { current: { ...state.current, assignee: event.executor } }),
      }
    case 'DocumentsChecked':
      return state
    case 'SessionPrepared':
      return { ...state, opinion: event.opinion }
    case 'HomeInspected': {
      const { step, report, signature } = event
      return { ...state, inspection: { step, report, at, by, ...(signature === undefined ? {} : { signature }) } }
    }
    case 'DwellingValued':
      return { ...state, valuation: { sumTenge: event.sumTenge, at, by } }
    case 'VoteCast': {
      if (by.kind !== 'staff') throw new BrokenHistoryError('a vote without a member')
      const { step, choice, ground, reason } = event
      const member = { accountId: by.accountId, name: by.name }
      const vote = { step, member, choice, at, ...given({ ground, reason }) }
      return { ...state, votes: [...state.votes, vote] }
    }
    case 'ConclusionReached': {
      const { step, conclusion, ground, reason } = event
      return { ...state, conclusion: { step, conclusion, at, ...given({ ground, reason }) } }
    }
    case 'MinutesSigned': {
      if (by.kind !== 'staff') throw new BrokenHistoryError('minutes signed without a member')
      const member = { accountId: by.accountId, name: by.name }
      const line = { step: event.step, member, signature: event.signature, at }
      return { ...state, minutesSignatures: [...state.minutesSignatures, line] }
    }
    case 'RegisterAnswered': {
      const { register, subject, outcome, receiptId, note, reason = '' } = event
      const known = state.registerAnswers.get(answerKey(event))
      // What was answered stands when a later question could not be put.
      if (isFinalAnswer(known?.outcome) && !isFinalAnswer(outcome)) return state
      const byHand = by.kind === 'staff' ? { outcome, receiptId, at, by, reason } : known?.byHand
      const answer: RegisterAnswer = {
        register,
        outcome,
        receiptId,
        at,
        ...given({ subject, note }),
        ...(byHand === undefined ? {} : { byHand }),
      }
      return { ...state, registerAnswers: new Map(state.registerAnswers).set(answerKey(event), answer) }
    }
    case 'ResultDrafted':
      return { ...nextResult(state), draft: { result: event.result, at, by } }
    case 'ResultReturned':
      return without(state, 'draft')
    case 'ResultSigned':
      return { ...state, signed: { result: event.result, signature: event.signature, at, by } }
    case 'ServiceGranted':
      return { ...state, decision: { decision: 'granted', result: event.result, at } }
    case 'ServiceRefused': {
      const { result, ground, reason } = event
      return { ...state, decision: { decision: 'refused', result, ground, reason, at } }
    }
    case 'QueueEntered':
      return { ...state, queue: { list: event.list, completeAt: event.completeAt, number: event.number } }
    case 'ResultDispatched':
      return { ...state, dispatched: { result: event.result, journalNumber: event.journalNumber, at } }
    case 'ResultAnnounced':
      return { ...state, announced: { step: event.step, at } }
    case 'ResultDelivered':
      return { ...state, delivered: { result: event.result, documentSha256: event.documentSha256, at } }
    case 'ContractConcluded': {
      const { result, signature } = event
      const delivered = { result, documentSha256: signature.documentSha256, at }
      return { ...state, contract: { result, signature, at }, delivered: state.delivered ?? delivered }
    }
    case 'ListEntered':
      return { ...state, listed: { list: event.list, number: event.number, at } }
    case 'RefusalReported':
      return { ...state, reported: { step: event.step, reasons: event.reasons, at } }
    case 'CaseClosed':
      return {
        ...without(state, 'current'),
        status: 'closed',
        closed: { end: event.end, closes: event.closes, at },
      }
  }
}

/** A ground stands until the step that established it is done again without one. */
function completed(state: OpenedCase, event: Extract<CaseEvent, { type: 'StepCompleted' }>): OpenedCase {
  const { step, outcome, ground, reason, at, by } = event
  const base = state.refusal?.step === step ? without(state, 'refusal') : state
  return {
    ...without(base, 'current'),
    passed: [...state.passed, { step, outcome, at, by, ...given({ reason }) }],
    outcomes: new Map(state.outcomes).set(step, outcome),
    ...(ground === undefined || reason === undefined ? {} : { refusal: { ground, reason, step } }),
  }
}

/** A result that was given stays given when the case goes on to draft another one. */
function nextResult(state: OpenedCase): OpenedCase {
  if (state.signed === undefined) return state
  const { signed, dispatched: _dispatched, announced: _announced, delivered, ...rest } = state
  if (delivered === undefined) return rest
  const given: GivenResult = {
    result: signed.result,
    signature: signed.signature,
    signedAt: signed.at,
    documentSha256: delivered.documentSha256,
    deliveredAt: delivered.at,
  }
  return { ...rest, given: [...state.given, given] }
}

/** A session that opens again begins with an empty table. */
function withoutSession(state: OpenedCase, step: string): OpenedCase {
  if (state.votes.length === 0) return state
  return {
    ...(state.conclusion?.step === step ? without(state, 'conclusion') : state),
    votes: state.votes.filter((vote) => vote.step !== step),
    minutesSignatures: state.minutesSignatures.filter((line) => line.step !== step),
  }
}

function withLine(state: OpenedCase, line: LedgerEntry): OpenedCase {
  return { ...state, ledger: [...state.ledger, line] }
}

type OptionalKey = 'current' | 'draft' | 'refusal' | 'conclusion' | 'signatureFindings'

function without(state: OpenedCase, key: OptionalKey): OpenedCase {
  if (!(key in state)) return state
  const { [key]: _dropped, ...rest } = state
  return rest
}

/** The keys that have a value; absent ones stay absent. */
function given<K extends string>(
  values: Readonly<Record<K, string | undefined>>,
): Partial<Readonly<Record<K, string>>> {
  const present: Partial<Record<K, string>> = {}
  for (const key in values) {
    const value = values[key]
    if (value !== undefined) present[key] = value
  }
  return present
}
