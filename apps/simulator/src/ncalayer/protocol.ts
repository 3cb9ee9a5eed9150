/** A `sign` request of the module `kz.gov.pki.knca.basics`, checked. */
export interface SignRequest {
  /** The octets to sign, or their hash when `isDigest`. */
  readonly documents: readonly Uint8Array[]
  readonly isEncapsulated: boolean
  readonly isDigest: boolean
  readonly isStamped: boolean
  readonly outputsCertificate: boolean
  /** The key the page asks for; empty when it does not say. */
  readonly iin: string
  readonly bin: string
  /** Extended key usages that the key's certificate must all bear. */
  readonly usages: readonly string[]
}

export type ParsedMessage =
  | { readonly kind: 'sign'; readonly request: SignRequest }
  | { readonly kind: 'unknown-module' }
  | { readonly kind: 'fault'; readonly answer: BasicsAnswer }

export type FaultCode = 'INVALID_SIGNING_PARAMS' | 'SIGNING_FAILURE' | 'GENERAL_ERROR' | 'INVOCATION_ERROR'

export type BasicsAnswer =
  | { readonly status: true; readonly body: { readonly result?: unknown } }
  | { readonly status: false; readonly code: FaultCode; readonly message: string; readonly details: string }

export const HEARTBEAT = '--heartbeat--'
export const MODULE_NOT_FOUND = { success: false, errorCode: 'MODULE_NOT_FOUND' } as const

export function greeting(version: string): { readonly result: { readonly version: string } } {
  return { result: { version } }
}

export function faultAnswer(code: FaultCode, message: string): BasicsAnswer {
  return { status: false, code, message, details: '' }
}

const MODULE = 'kz.gov.pki.knca.basics'

/** Reads one message of a page; the answer to a wrong one is ready to send. */
export function parseMessage(text: string): ParsedMessage {
  const message = parseJson(text)
  if (message === undefined) return fault('GENERAL_ERROR', 'The message is not a JSON object.')
  if (message['module'] !== MODULE) return { kind: 'unknown-module' }
  if (message['method'] !== 'sign') return fault('INVOCATION_ERROR', 'Only the method "sign" is offered here.')
  const args = record(message['args'])
  const signing = record(args['signingParams'])
  const signer = record(args['signerParams'])
  if (args['format'] !== 'cms') return fault('INVALID_SIGNING_PARAMS', 'Only the format "cms" is offered here.')

  const data = typeof args['data'] === 'string' ? [args['data']] : args['data']
  if (!Array.isArray(data) || data.length === 0 || !data.every((item) => typeof item === 'string')) {
    return fault('INVALID_SIGNING_PARAMS', 'There is nothing to sign.')
  }
  const isDecoded = flag(signing['decode'], false)
  const isEncapsulated = flag(signing['encapsulate'], true)
  const isDigest = flag(signing['digested'], false)
  const documents = data.map((item: string) =>
    isDecoded ? new Uint8Array(Buffer.from(item, 'base64')) : new TextEncoder().encode(item),
  )
  if (isDecoded && data.some((item: string) => !/^[A-Za-z0-9+/]*={0,2}$/.test(item))) {
    return fault('INVALID_SIGNING_PARAMS', 'The data is not Base64.')
  }
  if (isDigest && (isEncapsulated || documents.some(({ length }) => length !== 32 && length !== 64))) {
    return fault('INVALID_SIGNING_PARAMS', 'A digest has 32 or 64 octets and cannot be encapsulated.')
  }
  return {
    kind: 'sign',
    request: {
      documents,
      isEncapsulated,
      isDigest,
      isStamped: typeof signing['tsaProfile'] === 'object' && signing['tsaProfile'] !== null,
      outputsCertificate: flag(signing['outputCert'], false),
      iin: digits(signer['iin']),
      bin: digits(signer['bin']),
      usages: texts(signer['extKeyUsageOids']),
    },
  }
}

function fault(code: FaultCode, message: string): ParsedMessage {
  return { kind: 'fault', answer: faultAnswer(code, message) }
}

function parseJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** The program takes the words for the values too. */
function flag(value: unknown, fallback: boolean): boolean {
  return value === undefined || value === null ? fallback : value === true || value === 'true'
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function digits(value: unknown): string {
  return typeof value === 'string' && /^\d{12}$/.test(value) ? value : ''
}
