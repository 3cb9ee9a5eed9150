import type { DiagnosticCode } from './codes.ts'
import type { Diagnostic, Parameters } from './diagnostic.ts'
import type { Path, SourceFile } from './source-file.ts'

/** Collects the faults of one compilation. */
export interface Report {
  readonly diagnostics: readonly Diagnostic[]
  readonly add: (diagnostic: Diagnostic) => void
}

export function newReport(): Report {
  const diagnostics: Diagnostic[] = []
  return { diagnostics, add: (diagnostic) => void diagnostics.push(diagnostic) }
}

/** A place in a source file, from which faults under it are reported. */
export interface Place {
  readonly under: (...path: Path) => Place
  readonly fault: (code: DiagnosticCode, parameters?: Parameters) => void
  /** Points at the key of the place and not at its value. */
  readonly faultAtKey: (code: DiagnosticCode, parameters?: Parameters) => void
}

export function placeIn(source: SourceFile, report: Report, path: Path = []): Place {
  return {
    under: (...more) => placeIn(source, report, [...path, ...more]),
    fault: (code, parameters) => report.add(source.at(path, code, parameters)),
    faultAtKey: (code, parameters) => report.add(source.at(path, code, parameters, 'key')),
  }
}
