import type { OpenedCase } from '@qyzmet/casework'
import type { CaseId } from './case-id.ts'
import type { CaseProjection } from './case-projection.ts'

/** A case as this process last saw it. Another process may have moved it on since. */
export interface KnownCase {
  readonly state: OpenedCase
  /** Chain hash of the last event. */
  readonly hash: string
  readonly projection: CaseProjection
  /** Keys of the commands that made the case what it is. */
  readonly commandKeys: ReadonlySet<string>
}

export interface CaseMemory {
  readonly get: (caseId: CaseId) => KnownCase | undefined
  readonly put: (caseId: CaseId, known: KnownCase) => void
}

/** Keeps the cases used last. */
export function createCaseMemory(size: number): CaseMemory {
  const cases = new Map<CaseId, KnownCase>()
  return {
    get: (caseId) => {
      const known = cases.get(caseId)
      if (known) {
        cases.delete(caseId)
        cases.set(caseId, known)
      }
      return known
    },
    put: (caseId, known) => {
      cases.delete(caseId)
      cases.set(caseId, known)
      if (cases.size <= size) return
      const [oldest] = cases.keys()
      if (oldest !== undefined) cases.delete(oldest)
    },
  }
}
