import { dirname } from 'node:path'
import type { PlayedScenario } from '@qyzmet/casework'
import { playScenario } from '@qyzmet/casework'
import { compileScenarios, termClockOf } from '@qyzmet/regulation'
import type { CompiledScenarios, Diagnostic, Files, Regulation, TermClock } from '@qyzmet/regulation'
import { calendarOf, regulationsIn } from './regulation-files.ts'
import type { FoundRegulation } from './regulation-files.ts'

/** A scenario file with all its cases rehearsed. */
export interface PlayedFile {
  readonly path: string
  readonly regulation: Regulation
  readonly clock: TermClock
  readonly played: readonly PlayedScenario[]
}

export interface PlayedFiles {
  readonly files: readonly PlayedFile[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Rehearses every scenario of the given regulations, or of all that come with the product. An edition for which nobody
 * has written scenarios is held to those of its service: from its own first morning on, and without their due days.
 */
export function playAll(wanted: readonly FoundRegulation[] = regulationsIn()): PlayedFiles {
  const [first] = wanted
  if (first === undefined) return { files: [], diagnostics: [] }
  const files: PlayedFile[] = []
  const diagnostics: Diagnostic[] = []
  const all = new Map(wanted.map((found) => [found.path, found.regulation]))
  const paths = scenarioFiles(first.files, wanted)
  const own = paths.map((path) => ({ path, ...compileScenarios(first.files, path, all) }))
  for (const found of wanted) {
    const { regulation } = found
    const clock = termClockOf(regulation, calendarOf(found))
    const isOwn = own.some((file) => file.regulation !== undefined && isSame(file.regulation, regulation))
    for (const { path, regulation: written, ...compiled } of own) {
      if (written === undefined || written.id !== regulation.id || (isOwn && !isSame(written, regulation))) continue
      const borrowed = isOwn ? compiled : borrow(first.files, path, written, regulation, all)
      if (!isOwn) diagnostics.push(...borrowed.diagnostics)
      const played = borrowed.scenarios.map((scenario) => playScenario(scenario, regulation, clock))
      files.push({ path, regulation, clock, played })
    }
  }
  return { files, diagnostics: [...own.flatMap((file) => file.diagnostics), ...diagnostics] }
}

function isSame(one: Regulation, other: Regulation): boolean {
  return one.id === other.id && one.edition.id === other.edition.id
}

/** The scenarios of one edition, read for another: its days are not theirs. */
function borrow(
  files: Files,
  path: string,
  written: Regulation,
  regulation: Regulation,
  all: Map<string, Regulation>,
): Pick<CompiledScenarios, 'scenarios' | 'diagnostics'> {
  const instead = new Map([...all].map(([at, one]) => [at, isSame(one, written) ? regulation : one]))
  const { scenarios, diagnostics } = compileScenarios(files, path, instead)
  return {
    diagnostics,
    scenarios: scenarios.map(({ given: { start: _start, ...given }, then: expected, ...scenario }) => ({
      ...scenario,
      given,
      // oxlint-disable-next-line unicorn/no-thenable -- the word of the file, never a promise
      then: { ...expected, due: [] },
    })),
  }
}

/** Scenario files lie in `scenarios/` beside the regulations they are about. */
function scenarioFiles(files: Files, wanted: readonly FoundRegulation[]): readonly string[] {
  const folders = new Set(wanted.map(({ path }) => `${dirname(path)}/scenarios`))
  return [...files.keys()].filter((path) => folders.has(dirname(path)))
}
