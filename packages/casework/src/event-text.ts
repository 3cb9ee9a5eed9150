import type { CaseEvent, EventActor } from './events.ts'
import { canonicalString, NotCanonicalError } from './json.ts'

/**
 * The canonical text of an event: what is stored and what the chain of its case covers.
 *
 * The same as `canonicalJson(encodeEvent(event))`, written in one pass. Events of one command share the person and the
 * moment, so the texts of these are written once.
 *
 * @throws {NotCanonicalError} for what JSON cannot say
 */
export function eventText(event: CaseEvent): string {
  return objectText(event)
}

/** Remembers the text of the value it was asked for last. */
function rememberingLast<T extends object>(write: (value: T) => string): (value: T) => string {
  let last: T | undefined
  let text = ''
  return (value) => {
    if (value !== last) {
      text = write(value)
      last = value
    }
    return text
  }
}

const personText = rememberingLast<EventActor>(objectText)
const momentText = rememberingLast<Temporal.Instant>((instant) => `"${instant.toString()}"`)

function objectText(source: object): string {
  const values = source as Readonly<Record<string, unknown>>
  let text = ''
  for (const key of Object.keys(source).toSorted()) {
    const value = values[key]
    if (value === undefined) continue
    text += `${text === '' ? '{' : ','}${canonicalString(key)}:${valueText(value, key)}`
  }
  return text === '' ? '{}' : `${text}}`
}

function valueText(value: unknown, key: string): string {
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'boolean' || value === null) return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (value instanceof Temporal.Instant) return momentText(value)
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item, '')).join(',')}]`
  if (typeof value === 'object') {
    // The only objects under this name are the actors of events, which never change.
    return key === 'by' ? personText(value as EventActor) : objectText(value)
  }
  throw new NotCanonicalError(`${key === '' ? 'an item' : key} has no JSON form`)
}
