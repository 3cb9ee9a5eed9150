import type { Catalogue } from '../../messages/catalogue.ts'
import { trafficEn } from './traffic.en.ts'
import { trafficKk, type TrafficMessages } from './traffic.kk.ts'
import { trafficRu } from './traffic.ru.ts'

/** Texts on messages of the gateway, for its administrators. */
export const trafficMessages: Catalogue<TrafficMessages> = { kk: trafficKk, ru: trafficRu, en: trafficEn }
