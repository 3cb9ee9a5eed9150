import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CasePapers } from '../case-papers/case-papers.ts'
import { parseCaseId } from '../cases/case-id.ts'
import { casesOfApplicant } from '../cases/case-list.queries.ts'
import { type CaseService, StoreUnavailableError } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import type { Documents, VerifiedDocument } from '../documents/documents.ts'
import { documentsForApplicant } from '../portal/cabinet/case-view.ts'
import type { QueuePlace } from '../portal/dependencies.ts'
import { sendProblem } from '../problems.ts'
import type { WaitingList, WaitingLists } from '../queue/waiting-lists.ts'
import { caseLines, caseStatus } from './case-status.ts'
import {
  CaseLines,
  CaseStatus,
  CheckedDocument,
  Health,
  Problem,
  QueueLists,
  QueuePage as QueuePageSchema,
} from './schemas.ts'

export interface ApiDependencies {
  readonly sql: Sql
  readonly cases: Pick<CaseService, 'load'>
  readonly documents: Pick<Documents, 'verifyByCode'>
  readonly papers: Pick<CasePapers, 'issuedOf'>
  readonly waitingLists: WaitingLists
  readonly queuePlaceOf: (caseId: string) => Promise<QueuePlace | undefined>
}

/** An answer is not what the published document of the interface promises: a bug. */
export class AnswerShapeError extends Error {
  override readonly name = 'AnswerShapeError'
}

/** Requests a minute from one address; enough for a counter, too few to try codes. */
const REQUESTS_A_MINUTE = 60
/** How long the database may take to say that it is there. */
const HEALTH_MS = 2000

const PROBLEM = {
  description: 'What went wrong, by its code.',
  content: { 'application/problem+json': { schema: Problem } },
}

/** What programs ask, in JSON; `/api/openapi.json` describes it. Every answer is checked against that description. */
export async function apiRoutes(app: FastifyInstance, deps: ApiDependencies): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Qyzmet',
          version: '1',
          description: 'Checking documents, waiting lists and own cases. Errors are problems with codes (RFC 9457).',
        },
        components: {
          securitySchemes: {
            session: { type: 'apiKey', in: 'cookie', name: 'qyzmet-session', description: 'Set by signing in.' },
          },
        },
      },
    })
    scope.setSerializerCompiler(({ schema, url }) => {
      const shape = Compile(schema as TSchema) // Only schemas of schemas.ts stand in the routes below.
      return (answer) => {
        if (!shape.Check(answer)) throw new AnswerShapeError(`${url}: ${JSON.stringify(shape.Errors(answer))}`)
        return JSON.stringify(answer)
      }
    })
    scope.setValidatorCompiler(({ schema }) => {
      const shape = Compile(schema as TSchema) // As above.
      return (given) =>
        shape.Check(given) ? { value: given } : { error: new Error('The request is not as described.') }
    })
    openRoutes(scope, deps)
    ownRoutes(scope, deps)
    scope.get('/api/openapi.json', { schema: { hide: true } }, () => scope.swagger())
  })
}

/** What anybody may ask. */
function openRoutes(app: FastifyInstance, { sql, documents, waitingLists }: ApiDependencies): void {
  const limited = { config: { rateLimit: { max: REQUESTS_A_MINUTE, timeWindow: 60_000 } } }

  app.get('/health', { schema: schemaOf('Whether the server can work.', Health) }, async () => {
    await Promise.race([
      sql`select 1`,
      sleep(HEALTH_MS, undefined, { ref: false }).then(() => {
        throw new StoreUnavailableError('The database does not answer.')
      }),
    ])
    return { status: 'ok' }
  })

  app.get<{ Params: { code: string } }>(
    '/api/documents/:code',
    {
      ...limited,
      schema: { ...schemaOf('Checks a document by its code.', CheckedDocument), params: paramsOf('code') },
    },
    async (request, reply) => {
      const document = await documents.verifyByCode(request.params.code)
      return document ? documentJson(document) : notFound(reply)
    },
  )

  app.get('/api/queue', { ...limited, schema: schemaOf('Lists of those who wait.', QueueLists) }, async () => ({
    lists: (await waitingLists.all()).map(listJson),
  }))

  app.get<{ Params: { provider: string; list: string }; Querystring: { page?: string } }>(
    '/api/queue/:provider/:list',
    {
      ...limited,
      schema: {
        ...schemaOf('One page of a list.', QueuePageSchema),
        params: paramsOf('provider', 'list'),
        querystring: Type.Object({ page: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,6}$', default: '1' })) }),
      },
    },
    async (request, reply) => {
      const { provider, list } = request.params
      const found = await waitingLists.page({ providerId: provider, list }, Number(request.query.page ?? '1'))
      if (!found) return notFound(reply)
      const { page, lastPage, lines } = found
      return {
        ...listJson(found),
        page,
        lastPage,
        lines: lines.map(({ place, number, name, since }) => ({ place, number, name, since: since.toString() })),
      }
    },
  )
}

/** What an applicant may ask of their own cases; somebody else's are not found. */
function ownRoutes(app: FastifyInstance, { sql, cases, papers, queuePlaceOf }: ApiDependencies): void {
  const door = { preHandler: app.requireCitizen }
  const security = [{ session: [] }]

  app.get(
    '/api/cases',
    { ...door, schema: { ...schemaOf('Own cases.', CaseLines), security } },
    async (request, reply) => {
      if (request.party?.kind !== 'applicant') return notFound(reply)
      const { cases: lines } = await casesOfApplicant(sql, request.party.accountId)
      reply.header('cache-control', 'private, no-store')
      return caseLines(lines)
    },
  )

  app.get<{ Params: { id: string } }>(
    '/api/cases/:id',
    { ...door, schema: { ...schemaOf('Where an own case stands.', CaseStatus), params: paramsOf('id'), security } },
    async (request, reply) => {
      const caseId = parseCaseId(request.params.id)
      const loaded = caseId && (await cases.load(caseId))
      const { party } = request
      if (!loaded || party?.kind !== 'applicant' || loaded.state.applicant.accountId !== party.accountId) {
        return notFound(reply)
      }
      const [issued, place] = await Promise.all([papers.issuedOf(loaded.caseId), queuePlaceOf(loaded.caseId)])
      reply.header('cache-control', 'private, no-store')
      return caseStatus(loaded, documentsForApplicant({ loaded }, issued), place)
    },
  )
}

function schemaOf(summary: string, answer: TSchema) {
  return { summary, response: { 200: answer, '4xx': PROBLEM, '5xx': PROBLEM } }
}

function paramsOf(...names: readonly string[]): TSchema {
  return Type.Object(Object.fromEntries(names.map((name) => [name, Type.String()])))
}

function notFound(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, { status: 404, code: 'not-found' })
}

/** Instants and dates as ISO 8601 text; the same fields as the page. */
function documentJson(document: VerifiedDocument): CheckedDocument {
  return {
    ...document,
    datedOn: document.datedOn.toString(),
    issuedAt: document.issuedAt.toString(),
    signatures: document.signatures.map((signature) => ({ ...signature, judgedAt: signature.judgedAt.toString() })),
  }
}

function listJson({ providerId, list, title, provider, total }: WaitingList): QueueLists['lists'][number] {
  return { provider: providerId, list, title, providerTitle: provider, total }
}
