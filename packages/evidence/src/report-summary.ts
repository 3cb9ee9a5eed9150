import type { Text } from '@qyzmet/regulation'
import type { Finding } from './findings.ts'
import type { JudgedSignature } from './judge-again.ts'
import { holds } from './verify-case.ts'
import type { ContainerReport } from './verify-container.ts'

/** What a container proves, as plain data: for programs, other threads and pages. Moments are ISO texts in UTC. */
export interface ReportSummary {
  readonly kind: ContainerReport['kind']
  readonly holds: boolean
  readonly training: boolean
  readonly findings: readonly Finding[]
  readonly stampedAt?: string
  /** Version of the set of authorities that was trusted. */
  readonly anchorSet?: string
  /** Zone in which moments are told to people. */
  readonly timeZone: string
  readonly signatures: readonly (Omit<JudgedSignature, 'at'> & { readonly at: string })[]
  readonly papers: readonly { readonly kind: string; readonly number: string; readonly sha256: string }[]
  readonly case?: CaseSummary
  readonly paper?: {
    readonly title: Text
    readonly number: string
    readonly datedOn: string
    readonly provider: Text
    readonly code: string
  }
}

export interface CaseSummary {
  readonly caseId: string
  readonly service?: Text
  readonly edition?: string
  readonly number?: string
  readonly applicant?: string
  readonly openedAt?: string
  readonly result?: Text
  /** Last day of the total term, counted anew from the ledger and the calendar. */
  readonly dueOn?: string
  readonly events: number
  /** Hash of the chain up to the last event. */
  readonly lastHash?: string
  readonly attachments: number
  readonly answers: number
}

/** Makes plain data of a report. */
export function summaryOf(report: ContainerReport): ReportSummary {
  const { findings, training, stampedAt, anchorSet, signatures } = report
  const common = {
    holds: holds(report),
    training,
    findings,
    ...(stampedAt ? { stampedAt: stampedAt.toString() } : {}),
    ...(anchorSet === undefined ? {} : { anchorSet }),
    signatures: signatures.map((signature) => ({ ...signature, at: signature.at.toString() })),
  }
  if (report.kind === 'paper') {
    const { paper } = report
    if (!paper) return { ...common, kind: 'paper', timeZone: 'UTC', papers: [] }
    const { kind, number, sha256, title, datedOn, provider, code, timeZone } = paper
    return {
      ...common,
      kind: 'paper',
      timeZone,
      papers: [{ kind, number, sha256 }],
      paper: { title, number, datedOn, provider, code },
    }
  }
  const timeZone = report.regulation?.timeZone ?? 'UTC'
  return { ...common, kind: 'case', timeZone, papers: report.papers, ...caseOf(report) }
}

function caseOf(report: Extract<ContainerReport, { kind: 'case' }>): { readonly case?: CaseSummary } {
  const { caseId, state, regulation, due, events, lastHash, attachments, answers } = report
  if (caseId === undefined) return {}
  const result = regulation?.standard.results.find(({ id }) => id === state?.decision?.result)?.title
  return {
    case: {
      caseId,
      ...(regulation ? { service: regulation.shortTitle } : {}),
      ...(state
        ? { edition: state.edition, applicant: state.applicant.name, openedAt: state.openedAt.toString() }
        : {}),
      ...(state?.number === undefined ? {} : { number: state.number }),
      ...(result ? { result } : {}),
      ...(due?.on === undefined ? {} : { dueOn: due.on.toString() }),
      events,
      ...(lastHash === undefined ? {} : { lastHash }),
      attachments,
      answers,
    },
  }
}
