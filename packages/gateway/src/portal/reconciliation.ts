import { messageIn, present, together } from '../data-parts.ts'
import type { MessageData } from '../message-data.ts'
import { findAll, findValue, getValue, textOf } from '../xml/find.ts'
import { element, optional } from '../xml/write.ts'
import { parsePortalState, type PortalState } from './status.ts'

/** What the portal believes of an application; without a state it does not know the number. */
export interface PortalBelief {
  readonly requestNumber: string
  readonly state?: PortalState
}

/** Asks the portal what it believes of applications, so that a status that never reached it is found. Our own contract. */
export function writeReconciliationQuestion(requestNumbers: readonly string[]): MessageData {
  return { form: 'elements', xml: together(requestNumbers.map((number) => element('RequestNumber', number))) }
}

/** The portal's side. */
export function readReconciliationQuestion(data: MessageData): readonly string[] {
  return findAll(messageIn(data, 'RequestNumber'), 'RequestNumber').map((number) => textOf(number).trim())
}

/** The portal's side. */
export function writeReconciliationAnswer(beliefs: readonly PortalBelief[]): MessageData {
  const states = beliefs.map(({ requestNumber, state }) =>
    element('RequestState', [element('RequestNumber', requestNumber), optional('CurrentStatus', state)]),
  )
  return { form: 'elements', xml: together(states) }
}

/** @throws {XmlRefusedError | MessageMalformedError} */
export function readReconciliationAnswer(data: MessageData): readonly PortalBelief[] {
  return findAll(messageIn(data, 'RequestState'), 'RequestState').map((each) => {
    const state = findValue(each, 'CurrentStatus')
    return present<PortalBelief>({
      requestNumber: getValue(each, 'RequestNumber'),
      state: state === undefined ? undefined : parsePortalState(state),
    })
  })
}
