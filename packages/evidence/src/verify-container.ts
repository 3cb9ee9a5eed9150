import { type ContainerLimits, openContainer } from './archive.ts'
import { sha256Hex } from './digest.ts'
import { type Finding, finding } from './findings.ts'
import type { VerifyOptions } from './judge-again.ts'
import { PAPER_INDEX } from './paper-contents.ts'
import { type CaseReport, reportOnCase } from './verify-case.ts'
import { type PaperReport, reportOnPaper } from './verify-paper.ts'

export type ContainerReport = CaseReport | PaperReport

/**
 * Checks any container of ours, whichever kind it is.
 *
 * @param paper a file that is said to be one of the papers inside, such as the PDF that its holder has
 * @throws {ContainerError} when the octets are no container
 */
export function verifyContainer(
  bytes: Uint8Array,
  options: VerifyOptions & { readonly limits?: ContainerLimits; readonly paper?: Uint8Array } = {},
): ContainerReport {
  const opened = openContainer(bytes, options.limits)
  const report = opened.files.has(PAPER_INDEX) ? reportOnPaper(opened, options) : reportOnCase(opened, options)
  const { paper } = options
  if (paper === undefined || papersOf(report).includes(sha256Hex(paper))) return report
  const findings: readonly Finding[] = [finding('paper-differs'), ...report.findings]
  return { ...report, findings }
}

/** Hashes of the papers that a container proves. */
export function papersOf(report: ContainerReport): readonly string[] {
  if (report.kind === 'case') return report.papers.map(({ sha256 }) => sha256)
  return report.paper ? [report.paper.sha256] : []
}
