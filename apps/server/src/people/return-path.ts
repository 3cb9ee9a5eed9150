const LONGEST = 500
/** Never used for a request; only gives relative addresses something to stand on. */
const OURSELVES = 'http://ourselves.invalid'

/**
 * A path of our own to go back to after sign-in, or undefined for anything that could
 * lead elsewhere (`//evil`, `/\evil`, `https:…`), change something, or lead round in a circle.
 */
export function parseReturnPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > LONGEST || !text.startsWith('/')) return undefined
  if (/[\\\p{Cc}]/u.test(text) || !URL.canParse(text, OURSELVES)) return undefined
  const url = new URL(text, OURSELVES)
  if (url.origin !== OURSELVES || url.pathname.startsWith('//')) return undefined
  if (/^\/[a-z]{2}\/sign-(in|out|up)(\/|$)/.test(url.pathname)) return undefined
  return url.pathname + url.search
}
