import { readEsedoDocument, writeEsedoState, type EsedoDocument, type EsedoState } from '@qyzmet/gateway'
import type { FaultDraw } from './faults.ts'
import type { Mailbox } from './mailbox.ts'
import type { Service } from './services.ts'
import type { Storage } from './storage.ts'

export const ESEDO_SERVICE = 'ESEDO_UNIVERSAL_SERVICE'
/**
 * Under this name the presenter sets what becomes of documents that arrived: `failed` refuses them, `late` says nothing
 * until it is mended, `duplicate` tells every state twice.
 */
export const ESEDO_STATES = `${ESEDO_SERVICE} states`
/** Code under which all document systems stand at the gateway. */
export const ESEDO_SYSTEM = 'ESEDO'
const ZONE = 'Asia/Almaty'

/** A document that reached the other body's document system, with the number it got there. */
export interface EsedoEntry {
  readonly document: EsedoDocument
  /** Absent for one that was refused. */
  readonly number?: string
  readonly at: Temporal.Instant
}

export interface Esedo {
  readonly service: Service
  entries(): readonly EsedoEntry[]
  /** Tells the states that were held back, unless they are to be late still. */
  tellHeld(now: Temporal.Instant): void
}

/**
 * The document system of another body: a document whose files are there is delivered at once; that it was registered,
 * and what came of it, is told by messages of their own.
 */
export function createEsedo(ports: {
  readonly mailbox: Mailbox
  readonly storage: Pick<Storage, 'find'>
  readonly faults: FaultDraw
}): Esedo {
  const { mailbox, storage, faults } = ports
  const entries: EsedoEntry[] = []
  let held: readonly { readonly state: EsedoState; readonly to: string; readonly saidAt: Temporal.Instant }[] = []

  const tell = (state: EsedoState, to: string, saidAt: Temporal.Instant, now: Temporal.Instant): void => {
    for (const properties of faults.meet(ESEDO_STATES) === 'duplicate' ? [[], [{ key: 'again', value: '1' }]] : [[]]) {
      const message = {
        serviceId: ESEDO_SERVICE,
        messageType: 'REQUEST',
        messageDate: saidAt,
        senderId: ESEDO_SYSTEM,
        properties,
        data: writeEsedoState(state),
      } as const
      mailbox.take(message, ESEDO_SYSTEM, to, now)
    }
  }

  return {
    entries: () => entries,
    tellHeld: (now) => {
      if (faults.faults.services.get(ESEDO_STATES) === 'late') return
      const waiting = held
      held = []
      for (const { state, to, saidAt } of waiting) tell(state, to, saidAt, now)
    },
    service: async ({ data, sender }, now) => {
      const kind = data.form === 'typed' && data.type.name === 'docOL' ? 'docOL' : 'docOutgoing'
      const document = readEsedoDocument(data, kind)
      const { activityId, href } = document
      const head = { activityId, from: ESEDO_SYSTEM, href }
      const before = entries.filter((entry) => entry.document.href === href)
      const isKnown = before.some((entry) => entry.number !== undefined || entry.document.activityId === activityId)
      if (!isKnown) {
        const on = now.toZonedDateTimeISO(ZONE).toPlainDate()
        const isMissing = document.fileIds.some((fileId) => storage.find(fileId, now)?.content === undefined)
        const fault = faults.meet(ESEDO_STATES)
        const reason = isMissing
          ? 'Файл уақытша қоймада жоқ'
          : fault === 'failed'
            ? 'Құжаттың тіркеу карточкасы толық емес'
            : undefined
        const number = `ОҚУ-${entries.length + 1}`
        entries.push({ document, at: now, ...(reason === undefined ? { number } : {}) })
        const end: EsedoState =
          kind === 'docOL'
            ? { ...head, state: 'stateExecution', executive: 'Оқу бөлімі', on }
            : { ...head, state: 'stateFinished', on, resultText: 'Орындалды' }
        const states: readonly EsedoState[] =
          reason === undefined
            ? [{ ...head, state: 'stateRegistered', number, on }, end]
            : [{ ...head, state: 'stateNotValid', reason }]
        for (const state of states) {
          if (fault === 'late') held = [...held, { state, to: sender.senderId, saidAt: now }]
          else tell(state, sender.senderId, now, now)
        }
      }
      return { data: writeEsedoState({ ...head, state: 'stateDelivered' }) }
    },
  }
}
