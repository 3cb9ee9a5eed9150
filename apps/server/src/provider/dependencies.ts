import type { Locale } from '@qyzmet/regulation'
import type { ReadAudit } from '../audit/reads.ts'
import type { CasePapers } from '../case-papers/case-papers.ts'
import type { CaseService } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import type { BlobStore } from '../documents/blobs.ts'
import type { PreparedDocument } from '../documents/documents.queries.ts'
import type { People } from '../people/people.ts'
import type { Registers } from '../registers/registers.ts'
import type { Editions } from '../regulations/editions.ts'
import type { StaffSigning } from '../signatures/staff-signing.ts'
import type { Site } from '../ui/render-page.tsx'

/** All that the pages of the provider's staff stand on. Each part is made elsewhere. */
export interface ProviderDependencies {
  readonly site: Site
  readonly sql: Sql
  readonly cases: CaseService
  readonly editions: Editions
  readonly people: People
  readonly reads: ReadAudit
  readonly papers: CasePapers
  readonly signing: StaffSigning
  readonly blobs: BlobStore
  /** The whole case as a file that proves itself; undefined when there is no such case. */
  readonly containerOf: (caseId: string) => Promise<Uint8Array | undefined>
  /** A paper with the signatures given so far and their evidence, as a file that proves itself. */
  readonly signedPaperOf: (
    paper: PreparedDocument,
    signatureIds: readonly string[],
    timeZone: string,
  ) => Promise<Uint8Array>
  readonly registers: Pick<Registers, 'findAnswer' | 'silenceOf' | 'enter'>
  /** Sentence for a finding of the signature check. */
  readonly describeFinding: (reason: string, locale: Locale) => string
  readonly ncaLayerUrl: string
  readonly now: () => Temporal.Instant
}
