import type { FastifyRequest } from 'fastify'
import { MAX_CMS_BYTES } from '../signatures/signatures.queries.ts'

/** Texts by their names; nothing in them is trusted. */
export type Texts = Readonly<Record<string, string>>

/** What stands in the address after the question mark. */
export function queryOf(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return textsOf(request.query)
}

/** What a form has sent. */
export function postedOf(request: FastifyRequest): Texts {
  return textsOf(request.body)
}

/** A detached signature that a form has sent in Base64; undefined for none, and for one that is too large to be one. */
export function postedCms(posted: Texts, field: string): Uint8Array | undefined {
  const cms = Buffer.from(posted[field] ?? '', 'base64')
  return cms.length === 0 || cms.length > MAX_CMS_BYTES ? undefined : cms
}

/** One part of the address, by its name in the route; empty when the route has none. */
export function paramOf(request: FastifyRequest, name: string): string {
  return textsOf(request.params)[name] ?? ''
}

/** Only texts; a field sent twice counts once. */
function textsOf(value: unknown): Texts {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, given]) => {
      const first: unknown = Array.isArray(given) ? given[0] : given
      return typeof first === 'string' ? [[name, first]] : []
    }),
  )
}
