import type { Actor, Regulation, Standard } from '../model.ts'
import { compileAccepted } from './accepted.ts'
import { compileAct } from './act.ts'
import { basedOn, layOver } from './based-on.ts'
import { compileChannel } from './channel.ts'
import { compileCitations } from './citations.ts'
import { suggest } from './codes.ts'
import { compilePeriod } from './dates.ts'
import { diagnosticOfFile, sortDiagnostics } from './diagnostic.ts'
import type { Diagnostic } from './diagnostic.ts'
import { checkGraph } from './graph-rules.ts'
import { compileParticulars } from './particulars.ts'
import { resolvePath } from './paths.ts'
import { checkTimeZone, compileProvider, compileSource } from './provider.ts'
import { newReport, placeIn } from './report.ts'
import type { Place, Report } from './report.ts'
import { checkShape } from './shape.ts'
import type { FileKind } from './shape.ts'
import { readFileOf } from './source-file.ts'
import type { SourceFile } from './source-file.ts'
import { compileStandard } from './standard.ts'
import type { StandardAlone } from './standard.ts'
import { compileStep } from './step.ts'
import type { StepDraft, StepSurroundings } from './step.ts'
import { checkTexts } from './texts.ts'
import { unconfirmedOf } from './unconfirmed.ts'
import type { WrittenAct, WrittenRegulation, WrittenStandard } from './written.ts'

/** Texts of files by their path under `regulations/`. */
export type Files = ReadonlyMap<string, string>

export interface Compiled {
  /** Absent when there is an error. */
  readonly regulation?: Regulation
  readonly diagnostics: readonly Diagnostic[]
}

/** What was compiled, with the files it was compiled from, so that what is found later can be shown where it stands. */
export interface CompiledSources {
  readonly regulation: Regulation
  readonly main: SourceFile
  readonly act: SourceFile
  readonly standard: SourceFile
}

/**
 * Compiles the regulation at `path` with its act and its standard.
 *
 * Never throws for what is written in the files: every fault is in `diagnostics`, in the order of files and lines.
 * A regulation comes back when none of them is an error; warnings do not stop it.
 */
export function compileRegulation(files: Files, path: string): Compiled {
  const { sources, failed, diagnostics } = compileWithSources(files, path)
  return { ...(sources === undefined || failed ? {} : { regulation: sources.regulation }), diagnostics }
}

/** As `compileRegulation`, with the files; what could be compiled of a faulty file is there for a closer look. */
export function compileWithSources(
  files: Files,
  path: string,
): { readonly sources?: CompiledSources; readonly failed: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const report = newReport()
  const sources = compile(files, path, report)
  const diagnostics = sortDiagnostics(report.diagnostics)
  const failed = diagnostics.some(({ severity }) => severity === 'error')
  return { ...(sources === undefined ? {} : { sources }), failed, diagnostics }
}

interface Loaded<W> {
  readonly written: W
  readonly place: Place
  readonly source: SourceFile
}

function load<W>(files: Files, path: string, kind: FileKind, report: Report): Loaded<W> | undefined {
  const read = readFileOf(files, path)
  if (read === undefined) {
    report.add(diagnosticOfFile(path, 'file-missing', { path }))
    return undefined
  }
  if (!read.ok) {
    for (const diagnostic of read.diagnostics) report.add(diagnostic)
    return undefined
  }
  const source = kind === 'regulation' ? whole(files, read.source, report) : read.source
  if (source === undefined) return undefined
  const faults = checkShape(kind, source)
  for (const diagnostic of faults) report.add(diagnostic)
  if (faults.length > 0) return undefined
  const place = placeIn(source, report)
  checkTexts(source.value, place)
  // The schema has just checked that the value has this shape.
  return { written: source.value as W, place, source }
}

/** The file itself, or what it is together with the file that it is based on. */
function whole(files: Files, source: SourceFile, report: Report): SourceFile | undefined {
  const named = basedOn(source.value)
  if (named === undefined) return source
  const faults = checkShape('edition', source)
  for (const diagnostic of faults) report.add(diagnostic)
  if (faults.length > 0) return undefined
  const place = placeIn(source, report, ['basedOn'])
  const path = resolvePath(source.file, named)
  const read = path === undefined ? undefined : readFileOf(files, path)
  if (path === undefined || read === undefined) {
    place.fault(path === undefined ? 'path-outside' : 'file-missing', { path: path ?? named })
    return undefined
  }
  if (!read.ok) {
    for (const diagnostic of read.diagnostics) report.add(diagnostic)
    return undefined
  }
  if (basedOn(read.source.value) !== undefined) {
    place.fault('base-is-based', { path })
    return undefined
  }
  return layOver(read.source, source)
}

/** Loads a file that another one names, and reports at that place when it is not there. */
function loadNamed<W>(
  files: Files,
  from: { readonly file: string; readonly path: string; readonly place: Place },
  kind: FileKind,
  report: Report,
): Loaded<W> | undefined {
  const path = resolvePath(from.file, from.path)
  if (path === undefined) {
    from.place.fault('path-outside', { path: from.path })
    return undefined
  }
  if (!files.has(path)) {
    from.place.fault('file-missing', { path })
    return undefined
  }
  return load<W>(files, path, kind, report)
}

function compile(files: Files, path: string, report: Report): CompiledSources | undefined {
  const main = load<WrittenRegulation>(files, path, 'regulation', report)
  if (main === undefined) {
    checkNamedFiles(files, path, report)
    return undefined
  }
  const { written, place } = main

  const actFile = loadNamed<WrittenAct>(
    files,
    { file: main.source.spot(['act']).file, path: written.act, place: place.under('act') },
    'act',
    report,
  )
  const standardFile = loadNamed<WrittenStandard>(
    files,
    { file: main.source.spot(['standard']).file, path: written.standard, place: place.under('standard') },
    'standard',
    report,
  )
  const act = actFile === undefined ? undefined : compileAct(actFile.written, actFile.place)
  const standard = standardFile === undefined ? undefined : loadStandard(files, standardFile, report)
  if (actFile === undefined || act === undefined || standard === undefined || standardFile === undefined)
    return undefined

  const actors = new Map(
    Object.entries(written.actors).map(([id, actor]): [string, Actor] => [
      id,
      { id, kind: actor.kind, title: actor.title, ...(actor.item === undefined ? {} : { item: actor.item }) },
    ]),
  )
  const surroundings: StepSurroundings = {
    actors,
    registers: standard.registers.map(({ id }) => id),
    subjects: (standard.subjects ?? []).map(({ id }) => id),
    grounds: standard.grounds.map(({ id }) => id),
    results: new Map(standard.results.map(({ id, closes }) => [id, { closes }])),
    reports: (standard.reports ?? []).map(({ id }) => id),
    hasCommission: written.commission !== undefined,
    findings: (written.accepted ?? []).map(({ id }) => id),
  }
  const procedure = Object.entries(written.procedure ?? {}).map(([id, step]) =>
    compileStep(id, step, true, surroundings, place.under('procedure', id)),
  )
  const owned = Object.entries(written.channels).map(([id, channel]) => ({
    id,
    channel,
    own: Object.entries(channel.steps).map(([stepId, step]) =>
      compileStep(stepId, step, false, surroundings, place.under('channels', id, 'steps', stepId)),
    ),
  }))
  const channels = owned.map(({ id, channel, own }) =>
    compileChannel(id, channel, { procedure, own }, written.id, place.under('channels', id)),
  )
  for (const compiled of channels) if (compiled.sound) checkGraph(compiled, standard)

  const drafts = [...procedure, ...owned.flatMap(({ own }) => own)]
  checkTogether(written, standard, standardFile, drafts, place)
  checkTimeZone(written.timeZone, place.under('timeZone'))

  const steps = [...new Set(drafts.map(({ step }) => step.id))]
  const own = compileAccepted(written.accepted, steps, place)
  const ofStandard = compileAccepted(standardFile.written.accepted, steps, standardFile.place)

  const source = compileSource(written.edition.source, act.cite)
  const provider = compileProvider(written.provider, act.cite, place.under('provider'))
  const regulation: Regulation = {
    id: written.id,
    title: written.title,
    shortTitle: written.shortTitle,
    act,
    edition: { id: written.edition.id, period: compilePeriod(written.edition, place.under('edition')), source },
    ...(written.forms === undefined ? {} : { forms: written.forms }),
    ...(written.begins === undefined ? {} : { begins: written.begins }),
    annexes: written.annexes ?? [],
    ...compileParticulars(
      written,
      act.cite,
      drafts.map(({ step }) => step),
      place,
    ),
    timeZone: written.timeZone,
    calendar: written.calendar,
    provider,
    standard: { ...standard, grounds: groundsOf(standard, drafts) },
    ...(written.commission === undefined
      ? {}
      : {
          commission: {
            actor: written.commission.actor,
            quorumPercent: written.commission.quorumPercent,
            source: compileSource(written.commission.source, act.cite),
          },
        }),
    numbering: written.numbering,
    actors,
    channels: new Map(channels.map(({ channel }) => [channel.id, channel])),
    accepted: [...own, ...ofStandard],
    actTitles: compileCitations([main, standardFile], [standard.act, act]),
    unconfirmed: [],
  }
  return {
    regulation: { ...regulation, unconfirmed: unconfirmedOf(regulation) },
    main: main.source,
    act: actFile.source,
    standard: standardFile.source,
  }
}

/** The files that a faulty regulation names are looked at all the same, so that their faults are told at once. */
function checkNamedFiles(files: Files, path: string, report: Report): void {
  const read = readFileOf(files, path)
  if (read?.ok !== true) return
  for (const kind of ['act', 'standard'] as const) {
    const { value } = read.source
    const named: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, kind) : undefined
    const file = typeof named === 'string' ? resolvePath(path, named) : undefined
    if (file !== undefined && files.has(file)) load(files, file, kind, report)
  }
}

function loadStandard(files: Files, file: Loaded<WrittenStandard>, report: Report): StandardAlone | undefined {
  const act = loadNamed<WrittenAct>(
    files,
    { file: file.source.file, path: file.written.act, place: file.place.under('act') },
    'act',
    report,
  )
  return act === undefined ? undefined : compileStandard(file.written, compileAct(act.written, act.place), file.place)
}

/** What can be checked only when the regulation and its standard are seen together. */
function checkTogether(
  written: WrittenRegulation,
  standard: StandardAlone,
  standardFile: Loaded<WrittenStandard>,
  drafts: readonly StepDraft[],
  place: Place,
): void {
  const commission = written.commission?.actor
  if (commission !== undefined && written.actors[commission]?.kind !== 'commission') {
    const known = Object.entries(written.actors).flatMap(([id, { kind }]) => (kind === 'commission' ? [id] : []))
    place.under('commission', 'actor').fault('unknown-actor', {
      name: commission,
      suggestion: suggest(commission, known),
      known: known.join(', '),
    })
  }
  const established = new Set(drafts.flatMap((draft) => draft.written.grounds ?? []))
  for (const { id } of standard.grounds) {
    if (!established.has(id)) standardFile.place.under('grounds', id).faultAtKey('ground-nowhere', { ground: id })
  }
  const drafted = new Set(
    drafts.flatMap((draft) => Object.values(draft.written.outcomes).flatMap(({ drafts: result }) => result ?? [])),
  )
  for (const { id } of standard.results) {
    if (!drafted.has(id)) standardFile.place.under('results', id).faultAtKey('result-nowhere', { result: id })
  }
  const channels = Object.keys(written.channels)
  for (const [index, { channel }] of (written.annexes ?? []).entries()) {
    if (channel === undefined || channels.includes(channel)) continue
    place.under('annexes', index, 'channel').fault('unknown-channel', {
      name: channel,
      suggestion: suggest(channel, channels),
      known: channels.join(', '),
    })
  }
  const checkChannel = (name: string, where: Place, at: 'fault' | 'faultAtKey'): void => {
    if (channels.includes(name)) return
    where[at]('unknown-channel', { name, suggestion: suggest(name, channels), known: channels.join(', ') })
  }
  const { documents, coSigners = {} } = standardFile.written
  for (const [mapping, entries] of Object.entries({ documents, coSigners })) {
    for (const [id, entry] of Object.entries(entries)) {
      for (const [index, name] of entry.channels.entries()) {
        checkChannel(name, standardFile.place.under(mapping, id, 'channels', index), 'fault')
      }
    }
  }
  for (const name of Object.keys(standardFile.written.paperForms ?? {})) {
    checkChannel(name, standardFile.place.under('paperForms', name), 'faultAtKey')
  }
}

function groundsOf(standard: StandardAlone, drafts: readonly StepDraft[]): Standard['grounds'] {
  return standard.grounds.map((ground) => ({
    ...ground,
    establishedAt: [
      ...new Set(
        drafts.flatMap((draft) => (draft.written.grounds?.includes(ground.id) === true ? [draft.step.id] : [])),
      ),
    ],
  }))
}
