import { compileRegulation } from './compile.ts'
import type { Files } from './compile.ts'
import { diagnosticOfFile, sortDiagnostics } from './diagnostic.ts'
import type { Diagnostic } from './diagnostic.ts'
import { checkShape } from './shape.ts'
import type { Regulation } from '../model.ts'
import { compileScenarios } from './scenarios.ts'
import type { FileKind } from './shape.ts'
import { readFileOf } from './source-file.ts'

/** What a file is, told by a key that only its kind has. */
const SIGNS: readonly (readonly [key: string, kind: FileKind | 'calendar'])[] = [
  ['basedOn', 'edition'],
  ['channels', 'regulation'],
  ['scenarios', 'scenario'],
  ['law', 'law'],
  ['results', 'standard'],
  ['cite', 'act'],
  ['calendar', 'calendar'],
]

/**
 * Checks files of any kind: a regulation with all it refers to, an act or a standard by its shape. Calendars have
 * checks of their own and are passed over.
 *
 * @param paths which of `files` to check; the others are there to be referred to
 * @param compiled regulations already compiled, by path
 */
export function checkFiles(
  files: Files,
  paths: Iterable<string>,
  compiled: Map<string, Regulation> = new Map(),
): readonly Diagnostic[] {
  return sortDiagnostics([...paths].flatMap((path) => checkFile(files, path, compiled)))
}

function checkFile(files: Files, path: string, compiled: Map<string, Regulation>): readonly Diagnostic[] {
  const read = readFileOf(files, path)
  if (read === undefined) return [diagnosticOfFile(path, 'file-missing', { path })]
  if (!read.ok) return read.diagnostics
  const { value } = read.source
  const kind = SIGNS.find(([key]) => typeof value === 'object' && value !== null && Object.hasOwn(value, key))?.[1]
  switch (kind) {
    case undefined:
      return [read.source.at([], 'unknown-kind')]
    case 'calendar':
      return []
    case 'edition':
    case 'regulation':
      return compileRegulation(files, path).diagnostics
    case 'scenario':
      return compileScenarios(files, path, compiled).diagnostics
    case 'act':
    case 'law':
    case 'standard':
      return checkShape(kind, read.source)
  }
}
