import type { CertificateStanding, TrustAnchors } from '@qyzmet/eds'
import type { AsyncRoad, Receipt, SyncRoad } from '@qyzmet/gateway'
import type { Config } from '../config.ts'
import { createExchange } from './exchange.ts'
import type { SealedMessages } from './sealed-messages.ts'
import { createAsyncShepRoad, createShepRoad, createStorageRoad } from './shep-road.ts'
import { createSealStanding, withStanding } from './seal-standing.ts'
import { sealInThreads } from './seal-threads.ts'
import type { AskStorage } from './storage.ts'
import { createSystemSeal } from './system-seal.ts'

/** Both channels of the state gateway, and the seal for messages that come by themselves. */
export interface GatewayRoads {
  readonly sync: SyncRoad
  readonly async: AsyncRoad
  readonly storage: AskStorage
  readonly seal: SealedMessages
  /** Stops the threads that open long messages. */
  readonly close: () => Promise<void>
}

/** The authorities that seals must lead to, read and as PEM. */
export interface SealAnchors {
  readonly trusted: TrustAnchors
  readonly pem: string
}

/** What the authority says of a certificate that sealed a message. */
export type AskStanding = (certificate: Uint8Array) => Promise<CertificateStanding>

/** Nothing is sent yet: whether the gateway answers is seen with the first message. */
export function connectGateway(
  config: Config,
  anchors: SealAnchors,
  ask: AskStanding,
  clock: () => Temporal.Instant,
): GatewayRoads {
  const { shep, profile } = config
  const transport: Receipt['transport'] = profile === 'training' ? 'simulator' : 'shep'
  const { keyFile, certificateFile, peers } = shep
  const settings = { keyFile, certificateFile, peers, profile }
  const inline = createSystemSeal(settings, anchors.trusted, clock)
  const threads = sealInThreads(inline, { ...settings, anchors: anchors.pem }, clock)
  const standingOf = createSealStanding({ ask, now: clock, graceHours: shep.graceHours })
  const seal = withStanding(threads, standingOf)
  const sender = { senderId: shep.sender, password: shep.password }
  const at = (url: string) => ({
    exchange: createExchange({ url, transport, seal, clock }),
    sender,
    transport,
    clock,
  })
  return {
    sync: createShepRoad(at(shep.syncUrl)),
    async: createAsyncShepRoad(at(shep.asyncUrl)),
    storage: createStorageRoad(at(shep.syncUrl)),
    seal,
    close: threads.close,
  }
}
