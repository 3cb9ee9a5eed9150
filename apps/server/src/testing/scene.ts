// The whole product in one process, on a database of its own, with the state around it played by the simulator.
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { type Config, readConfig } from '../config.ts'
import type { Sql } from '../database/connect.ts'
import { one } from '../database/query.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { TRAINING_PASSWORD } from '../people/training.ts'
import { type Product, startProduct } from '../product.ts'
import { type Answer, type Browser, openBrowser } from './browser.ts'
import { openVault } from '../vault/vault-keys.ts'
import type { Vault } from '../vault/vault.ts'
import { PEOPLE, type PersonName, seedPeople } from './people-of-the-scene.ts'
import { type KeyStory, productSettings, signAs, type Simulator, startSimulator } from './state-around.ts'

/** One address of the product as the server has it. */
export interface SceneRoute {
  readonly method: string
  readonly url: string
}

export interface Scene {
  readonly app: FastifyInstance
  readonly database: TestDatabase
  readonly sql: Sql
  /** Opens what the product keeps sealed. */
  readonly vault: Vault
  readonly simulator: Simulator
  readonly accounts: Readonly<Record<PersonName, string>>
  /** Every route of the product, collected as the server adds them. */
  readonly routes: readonly SceneRoute[]
  /** What the jobs could not do; a test that expects a fault of a neighbour finds it here. */
  readonly jobErrors: string[]
  readonly now: () => Temporal.Instant
  /** Lets time pass for the product and the state around it; jobs keep the time of the database. */
  readonly letPass: (duration: Temporal.DurationLike) => void
  /** A browser of nobody, at an address of its own. */
  readonly browser: () => Browser
  /** A new browser in which the person has just signed in. */
  readonly signIn: (name: PersonName) => Promise<Browser>
  /** The person's browser, signed in when first asked for. */
  readonly of: (name: PersonName) => Promise<Browser>
  /** What NCALayer would give back for these bytes, in Base64. */
  readonly sign: (name: PersonName, bytes: Uint8Array, story?: KeyStory) => Promise<string>
  /** Waits until no job is left that could be done now. */
  readonly settled: () => Promise<void>
  /** Has jobs that wait for their next try done now, and waits for them. */
  readonly hurry: () => Promise<void>
  readonly stop: () => Promise<void>
}

export interface SceneOptions {
  /** How late slow services and slow people are; default 300. */
  readonly slowMs?: number
  /** Settings that differ, by the name of the variable. */
  readonly settings?: Readonly<Record<string, string>>
}

const LONGEST_WAIT_MS = 30_000

export async function openScene({ settings = {}, slowMs = 300 }: SceneOptions = {}): Promise<Scene> {
  let passed = Temporal.Duration.from({ hours: 0 })
  const now = (): Temporal.Instant => Temporal.Now.instant().add(passed)
  const dataDir = await mkdtemp(join(tmpdir(), 'qyzmet-scene-'))
  const [simulator, database] = await Promise.all([
    startSimulator({ dataDir, httpPort: 0, ncaLayerPort: 0, clock: now, slowMs }),
    testDatabase(),
  ])
  const jobErrors: string[] = []
  const routes: SceneRoute[] = []
  let accounts: Scene['accounts'] | undefined
  const config = configOf({ simulator, database, dataDir, settings })
  const product = await listingRoutes(routes, () =>
    startProduct({
      config,
      log: { debug: () => undefined, error: (message, error) => jobErrors.push(`${message} ${String(error)}`) },
      now,
      seed: async ({ sql }) => {
        accounts = await seedPeople(sql, now)
      },
    }),
  )
  const { app } = product
  if (accounts === undefined) throw new TypeError('the people of the scene are not there')

  const browsers = new Map<PersonName, Promise<Browser>>()
  let addresses = 0
  const browser = (): Browser => {
    addresses += 1
    return openBrowser(app, `10.0.${addresses >> 8}.${addresses & 255}`)
  }
  const signIn = async (name: PersonName): Promise<Browser> => {
    const opened = browser()
    const answer: Answer = await opened.fillIn('/kk/sign-in', { iin: PEOPLE[name].iin, password: TRAINING_PASSWORD })
    if (answer.statusCode !== 303) throw new TypeError(`${name} could not sign in: ${answer.body}`)
    return opened
  }
  const settled = (): Promise<void> => jobsDone(database.owner)
  return {
    app,
    database,
    sql: database.sql,
    vault: await openVault(config),
    simulator,
    accounts,
    routes,
    jobErrors,
    now,
    letPass: (duration) => {
      passed = passed.add(duration)
    },
    browser,
    signIn,
    of: (name) => {
      const opened = browsers.get(name) ?? signIn(name)
      browsers.set(name, opened)
      return opened
    },
    sign: (name, bytes, story) => signAs(simulator, PEOPLE[name], bytes, now(), story),
    settled,
    hurry: async () => {
      await database.owner`update graphile_worker._private_jobs set run_at = now() where locked_at is null`
      await database.owner`select pg_notify('jobs:insert', '{"count":1}')`
      await settled()
    },
    stop: async () => {
      await stopAll(product, simulator, database)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function configOf(parts: {
  readonly simulator: Simulator
  readonly database: TestDatabase
  readonly dataDir: string
  readonly settings: Readonly<Record<string, string>>
}): Config {
  const { simulator, database, dataDir, settings } = parts
  return readConfig({
    QYZMET_PROFILE: 'training',
    QYZMET_PORT: '0',
    QYZMET_LOG: 'error',
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    ...productSettings({ ...simulator, anchorsFile: join(dataDir, 'anchors.pem') }),
    QYZMET_VAULT_KEYS: join(dataDir, 'vault.keys'),
    ...settings,
  })
}

/** Notes every route of the servers that are made meanwhile, so that none can be added unseen. */
async function listingRoutes(routes: SceneRoute[], start: () => Promise<Product>): Promise<Product> {
  const watch = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance } // What Fastify publishes under this name.
    fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: String(one), url })
    })
  }
  subscribe('fastify.initialization', watch)
  try {
    return await start()
  } finally {
    unsubscribe('fastify.initialization', watch)
  }
}

async function stopAll(product: Product, simulator: Simulator, database: TestDatabase): Promise<void> {
  await product.stop()
  await simulator.stop()
  await database.drop()
}

async function jobsDone(owner: Sql): Promise<void> {
  const deadline = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    const { open } = await one(owner<{ open: number }[]>`
      select (select count(*)::int from outbox) + count(*)::int as open from graphile_worker._private_jobs
      where locked_at is not null or (run_at <= now() and attempts < max_attempts)`)
    if (open === 0) return
    if (performance.now() > deadline) throw new TypeError(`${open} jobs are not done`)
    await sleep(20)
  }
}
