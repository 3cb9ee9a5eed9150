import { type EsedoState, ifReadable, type MessageData, readEsedoState } from '@qyzmet/gateway'
import type { Sql } from '../../database/connect.ts'
import { isUuid } from '../../request-texts.ts'
import { UnreadableMessageError } from '../content.ts'
import type { Apply } from '../inbox.ts'
import { hearOfLetter } from '../letters/hear-of-letter.ts'
import {
  type EsedoDocumentRow,
  insertEsedoState,
  lockEsedoDocument,
  recordArrived,
  recordStanding,
  statesOfEsedoDocument,
} from './esedo.queries.ts'
import { type Heard, standingOf } from './standing.ts'

/** What the other side writes is kept to this length. */
const MOST_WORDS = 1000

/** A message of E-akimat about a document. */
export interface SaidOfDocument {
  /** Id of the message: the same one is kept once. */
  readonly id: string
  readonly state: EsedoState
  readonly saidAt: Temporal.Instant
  readonly receivedAt: Temporal.Instant
}

/** Keeps what was said of a document, and where it therefore stands. @returns undefined when there is no such document */
export async function hearOfDocument(sql: Sql, said: SaidOfDocument): Promise<EsedoDocumentRow | undefined> {
  const { id, state, saidAt, receivedAt } = said
  const documentId = state.href.toLowerCase()
  if (!isUuid(documentId)) return undefined
  return sql.begin(async (transaction) => {
    const document = await lockEsedoDocument(transaction, documentId)
    if (!document) return undefined
    await insertEsedoState(transaction, { ...heardOf(state, saidAt), id, documentId, receivedAt })
    // What answers a message is heard while it is still on its way.
    if (state.activityId === document.exchange && id !== document.exchange) {
      await recordArrived(transaction, document.exchange, receivedAt)
    }
    const heard = await statesOfEsedoDocument(transaction, documentId)
    await recordStanding(transaction, documentId, standingOf(heard, document.formerExchanges))
    return document
  })
}

/** What E-akimat says of documents, as it comes by itself: of documents of ours, and of letters that it sent. */
export function hearFromEsedo(sql: Sql): Apply {
  return async ({ id, message, receivedAt }) => {
    const state = message.data && stateIn(message.data)
    if (!state) throw new UnreadableMessageError('unreadable')
    const said = { id, state, saidAt: message.messageDate, receivedAt }
    const subject = (await hearOfDocument(sql, said)) ?? (await hearOfLetter(sql, said))
    if (!subject) throw new UnreadableMessageError('document-unknown')
    const { caseId, providerId } = subject
    return { kind: 'applied', providerId, ...(caseId === undefined ? {} : { caseId }) }
  }
}

/** @returns undefined when it is no state of a document */
export function stateIn(data: MessageData): EsedoState | undefined {
  return ifReadable(() => readEsedoState(data))
}

function heardOf(state: EsedoState, saidAt: Temporal.Instant): Heard {
  const common = { exchange: state.activityId.slice(0, MOST_WORDS), state: state.state, saidAt }
  const words = (text: string | undefined) =>
    text === undefined || text === '' ? {} : { words: text.slice(0, MOST_WORDS) }
  const on = (day: Temporal.PlainDate | undefined) => (day ? { on: day } : {})
  switch (state.state) {
    case 'stateDelivered':
    case 'stateNewControl':
    case 'stateTakeOfControl':
      return common
    case 'stateRegistered':
      return { ...common, number: state.number.slice(0, MOST_WORDS), on: state.on }
    case 'stateNotValid':
      return { ...common, ...words(state.reason) }
    case 'stateExecution':
      return { ...common, ...on(state.on), ...words(state.executive) }
    case 'stateFinished':
      return { ...common, ...on(state.on), ...words(state.resultText) }
    case 'stateProlongExDate':
      return { ...common, on: state.until }
    case 'wrong':
      return { ...common, ...words(`${state.of}: ${state.reason}`) }
  }
}
