import compress from '@fastify/compress'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { h } from 'preact'
import { assetRoutes } from './assets/routes.ts'
import { errorLine } from './error-line.ts'
import { problemMessages } from './messages/problems.ts'
import { localeOf, pageFrame } from './people/page-frame.ts'
import type { People } from './people/people.ts'
import { addPeople } from './people/plugin.ts'
import { ProblemPage } from './ProblemPage.tsx'
import { type Problem, problemOf, sendProblem } from './problems.ts'
import { checkPath, parseForm, parseQuery } from './request-texts.ts'
import { contentSecurityPolicy } from './ui/content-security-policy.ts'
import { renderPage, type Site } from './ui/render-page.tsx'
import { sendPage } from './ui/send-page.ts'

export interface AppOptions {
  readonly site: Site
  readonly people: People
  /** True behind TLS, always so in production. */
  readonly secure: boolean
  readonly ncaLayerUrl: string
  readonly trustedProxies: readonly string[]
  readonly log: { readonly level: string }
  /** Adds the routes of each subject. */
  readonly routes: (app: FastifyInstance) => Promise<void> | void
}

/** Largest form without files, in bytes: answers, texts of decisions, signatures. */
const MAX_FORM_BYTES = 256 * 1024
const MAX_FILE_BYTES = 10 * 1024 * 1024

/** The product as one Fastify instance; tests call `inject` on it. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { site, people, secure } = options
  const answer = (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply => {
    if (request.url.startsWith('/api/')) return sendProblem(reply, problem)
    const title = problemMessages[localeOf(request)].problems[problem.code].title
    const body = h(ProblemPage, { problem, reference: request.id })
    return sendPage(reply, renderPage(site, { ...pageFrame(request), title, body }), problem.status)
  }
  const app: FastifyInstance = Fastify({
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    bodyLimit: MAX_FORM_BYTES,
    forceCloseConnections: true,
    logger: {
      level: options.log.level,
      redact: ['req.headers.cookie', 'req.headers.authorization'],
      serializers: { req: requestLine, err: errorLine },
    },
    genReqId: () => crypto.randomUUID(),
    routerOptions: { querystringParser: parseQuery },
    // Addresses that cannot even be read come here before any hook and route.
    frameworkErrors: (error, request, reply) => void answer(request, reply, problemOf(error)),
  })
  // Forms are all that browsers send us.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addHook('onRequest', async (request) => checkPath(request.url))
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(options.ncaLayerUrl) },
    hsts: secure,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
  await app.register(compress, { threshold: 1024 })
  await app.register(formbody, { bodyLimit: MAX_FORM_BYTES, parser: parseForm })
  await app.register(multipart, {
    limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 20, fieldSize: 16 * 1024, headerPairs: 50 },
  })
  await addPeople(app, { people, site, secure })

  app.setNotFoundHandler((request, reply) => answer(request, reply, { status: 404, code: 'not-found' }))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) request.log.error({ err: error }, problem.code)
    return answer(request, reply, problem)
  })

  assetRoutes(app, site.assets)
  app.get('/', (_, reply) => reply.redirect('/kk/'))
  for (const locale of ['kk', 'ru', 'en']) app.get(`/${locale}`, (_, reply) => reply.redirect(`/${locale}/`))
  await options.routes(app)
  return app
}

/** Addresses are logged without their query: it may hold what people searched for. */
function requestLine(request: FastifyRequest): Record<string, unknown> {
  return { method: request.method, url: request.url.split('?', 1)[0], ip: request.ip }
}
