import type { Party } from '@qyzmet/casework'
import type { Locale, Regulation } from '@qyzmet/regulation'
import type { ReadAudit } from '../audit/reads.ts'
import type { CasePapers } from '../case-papers/case-papers.ts'
import type { CaseService } from '../cases/case-service.ts'
import type { CasePage } from '../cases/case-list.queries.ts'
import type { Sql } from '../database/connect.ts'
import type { BlobStore } from '../documents/blobs.ts'
import type { IssuedDocument } from '../documents/documents.queries.ts'
import type { NoticeAddresses } from '../notices/addresses.ts'
import type { AskedConsent } from '../registers/asked-consents.ts'
import type { Editions } from '../regulations/editions.ts'
import type { Signatures } from '../signatures/signatures.ts'
import type { Site } from '../ui/render-page.tsx'
import type { CoSigningService } from './co-signing/co-signing.ts'
import type { ToldFiles } from './told/told-files.ts'

export type Applicant = Extract<Party, { kind: 'applicant' }>

/** What is already known about an applicant, by the paths that forms use: `person.address`. */
export type KnownFacts = Readonly<Record<string, string>>

/** A place in a queue list, computed when asked. */
export interface QueuePlace {
  readonly providerId: string
  readonly list: string
  readonly position: number
  readonly total: number
}

/** All that the citizen's pages stand on. Each part is made elsewhere. */
export interface PortalDependencies {
  readonly site: Site
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly editions: Pick<Editions, 'get' | 'current' | 'allCurrent' | 'wordingsOf'>
  /** What is told of a regulation as files. */
  readonly told: ToldFiles
  readonly knownFacts: (applicant: Applicant) => Promise<KnownFacts>
  readonly blobs: BlobStore
  readonly signatures: Pick<Signatures, 'submit' | 'verdictOf'>
  /** Applications that wait for the signatures of others. */
  readonly coSigning: CoSigningService
  readonly cases: Pick<CaseService, 'execute' | 'load'>
  readonly casesOf: (accountId: string) => Promise<CasePage>
  /** Requests for leave to read people's data within cases. */
  readonly consentsOf: (caseIds: readonly string[]) => Promise<readonly AskedConsent[]>
  readonly audit: Pick<ReadAudit, 'readsOfCase' | 'recordRead'>
  /** Where people want notices beside the cabinet. */
  readonly addresses: NoticeAddresses
  /** Sets the language in which notices come. */
  readonly setLocale: (accountId: string, locale: Locale) => Promise<void>
  /** Documents in force of a case, the receipt, which is made when first asked for, and a copy of what was sent. */
  readonly papers: Pick<CasePapers, 'issuedOf' | 'receipt' | 'application'>
  /** A paper with its signatures and all that proves them, as a file of its own. @param timeZone for whoever checks it */
  readonly evidenceOf: (issued: IssuedDocument, timeZone: string) => Promise<Uint8Array>
  /** The body that gives the service to applicants here; undefined when none does. */
  readonly providerFor: (regulation: Regulation) => Promise<string | undefined>
  readonly queuePlaceOf: (caseId: string) => Promise<QueuePlace | undefined>
  /** Address of the applicant's signing program. */
  readonly ncaLayerUrl: string
  /** Milliseconds to wait for the automatic steps after an application was sent, before the page is shown; default 4000. */
  readonly waitForStepsMs?: number
  /** Says in a sentence why a signature was not confirmed. */
  readonly signatureFinding: (code: string, locale: Locale) => string
}
