import type { ReadAudit } from '../audit/reads.ts'
import type { CasePapers } from '../case-papers/case-papers.ts'
import type { CaseService } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import type { BlobStore } from '../documents/blobs.ts'
import type { People } from '../people/people.ts'
import type { Applicant, KnownFacts } from '../portal/dependencies.ts'
import type { Editions } from '../regulations/editions.ts'
import type { Site } from '../ui/render-page.tsx'

/** All that the pages of the counter stand on. Each part is made elsewhere. */
export interface CounterDependencies {
  readonly site: Site
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly editions: Pick<Editions, 'get' | 'allCurrent'>
  readonly people: People
  readonly cases: Pick<CaseService, 'execute' | 'load' | 'history' | 'allowedActions'>
  readonly blobs: BlobStore
  readonly papers: Pick<CasePapers, 'application' | 'receipt' | 'refusalReceipt'>
  /** @param officer who asks for the applicant */
  readonly knownFacts: (applicant: Applicant, officer: string) => Promise<KnownFacts>
  readonly reads: Pick<ReadAudit, 'recordRead'>
  /** Milliseconds to wait for the automatic steps after the papers were taken in; default 4000. */
  readonly waitForStepsMs?: number
}
