import type { OpenedCase } from '@qyzmet/casework'
import type { LoadedCase } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { parseSha256, type Sha256, sha256Of } from '../documents/blobs.ts'
import type { Documents } from '../documents/documents.ts'
import type { PreparedDocument } from '../documents/documents.queries.ts'
import { INSPECTION_TITLE, type InspectionModel } from '../documents/inspection.ts'
import { documentLocale, type Signatory } from '../documents/sheet.ts'
import { addressOf, localDate, needed, numberOf, type Paper, sheet } from './case-facts.ts'
import { findLatestReport, findWrittenReport, insertReport } from './inspection-reports.queries.ts'

/** Acts of inspection: written, put before the inspector to sign, and found again by what they say. */
export interface InspectionActs {
  /** Fixes the exact bytes of the act that says this report; the same words give the same act. */
  readonly prepare: (
    loaded: LoadedCase,
    signatory: Signatory,
    accountId: string,
    report: string,
  ) => Promise<PreparedDocument>
  /** What this person wrote last at the open step, and has to sign. */
  readonly toSign: (
    loaded: Pick<LoadedCase, 'caseId' | 'state'>,
    accountId: string,
  ) => Promise<{ readonly document: PreparedDocument; readonly report: string } | undefined>
  /** Hash of the act by which this person says exactly this report at the open step. */
  readonly sha256Of: (
    caseId: string,
    state: OpenedCase,
    accountId: string,
    report: string,
  ) => Promise<Sha256 | undefined>
  /** What the act of these bytes says. */
  readonly reportOf: (caseId: string, documentSha256: string) => Promise<string | undefined>
  /** The act that was signed last. */
  readonly signed: (loaded: LoadedCase) => Promise<PreparedDocument | undefined>
}

export function createInspectionActs({
  sql,
  documents,
  paperOf,
  now,
}: {
  readonly sql: Sql
  readonly documents: Documents
  readonly paperOf: (loaded: LoadedCase) => Promise<Paper>
  readonly now: () => Temporal.Instant
}): InspectionActs {
  const find = (caseId: string, basis: string) => documents.findPrepared(caseId, 'inspection', basis)

  return {
    async prepare(loaded, signatory, accountId, report) {
      const { caseId, state } = loaded
      const basis = needed(basisOf(state.current?.since, accountId, report), 'step')
      const at = now()
      const document = await documents.prepare({
        caseId,
        kind: 'inspection',
        basis,
        model: inspectionModel(await paperOf(loaded), signatory, report),
        locale: documentLocale(state.locale),
        at,
      })
      await insertReport(sql, { documentId: document.id, accountId, report, at })
      return document
    },

    async toSign({ caseId, state }, accountId) {
      const since = state.current?.since
      const latest = since && (await findLatestReport(sql, caseId, accountId, since))
      const document = latest && (await find(caseId, latest.basis))
      return document && { document, report: latest.report }
    },

    async sha256Of(caseId, state, accountId, report) {
      const basis = basisOf(state.current?.since, accountId, report)
      return basis === undefined ? undefined : (await find(caseId, basis))?.pdfSha256
    },

    async reportOf(caseId, documentSha256) {
      const sha256 = parseSha256(documentSha256)
      return sha256 && (await findWrittenReport(sql, caseId, sha256))?.report
    },

    async signed({ caseId, state }) {
      const sha256 = parseSha256(state.inspection?.signature?.documentSha256 ?? '')
      const written = sha256 && (await findWrittenReport(sql, caseId, sha256))
      return written && find(caseId, written.basis)
    },
  }
}

/** An act is of one visit to the step, one inspector and one wording. */
function basisOf(since: Temporal.Instant | undefined, accountId: string, report: string): string | undefined {
  return since && `report ${since.toString()} ${accountId} ${sha256Of(Buffer.from(report))}`
}

function inspectionModel(paper: Paper, inspector: Signatory, report: string): InspectionModel {
  const { loaded, now } = paper
  const { state, edition, graph } = loaded
  const { regulation } = edition
  const { reports = [], title: service } = regulation.standard
  const step = graph.steps.get(state.current?.step ?? '')
  const address = addressOf(state, regulation)
  return {
    ...sheet(paper, localDate(now, regulation)),
    title: reports.find(({ id }) => id === step?.report)?.title ?? INSPECTION_TITLE,
    service,
    request: {
      number: needed(numberOf(state), 'number'),
      on: localDate(needed(state.acceptedAt, 'acceptedAt'), regulation),
    },
    applicantName: state.applicant.name,
    ...(address === undefined ? {} : { address }),
    report,
    inspector,
  }
}
