/** What an address in a code tells a telephone. */
export interface ServiceAnswer {
  readonly description: string
  readonly expiry_date: string
  readonly organisation: Readonly<Record<'nameRu' | 'nameKz' | 'nameEn' | 'bin', string>>
  readonly document: { readonly uri: string; readonly auth_type: string; readonly auth_token: string }
}

export interface DocumentToSign {
  readonly id: string
  readonly nameRu: string
  readonly nameKz: string
  readonly nameEn: string
  /** What else the telephone shows of it, such as the organisation whose certificate is asked for. */
  readonly meta?: readonly { readonly name: string; readonly value: string }[]
  readonly document: { readonly file: { readonly mime: string; readonly data: string } }
}

export interface DocumentsAnswer {
  readonly signMethod: string
  readonly documentsToSign: readonly DocumentToSign[]
}

/** What a telephone has opened: the words of the service and its documents. */
export interface OpenedCode {
  readonly service: ServiceAnswer
  readonly documents: DocumentsAnswer
}

/** The service said no; `message` is what it says to the holder of the telephone. */
export class ServiceRefusedError extends Error {
  override readonly name = 'ServiceRefusedError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export const QR_PREFIX = 'mobileSign:'
const PATIENCE_MS = 10_000

/** Business identification number that the certificate is to name, where the service asks for an organisation's. */
export function askedBin({ documents }: OpenedCode): string {
  const values = documents.documentsToSign.flatMap(({ meta = [] }) => meta.map(({ value }) => value))
  return values.find((value) => /^[0-9]{12}$/.test(value)) ?? ''
}

/** The address behind what a code says, or what somebody pasted; undefined when it is none. */
export function addressOf(text: string): string | undefined {
  const address = text.trim().replace(QR_PREFIX, '')
  const isAddress = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
  return isAddress ? address : undefined
}

/**
 * Opens a code: the address once, then its documents with the token it gave.
 *
 * @throws {ServiceRefusedError} by rejection
 */
export async function openCode(address: string, locale: string): Promise<OpenedCode> {
  const service = await ask<ServiceAnswer>(address, { headers: { 'accept-language': locale } })
  const documents = await ask<DocumentsAnswer>(service.document.uri, { headers: headersOf(service, locale) })
  if (documents.signMethod !== 'CMS_SIGN_ONLY') {
    throw new ServiceRefusedError('sign-method-unknown', `This telephone does not know ${documents.signMethod}.`)
  }
  return { service, documents }
}

/** Sends the documents back with a CMS in place of each. @throws {ServiceRefusedError} by rejection */
export async function sendSigned(
  { service, documents }: OpenedCode,
  signatures: readonly string[],
  locale: string,
): Promise<void> {
  const documentsToSign = documents.documentsToSign.map((document, index) => ({
    ...document,
    document: { file: { mime: document.document.file.mime, data: signatures[index] ?? '' } },
  }))
  await ask<unknown>(service.document.uri, {
    method: 'PUT',
    headers: { ...headersOf(service, locale), 'content-type': 'application/json' },
    body: JSON.stringify({ ...documents, documentsToSign }),
  })
}

function headersOf({ document }: ServiceAnswer, locale: string): Record<string, string> {
  return {
    'accept-language': locale,
    ...(document.auth_type === 'Bearer' ? { authorization: `Bearer ${document.auth_token}` } : {}),
  }
}

async function ask<Answer>(url: string, options: RequestInit): Promise<Answer> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS), ...options }).catch(
    (cause: unknown) => {
      throw new ServiceRefusedError('service-silent', String(cause))
    },
  )
  const body = (await answer.json().catch(() => ({}))) as { readonly code?: string; readonly message?: string }
  if (!answer.ok) throw new ServiceRefusedError(body.code ?? String(answer.status), body.message ?? '')
  // Whatever the product says is shown to a trainee; what is missing shows as missing.
  return body as Answer
}
