import type { MessageData } from '../message-data.ts'
import type { Outcome } from '../register-port.ts'
import type { RoadAnswer } from '../road.ts'
import { MessageMalformedError } from '../xml/find.ts'
import { XmlRefusedError } from '../xml/refused.ts'

/** What a register said, before it is known how it travelled: an outcome without its receipt. */
export type Said<A> =
  | { readonly kind: 'found'; readonly value: A }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'pending'; readonly token: string; readonly why: 'consent' | 'async' }
  | { readonly kind: 'refused'; readonly why: string }
  | NoAnswer

/** The neighbour answered, but not the question. */
export interface NoAnswer {
  readonly kind: 'no-answer'
  readonly retryable: boolean
  /** A code for the log, such as `result 00012`, `malformed response/persons`, `signature-invalid`; no values. */
  readonly detail: string
}

/**
 * What came back over a road, as one of the five answers.
 *
 * The status code of the message decides nothing: the same code stands for "no such record" with one register and for
 * a failure with another. Only data that can be read is an answer; a message without data is none.
 */
export async function outcomeOf<A>(
  answer: RoadAnswer,
  read: (data: MessageData) => Said<A> | Promise<Said<A>>,
): Promise<Outcome<A>> {
  if (answer.kind === 'no-answer') return answer
  if (answer.kind === 'fault') {
    return { kind: 'no-answer', retryable: true, detail: `fault ${answer.code}`, receipt: answer.receipt }
  }
  if (!answer.data) {
    return { kind: 'no-answer', retryable: true, detail: `status ${answer.status.code}`, receipt: answer.receipt }
  }
  return { ...(await readOrNoAnswer(answer.data, read)), receipt: answer.receipt }
}

/** Data that cannot be read is no answer; anything else that goes wrong is a fault of ours. */
async function readOrNoAnswer<A>(
  data: MessageData,
  read: (data: MessageData) => Said<A> | Promise<Said<A>>,
): Promise<Said<A>> {
  try {
    return await read(data)
  } catch (error) {
    if (error instanceof MessageMalformedError) return noAnswer(`malformed ${error.place}`)
    if (error instanceof XmlRefusedError) return noAnswer(`malformed ${error.fault}`)
    throw error
  }
}

export function noAnswer(detail: string): NoAnswer {
  return { kind: 'no-answer', retryable: true, detail }
}
