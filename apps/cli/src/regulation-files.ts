import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  compileRegulation,
  type Files,
  formatDiagnostic,
  isRegulationText,
  parseCalendar,
  type ProductionCalendar,
  type Regulation,
} from '@qyzmet/regulation'

/** The regulations that come with the product. */
export const REGULATIONS = fileURLToPath(new URL('../../../regulations', import.meta.url))

/** A regulation that a command was asked for, with what it was compiled from. */
export interface FoundRegulation {
  readonly regulation: Regulation
  /** Path of its main file below `root`, with slashes. */
  readonly path: string
  /** The folder that paths in regulation files stay within. */
  readonly root: string
  readonly files: Files
}

/** What was asked for is not there, or is no sound regulation; the message is for whoever typed it. */
export class RegulationNotFoundError extends Error {
  override readonly name = 'RegulationNotFoundError'
}

/**
 * The regulation of a file, or the one with this id among those that come with the product. Of several editions the id
 * alone means the latest; `id@edition` names one.
 *
 * @throws {RegulationNotFoundError} when there is none, or it does not compile
 */
export function findRegulation(given: string): FoundRegulation {
  return existsSync(given) ? fromFile(resolve(given)) : byId(given)
}

/** Every regulation below a folder that compiles, in the order of their paths. */
export function regulationsIn(root: string = REGULATIONS): readonly FoundRegulation[] {
  const files = readFiles(root)
  return [...files.keys()]
    .filter((path) => isRegulationText(files.get(path) ?? ''))
    .flatMap((path) => {
      const { regulation } = compileRegulation(files, path)
      return regulation === undefined ? [] : [{ regulation, path, root, files }]
    })
}

/**
 * The calendar that a regulation is counted by.
 *
 * @throws {RegulationNotFoundError} when the file is missing or has a fault
 */
export function calendarOf({ regulation, files }: Pick<FoundRegulation, 'regulation' | 'files'>): ProductionCalendar {
  const path = `calendars/${regulation.calendar}.yaml`
  // A regulation outside the product's own folder is counted by the product's calendars, unless it brings its own.
  const text =
    files.get(path) ?? (existsSync(join(REGULATIONS, path)) ? readFileSync(join(REGULATIONS, path), 'utf8') : '')
  const { calendar } = parseCalendar(text)
  if (calendar === undefined) throw new RegulationNotFoundError(`There is no sound calendar ${path}.`)
  return calendar
}

/** The folder that paths in regulation files stay within: the nearest one called `regulations`. */
export function rootOf(path: string, isFolder: boolean): string {
  const folder = isFolder ? path : dirname(path)
  for (let here = folder; here !== dirname(here); here = dirname(here)) {
    if (basename(here) === 'regulations') return here
  }
  return folder
}

/** The YAML files below a folder, by their path with slashes. */
export function readFiles(root: string): Files {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return new Map(
    names
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => [name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')]),
  )
}

function fromFile(path: string): FoundRegulation {
  const root = rootOf(path, false)
  const files = readFiles(root)
  const within = relative(root, path).split(sep).join('/')
  const { regulation, diagnostics } = compileRegulation(files, within)
  if (regulation === undefined) {
    throw new RegulationNotFoundError(diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)).join('\n'))
  }
  return { regulation, path: within, root, files }
}

function byId(given: string): FoundRegulation {
  const [id, edition] = given.split('@')
  const all = regulationsIn()
  const latestFirst = all
    .filter(({ regulation }) => regulation.id === id && (edition === undefined || regulation.edition.id === edition))
    .toSorted((a, b) => Temporal.PlainDate.compare(b.regulation.edition.period.from, a.regulation.edition.period.from))
  const [found] = latestFirst
  if (found !== undefined) return found
  const known = [...new Set(all.map(({ regulation }) => regulation.id))].toSorted()
  throw new RegulationNotFoundError(`There is no regulation "${given}". There are: ${known.join(', ')}.`)
}
