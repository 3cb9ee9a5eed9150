import { MAX_CMS_BYTES } from '../../signatures/signatures.queries.ts'

/** A detached signature in Base64, as the signing program gives it; undefined for anything else. */
export function parseCms(text: string): Uint8Array | undefined {
  const bare = text.replace(/\s/g, '')
  if (bare === '' || bare.length > (MAX_CMS_BYTES * 4) / 3 || !/^[A-Za-z0-9+/]+={0,2}$/.test(bare)) return undefined
  const bytes = Buffer.from(bare, 'base64')
  return bytes.length > 0 && bytes.length <= MAX_CMS_BYTES ? bytes : undefined
}
