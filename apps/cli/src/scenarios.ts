import { dirname } from 'node:path'
import type { PlayedScenario } from '@qyzmet/casework'
import { playScenario } from '@qyzmet/casework'
import { compileScenarios, termClockOf } from '@qyzmet/regulation'
import type { Diagnostic, Files, Regulation, TermClock } from '@qyzmet/regulation'
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

/** Rehearses every scenario of the given regulations, or of all that lie below the same folder as one of them. */
export function playAll(wanted: readonly FoundRegulation[] = regulationsIn()): PlayedFiles {
  const [first] = wanted
  if (first === undefined) return { files: [], diagnostics: [] }
  const byPath = new Map(wanted.map((found) => [found.path, found]))
  const regulations = new Map(wanted.map(({ path, regulation }) => [path, regulation]))
  const clocks = new Map<Regulation, TermClock>()
  const clockOf = (found: FoundRegulation): TermClock => {
    const known = clocks.get(found.regulation)
    if (known !== undefined) return known
    const made = termClockOf(found.regulation, calendarOf(found))
    clocks.set(found.regulation, made)
    return made
  }
  const files: PlayedFile[] = []
  const diagnostics: Diagnostic[] = []
  for (const path of scenarioFiles(first.files, wanted)) {
    const compiled = compileScenarios(first.files, path, regulations)
    diagnostics.push(...compiled.diagnostics)
    const { regulation } = compiled
    const found = [...byPath.values()].find((one) => one.regulation === regulation)
    if (found === undefined || regulation === undefined) continue
    const clock = clockOf(found)
    const played = compiled.scenarios.map((scenario) => playScenario(scenario, regulation, clock))
    files.push({ path, regulation, clock, played })
  }
  return { files, diagnostics }
}

/** Scenario files lie in `scenarios/` beside the regulations they are about. */
function scenarioFiles(files: Files, wanted: readonly FoundRegulation[]): readonly string[] {
  const folders = new Set(wanted.map(({ path }) => `${dirname(path)}/scenarios`))
  return [...files.keys()].filter((path) => folders.has(dirname(path)))
}
