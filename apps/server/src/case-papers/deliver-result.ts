import type { Performer } from '../jobs/performers.ts'
import type { CasePapers } from './case-papers.ts'

/** Puts the signed document in force and into the personal cabinet. */
export function deliverResult(papers: CasePapers): Performer {
  return async (loaded) => {
    const step = loaded.graph.steps.get(loaded.state.current?.step ?? '')
    const [outcome] = step?.outcomes ?? []
    if (!step || !outcome) return undefined
    const issued = await papers.issueSigned(loaded, loaded.caseId)
    return {
      type: 'complete',
      step: step.id,
      outcome: outcome.id,
      input: { documentSha256: issued.pdfSha256 },
    }
  }
}
