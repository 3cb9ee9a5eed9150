import type { XmlElement } from './element.ts'
import { findValue, getValue, MessageMalformedError } from './find.ts'

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?$/
const DATE = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/
/** Where the gateway stands; what it writes without an offset is its local time. */
const GATEWAY_ZONE = 'Asia/Almaty'

/**
 * A moment of the schema type `dateTime`. An offset is read as it stands (older systems write +06:00 to this day);
 * without one it is the local time of the gateway.
 */
export function findInstant(parent: XmlElement, name: string): Temporal.Instant | undefined {
  const value = findValue(parent, name)
  return value === undefined ? undefined : parseInstant(value, `${parent.name}/${name}`)
}

export function getInstant(parent: XmlElement, name: string): Temporal.Instant {
  return parseInstant(getValue(parent, name), `${parent.name}/${name}`)
}

/** A calendar day of the schema type `date`; a time zone after it is dropped, since it must not move the day. */
export function findDay(parent: XmlElement, name: string): Temporal.PlainDate | undefined {
  const value = findValue(parent, name)
  return value === undefined ? undefined : parseDay(value, `${parent.name}/${name}`)
}

export function getDay(parent: XmlElement, name: string): Temporal.PlainDate {
  return parseDay(getValue(parent, name), `${parent.name}/${name}`)
}

function parseInstant(value: string, place: string): Temporal.Instant {
  const [, day = '', time = '', fraction = '', offset] = DATE_TIME.exec(value) ?? []
  try {
    // The schema lets a day end at 24:00:00.
    const endsDay = time === '24:00:00' && /^0*$/.test(fraction)
    const clock = endsDay ? '00:00:00' : `${time}.${fraction.slice(0, 9) || '0'}`
    const local = Temporal.PlainDateTime.from(`${day}T${clock}`).add({ days: endsDay ? 1 : 0 })
    return local.toZonedDateTime(offset === undefined ? GATEWAY_ZONE : offset === 'Z' ? 'UTC' : offset).toInstant()
  } catch (cause) {
    throw new MessageMalformedError(place, 'it is not a moment', { cause })
  }
}

function parseDay(value: string, place: string): Temporal.PlainDate {
  // Some services send the birth of a day as its midnight.
  const day = DATE.exec(value)?.[1] ?? DATE_TIME.exec(value)?.[1]
  try {
    return Temporal.PlainDate.from(day ?? '', { overflow: 'reject' })
  } catch (cause) {
    throw new MessageMalformedError(place, 'it is not a day', { cause })
  }
}
