import type { FastifyInstance } from 'fastify'
import { choicePage } from './choice-page.ts'
import { SIGNING_STORIES, type SigningPerson, type SigningState } from './signer.ts'
import { localeOf } from '../pages.ts'

export interface ChoiceOptions {
  readonly people: readonly SigningPerson[]
  readonly state: SigningState
}

/**
 * The page where a trainee decides what the signer does: `GET /ncalayer/`, and `POST /ncalayer/next` with `story`
 * (once) or `iin` (until changed), as a form or as JSON.
 */
export async function ncaLayerRoutes(app: FastifyInstance, { people, state }: ChoiceOptions): Promise<void> {
  await app.register(async (routes) => {
    routes.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1024 },
      async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
    )
    routes.get<{ Querystring: { locale?: string } }>('/ncalayer/', async (request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .send(choicePage({ locale: localeOf(request.query.locale), people, state })),
    )
    routes.post<{ Querystring: { locale?: string } }>('/ncalayer/next', async (request, reply) => {
      const change = parseChange(request.body, people)
      if (change === undefined) return reply.code(400).send({ fault: 'choice-malformed' })
      Object.assign(state, change)
      const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
      return isForm ? reply.redirect(`/ncalayer/?locale=${localeOf(request.query.locale)}`, 303) : { ...state }
    })
  })
}

function parseChange(body: unknown, people: readonly SigningPerson[]): Partial<SigningState> | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const fields: Readonly<Record<string, unknown>> = { ...body }
  const { story, iin } = fields
  const next = SIGNING_STORIES.find((candidate) => candidate === story)
  if (story !== undefined && next === undefined) return undefined
  const actingIin = iin === '' ? '' : people.find((person) => person.iin === iin)?.iin
  if (iin !== undefined && actingIin === undefined) return undefined
  return { ...(next === undefined ? {} : { next }), ...(actingIin === undefined ? {} : { actingIin }) }
}
