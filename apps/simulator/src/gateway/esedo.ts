import { randomUUID } from 'node:crypto'
import { readEsedoDocument, writeEsedoState, type EsedoDocument, type EsedoState } from '@qyzmet/gateway'
import type { Mailbox } from './mailbox.ts'
import type { Service } from './services.ts'

export const ESEDO_SERVICE = 'ESEDO_UNIVERSAL_SERVICE'
const SYSTEM = 'ESEDO'
const ZONE = 'Asia/Almaty'

/** A document that reached the other body's document system, with the number it got there. */
export interface EsedoEntry {
  readonly document: EsedoDocument
  readonly number: string
  readonly at: Temporal.Instant
}

/**
 * The document system of another body: a document is delivered at once; that it was registered, and later carried
 * out, is told by messages of their own.
 */
export function createEsedo(mailbox: Mailbox): { readonly service: Service; entries(): readonly EsedoEntry[] } {
  const entries: EsedoEntry[] = []
  return {
    entries: () => entries,
    service: async ({ data, sender }, now) => {
      const kind = data.form === 'typed' && data.type.name === 'docOL' ? 'docOL' : 'docOutgoing'
      const document = readEsedoDocument(data, kind)
      const head = { activityId: randomUUID(), from: SYSTEM, href: document.href }
      const known = entries.find((entry) => entry.document.href === document.href)
      if (!known) {
        const on = now.toZonedDateTimeISO(ZONE).toPlainDate()
        const number = `ОҚУ-${entries.length + 1}`
        entries.push({ document, number, at: now })
        const tell = (state: EsedoState): void => {
          const message = {
            serviceId: ESEDO_SERVICE,
            messageType: 'REQUEST',
            messageDate: now,
            senderId: SYSTEM,
            properties: [],
            data: writeEsedoState(state),
          } as const
          mailbox.take(message, SYSTEM, sender.senderId, now)
        }
        tell({ ...head, state: 'stateRegistered', number, on })
        tell({ ...head, state: 'stateFinished', on, resultText: 'Орындалды' })
      }
      return { data: writeEsedoState({ ...head, state: 'stateDelivered' }) }
    },
  }
}
