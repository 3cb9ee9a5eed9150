import type { Certificate } from '@qyzmet/eds'
import { createListStore } from './revocation-lists.ts'

/** The authority did not answer, or with something that is not an answer. */
export class AuthorityUnavailableError extends Error {
  override readonly name = 'AuthorityUnavailableError'
}

export interface AuthorityAddresses {
  readonly ocspUrl: string
  /** Base lists, one of each issuing authority. */
  readonly crlUrls: readonly string[]
  /** Delta lists of the same authorities; none when only whole lists are fetched. */
  readonly deltaCrlUrls: readonly string[]
  readonly stampUrl: string
}

/** Questions to the certificate authority over HTTP, only to the configured addresses. */
export interface AuthorityHttp {
  readonly askOcsp: (request: Uint8Array) => Promise<Uint8Array>
  readonly askStamp: (request: Uint8Array) => Promise<Uint8Array>
  /** The base list of this authority: the same array while the list is the same, so that it is indexed once. */
  readonly fetchCrl: (issuer: Certificate) => Promise<Uint8Array | undefined>
  readonly fetchDeltaCrl: (issuer: Certificate) => Promise<Uint8Array | undefined>
}

const ANSWER_TIMEOUT_MS = 5_000
const LIST_TIMEOUT_MS = 60_000
const MAX_ANSWER_BYTES = 64 * 1024
/** The national authority's list is about 22 MB. */
const MAX_LIST_BYTES = 64 * 1024 * 1024

export function authorityHttp(
  addresses: AuthorityAddresses,
  elapsedMs: () => number = () => performance.now(),
): AuthorityHttp {
  const fetchList = async (url: string): Promise<Uint8Array> =>
    bodyOf(await send(url, { method: 'GET' }, LIST_TIMEOUT_MS), MAX_LIST_BYTES)
  const lists = createListStore(addresses, fetchList, elapsedMs)

  return {
    askOcsp: (request) =>
      ask(addresses.ocspUrl, {
        body: request,
        type: 'application/ocsp-request',
        answer: 'application/ocsp-response',
      }),
    askStamp: (request) =>
      ask(addresses.stampUrl, {
        body: request,
        type: 'application/timestamp-query',
        answer: 'application/timestamp-reply',
      }),
    fetchCrl: lists.base,
    fetchDeltaCrl: lists.delta,
  }
}

async function ask(
  url: string,
  question: { readonly body: Uint8Array; readonly type: string; readonly answer: string },
): Promise<Uint8Array> {
  const response = await send(
    url,
    { method: 'POST', body: new Uint8Array(question.body), headers: { 'content-type': question.type } },
    ANSWER_TIMEOUT_MS,
  )
  const type = response.headers.get('content-type')?.split(';')[0]?.trim()
  if (type !== question.answer) throw new AuthorityUnavailableError(`${url} answered with ${type ?? 'no type'}.`)
  return bodyOf(response, MAX_ANSWER_BYTES)
}

interface Question {
  readonly method: 'GET' | 'POST'
  readonly body?: Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** Redirects are not followed: the authority's addresses are known. An empty User-Agent would be turned away. */
async function send(url: string, init: Question, timeoutMs: number): Promise<Response> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      headers: { ...init.headers, 'user-agent': 'qyzmet' },
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.ok) return response
    await response.body?.cancel()
    throw new AuthorityUnavailableError(`${url} answered ${response.status}.`)
  } catch (cause) {
    if (cause instanceof AuthorityUnavailableError) throw cause
    throw new AuthorityUnavailableError(`${url} did not answer.`, { cause })
  }
}

/** Reads at most `limit` bytes; a longer body is dropped where it gets too long. */
async function bodyOf(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > limit) throw new AuthorityUnavailableError(`${response.url} answered with more than ${limit} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
