import { timingSafeEqual } from 'node:crypto'

/** Whether a secret is the one that is known, in a time that does not tell how much of it was right. */
export function isSameSecret(given: string, known: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(known)]
  return one.length === other.length && timingSafeEqual(one, other)
}
