import { compileWithSources } from '../language/compile.ts'
import type { CompiledSources, Files } from '../language/compile.ts'
import { checkFiles } from '../language/check-files.ts'
import { sortDiagnostics } from '../language/diagnostic.ts'
import { isRegulationText } from '../language/main-file.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import type { Regulation } from '../model.ts'
import type { Text } from '../text.ts'
import { parseCalendar } from '../time/calendar-file.ts'
import type { ProductionCalendar } from '../time/clock.ts'
import { answered } from './answered.ts'
import { FINDINGS, sentenceOf } from './codes.ts'
import { GRAPH_CODES } from './codes/graph.ts'
import type { Finding, Found, Rule } from './finding.ts'
import { lawOf } from './law.ts'
import { RULES } from './rules.ts'
import { waysOfCases } from './rules/ways-of-cases.ts'

/** What was found in one regulation. */
export interface CheckedRegulation {
  /** Path of its file under `regulations/`. */
  readonly file: string
  /** Absent when the file does not compile. */
  readonly regulation?: Regulation
  /** Faults of the file and of those it names; with an error the act is not looked at. */
  readonly diagnostics: readonly Diagnostic[]
  /** What does not hold of the act, in the order of files and lines; accepted ones among them. */
  readonly findings: readonly Finding[]
}

export interface CheckReport {
  readonly regulations: readonly CheckedRegulation[]
  /** Faults of files that are no regulation. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Proves of each regulation what can be proven before it is published, and shows a case wherever it does not hold.
 *
 * Calendars (`calendars/<name>.yaml`), the law of the country (`<country>/law.yaml`) and other editions are taken from
 * the same files.
 *
 * @param files texts by path under `regulations/`
 * @param paths which of them to check; the others are there to be referred to
 */
export function checkRegulations(files: Files, paths: Iterable<string>): CheckReport {
  const wanted = [...paths]
  const isMain = (path: string): boolean => isRegulationText(files.get(path) ?? '')
  const regulations = new Map([...files.keys()].filter(isMain).map((path) => [path, compileWithSources(files, path)]))
  const compiled = new Map(
    [...regulations].flatMap(([path, { sources, failed }]): readonly [string, Regulation][] =>
      sources === undefined || failed ? [] : [[path, sources.regulation]],
    ),
  )
  const calendars = new Map<string, ProductionCalendar | undefined>()
  const calendarOf = (name: string): ProductionCalendar | undefined => {
    if (!calendars.has(name)) calendars.set(name, parseCalendar(files.get(`calendars/${name}.yaml`) ?? '').calendar)
    return calendars.get(name)
  }
  // Files based on another one, on one standard, or about one regulation share its faults; each is told once.
  const told = new Set<string>()
  const isUntold = ({ file, line, column, code, message }: Diagnostic): boolean => {
    const key = [file, line, column, code, message].join('\n')
    const isNew = !told.has(key)
    told.add(key)
    return isNew
  }
  return {
    regulations: wanted.filter(isMain).map((file) => {
      const { sources, failed, diagnostics: all = [] } = regulations.get(file) ?? {}
      // A graph that is unfit to run is told by its findings, with cases, and nothing more is proven of it.
      const ofFile = all.filter(({ code }) => !Object.hasOwn(GRAPH_CODES, code))
      const diagnostics = ofFile.filter(isUntold)
      if (sources === undefined || ofFile.some(({ severity }) => severity === 'error')) {
        return { file, diagnostics, findings: [] }
      }
      const { regulation } = sources
      const rules = failed === true ? [waysOfCases] : RULES
      const findings = findingsOf(sources, {
        files,
        file,
        rules,
        calendar: calendarOf(regulation.calendar),
        compiled: [...compiled.values()],
      })
      return { file, regulation, diagnostics, findings }
    }),
    diagnostics: sortDiagnostics(
      checkFiles(
        files,
        wanted.filter((path) => !isMain(path)),
        compiled,
      ).filter((fault) => !(isMain(fault.file) && Object.hasOwn(GRAPH_CODES, fault.code)) && isUntold(fault)),
    ),
  }
}

function findingsOf(
  sources: CompiledSources,
  around: {
    readonly files: Files
    readonly file: string
    readonly rules: readonly Rule[]
    readonly calendar: ProductionCalendar | undefined
    readonly compiled: readonly Regulation[]
  },
): readonly Finding[] {
  const { files, file, rules, calendar, compiled } = around
  const { regulation, main } = sources
  const subject = {
    regulation,
    calendar,
    law: lawOf(files, file),
    editions: compiled.filter(({ id }) => id === regulation.id),
    isWritten: (path: Found['path']) => isWritten(main.value, path),
  }
  const found = rules.flatMap((rule) => rule(subject))
  // What was not looked for is not missed.
  const isWhole = rules === RULES
  return answered(subject, found)
    .filter((each) => isWhole || each.found.code !== 'accepted-in-vain')
    .map(({ found: each, accepted }) => findingOf(sources, each, accepted))
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column)
}

function findingOf(sources: CompiledSources, found: Found, accepted: Finding['accepted']): Finding {
  const { code, path, at, channel, step, items, example } = found
  const message: Text = sentenceOf(code, found.parameters)
  return {
    code,
    severity: FINDINGS[code].severity,
    regulation: sources.regulation.id,
    ...sources[found.file].spot(path, at),
    ...(channel === undefined ? {} : { channel }),
    ...(step === undefined ? {} : { step }),
    items,
    message,
    ...(example === undefined ? {} : { example }),
    ...(accepted === undefined ? {} : { accepted }),
  }
}

/** True when the file has something at the path. */
function isWritten(value: unknown, path: Found['path']): boolean {
  let here = value
  for (const part of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return false
    here = Reflect.get(here, part)
  }
  return true
}
