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
  const entries = Object.entries(parse(text)).flatMap(([name, value]): [string, string][] => {
    const first = Array.isArray(value) ? value[0] : value
    return first === undefined ? [] : [[withoutNul(name), withoutNul(first)]]
  })
  return Object.fromEntries(entries)
}

/** A posted form: one text for a name, or several when the name came several times. */
export function parseForm(text: string): Record<string, string | string[] | undefined> {
  const entries = Object.entries(parse(text)).map(([name, value]): [string, string | string[] | undefined] => [
    withoutNul(name),
    Array.isArray(value) ? value.map(withoutNul) : value === undefined ? undefined : withoutNul(value),
  ])
  return Object.fromEntries(entries)
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a part of an address is a UUID in lower case, as all ids are that we give out. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** Of a text that is decoded already: taking `%00` out of the encoded one can bring forth another. */
function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '')
}
