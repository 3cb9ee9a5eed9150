/**
 * What a page may load: nothing but our own files, no inline script and no inline style.
 *
 * @param ncaLayerUrl where the signing program listens on the computer of the person who signs
 */
export function contentSecurityPolicy(ncaLayerUrl: string): Record<string, string[]> {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ncaLayerUrl],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-src': ["'self'"],
  }
}
