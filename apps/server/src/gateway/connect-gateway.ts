import type { TrustAnchors } from '@qyzmet/eds'
import type { AsyncRoad, MessageSeal, SyncRoad } from '@qyzmet/gateway'
import type { Config } from '../config.ts'
import { readGatewaySeal } from './gateway-seal.ts'
import type { ShepOptions } from './shep-http.ts'
import { shepAsyncRoad, shepSyncRoad } from './shep-roads.ts'

/** Both channels of the state gateway, and the seal for messages that come by themselves. */
export interface GatewayRoads {
  readonly sync: SyncRoad
  readonly async: AsyncRoad
  readonly seal: MessageSeal
}

/** Nothing is sent yet: whether the gateway answers is seen with the first message. */
export async function connectGateway(
  config: Config,
  anchors: TrustAnchors,
  now: () => Temporal.Instant,
): Promise<GatewayRoads> {
  const seal = await readGatewaySeal(config, anchors, now)
  const options: ShepOptions = {
    syncUrl: config.shepSyncUrl,
    asyncUrl: config.shepAsyncUrl,
    senderId: config.shepSender,
    password: config.shepPassword,
    seal,
    transport: config.profile === 'training' ? 'simulator' : 'shep',
    now,
  }
  return { sync: shepSyncRoad(options), async: shepAsyncRoad(options), seal }
}
