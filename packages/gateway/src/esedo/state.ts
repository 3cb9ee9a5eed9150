import { present, together } from '../data-parts.ts'
import type { MessageData } from '../message-data.ts'
import type { XmlElement } from '../xml/element.ts'
import { findValue, getValue, MessageMalformedError } from '../xml/find.ts'
import { findDay, getDay } from '../xml/moments.ts'
import { element, optional, type Written } from '../xml/write.ts'
import { esedoParts, readSystem, systemParts, type EsedoSystem } from './document.ts'

const NOTIFICATION_MESSAGES = 'http://esedo.nitec.kz/service/model/notification'

/** What became of a document at the other side. */
export type EsedoState = EsedoSystem &
  (
    | { readonly state: 'stateDelivered' }
    | { readonly state: 'stateRegistered'; readonly number: string; readonly on: Temporal.PlainDate }
    | { readonly state: 'stateNotValid'; readonly reason: string }
    | {
        readonly state: 'stateExecution'
        readonly executive: string
        readonly on?: Temporal.PlainDate
        readonly phone?: string
      }
    | {
        readonly state: 'stateFinished'
        readonly author?: string
        readonly on?: Temporal.PlainDate
        readonly resultCode?: string
        readonly resultText?: string
      }
    | { readonly state: 'stateNewControl' }
    | { readonly state: 'stateTakeOfControl' }
    | { readonly state: 'stateProlongExDate'; readonly until: Temporal.PlainDate }
    /** The other side could not take a state of ours. */
    | { readonly state: 'wrong'; readonly of: string; readonly reason: string }
  )

const WRONG = 'Wrong'

export function writeEsedoState(state: EsedoState): MessageData {
  return {
    form: 'typed',
    type: {
      namespace: NOTIFICATION_MESSAGES,
      name: state.state === 'wrong' ? `${state.of}${WRONG}` : state.state,
    },
    xml: together([element('metadataSystem', systemParts(state)), ...stateParts(state)]),
  }
}

function stateParts(state: EsedoState): readonly Written[] {
  switch (state.state) {
    case 'stateDelivered':
    case 'stateNewControl':
    case 'stateTakeOfControl':
      return []
    case 'stateRegistered':
      return [element('regNo', state.number), element('date', state.on.toString())]
    case 'stateNotValid':
      return [element('isValidReason', state.reason)]
    case 'stateExecution':
      return [
        element('executive', state.executive),
        optional('execDate', state.on?.toString()),
        optional('executivePhone', state.phone),
      ]
    case 'stateFinished':
      return [
        optional('author', state.author),
        optional('realDate', state.on?.toString()),
        optional('resultCode', state.resultCode),
        optional('resultText', state.resultText),
      ]
    case 'stateProlongExDate':
      return [element('execDate', state.until.toString())]
    case 'wrong':
      return [element('reason', state.reason)]
  }
}

/**
 * @param name which state it is, where the declared type does not say so
 * @throws {MessageMalformedError}
 */
export function readEsedoState(data: MessageData, name?: string): EsedoState {
  const root = esedoParts(data)
  const declared = data.form === 'typed' ? data.type.name : (name ?? root.name)
  return { ...readSystem(root), ...readState(root, declared) }
}

type BareState = EsedoState extends infer S ? (S extends EsedoSystem ? Omit<S, keyof EsedoSystem> : never) : never

function readState(root: XmlElement, name: string): BareState {
  switch (name) {
    case 'stateDelivered':
    case 'stateNewControl':
    case 'stateTakeOfControl':
      return { state: name }
    case 'stateRegistered':
      return { state: name, number: getValue(root, 'regNo'), on: getDay(root, 'date') }
    case 'stateNotValid':
      return { state: name, reason: findValue(root, 'isValidReason') ?? '' }
    case 'stateExecution':
      return present<Extract<BareState, { state: 'stateExecution' }>>({
        state: name,
        executive: findValue(root, 'executive') ?? '',
        on: findDay(root, 'execDate'),
        phone: findValue(root, 'executivePhone'),
      })
    case 'stateFinished':
      return present<Extract<BareState, { state: 'stateFinished' }>>({
        state: name,
        author: findValue(root, 'author'),
        on: findDay(root, 'realDate'),
        resultCode: findValue(root, 'resultCode'),
        resultText: findValue(root, 'resultText'),
      })
    case 'stateProlongExDate':
      return { state: name, until: getDay(root, 'execDate') }
    default:
      if (/^state[A-Za-z]+Wrong$/.test(name)) {
        return { state: 'wrong', of: name.slice(0, -WRONG.length), reason: findValue(root, 'reason') ?? '' }
      }
      throw new MessageMalformedError(name, 'it is no known state of a document')
  }
}
