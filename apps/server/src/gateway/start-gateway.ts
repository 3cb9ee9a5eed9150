import type { Sender } from '@qyzmet/gateway'
import type { Vault } from '../vault/vault.ts'
import type { Notify } from '../jobs/case-tasks.ts'
import type { GatewayRoads } from './connect-gateway.ts'
import { exchangeUntil } from './keep-moving.ts'
import { esedoDocumentKind, type EsedoOptions } from './esedo/compose-document.ts'
import { ESEDO_DOCUMENT, fileDocuments } from './esedo/file-documents.ts'
import { hearFromEsedo } from './esedo/hear.ts'
import { followForPortal, type FollowOptions } from './follow-case.ts'
import type { IntakeOptions } from './inbox.ts'
import type { FetchingOptions } from './letters/fetch-files.ts'
import { takeLetters } from './letters/take-letter.ts'
import { LETTER_STATE, letterStateKind } from './letters/tell-sender.ts'
import { PORTAL_STATUS, portalStatusKind } from './portal-outbox.ts'
import { reconcile, type Reconciliation } from './reconcile.ts'
import { ESEDO_DOCUMENTS, PORTAL_APPLICATIONS } from './services.ts'
import { createFileStorage, rememberFiles } from './storage.ts'
import { createWorkstation, type WorkstationOptions } from './workstation.ts'

export interface GatewayOptions
  extends Omit<WorkstationOptions, 'storage'>, Pick<EsedoOptions, 'papers' | 'findProvider'> {
  readonly cases: WorkstationOptions['cases'] & FollowOptions['cases'] & EsedoOptions['cases']
  readonly signatures: WorkstationOptions['signatures'] & EsedoOptions['signatures'] & FetchingOptions['signatures']
  readonly roads: GatewayRoads
  readonly vault: Vault
  readonly sender: Sender
  readonly pulls: boolean
  readonly messageDays: number
  readonly signal: AbortSignal
  readonly report: (message: string, error?: unknown) => void
}

/** What was told this short a time ago may not have reached the portal's own records yet. */
const JUST_TOLD = Temporal.Duration.from({ minutes: 1 })

/** The workstation at work: messages go out and come in, and the portal hears of its cases. */
export interface Gateway {
  readonly intake: IntakeOptions
  /** Puts what happened to a case into the outbox: for the portal, and the documents for E-akimat. */
  readonly tell: Notify
  /** Compares the applications of one provider now with what the portal believes, whatever the hour. */
  readonly compare: (providerId: string) => Promise<Reconciliation>
  /** Settles when the work was told to end and has. */
  readonly ended: Promise<void>
}

export function startGateway(options: GatewayOptions): Gateway {
  const { sql, vault, now, roads, sender, report } = options
  const storage = rememberFiles(sql, createFileStorage(roads.storage, sender, now), now)
  const services = new Map([
    [PORTAL_APPLICATIONS, createWorkstation({ ...options, storage })],
    [ESEDO_DOCUMENTS, takeLetters({ sql, now }, hearFromEsedo(sql))],
  ])
  const intake: IntakeOptions = {
    sql,
    vault,
    now,
    services: new Set(services.keys()),
    onRefused: (why, message) => report(`a message of ${message?.senderId ?? 'nobody known'} was refused: ${why}`),
  }
  const reconciliation = { sql, now, road: roads.sync }
  const ended = exchangeUntil({
    sql,
    now,
    road: roads.async,
    intake,
    reconciliation,
    outbox: {
      sql,
      vault,
      now,
      roads,
      senderId: sender.senderId,
      kinds: new Map([
        [PORTAL_STATUS, portalStatusKind(options.blobs, storage)],
        [ESEDO_DOCUMENT, esedoDocumentKind({ ...options, storage, senderId: sender.senderId })],
        [LETTER_STATE, letterStateKind(sql, sender.senderId)],
      ]),
    },
    inbox: { sql, vault, now, services, onError: (error) => report('a message could not be applied', error) },
    files: { sql, now, blobs: options.blobs, storage, signatures: options.signatures },
    pulls: options.pulls,
    messageDays: options.messageDays,
    signal: options.signal,
    onError: (error) => report('the exchange of messages failed', error),
  })
  const papersOf = (caseId: string) => options.papers.issuedOf(caseId)
  const tellPortal = followForPortal({ ...options, papersOf })
  const file = fileDocuments({ sql, now, papersOf })
  return {
    intake,
    tell: async (loaded, events) => {
      await tellPortal(loaded, events)
      await file(loaded, events)
    },
    compare: (providerId) => reconcile(reconciliation, { settled: JUST_TOLD, providerId }),
    ended,
  }
}
