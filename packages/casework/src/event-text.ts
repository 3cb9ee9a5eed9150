import type { CaseEvent, EventActor } from './events.ts'
import { canonicalString, NotCanonicalError } from './json.ts'

/**
 * The canonical text of an event: what is stored and what the chain of its case covers.
 *
 * The same as `canonicalJson(encodeEvent(event))`, written in one pass. Events of one command share the person and the
 * moment, so their texts are remembered.
 *
 * @throws {NotCanonicalError} for what JSON cannot say
 */
export function eventText(event: CaseEvent): string {
  return objectText(event)
}

const people = new WeakMap<EventActor, string>()
const moments = new WeakMap<Temporal.Instant, string>()

function remembered<K extends WeakKey>(texts: WeakMap<K, string>, key: K, write: (key: K) => string): string {
  const known = texts.get(key)
  if (known !== undefined) return known
  const text = write(key)
  texts.set(key, text)
  return text
}

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
  if (value instanceof Temporal.Instant) return remembered(moments, value, (instant) => `"${instant.toString()}"`)
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item, '')).join(',')}]`
  if (typeof value === 'object') {
    // The only objects under this name are the actors of events, which never change.
    return key === 'by' ? remembered(people, value as EventActor, objectText) : objectText(value)
  }
  throw new NotCanonicalError(`${key === '' ? 'an item' : key} has no JSON form`)
}
