import { sha256Base64 } from './digest.ts'

/** Where the list of all files lies in a container, and the time stamp over that list. */
export const MANIFEST = 'META-INF/ASiCManifest.xml'
export const STAMP = 'META-INF/timestamp.tst'

/**
 * The list of all files with their hashes, over which the container is stamped.
 *
 * The same files always give the same octets: whoever checks a container makes the list anew and compares.
 *
 * Source: ETSI EN 319 162-1, clause A.4
 */
export function manifestOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const references = [...files.keys()].toSorted().map((name) => {
    const digest = sha256Base64(files.get(name) ?? new Uint8Array())
    return (
      `  <asic:DataObjectReference URI="${escapeXml(encodeURI(name))}" MimeType="${mediaTypeOf(name)}">\n` +
      '    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\n' +
      `    <ds:DigestValue>${digest}</ds:DigestValue>\n` +
      '  </asic:DataObjectReference>\n'
    )
  })
  return new TextEncoder().encode(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n' +
      `  <asic:SigReference URI="${STAMP}" MimeType="application/vnd.etsi.timestamp-token"/>\n` +
      `${references.join('')}</asic:ASiCManifest>\n`,
  )
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  jsonl: 'application/jsonl',
  yaml: 'application/yaml',
  pdf: 'application/pdf',
  txt: 'text/plain',
  p7s: 'application/pkcs7-signature',
  pem: 'application/x-pem-file',
  jpg: 'image/jpeg',
  png: 'image/png',
}

function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
