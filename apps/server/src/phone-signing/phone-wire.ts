import type { Locale } from '@qyzmet/regulation'

/** What eGov Mobile reads at the address in the QR code. */
export interface ServiceAnswer {
  readonly description: string
  /** ISO 8601. */
  readonly expiry_date: string
  readonly organisation: {
    readonly nameRu: string
    readonly nameKz: string
    readonly nameEn: string
    readonly bin: string
  }
  readonly document: { readonly uri: string; readonly auth_type: 'Bearer'; readonly auth_token: string }
}

/** What it reads at the address of the documents. It sends the same back with each `data` replaced by a CMS. */
export interface DocumentsAnswer {
  readonly signMethod: 'CMS_SIGN_ONLY'
  readonly documentsToSign: readonly {
    readonly id: string
    readonly nameRu: string
    readonly nameKz: string
    readonly nameEn: string
    readonly meta: readonly { readonly name: string; readonly value: string }[]
    readonly document: { readonly file: { readonly mime: string; readonly data: string } }
  }[]
}

/** What every code begins with, so that no other reader takes it for a page. */
export const QR_PREFIX = 'mobileSign:'

/** `application/pdf` → `@file/pdf`. */
export function mimeOf(mediaType: string): string {
  return `@file/${mediaType.split('/').at(-1) ?? 'octet-stream'}`
}

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/

/**
 * The signatures that a telephone sent, by the id of their document: in `document.file.data`, or in `documentCms` as
 * older versions have it. PEM is taken too.
 *
 * @returns undefined when the message is not of this shape
 */
export function readSigned(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  const documents = fieldOf(parseJson(bytes), 'documentsToSign')
  if (!Array.isArray(documents)) return undefined
  const signatures = new Map<string, Uint8Array>()
  for (const document of documents) {
    const id = fieldOf(document, 'id')
    const cms = fieldOf(document, 'documentCms') ?? fieldOf(fieldOf(fieldOf(document, 'document'), 'file'), 'data')
    if ((typeof id !== 'string' && typeof id !== 'number') || typeof cms !== 'string') return undefined
    const text = cms.replaceAll(/-----[A-Z0-9 ]+-----/g, '')
    if (!BASE64.test(text) || signatures.has(String(id))) return undefined
    signatures.set(String(id), new Uint8Array(Buffer.from(text, 'base64')))
  }
  return signatures
}

/** The language a telephone asks for; it calls Kazakh `kz` at times. Without a word of ours: Kazakh. */
export function localeOfPhone(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2))
    .find((language) => ['kk', 'kz', 'ru', 'en'].includes(language))
  return wanted === 'ru' || wanted === 'en' ? wanted : 'kk'
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
}
