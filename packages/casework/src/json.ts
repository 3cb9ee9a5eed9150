/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** A value that JSON cannot say, or that has no one canonical form. */
export class NotCanonicalError extends Error {
  override readonly name = 'NotCanonicalError'
}

/**
 * The one text of a value: no white space, keys in order of their UTF-16 code
 * units, numbers and strings as JavaScript writes them. A key whose value is
 * undefined is left out.
 *
 * @throws {NotCanonicalError} for NaN, infinities and half of a surrogate pair
 *
 * Source: RFC 8785
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonicalError('a number without a JSON form')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return canonicalString(value)
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  let members = ''
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key]
    if (member === undefined) continue
    members += `${members === '' ? '' : ','}${canonicalString(key)}:${canonicalJson(member)}`
  }
  return `{${members}}`
}

/** @throws {NotCanonicalError} for half of a surrogate pair */
export function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new NotCanonicalError('half of a surrogate pair')
  return JSON.stringify(text)
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}

/**
 * UTF-8 bytes of a text. Packages have no TextEncoder: it is the platform's, not the language's.
 *
 * @param text well-formed, as `canonicalJson` returns it
 */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point))
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point))
  }
  return Uint8Array.from(bytes)
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f)
}
