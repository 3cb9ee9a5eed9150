import type { Answer, Limit } from '@qyzmet/regulation'
import { LOCALES } from '@qyzmet/regulation'
import type { Decoder } from './decoding.ts'
import {
  boolean,
  DecodingError,
  either,
  fields,
  instant,
  list,
  number,
  oneOf,
  optional,
  record,
  text,
  toJson,
} from './decoding.ts'
import type { CaseEvent, CaseEventType, CaseFact, EventActor } from './events.ts'
import type { JsonObject } from './json.ts'
import { canonicalJson, utf8 } from './json.ts'

/** The event as it is stored: moments as ISO texts, everything else as it is. */
export function encodeEvent(event: CaseEvent): JsonObject {
  return toJson(event) as JsonObject
}

/**
 * @throws {DecodingError} when the value is not an event of a case, or has a field that would be lost
 */
export function decodeEvent(value: unknown): CaseEvent {
  const { type, at, by, item, ...rest } = envelope(value)
  if (!isEventType(type)) throw new DecodingError(`event.type "${type}" is not known`)
  const meta = { at: instant(at, 'event.at'), by: decodeActor(by, 'event.by'), item: text(item, 'event.item') }
  const fact: CaseFact = decodeFact(type, rest)
  return { ...meta, ...fact }
}

/** The bytes of an event that the chain of its case covers. */
export function eventBytes(event: CaseEvent): Uint8Array<ArrayBuffer> {
  return utf8(canonicalJson(encodeEvent(event)))
}

const person = fields({ accountId: text, name: text })
const signature = fields({
  signatureId: text,
  documentSha256: text,
  signerName: text,
  certificateSerial: text,
  training: boolean,
})
const unit = oneOf('second', 'minute', 'hour', 'working-day', 'calendar-day')
const limit: Decoder<Limit | 'unstated'> = either(
  (value) => value === 'unstated',
  oneOf('unstated'),
  fields({ amount: number, unit, atLeast: optional(fields({ amount: number, unit })) }),
)
const answer: Decoder<Answer> = either(
  (value) => typeof value === 'string',
  text,
  either(
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    list(text),
    list(record(text)),
  ),
)
const decision = oneOf('positive', 'negative')
const because = { ground: optional(text), reason: optional(text) }

const decodeActor: Decoder<EventActor> = (value, path) => {
  const { kind } = typeof value === 'object' && value !== null && 'kind' in value ? value : { kind: undefined }
  switch (kind) {
    case 'applicant':
      return fields({ kind: oneOf('applicant'), accountId: text, name: text })(value, path)
    case 'staff':
      return staff(value, path)
    case 'system':
      return fields({ kind: oneOf('system'), name: text })(value, path)
    default:
      throw new DecodingError(`${path}.kind is not known`)
  }
}

const staff = fields({
  kind: oneOf('staff'),
  accountId: text,
  name: text,
  actor: text,
  substitutes: optional(person),
})

/** How the facts of each event are read; an event without its reader does not compile. */
const FACTS: { readonly [T in CaseEventType]: Decoder<Omit<Extract<CaseFact, { type: T }>, 'type'>> } = {
  CaseOpened: fields({
    regulation: text,
    edition: text,
    editionSha256: text,
    channel: text,
    providerId: text,
    applicant: fields({ accountId: text, iin: text, name: text }),
    locale: oneOf(...LOCALES),
    category: text,
    answers: record(answer),
    attachments: list(fields({ documentId: text, sha256: text, fileName: text, mediaType: text, size: number })),
    requestSha256: text,
    signatureId: text,
    coSignatures: optional(list(fields({ coSigner: text, iin: text, signature }))),
    centreId: optional(text),
    passed: list(fields({ step: text, outcome: text, at: instant })),
    training: boolean,
  }),
  StepOpened: fields({ step: text, actor: text, assignee: optional(person) }),
  StepCompleted: fields({ step: text, outcome: text, ...because }),
  TermStarted: fields({ term: text, limit }),
  TermStopped: fields({ term: text }),
  TermMarked: fields({ term: text, mark: oneOf('half', 'three-quarters', 'overdue') }),
  SignatureConfirmed: fields({ step: text }),
  SignatureRefuted: fields({ step: text, findings: list(text) }),
  RequestAccepted: fields({ number: text, signature: optional(signature), copies: optional(list(signature)) }),
  RequestSent: fields({ signature: optional(signature), copies: optional(list(signature)) }),
  RequestRegistered: fields({ journalNumber: text }),
  ExecutorNamed: fields({ executor: person, reason: optional(text) }),
  DocumentsChecked: fields({ compliant: boolean, ...because }),
  SessionPrepared: fields({ opinion: text }),
  HomeInspected: fields({ step: text, report: text, signature: optional(signature) }),
  DwellingValued: fields({ step: text, sumTenge: text }),
  VoteCast: fields({ step: text, choice: oneOf('positive', 'negative', 'conflict'), ...because }),
  ConclusionReached: fields({ step: text, conclusion: decision, ...because }),
  MinutesSigned: fields({ step: text, signature }),
  RegisterAnswered: fields({
    step: text,
    register: text,
    subject: optional(text),
    outcome: oneOf('found', 'not-found', 'pending', 'refused', 'no-answer'),
    receiptId: text,
    bytes: optional(fields({ questionSha256: text, answerSha256: text })),
    note: optional(text),
    reason: optional(text),
  }),
  ResultDrafted: fields({ result: text }),
  ResultReturned: fields({ reason: text }),
  ResultSigned: fields({ result: text, signature }),
  ServiceGranted: fields({ result: text }),
  ServiceRefused: fields({ result: text, ground: text, reason: text }),
  QueueEntered: fields({ list: text, completeAt: instant, number: text }),
  ResultDispatched: fields({ result: text, journalNumber: text }),
  ResultAnnounced: fields({ step: text }),
  ResultDelivered: fields({ result: text, documentSha256: text }),
  ContractConcluded: fields({ result: text, signature }),
  ListEntered: fields({ list: text, number: text }),
  NoticeGiven: fields({
    to: text,
    channel: oneOf('portal', 'email', 'sms'),
    code: text,
    of: number,
    status: oneOf('sent', 'delivered'),
    textSha256: text,
    messageId: optional(text),
  }),
  RefusalReported: fields({ step: text, reasons: list(text) }),
  CaseClosed: fields({ end: text, closes: oneOf('granted', 'refused', 'stopped') }),
}

function isEventType(type: string): type is CaseEventType {
  return Object.hasOwn(FACTS, type)
}

function decodeFact(type: CaseEventType, rest: unknown): CaseFact {
  // The table pairs each type with the reader of its own facts, which the compiler cannot follow through an index.
  return { type, ...FACTS[type](rest, `event(${type})`) } as CaseFact
}

function envelope(value: unknown): {
  readonly type: string
  readonly at: unknown
  readonly by: unknown
  readonly item: unknown
} {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
    throw new DecodingError('event has no type')
  }
  return { at: undefined, by: undefined, item: undefined, ...value, type: value.type }
}
