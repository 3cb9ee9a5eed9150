/**
 * What a page may load: nothing but our own files, no inline script and no inline style.
 * The signing program of the applicant listens on this very computer (`wss://127.0.0.1:13579`).
 */
export const CONTENT_SECURITY_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'", 'wss://127.0.0.1:13579', 'ws://127.0.0.1:13579'],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
  'frame-src': ["'self'"],
} as const
