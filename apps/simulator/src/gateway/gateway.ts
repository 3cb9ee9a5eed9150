import { mkdir } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { Authority } from '../authority/authority.ts'
import type { Population } from '../population/population.ts'
import { createAsyncChannel } from './async-channel.ts'
import { createConsents, type Consents } from './consents.ts'
import { createEsedo, ESEDO_SERVICE, ESEDO_SYSTEM, type EsedoEntry } from './esedo.ts'
import { createFaults, type GatewayFaults } from './faults.ts'
import { gatewayRoutes } from './gateway-routes.ts'
import { createLetters, type Letters } from './letters.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { createPortal, PORTAL_SERVICE, PORTAL_STATES_SERVICE, PORTAL_SYSTEM, type Portal } from './portal.ts'
import { createPush, type Push } from './push.ts'
import { readDescriptions, schemaCheck } from './schemas.ts'
import { createSenders, type RegisteredSender } from './senders.ts'
import { createServices } from './services.ts'
import { createStorage, type Storage } from './storage.ts'
import { createSyncChannel } from './sync-channel.ts'
import { systemHolding, systemSeal, type SystemHolding } from './system-seal.ts'
import { createTraffic, type Traffic } from './traffic.ts'

/** Object identifiers that name the systems in their certificates; nobody has registered this arc. */
const GATEWAY_SYSTEM_ID = '1.2.398.999.1'
const PRODUCT_SYSTEM_ID = '1.2.398.999.2'
/** How the product stands in the gateway's register of systems. */
export const PRODUCT_SENDER = { senderId: 'QYZMET', password: 'training-gateway-2026' } as const

export interface GatewayOptions {
  /** Keys of the systems stay here, the product's among them: `product.key.pem`, `product.cer`, and `gateway.cer`. */
  readonly folder: string
  readonly authority: Authority
  readonly population: () => Population
  readonly clock: () => Temporal.Instant
  readonly slowMs: number
  /** Other systems that may send, for tests of permissions. */
  readonly otherSenders?: readonly RegisteredSender[]
  /** Of the faults drawn by chance. Default 2026. */
  readonly seed?: number
}

/** The state gateway of the training, with the registers, the portal and the document systems behind it. */
export interface Gateway {
  readonly faults: GatewayFaults
  readonly traffic: Traffic
  readonly consents: Consents
  readonly mailbox: Mailbox
  readonly push: Push
  readonly portal: Portal
  readonly storage: Storage
  /** What another body sends to the product by itself. */
  readonly letters: Letters
  /** Documents that other bodies got. */
  documents(): readonly EsedoEntry[]
  /** Codes of the services, for the pages. */
  readonly services: readonly string[]
  /** The product's key and certificate, as the gateway expects its messages sealed. */
  readonly product: SystemHolding
  stop(): void
}

const TEMPORARY_STORAGE_SERVICE = 'EDS_TEMP_FILES'
const PUSH_EVERY_MS = 2000

/** Opens the gateway and adds its addresses: `/shep/sync` and `/shep/async`. */
export async function openGateway(app: FastifyInstance, options: GatewayOptions): Promise<Gateway> {
  const { folder, authority, population, clock, slowMs, otherSenders = [], seed = 2026 } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [own, product] = await Promise.all([
    systemHolding(folder, 'gateway', GATEWAY_SYSTEM_ID, authority),
    systemHolding(folder, 'product', PRODUCT_SYSTEM_ID, authority),
  ])
  const seal = systemSeal(own, authority, clock)
  const senders = createSenders([{ ...PRODUCT_SENDER, systemId: PRODUCT_SYSTEM_ID }, ...otherSenders])
  const faults = createFaults(seed)
  const traffic = createTraffic()
  const consents = createConsents((iin) => population().find(iin)?.story)
  const mailbox = createMailbox()
  const push = createPush({ seal, mailbox, faults, traffic, clock })
  const storage = createStorage()
  const esedo = createEsedo({ mailbox, storage, faults })
  const letters = createLetters({ mailbox, authority, clock, storage, receiver: PRODUCT_SENDER.senderId })
  const portal = createPortal({ mailbox, authority, clock, storage, receiver: PRODUCT_SENDER.senderId })
  const services = new Map([
    ...createServices({ population, consents, seal }),
    [TEMPORARY_STORAGE_SERVICE, storage.service],
    [ESEDO_SERVICE, esedo.service],
    [PORTAL_STATES_SERVICE, portal.states],
  ])
  const common = { seal, senders, faults, traffic, clock }
  await gatewayRoutes(app, {
    sync: createSyncChannel({ ...common, services, schemaFaults: schemaCheck('sync') }),
    async: createAsyncChannel({
      ...common,
      mailbox,
      addressees: new Map([[PORTAL_SERVICE, PORTAL_SYSTEM]]),
      systems: new Map([
        [PORTAL_SYSTEM, portal.system],
        [ESEDO_SYSTEM, letters.system],
      ]),
      schemaFaults: schemaCheck('async'),
    }),
    descriptions: readDescriptions(),
    slowMs,
  })
  let isDelivering = false
  const timer = setInterval(() => {
    esedo.tellHeld(clock())
    if (isDelivering) return
    isDelivering = true
    push.deliver().then(
      () => void (isDelivering = false),
      () => void (isDelivering = false),
    )
  }, PUSH_EVERY_MS)
  timer.unref()
  return {
    faults: faults.faults,
    traffic,
    consents,
    mailbox,
    push,
    portal,
    letters,
    storage,
    documents: () => esedo.entries(),
    services: [...services.keys(), PORTAL_SERVICE],
    product,
    stop: () => clearInterval(timer),
  }
}
