import { randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseCertificate } from '@qyzmet/eds'
import { toPem } from './authority.ts'
import { certificatesPage } from './certificates-page.ts'
import { CERTIFICATE_KINDS, type Holder, type SystemHolder } from './holder-profile.ts'
import { revocationOf } from './issued-register.ts'
import { isRevocationReason } from './revocation-builder.ts'
import type { AuthorityOptions } from './faults.ts'
import { KEY_KINDS } from './signing-key.ts'
import { localeOf } from '../pages.ts'

type InLanguage = { Querystring: { locale?: string } }
type BySerial = InLanguage & { Params: { serial: string } }

const ORGANISATION_NAME = 'ОҚУ ӘКІМДІГІ (TRAINING)'
/** An organisation that exists nowhere, for whoever names none. */
const TRAINING_BIN = '990340001235'

/**
 * What was issued: `GET /authority/` for people and `GET /authority/certificates` for programs. Forms or JSON issue
 * (`POST /authority/certificates` with `kind`, `keys`, `iin`, `bin`), revoke or hold (`…/:serial/revoke` with `reason`)
 * and lift a hold (`…/:serial/release`).
 */
export async function certificateRoutes(routes: FastifyInstance, options: AuthorityOptions): Promise<void> {
  const { authority, faults, people } = options
  routes.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 4096 },
    async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
  )
  const listed = () =>
    authority.issued().map((record) => {
      const { subject, roles, bin } = parseCertificate(new Uint8Array(Buffer.from(record.der, 'base64')))
      const { serial, iin, kind, keys = 'rsa', notBefore, notAfter } = record
      const revocation = revocationOf(record)
      return {
        serial,
        holder: iin,
        kind,
        keys,
        notBefore,
        notAfter,
        subject,
        roles,
        ...(bin === undefined ? {} : { bin }),
        ...(revocation && { revokedAt: revocation.at.toString(), reason: revocation.reason ?? 'unspecified' }),
      }
    })

  routes.get<InLanguage>('/authority/', async ({ query }, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(certificatesPage({ locale: localeOf(query.locale), certificates: listed(), faults, people })),
  )
  routes.get('/authority/certificates', async () => ({ certificates: listed() }))

  routes.post<InLanguage>('/authority/certificates', async (request, reply) => {
    const { kind: kindText, keys: keysText = 'rsa', iin, bin = TRAINING_BIN } = textsOf(request.body)
    const kind = CERTIFICATE_KINDS.find((candidate) => candidate === kindText)
    const keys = KEY_KINDS.find((candidate) => candidate === keysText)
    const person = people.find((candidate) => candidate.iin === iin)
    if (!kind || !keys || !/^\d{12}$/.test(bin)) return reply.code(400).send({ fault: 'certificate-malformed' })
    const organisation = { bin, name: ORGANISATION_NAME }
    const holder = ((): Holder | SystemHolder | undefined => {
      // An identifier under an arc of examples, new for each system.
      if (kind === 'system')
        return { systemId: `1.2.398.6.10.1.${randomInt(1000, 999_999)}`, name: 'TRAINING SYSTEM', organisation }
      if (!person) return undefined
      return kind === 'individual' || kind === 'auth-only' ? person : { ...person, organisation }
    })()
    if (!holder) return reply.code(400).send({ fault: 'person-unknown' })
    const { der } = await authority.issue({ holder, kind, keys, label: 'page' })
    if (isForm(request)) return reply.redirect(pageOf(request), 303)
    return reply.code(201).send({ serial: parseCertificate(der).serial, pem: toPem(der) })
  })

  routes.post<BySerial>('/authority/certificates/:serial/revoke', async (request, reply) => {
    const { reason = 'unspecified' } = textsOf(request.body)
    if (!isRevocationReason(reason) || reason === 'removeFromCRL')
      return reply.code(400).send({ fault: 'reason-unknown' })
    const isKnown = await authority.revoke(request.params.serial, reason)
    if (!isKnown) return reply.code(404).send({ fault: 'certificate-unknown' })
    return isForm(request) ? reply.redirect(pageOf(request), 303) : { revoked: request.params.serial, reason }
  })

  routes.post<BySerial>('/authority/certificates/:serial/release', async (request, reply) => {
    if (!(await authority.release(request.params.serial))) return reply.code(409).send({ fault: 'not-on-hold' })
    return isForm(request) ? reply.redirect(pageOf(request), 303) : { released: request.params.serial }
  })
}

/** Forms of the page lead back to it; programs get an answer. */
export function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
}

export function pageOf({ query }: FastifyRequest): string {
  return `/authority/?locale=${localeOf(textsOf(query)['locale'])}`
}

function textsOf(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
