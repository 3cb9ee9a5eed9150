import { createHash } from 'node:crypto'

/** What the database holds of a secret that only a browser, or another system, has: a copy of it opens nothing. */
export function secretDigest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
