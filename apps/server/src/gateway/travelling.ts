import { setImmediate as othersTurn } from 'node:timers/promises'

/** Octets of more than this go from thread to thread as they are; fewer are copied. */
const COPIED_BYTES = 64 * 1024

/**
 * Plain data in the form in which it goes from thread to thread: an instant stands as its nanoseconds, since what
 * messages say holds no such numbers of its own.
 */
export function packed(value: unknown): unknown {
  return mapped(value, (one) => (one instanceof Temporal.Instant ? one.epochNanoseconds : one))
}

/** What was packed, as it was. */
export function unpacked(value: unknown): unknown {
  return mapped(value, (one) => (typeof one === 'bigint' ? Temporal.Instant.fromEpochNanoseconds(one) : one))
}

/** Octets are copied so many at a time. */
const PART_BYTES = 1024 * 1024

/** The same with long octets in buffers of their own, to be given away. While they are copied, others have their turns. */
export async function copiedInTurns(value: unknown): Promise<unknown> {
  const copies = new Map<unknown, Uint8Array>()
  for (const bytes of longBytesOf(value)) {
    const copy = new Uint8Array(bytes.length)
    for (let at = 0; at < bytes.length; at += PART_BYTES) {
      await othersTurn()
      copy.set(bytes.subarray(at, at + PART_BYTES), at)
    }
    copies.set(bytes, copy)
  }
  return mapped(value, (one) => copies.get(one) ?? one)
}

/** Characters and octets that plain data holds. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + lengthOf(one), 0)
  return isPlain(value) ? lengthOf(Object.values(value)) : 0
}

/** The buffers of the long octets of plain data, to be given away; nobody else may hold them. */
export function buffersOf(value: unknown): readonly ArrayBuffer[] {
  return longBytesOf(value).flatMap(({ buffer, byteLength }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  )
}

function longBytesOf(value: unknown): readonly Uint8Array[] {
  if (value instanceof Uint8Array) return value.length > COPIED_BYTES ? [value] : []
  if (Array.isArray(value)) return value.flatMap(longBytesOf)
  return isPlain(value) ? longBytesOf(Object.values(value)) : []
}

function mapped(value: unknown, change: (one: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => mapped(one, change))
  if (!isPlain(value)) return change(value)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, change)]))
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
