import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Name of the hidden field that carries the token; the `Form` component writes it. */
export const CSRF_FIELD = '_csrf'
/** Header that carries it for requests made by our own scripts. */
export const CSRF_HEADER = 'x-csrf-token'

const TOKEN_BYTES = 32

/**
 * A token for a form: the secret's own token behind a fresh mask, so that it looks
 * different each time and cannot be guessed from the size of compressed pages.
 */
export function makeCsrfToken(secret: Uint8Array): string {
  const mask = randomBytes(TOKEN_BYTES)
  return Buffer.concat([mask, mix(mask, tokenOf(secret))]).toString('base64url')
}

export function isCsrfToken(secret: Uint8Array, given: unknown): boolean {
  if (typeof given !== 'string' || given.length > 100) return false
  const bytes = Buffer.from(given, 'base64url')
  if (bytes.length !== 2 * TOKEN_BYTES) return false
  return timingSafeEqual(mix(bytes.subarray(0, TOKEN_BYTES), bytes.subarray(TOKEN_BYTES)), tokenOf(secret))
}

function tokenOf(secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('form').digest()
}

function mix(mask: Uint8Array, bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (mask[index] ?? 0)))
}

/**
 * Whether a request that changes something comes from a page of ours, as far as the browser says.
 * A browser that says nothing is let through to the token.
 *
 * @param headers of the request, lower case
 * @param host host and port at which the request arrived
 */
export function isFromOurPages(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  host: string,
): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const origin = headers['origin']
  if (origin === undefined) return true
  return typeof origin === 'string' && isAddressOf(origin, host)
}

/** Whether an address lies on the host; `example.kz` and `example.kz:443` are one host for `https`. */
export function isAddressOf(address: string, host: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host: theirs } = new URL(address)
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === theirs
}
