import { XML_LIMITS, type XmlLimits } from './limits.ts'
import { XmlRefusedError } from './refused.ts'

/** Every platform has it and it does no I/O, but the types of the language alone do not know it. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string }

const DECLARATION = /^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/

/**
 * The text of a message: UTF-8, or windows-1251 where the message declares it, as some document systems do.
 *
 * @throws {XmlRefusedError} `too-large`; `encoding` for any other encoding and for bytes that are not text in theirs
 */
export function decodeXml(bytes: Uint8Array, limits: XmlLimits = XML_LIMITS): string {
  if (bytes.length > limits.maxBytes) throw new XmlRefusedError('too-large')
  const start = String.fromCharCode(...bytes.subarray(0, 300))
  const declared = DECLARATION.exec(start.replace(/^\u00ef\u00bb\u00bf/, ''))?.[1]?.toLowerCase() ?? 'utf-8'
  const label = ENCODINGS[declared]
  if (label === undefined) throw new XmlRefusedError('encoding', 'neither UTF-8 nor windows-1251')
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch (cause) {
    throw new XmlRefusedError('encoding', `not ${label}`, { cause })
  }
}

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
}
