import type { Regulation, Step } from '../model.ts'
import type { Expectation, Scenario, ScenarioAnswer, ScenarioMove, ScenarioPlace, ScenarioVote } from '../scenario.ts'
import type { Locale, Text } from '../text.ts'
import { suggest } from './codes.ts'
import { compileRegulation } from './compile.ts'
import type { Files } from './compile.ts'
import { diagnosticOfFile, sortDiagnostics } from './diagnostic.ts'
import type { Diagnostic } from './diagnostic.ts'
import { compileStatedLimit } from './limit.ts'
import { resolvePath } from './paths.ts'
import { newReport, placeIn } from './report.ts'
import type { Place, Report } from './report.ts'
import { checkShape } from './shape.ts'
import { readSource } from './source-file.ts'
import type { Path } from './source-file.ts'
import { checkTexts } from './texts.ts'
import type { Mapping } from './written.ts'

interface WrittenGiven {
  readonly start?: string
  readonly category?: string
  readonly locale?: Locale
}

interface WrittenMove {
  readonly step: string
  readonly outcome?: string
  readonly after?: string
  readonly by?: string
  readonly ground?: string
  readonly answers?: Mapping<ScenarioAnswer | readonly ScenarioAnswer[]>
  readonly votes?: readonly ScenarioVote[]
}

interface WrittenExpectation {
  readonly end: string
  readonly result?: string
  readonly ground?: string
  readonly due?: Mapping<string>
  readonly late?: readonly string[]
  readonly told?: readonly string[]
}

interface WrittenScenarios {
  readonly regulation: string
  readonly channel: string
  readonly given?: WrittenGiven
  readonly scenarios: Mapping<{
    readonly title: Text
    readonly given?: WrittenGiven
    readonly when?: readonly WrittenMove[]
    readonly then: WrittenExpectation
  }>
}

export interface CompiledScenarios {
  /** Absent when there is an error. */
  readonly regulation?: Regulation
  readonly scenarios: readonly Scenario[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Compiles the scenarios at `path` with the regulation they name: every step, outcome, ground and result is looked up,
 * so that a case cannot tell of what the regulation does not have.
 *
 * @param compiled regulations already compiled, by path; what is compiled here is added, so that many files of one
 *   regulation compile it once
 */
export function compileScenarios(
  files: Files,
  path: string,
  compiled: Map<string, Regulation> = new Map(),
): CompiledScenarios {
  const report = newReport()
  const result = compile(files, path, report, compiled)
  const diagnostics = sortDiagnostics(report.diagnostics)
  const failed = diagnostics.some(({ severity }) => severity === 'error')
  return failed || result === undefined ? { scenarios: [], diagnostics } : { ...result, diagnostics }
}

function compile(
  files: Files,
  path: string,
  report: Report,
  compiled: Map<string, Regulation>,
): Omit<CompiledScenarios, 'diagnostics'> | undefined {
  const text = files.get(path)
  const read = text === undefined ? undefined : readSource(path, text)
  if (read === undefined) report.add(diagnosticOfFile(path, 'file-missing', { path }))
  if (read === undefined || !read.ok) {
    for (const diagnostic of read?.diagnostics ?? []) report.add(diagnostic)
    return undefined
  }
  const faults = checkShape('scenario', read.source)
  for (const diagnostic of faults) report.add(diagnostic)
  if (faults.length > 0) return undefined
  const place = placeIn(read.source, report)
  checkTexts(read.source.value, place)
  // The schema has just checked that the value has this shape.
  const written = read.source.value as WrittenScenarios

  const regulation = loadRegulation(files, path, written.regulation, place.under('regulation'), report, compiled)
  if (regulation === undefined) return undefined
  const channel = regulation.channels.get(written.channel)
  if (channel === undefined) {
    const known = [...regulation.channels.keys()]
    place.under('channel').fault('unknown-channel', { name: written.channel, ...offered(written.channel, known) })
    return undefined
  }
  const lookUp: LookUp = {
    regulation,
    channel: channel.id,
    steps: channel.graph.steps,
    ends: [...channel.graph.ends.keys()],
    spot: (at) => ({ file: path, line: read.source.spot(at, 'key').line }),
  }
  if (written.given !== undefined) checkGiven(written.given, lookUp, place.under('given'))
  const scenarios = Object.entries(written.scenarios).map(([id, scenario]): Scenario => {
    const here = ['scenarios', id]
    const under = place.under(...here)
    return {
      id,
      title: scenario.title,
      channel: channel.id,
      given: {
        ...compileGiven(written.given ?? {}, place.under('given')),
        ...(scenario.given === undefined ? {} : checkGiven(scenario.given, lookUp, under.under('given'))),
      },
      when: (scenario.when ?? []).map((move, index) =>
        compileMove(move, lookUp, [...here, 'when', index], under.under('when', index)),
      ),
      // oxlint-disable-next-line unicorn/no-thenable -- the word of the file, never a promise
      then: compileExpectation(scenario.then, lookUp, [...here, 'then'], under.under('then')),
      at: lookUp.spot(here),
    }
  })
  return { regulation, scenarios }
}

interface LookUp {
  readonly regulation: Regulation
  readonly channel: string
  readonly steps: ReadonlyMap<string, Step>
  readonly ends: readonly string[]
  readonly spot: (path: Path) => ScenarioPlace
}

function loadRegulation(
  files: Files,
  file: string,
  relative: string,
  place: Place,
  report: Report,
  compiled: Map<string, Regulation>,
): Regulation | undefined {
  const path = resolvePath(file, relative)
  if (path === undefined) {
    place.fault('path-outside', { path: relative })
    return undefined
  }
  const known = compiled.get(path)
  if (known !== undefined) return known
  if (!files.has(path)) {
    place.fault('file-missing', { path })
    return undefined
  }
  const { regulation, diagnostics } = compileRegulation(files, path)
  for (const diagnostic of diagnostics) if (diagnostic.severity === 'error') report.add(diagnostic)
  if (regulation !== undefined) compiled.set(path, regulation)
  return regulation
}

function checkGiven(written: WrittenGiven, { regulation }: LookUp, place: Place): Scenario['given'] {
  const known = regulation.standard.categories.map(({ id }) => id)
  const { category } = written
  if (category !== undefined && !known.includes(category)) {
    place.under('category').fault('unknown-category', { name: category, ...offered(category, known) })
  }
  return compileGiven(written, place)
}

function compileGiven({ start, category, locale }: WrittenGiven, place: Place): Scenario['given'] {
  const moment = start === undefined ? undefined : momentOf(start, place.under('start'))
  return {
    ...(moment === undefined ? {} : { start: moment }),
    ...(category === undefined ? {} : { category }),
    ...(locale === undefined ? {} : { locale }),
  }
}

/** A local date with or without a time; the schema has checked the digits. */
function momentOf(written: string, place: Place): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(written, { overflow: 'reject' })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    place.fault('impossible-date', { value: written })
    return undefined
  }
}

function compileMove(written: WrittenMove, lookUp: LookUp, path: Path, place: Place): ScenarioMove {
  const { outcome, ground, votes } = written
  const step = findStep(written.step, lookUp, place.under('step'))
  if (step !== undefined) {
    const outcomes = step.outcomes.map(({ id }) => id)
    if (outcome !== undefined && !outcomes.includes(outcome)) {
      place.under('outcome').fault('unknown-outcome', { step: step.id, name: outcome, ...offered(outcome, outcomes) })
    }
    if (written.by !== undefined && written.by !== step.actor) {
      place.under('by').fault('not-the-actor', { step: step.id, name: written.by, actor: step.actor })
    }
    if (ground !== undefined) checkGround(ground, lookUp, place.under('ground'))
  }
  const registers = lookUp.regulation.standard.registers.map(({ id }) => id)
  for (const register of Object.keys(written.answers ?? {})) {
    if (!registers.includes(register)) {
      place
        .under('answers', register)
        .faultAtKey('unknown-register', { name: register, ...offered(register, registers) })
    }
  }
  return {
    step: written.step,
    ...(outcome === undefined ? {} : { outcome }),
    ...(written.after === undefined ? {} : { after: compileStatedLimit(written.after, place.under('after')) }),
    ...(ground === undefined ? {} : { ground }),
    answers: new Map(
      Object.entries(written.answers ?? {}).map(([register, given]) => [
        register,
        typeof given === 'string' ? [given] : given,
      ]),
    ),
    ...(votes === undefined ? {} : { votes }),
    at: lookUp.spot(path),
  }
}

function compileExpectation(written: WrittenExpectation, lookUp: LookUp, path: Path, place: Place): Expectation {
  const { end, result, ground, told } = written
  if (!lookUp.ends.includes(end)) {
    place.under('end').fault('unknown-end', { channel: lookUp.channel, name: end, ...offered(end, lookUp.ends) })
  }
  const results = lookUp.regulation.standard.results.map(({ id }) => id)
  if (result !== undefined && !results.includes(result)) {
    place.under('result').fault('unknown-result', { name: result, ...offered(result, results) })
  }
  if (ground !== undefined) checkGround(ground, lookUp, place.under('ground'))
  const due = Object.entries(written.due ?? {}).flatMap(([term, moment]) => {
    if (term !== 'total') findStep(term, lookUp, place.under('due', term), 'key')
    const local = momentOf(moment, place.under('due', term))
    if (local === undefined) return []
    const time = moment.includes('T') ? { time: local.toPlainTime() } : {}
    return [{ term, on: local.toPlainDate(), ...time, at: lookUp.spot([...path, 'due', term]) }]
  })
  for (const [index, step] of (written.late ?? []).entries()) {
    if (step !== 'total') findStep(step, lookUp, place.under('late', index))
  }
  for (const [index, step] of (told ?? []).entries()) findStep(step, lookUp, place.under('told', index))
  return {
    end,
    ...(result === undefined ? {} : { result }),
    ...(ground === undefined ? {} : { ground }),
    due,
    late: written.late ?? [],
    ...(told === undefined ? {} : { told }),
    at: lookUp.spot(path),
  }
}

function findStep(name: string, { steps, channel }: LookUp, place: Place, what: 'key' | 'value' = 'value') {
  const step = steps.get(name)
  if (step !== undefined) return step
  const parameters = { where: `channel \`${channel}\``, name, suggestion: suggest(name, [...steps.keys()]) }
  if (what === 'key') place.faultAtKey('unknown-step', parameters)
  else place.fault('unknown-step', parameters)
  return undefined
}

function checkGround(name: string, { regulation }: LookUp, place: Place): void {
  const known = regulation.standard.grounds.map(({ id }) => id)
  if (!known.includes(name)) place.fault('unknown-ground', { name, suggestion: suggest(name, known) })
}

function offered(name: string, known: readonly string[]): { readonly suggestion: string; readonly known: string } {
  return { suggestion: suggest(name, known), known: known.join(', ') }
}
