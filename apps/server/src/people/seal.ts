import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * A text that a page gives out to get it back unchanged. Anybody who has the page can read it; nobody without the
 * secret of the browser's session can make another one.
 *
 * @param secret of the session, or of the browser of somebody not signed in
 */
export function sealText(secret: Uint8Array, text: string): string {
  const content = Buffer.from(text).toString('base64url')
  return `${content}.${macOf(secret, content).toString('base64url')}`
}

/** The text that was sealed; undefined when it was not sealed with this secret. */
export function unsealText(secret: Uint8Array, sealed: string): string | undefined {
  const [content = '', mac = ''] = sealed.split('.', 2)
  const [given, right] = [Buffer.from(mac, 'base64url'), macOf(secret, content)]
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
  return Buffer.from(content, 'base64url').toString()
}

/** A key that this browser alone can have made, for one purpose. @returns 43 characters of Base64url */
export function browserKeyFor(secret: Uint8Array, purpose: string): string {
  return createHmac('sha256', secret).update(`key ${purpose}`).digest('base64url')
}

/** Knows a browser again without keeping its secret. */
export function browserDigestOf(secret: Uint8Array): Buffer {
  return createHash('sha256').update('browser ').update(secret).digest()
}

function macOf(secret: Uint8Array, content: string): Buffer {
  return createHmac('sha256', secret).update(`sealed ${content}`).digest()
}
