import assert from 'node:assert/strict'
import type { SyncRoad } from '@qyzmet/gateway'
import fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify'
import type { Sql } from '../../database/connect.ts'
import { createIdentitySignIn, type IdentitySignIn } from '../../identity/identity-sign-in.ts'
import type { IdentityProvider } from '../../identity/identity-provider.ts'
import { testRegisters } from '../../registers/testing/test-registers.ts'
import { htmlFaults } from '../../ui/testing/html-faults.ts'
import { createPasswordHasher, type PasswordHasher } from '../passwords.ts'
import { createPeople, type People } from '../people.ts'
import { addPeople } from '../plugin.ts'
import { peopleRoutes } from '../routes.tsx'
import { seedTraining, type TrainingAccount } from '../training.ts'

/** The pages of people alone on one database, with doors to try: `/:locale/cabinet`, `/:locale/work`, `/api/…`. */
export interface TestPortal {
  readonly app: FastifyInstance
  readonly seeded: readonly TrainingAccount[]
  /** Another server on the same database. */
  buildApp(change?: AppChange): Promise<FastifyInstance>
}

export interface AppChange {
  readonly passwords?: PasswordHasher
  readonly secure?: boolean
  readonly limits?: { readonly signIn?: number }
  readonly providers?: readonly IdentityProvider[]
}

/** Where providers of identity send people back to. */
export const PUBLIC_URL = 'http://127.0.0.1:8080'

const SITE = { assets: { url: (name: string) => `/assets/${name}`, find: () => undefined }, training: true }

/** @param road at the end of which a register of persons answers */
export async function createTestPortal(parts: {
  readonly sql: Sql
  readonly clock: () => Temporal.Instant
  readonly road: SyncRoad
}): Promise<TestPortal> {
  const { sql, clock } = parts
  const cheap = await createPasswordHasher({ cost: { memoryKib: 64, passes: 1, lanes: 1 } })
  const registers = testRegisters(sql, clock, parts.road)
  const seeded = await seedTraining({ sql, passwords: cheap, clock })

  const buildApp = async (change: AppChange = {}): Promise<FastifyInstance> => {
    const people = await createPeople({
      sql,
      clock,
      registers,
      passwords: change.passwords ?? cheap,
      // Signs by repeating the document.
      verifySignature: async (cms, document) =>
        Buffer.from(cms).equals(Buffer.from(document))
          ? { verdict: 'VALID' }
          : { verdict: 'INVALID', reason: 'content-differs' },
    })
    const app = fastify()
    const identity = createIdentitySignIn({
      sql,
      people,
      clock,
      publicUrl: PUBLIC_URL,
      providers: change.providers ?? [],
      report: () => undefined,
    })
    await addPages(app, { people, identity }, change)
    return app
  }
  return { app: await buildApp(), seeded, buildApp }
}

async function addPages(
  app: FastifyInstance,
  { people, identity }: { readonly people: People; readonly identity: IdentitySignIn },
  change: AppChange,
): Promise<void> {
  const secure = change.secure ?? false
  await addPeople(app, { people, site: SITE, secure })
  await peopleRoutes(app, {
    people,
    identity,
    site: SITE,
    secure,
    ncaLayerUrl: 'wss://127.0.0.1:13579',
    describeFinding: (reason, locale) => `${locale}:${reason}`,
    refusalMessage: async (service, locale) =>
      service === 'zhambyl-queue' ? { text: `P2-${locale}`, act: 'Zhambyl 2014 No 115', item: '11(4)' } : undefined,
    limits: { signIn: 10_000, signUp: 10_000, ...change.limits },
  })
  const citizen = { preHandler: app.requireCitizen }
  const staff = { preHandler: app.requireStaff }
  app.get('/:locale/cabinet', citizen, (request, reply) => reply.send({ party: request.party }))
  app.get('/:locale/work', staff, (request, reply) => reply.send({ party: request.party }))
  app.post('/:locale/work', staff, (_, reply) => reply.send({ done: true }))
  app.get('/api/me', citizen, (request, reply) => reply.send({ party: request.party }))
  app.post('/api/me', citizen, (_, reply) => reply.send({ done: true }))
  app.post('/api/upload', { config: { csrf: 'in-handler' } }, (request, reply) =>
    reply.send({ ours: request.hasCsrfToken(request.headers['x-token']) }),
  )
}

/** A browser without scripts: keeps cookies and the last page, and sends forms back with their hidden fields. */
export interface Browser {
  readonly cookies: Map<string, string>
  /** HTML of the last page shown. */
  readonly page: () => string
  readonly cookieHeader: () => string
  get(url: string): Promise<LightMyRequestResponse>
  post(
    url: string,
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<LightMyRequestResponse>
  /** Opens the sign-in page and sends it. @param query such as `?service=zhambyl-queue` */
  signIn(iin: string, password: string, query?: string): Promise<LightMyRequestResponse>
}

export function openBrowser(app: FastifyInstance): Browser {
  const cookies = new Map<string, string>()
  let page = ''

  const keep = (response: LightMyRequestResponse): LightMyRequestResponse => {
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    if (String(response.headers['content-type']).startsWith('text/html')) page = response.body
    return response
  }
  const cookieHeader = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const get: Browser['get'] = async (url) => keep(await app.inject({ url, headers: { cookie: cookieHeader() } }))
  const post: Browser['post'] = async (url, fields = {}, headers = {}) => {
    const form = new URLSearchParams({ ...hiddenFieldsOf(page), ...fields })
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const payload = form.toString()
    return keep(
      await app.inject({ method: 'POST', url, payload, headers: { cookie: cookieHeader(), ...type, ...headers } }),
    )
  }
  return {
    cookies,
    page: () => page,
    cookieHeader,
    get,
    post,
    signIn: async (iin, password, query = '') => {
      await get(`/kk/sign-in${query}`)
      return post('/kk/sign-in', { iin, password })
    },
  }
}

/** Hidden fields of the page by name: what its forms send along. */
export function hiddenFieldsOf(page: string): Readonly<Record<string, string>> {
  const fields = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]))
}

/** The page has the status, a title with these words in it, and no fault in its HTML. */
export function assertPage(response: LightMyRequestResponse, status: number, title: string): void {
  assert.equal(response.statusCode, status, response.body.slice(0, 300))
  assert.deepEqual(htmlFaults(response.body), [])
  assert.match(response.body, new RegExp(`<title>[^<]*${title}`))
}
