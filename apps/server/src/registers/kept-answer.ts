import type {
  Outcome,
  QuestionKind,
  Questions,
  Receipt,
  RoadAnswer,
  QuestionCodec,
  QuestionCodecs,
} from '@qyzmet/gateway'
import { countryDay } from '../regulations/country-zone.ts'
import { type AnswerRow } from './answers.queries.ts'
import { type EnteredFacts, readEntered } from './by-hand.ts'
import { type AnyQuestion, parseQuestion } from './question.ts'
import { instantOf } from '../database/instants.ts'

/** An answer as it is shown and worked with, whether it was given just now or is read again from what is kept. */
export interface Asked<K extends QuestionKind> {
  /** The row kept as evidence; `receiptId` of the case's events. */
  readonly answerId: string
  readonly outcome: Outcome<Questions[K]['found']>
  /** When the register answered; for one answered from the store this is in the past and must be shown. */
  readonly answeredAt: Temporal.Instant
  readonly fromStore: boolean
  /** True unless the answer came over the production gateway; what it says is marked as training. */
  readonly training: boolean
}

/** A kept answer of a register, read again; one of its kinds. */
export type KeptAnswer =
  | {
      readonly [K in QuestionKind]: { readonly kind: K; readonly transport: AnswerRow['transport'] } & Asked<K>
    }[QuestionKind]
  | EnteredAnswer

/** What somebody entered while the register was silent. */
export interface EnteredAnswer {
  readonly kind: 'by-hand'
  readonly answerId: string
  readonly question: AnyQuestion
  readonly outcome: { readonly kind: 'found' | 'not-found' }
  readonly answeredAt: Temporal.Instant
  readonly officer: string
  readonly reason: string
  readonly facts: EnteredFacts
  readonly scanSha256: string
}

/** Reads an answer again; undefined for one of the first servers, whose form is no more. */
export async function readKept(row: AnswerRow, codecs: QuestionCodecs): Promise<KeptAnswer | undefined> {
  if (!row.question) return undefined
  const question = parseQuestion(row.question)
  if (row.transport === 'manual') return enteredAnswer(row, question)
  const { transport } = row
  switch (question.kind) {
    case 'person':
      return { kind: question.kind, transport, ...(await readAsked<'person'>(row, codecs.person, question.asks)) }
    case 'entity':
      return { kind: question.kind, transport, ...(await readAsked<'entity'>(row, codecs.entity, question.asks)) }
    case 'power':
      return { kind: question.kind, transport, ...(await readAsked<'power'>(row, codecs.power, question.asks)) }
    case 'address':
      return { kind: question.kind, transport, ...(await readAsked<'address'>(row, codecs.address, question.asks)) }
    case 'statement':
      return { kind: question.kind, transport, ...(await readAsked<'statement'>(row, codecs.statement, question.asks)) }
  }
}

export async function readAsked<K extends QuestionKind>(
  row: AnswerRow,
  codec: QuestionCodec<K>,
  asks: Questions[K]['question'],
): Promise<Asked<K>> {
  return {
    answerId: row.id,
    outcome: await outcomeOf(row, (answer) => codec.read(answer, asks, countryDay(instantOf(row.answered_at)))),
    answeredAt: instantOf(row.answered_at),
    fromStore: true,
    training: isTraining(row.transport),
  }
}

export function isTraining(transport: AnswerRow['transport']): boolean {
  return transport !== 'shep' && transport !== 'xroad' && transport !== 'manual'
}

/** What has no value of its own is kept as a code beside the kind of the outcome. */
export function detailOf(outcome: Outcome<unknown>): string | null {
  switch (outcome.kind) {
    case 'found':
    case 'not-found':
      return null
    case 'pending':
      return `${outcome.why}:${outcome.token}`
    case 'refused':
      return outcome.why
    case 'no-answer':
      return outcome.detail
  }
}

async function outcomeOf<A>(row: AnswerRow, read: (answer: RoadAnswer) => Promise<Outcome<A>>): Promise<Outcome<A>> {
  const receipt = receiptOf(row)
  switch (row.outcome) {
    case 'found': {
      const again = await read({
        kind: 'answered',
        status: { code: '', message: '' },
        ...(row.answer_data && { data: row.answer_data }),
        receipt: receiptOrFail(receipt),
      })
      if (again.kind !== 'found') throw new AnswerUnreadableError(`The kept answer ${row.id} cannot be read again.`)
      return again
    }
    case 'not-found':
      return { kind: 'not-found', receipt: receiptOrFail(receipt) }
    case 'pending': {
      const [why, ...token] = (row.detail ?? '').split(':')
      return {
        kind: 'pending',
        token: token.join(':'),
        why: why === 'async' ? 'async' : 'consent',
        ...(receipt && { receipt }),
      }
    }
    case 'refused':
      return { kind: 'refused', why: row.detail ?? '', ...(receipt && { receipt }) }
    case 'no-answer':
      return {
        kind: 'no-answer',
        retryable: row.retryable ?? false,
        detail: row.detail ?? '',
        ...(receipt && { receipt }),
      }
  }
}

/** What was found once is not found when the kept bytes are read again: they or their reader have changed. */
export class AnswerUnreadableError extends Error {
  override readonly name = 'AnswerUnreadableError'
}

function enteredAnswer(row: AnswerRow, question: AnyQuestion): EnteredAnswer {
  return {
    kind: 'by-hand',
    answerId: row.id,
    question,
    outcome: { kind: row.outcome === 'found' ? 'found' : 'not-found' },
    answeredAt: instantOf(row.answered_at),
    officer: row.officer,
    reason: row.reason ?? '',
    facts: readEntered(row.answer_bytes ?? Buffer.alloc(0)),
    scanSha256: row.scan_sha256?.toString('hex') ?? '',
  }
}

function receiptOf(row: AnswerRow): Receipt | undefined {
  if (!row.transport || row.message_id === null || !row.request_bytes || !row.answer_bytes) return undefined
  return {
    transport: row.transport,
    service: row.service ?? '',
    messageId: row.message_id,
    sentAt: instantOf(row.asked_at),
    answeredAt: instantOf(row.answered_at),
    requestBytes: row.request_bytes,
    answerBytes: row.answer_bytes,
    signature: row.signature ?? 'absent',
  }
}

/** The table's own check holds this. */
function receiptOrFail(receipt: Receipt | undefined): Receipt {
  if (!receipt) throw new AnswerUnreadableError('A conclusive register answer has lost its receipt.')
  return receipt
}
