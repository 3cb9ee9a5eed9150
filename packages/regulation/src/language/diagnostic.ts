import type { LineCounter } from 'yaml'
import { CODES, messageOf } from './codes.ts'
import type { DiagnosticCode } from './codes.ts'

export type Parameters = Readonly<Record<string, string | number>>

/** A fault in a regulation file. Collected, never thrown. */
export interface Diagnostic extends Spot {
  readonly code: DiagnosticCode
  /** An error stops publication; a warning does not. */
  readonly severity: 'error' | 'warning'
  /** One or two sentences: what is wrong, and what puts it right. */
  readonly message: string
  readonly params: Parameters
}

interface Place {
  readonly file: string
  readonly text: string
  readonly lines: LineCounter
}

/** Where something stands in a file, as a person looks for it. */
export interface Spot {
  /** Path under `regulations/`. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
  /** The line with a caret under the place. */
  readonly excerpt: string
}

/** Longest stretch of a source line shown in an excerpt. */
const MAX_EXCERPT = 160

export function diagnosticAt(
  place: Place,
  fault: {
    readonly code: DiagnosticCode
    readonly from: number
    readonly to: number
    readonly parameters: Parameters
  },
): Diagnostic {
  const { code, parameters } = fault
  return {
    code,
    severity: CODES[code].severity,
    ...spotAt(place, fault.from, fault.to),
    message: messageOf(code, parameters),
    params: parameters,
  }
}

/** The spot of the text between two offsets of a file. */
export function spotAt(place: Place, start: number, end: number): Spot {
  const from = Math.min(start, Math.max(0, place.text.length - 1))
  const before = place.text.slice(0, from)
  const line = before.split('\n').length
  const lineStart = before.lastIndexOf('\n') + 1
  const newline = place.text.indexOf('\n', lineStart)
  const lineText = place.text.slice(lineStart, newline === -1 ? undefined : newline).replace(/\r$/, '')
  const column = from - lineStart + 1
  const width = Math.max(1, Math.min(end, lineStart + lineText.length) - from)
  return { file: place.file, line, column, excerpt: excerptOf(lineText, line, column, width) }
}

/** A diagnostic about a file as a whole, such as one that is not there. */
export function diagnosticOfFile(file: string, code: DiagnosticCode, parameters: Parameters = {}): Diagnostic {
  return {
    code,
    severity: CODES[code].severity,
    file,
    line: 1,
    column: 1,
    excerpt: '',
    message: messageOf(code, parameters),
    params: parameters,
  }
}

function excerptOf(lineText: string, line: number, column: number, width: number): string {
  const shift = column > MAX_EXCERPT - 20 ? column - 40 : 0
  const shown = lineText.slice(shift, shift + MAX_EXCERPT)
  const gutter = String(line).padStart(5)
  // Tabs keep their width under the caret line by being kept.
  const pad = shown.slice(0, column - 1 - shift).replace(/[^\t]/g, ' ')
  const caret = '^'.repeat(Math.max(1, Math.min(width, shown.length - pad.length)))
  return `${gutter} | ${shown}\n${' '.repeat(gutter.length)} | ${pad}${caret}`
}

/** A diagnostic as a terminal shows it: place, severity, code, message, excerpt. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const head = `${diagnostic.file}:${diagnostic.line}:${diagnostic.column}: ${diagnostic.severity} ${diagnostic.code}`
  return [head, `  ${diagnostic.message}`, ...(diagnostic.excerpt === '' ? [] : [diagnostic.excerpt])].join('\n')
}

/**
 * In the order of files and lines, so that the same files always give the same list. What was found twice, because two
 * files refer to a third, is told once.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const once = new Map(
    diagnostics.map((diagnostic) => {
      const { file, line, column, code, message } = diagnostic
      return [[file, line, column, code, message].join('\n'), diagnostic]
    }),
  )
  return [...once.values()].toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )
}
