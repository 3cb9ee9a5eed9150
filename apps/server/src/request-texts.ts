import { parse } from 'node:querystring'

/** The address holds a character that no text has and no database takes. */
export class MalformedAddressError extends Error {
  override readonly name = 'MalformedAddressError'
  readonly statusCode = 400
}

/** @throws {MalformedAddressError} when the path holds a NUL */
export function checkPath(url: string): void {
  if (/%00/.test(url.split('?', 1)[0] ?? '')) throw new MalformedAddressError('The address holds a NUL.')
}

/** What stands behind the question mark: one text for a name, the first when it is repeated. */
export function parseQuery(text: string): Record<string, string> {
  const entries = Object.entries(parse(withoutNul(text))).flatMap(([name, value]): [string, string][] => {
    const first = Array.isArray(value) ? value[0] : value
    return first === undefined ? [] : [[name, first]]
  })
  return Object.fromEntries(entries)
}

/** A posted form: one text for a name, or several when the name came several times. */
export function parseForm(text: string): Record<string, string | string[] | undefined> {
  return { ...parse(withoutNul(text)) }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a part of an address is a UUID in lower case, as all ids are that we give out. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

function withoutNul(text: string): string {
  return text.replaceAll('%00', '').replaceAll('\u0000', '')
}
