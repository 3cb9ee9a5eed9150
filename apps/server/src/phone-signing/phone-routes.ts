import { describeFinding, type ExpectedSigner } from '@qyzmet/eds'
import type { Locale } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PhoneCode } from '../problems.ts'
import { roleAsked } from '../signatures/certificate-rule.ts'
import { phoneMessages } from './messages/phone.ts'
import type { DocumentForPhone, PhoneSigning, Refused } from './phone-signing.ts'
import { type DocumentsAnswer, localeOfPhone, mimeOf, readSigned, type ServiceAnswer } from './phone-wire.ts'

/** Who asks for signatures, as the telephone names them. */
export interface PhoneOrganisation {
  readonly bin: string
  readonly name: Readonly<Record<Locale, string>>
}

export interface PhoneRoutesOptions {
  readonly signing: Pick<PhoneSigning, 'open' | 'documents' | 'take'>
  readonly publicUrl: string
  readonly organisation: PhoneOrganisation
}

/** Longest message of a telephone, in bytes: the signatures and what came with the documents. */
const MAX_MESSAGE_BYTES = 1024 * 1024
/** Requests a minute from one address: telephones of one provider of mobile internet may share it. */
const REQUESTS_A_MINUTE = 120

const STATUS: Readonly<Record<PhoneCode, number>> = {
  'signing-expired': 410,
  'signing-opened': 410,
  'signing-used': 410,
  'signing-closed': 410,
  'signing-token-missing': 401,
  'signing-token-wrong': 403,
  'signature-too-large': 413,
  'signed-documents-wrong': 422,
  'signature-refuted': 422,
}

/** What eGov Mobile asks: the address of the QR code once, then the documents, then it brings the signatures. */
export async function phoneRoutes(app: FastifyInstance, options: PhoneRoutesOptions): Promise<void> {
  const { signing, publicUrl, organisation } = options
  const limited = { rateLimit: { max: REQUESTS_A_MINUTE, timeWindow: 60_000 } }

  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: MAX_MESSAGE_BYTES },
      async (_request: unknown, body: Buffer) => body,
    )
    scope.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'))

    scope.get<{ Params: { key: string } }>(
      '/api/egov-mobile/:key',
      // One request of a browser that looks ahead would use the code up.
      { config: limited, exposeHeadRoute: false },
      async (request, reply) => {
        const opened = await signing.open(request.params.key)
        if ('fault' in opened) return refuse(request, reply, opened)
        const answer: ServiceAnswer = {
          description: phoneMessages[localeOf(request)].description,
          expiry_date: opened.expiresAt.toString(),
          organisation: {
            nameRu: organisation.name.ru,
            nameKz: organisation.name.kk,
            nameEn: organisation.name.en,
            bin: organisation.bin,
          },
          document: {
            uri: `${publicUrl}/api/egov-mobile/documents/${opened.id}`,
            auth_type: 'Bearer',
            auth_token: opened.token,
          },
        }
        return reply.send(answer)
      },
    )

    scope.get<{ Params: { id: string } }>(
      '/api/egov-mobile/documents/:id',
      { config: limited },
      async (request, reply) => {
        const documents = await signing.documents(request.params.id, bearerOf(request))
        return isRefused(documents)
          ? refuse(request, reply, documents)
          : reply.send(documentsAnswer(documents, localeOf(request)))
      },
    )

    scope.put<{ Params: { id: string }; Body: unknown }>(
      '/api/egov-mobile/documents/:id',
      { config: { ...limited, csrf: 'no-cookies' } },
      async (request, reply) => {
        const message = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const taken = await signing.take(request.params.id, bearerOf(request), readSigned(message))
        return taken === 'taken' ? reply.send([]) : refuse(request, reply, taken)
      },
    )
  })
}

function documentsAnswer(documents: readonly DocumentForPhone[], locale: Locale): DocumentsAnswer {
  return {
    signMethod: 'CMS_SIGN_ONLY',
    documentsToSign: documents.map(({ id, name, mediaType, sha256, content, signer }) => ({
      id,
      nameRu: name.ru,
      nameKz: name.kk,
      nameEn: name.en,
      meta: [{ name: 'SHA-256', value: sha256 }, ...certificateOf(signer, locale)],
      document: { file: { mime: mimeOf(mediaType), data: Buffer.from(content).toString('base64') } },
    })),
  }
}

/** Which certificate to choose, where one of an organisation is asked for. */
function certificateOf(
  { bin, role }: ExpectedSigner,
  locale: Locale,
): DocumentsAnswer['documentsToSign'][number]['meta'] {
  if (bin === undefined) return []
  const t = phoneMessages[locale].certificate
  const asked = roleAsked(role)
  return [{ name: t.bin, value: bin }, ...(asked === undefined ? [] : [{ name: t.role, value: t.roles[asked] }])]
}

/** A problem with its code; the telephone shows `message` to its holder. */
function refuse(request: FastifyRequest, reply: FastifyReply, { fault, finding }: Refused): FastifyReply {
  const locale = localeOf(request)
  const status = fault === 'not-found' ? 404 : STATUS[fault]
  const message = finding === undefined ? phoneMessages[locale].faults[fault] : describeFinding(finding, locale)
  return reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: `urn:qyzmet:problem:${fault}`,
      status,
      code: fault,
      ...(finding === undefined ? {} : { finding }),
      message,
    })
}

function isRefused(answer: readonly DocumentForPhone[] | Refused): answer is Refused {
  return 'fault' in answer
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]{1,100})$/i.exec(headers.authorization ?? '')?.[1]
}

function localeOf({ headers }: FastifyRequest): Locale {
  return localeOfPhone(headers['accept-language'])
}
