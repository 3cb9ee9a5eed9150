import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import fastify from 'fastify'
import { openAuthority, type Authority } from './authority/authority.ts'
import { writeWhole } from './authority/folder.ts'
import type { AuthorityFaults } from './authority/faults.ts'
import { authorityRoutes } from './authority/routes.ts'
import { phoneRoutes } from './egov-mobile/routes.ts'
import { type IdentityFaults, identityRoutes } from './identity/routes.ts'
import { clockRoutes, createClock } from './clock.ts'
import { gatewayPages } from './gateway/gateway-pages.ts'
import { openGateway, PRODUCT_SENDER, type Gateway } from './gateway/gateway.ts'
import { type Delivered, type NoticeFaults, noticeRoutes } from './notices/routes.ts'
import { ncaLayerRoutes } from './ncalayer/routes.ts'
import { startNcaLayer } from './ncalayer/server.ts'
import type { SigningPerson, SigningState } from './ncalayer/signer.ts'
import { populationPages } from './population/population-pages.ts'
import { trainingPopulation } from './population/population.ts'
import { peopleRoutes } from './registers/people-page.ts'
import { TRAINING_PEOPLE } from './registers/training-people.ts'

export interface SimulatorOptions {
  /** Keys of the training authority and its register stay here; `anchors.pem` is written here for the product. */
  readonly dataDir: string
  /** 0 takes any free port. */
  readonly httpPort: number
  /** 0 takes any free port. */
  readonly ncaLayerPort: number
  /** Port of the mail server; 0, the default, takes any free one. */
  readonly smtpPort?: number
  /** Default: the machine's clock. */
  readonly clock?: () => Temporal.Instant
  /** Whose keys the signer holds. Default: the people of the register. */
  readonly people?: readonly SigningPerson[]
  /** Where the product is; providers of identity send people back there. Default `http://127.0.0.1:8080`. */
  readonly productUrl?: string
  /** How late slow services and slow people are. Default 5000. */
  readonly slowMs?: number
}

export interface Simulator {
  readonly url: string
  readonly ncaLayerUrl: string
  readonly smtpUrl: string
  /** Notices that came in: letters and short messages. */
  readonly delivered: Delivered
  readonly anchorsPem: string
  readonly authority: Authority
  /** What is broken now; a test may change it in place. */
  readonly faults: AuthorityFaults & IdentityFaults & NoticeFaults
  readonly signing: SigningState
  /** The state gateway at `/shep/sync` and `/shep/async`, with what is behind it. */
  readonly gateway: Gateway
  stop(): Promise<void>
}

const SLOW_MS = 5000

export class ProductionRefusedError extends Error {
  override readonly name = 'ProductionRefusedError'
}

/**
 * Starts the state around the product for training and tests: certification authority, signer and registers.
 *
 * @throws {ProductionRefusedError} where anything says that this is production
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  if (process.env['NODE_ENV'] === 'production' || process.env['QYZMET_PROFILE'] === 'production') {
    throw new ProductionRefusedError(
      'The simulator makes signatures and people that do not exist; it never runs in production.',
    )
  }
  const { dataDir, httpPort, ncaLayerPort, people = TRAINING_PEOPLE, slowMs } = options
  const movable = createClock(options.clock ?? Temporal.Now.instant)
  const clock = movable.now
  await mkdir(dataDir, { recursive: true })
  const authority = await openAuthority({ folder: join(dataDir, 'authority'), clock })
  await writeWhole(join(dataDir, 'anchors.pem'), authority.anchorsPem)
  const faults: AuthorityFaults & IdentityFaults & NoticeFaults = {
    ocsp: 'none',
    crl: 'none',
    stamp: 'none',
    egov: 'none',
    oidc: 'none',
    mail: 'none',
    sms: 'none',
  }
  const signing: SigningState = { next: 'valid', actingIin: '' }

  const app = fastify({ forceCloseConnections: true })
  await authorityRoutes(app, { authority, faults, people, slowMs })
  await ncaLayerRoutes(app, { people, state: signing })
  await phoneRoutes(app, { authority, people, clock, slowMs })
  await identityRoutes(app, { clock, faults, productUrl: options.productUrl ?? 'http://127.0.0.1:8080' })
  peopleRoutes(app)
  const gateway = await openGateway(app, {
    folder: join(dataDir, 'gateway'),
    authority,
    population: trainingPopulation,
    clock,
    slowMs: slowMs ?? SLOW_MS,
  })
  await clockRoutes(app, movable)
  await gatewayPages(app, gateway, { population: trainingPopulation, clock })
  await populationPages(app, { population: trainingPopulation, clock })
  const delivered = await noticeRoutes(app, {
    smtpPort: options.smtpPort ?? 0,
    clock,
    faults,
    slowMs: slowMs ?? SLOW_MS,
  })
  const url = await app.listen({ host: '127.0.0.1', port: httpPort })
  const ncaLayer = await startNcaLayer({ port: ncaLayerPort, authority, people, state: signing, clock, slowMs })
  return {
    url,
    ncaLayerUrl: ncaLayer.url,
    smtpUrl: delivered.mail.url,
    delivered,
    anchorsPem: authority.anchorsPem,
    authority,
    faults,
    signing,
    gateway,
    async stop() {
      gateway.stop()
      await Promise.all([ncaLayer.stop(), delivered.mail.stop(), app.close()])
    },
  }
}

/** What to do when another program has a port; undefined for any other failure. */
function portTaken(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error)) return undefined
  const settings = 'QYZMET_SIMULATOR_PORT, QYZMET_NCALAYER_PORT and QYZMET_SMTP_PORT'
  return `Another program listens at port ${String(error.port)}. End it, or choose other ports with ${settings}.`
}

if (import.meta.main) {
  const {
    QYZMET_PUBLIC_URL,
    QYZMET_SHEP_DELIVERY,
    QYZMET_DATA = '.data',
    QYZMET_SIMULATOR_PORT = '8090',
    QYZMET_NCALAYER_PORT = '13579',
    QYZMET_SMTP_PORT = '8025',
  } = process.env
  const simulator = await startSimulator({
    dataDir: join(QYZMET_DATA, 'simulator'),
    httpPort: Number(QYZMET_SIMULATOR_PORT),
    ncaLayerPort: Number(QYZMET_NCALAYER_PORT),
    smtpPort: Number(QYZMET_SMTP_PORT),
    ...(QYZMET_PUBLIC_URL !== undefined && { productUrl: QYZMET_PUBLIC_URL }),
  }).catch((error: unknown) => {
    console.error(portTaken(error) ?? error)
    process.exit(1)
  })
  // The same setting tells the product that messages are brought to it.
  if (QYZMET_SHEP_DELIVERY === 'push') {
    const address = new URL('/gateway/async', QYZMET_PUBLIC_URL ?? 'http://127.0.0.1:8080')
    simulator.gateway.push.setAddress(PRODUCT_SENDER.senderId, address.href)
  }
  const stop = (): void => {
    simulator.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  console.log(
    `Simulator: ${simulator.url}/ (people), ${simulator.url}/gateway/ (messages), ${simulator.url}/ncalayer/ (signer ${simulator.ncaLayerUrl}), ${simulator.url}/egov-mobile/ (phone), ${simulator.url}/authority/ (certificates)`,
  )
  console.log(`Notices: ${simulator.url}/notices/mail (letters, ${simulator.smtpUrl}), ${simulator.url}/notices/sms`)
}
