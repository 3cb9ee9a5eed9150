import type { FastifyError, FastifyReply } from 'fastify'
import { CaseContendedError, StoreUnavailableError } from './cases/case-service.ts'
import { ChecksBusyError } from './containers/container-check.ts'
import { isConnectionFailure } from './event-log/append.ts'
import { PasswordHasherBusyError } from './people/passwords.ts'
import { ThreadsBusyError } from './threads/thread-pool.ts'
import { VaultError } from './vault/vault.ts'

/** A problem as programs read it (RFC 9457): a code and parameters, no prose. */
export interface Problem {
  readonly status: number
  readonly code: ProblemCode
}

export const PROBLEM_CODES = [
  'not-found',
  'too-large',
  'too-many-requests',
  'unsupported-media-type',
  'malformed-request',
  'busy',
  'store-unavailable',
  'kept-bytes-closed',
  'internal',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** Why a visitor is turned away; each has a page of its own beside the code. */
export const DENIAL_CODES = [
  'sign-in-needed',
  'form-not-ours',
  'citizens-only',
  'staff-only',
  'no-post',
  'register-check-pending',
] as const
export type DenialCode = (typeof DENIAL_CODES)[number]

/** Why a telephone gets no document, or its signature is not taken; `docs/signatures.md` tells the protocol. */
export const PHONE_CODES = [
  'signing-expired',
  'signing-opened',
  'signing-used',
  'signing-closed',
  'signing-token-missing',
  'signing-token-wrong',
  'signature-too-large',
  'signed-documents-wrong',
  'signature-refuted',
] as const
export type PhoneCode = (typeof PHONE_CODES)[number]

/** The reader of forms with files gives only words for a form that was cut short or has no boundary. */
const MALFORMED_FILES = /^Multipart: Boundary not found$|unexpected end of multipart data$/i

/** What an error means to the one who asked. Only bugs are `internal`. */
export function problemOf(error: FastifyError | Error): Problem {
  if (error instanceof StoreUnavailableError || isConnectionFailure(error))
    return { status: 503, code: 'store-unavailable' }
  if (
    error instanceof CaseContendedError ||
    error instanceof PasswordHasherBusyError ||
    error instanceof ChecksBusyError ||
    error instanceof ThreadsBusyError
  )
    return { status: 503, code: 'busy' }
  if (error instanceof VaultError) return { status: 503, code: 'kept-bytes-closed' }
  if (MALFORMED_FILES.test(error.message)) return { status: 400, code: 'malformed-request' }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  switch (status) {
    case 404:
      return { status, code: 'not-found' }
    case 413:
      return { status, code: 'too-large' }
    case 415:
      return { status, code: 'unsupported-media-type' }
    case 429:
      return { status, code: 'too-many-requests' }
    default:
      return status >= 400 && status < 500 ? { status, code: 'malformed-request' } : { status: 500, code: 'internal' }
  }
}

export function sendProblem(
  reply: FastifyReply,
  { status, code }: { readonly status: number; readonly code: ProblemCode | DenialCode },
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: `urn:qyzmet:problem:${code}`, status, code })
}
