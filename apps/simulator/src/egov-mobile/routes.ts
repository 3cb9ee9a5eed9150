import { randomUUID } from 'node:crypto'
import { OID } from '@qyzmet/eds'
import type { FastifyInstance } from 'fastify'
import { type SignerOptions, signAsPerson, type SigningPerson } from '../ncalayer/signer.ts'
import {
  PHONE_CERTIFICATES,
  PHONE_STORIES,
  phonePage,
  type PhoneCertificate,
  type PhoneScreen,
  type PhoneStory,
} from './phone-page.ts'
import { addressOf, openCode, type OpenedCode, sendSigned, ServiceRefusedError } from './protocol.ts'
import { localeOf } from '../pages.ts'

export interface PhoneOptions extends Omit<SignerOptions, 'state'> {
  readonly people: readonly SigningPerson[]
}

type InLanguage = { Querystring: { locale?: string; address?: string } }
type ById = InLanguage & { Params: { id: string } }

const MAX_OPEN = 50

/**
 * The telephone of a trainee with eGov Mobile: `GET /egov-mobile/` scans (`?address=` fills the address in), then it
 * shows what was opened, signs with a chosen key, or declines. It speaks to the product over the network only.
 */
export async function phoneRoutes(app: FastifyInstance, options: PhoneOptions): Promise<void> {
  const opened = new Map<string, OpenedCode>()

  await app.register(async (routes) => {
    routes.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4096 },
      async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
    )
    routes.get<InLanguage>('/egov-mobile/', async ({ query }, reply) =>
      reply
        .type(HTML)
        .send(phonePage(localeOf(query.locale), { kind: 'scan', address: query.address ?? '', isBad: false })),
    )

    routes.post<InLanguage>('/egov-mobile/open', async (request, reply) => {
      const locale = localeOf(request.query.locale)
      const given = textOf(request.body, 'address')
      const address = addressOf(given)
      const screen: PhoneScreen =
        address === undefined
          ? { kind: 'scan', address: given, isBad: true }
          : await refusedIfSo(async () => {
              const id = randomUUID()
              const code = await openCode(address, locale)
              // A trainee has one telephone; codes that nobody signed go when there are too many.
              for (const oldest of [...opened.keys()].slice(0, Math.max(0, opened.size - MAX_OPEN)))
                opened.delete(oldest)
              opened.set(id, code)
              return { kind: 'opened', id, opened: code, people: options.people }
            })
      return reply.type(HTML).send(phonePage(locale, screen))
    })

    routes.get<{ Params: { id: string; index: string } }>(
      '/egov-mobile/:id/documents/:index',
      async (request, reply) => {
        const { id, index } = request.params
        const file = opened.get(id)?.documents.documentsToSign[Number(index)]?.document.file
        if (file === undefined) return reply.code(404).send({ fault: 'document-unknown' })
        return reply.type(file.mime.replace('@file/', 'application/')).send(Buffer.from(file.data, 'base64'))
      },
    )

    routes.post<ById>('/egov-mobile/:id/sign', async (request, reply) => {
      const locale = localeOf(request.query.locale)
      const { id } = request.params
      const code = opened.get(id)
      if (code === undefined) return reply.redirect(`/egov-mobile/?locale=${locale}`, 303)
      const isDeclined = textOf(request.body, 'answer') === 'decline'
      const iin = textOf(request.body, 'iin')
      const story = PHONE_STORIES.find((candidate) => candidate === textOf(request.body, 'story')) ?? 'valid'
      const asked = textOf(request.body, 'certificate')
      const certificate = PHONE_CERTIFICATES.find((candidate) => candidate === asked) ?? 'individual'
      const key: ChosenKey = { iin, certificate, bin: textOf(request.body, 'bin').trim(), story }
      const screen = await refusedIfSo(async () => {
        if (!isDeclined) await sendSigned(code, await sign(code, key, options), locale)
        opened.delete(id)
        return { kind: 'over', end: isDeclined ? 'declined' : 'signed' }
      })
      return reply
        .type(HTML)
        .send(
          phonePage(
            locale,
            screen.kind === 'refused'
              ? { kind: 'opened', id, opened: code, people: options.people, iin, certificate, refused: screen.message }
              : screen,
          ),
        )
    })
  })
}

const HTML = 'text/html; charset=utf-8'

async function refusedIfSo(act: () => Promise<PhoneScreen>): Promise<PhoneScreen> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ServiceRefusedError)) throw error
    return { kind: 'refused', message: `${error.message} (${error.code})` }
  }
}

interface ChosenKey {
  readonly iin: string
  readonly certificate: PhoneCertificate
  /** Of the organisation, for every certificate but the person's own. */
  readonly bin: string
  readonly story: PhoneStory
}

/** By which the program that signs tells the kinds of an organisation's certificates apart. */
const USAGES: Readonly<Record<PhoneCertificate, readonly string[]>> = {
  individual: [],
  'signing-right': [],
  head: [OID.head],
  employee: [OID.employee],
}

/** One CMS for each document, without content inside. */
async function sign(
  { documents }: OpenedCode,
  { iin, certificate, bin, story }: ChosenKey,
  options: PhoneOptions,
): Promise<readonly string[]> {
  const answer = await signAsPerson(
    {
      documents: documents.documentsToSign.map(({ document }) =>
        story === 'other-document'
          ? new TextEncoder().encode('another document')
          : new Uint8Array(Buffer.from(document.file.data, 'base64')),
      ),
      isEncapsulated: false,
      isDigest: false,
      isStamped: false,
      outputsCertificate: false,
      iin,
      bin: certificate === 'individual' ? '' : bin,
      usages: USAGES[certificate],
    },
    { ...options, state: { next: story === 'other-document' ? 'valid' : story, actingIin: iin } },
  )
  const signatures = answer.status ? answer.body.result : undefined
  if (!Array.isArray(signatures)) throw new ServiceRefusedError('not-signed', 'The telephone could not sign.')
  return signatures.map((armoured: unknown) => String(armoured).replaceAll(/-----[A-Z ]+-----|\s/g, ''))
}

function textOf(body: unknown, field: string): string {
  if (typeof body !== 'object' || body === null) return ''
  const value = (body as Readonly<Record<string, unknown>>)[field]
  return typeof value === 'string' ? value : ''
}
