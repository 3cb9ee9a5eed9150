import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import {
  compileRegulation,
  type Compiled,
  type Files,
  isRegulationText,
  parseCalendar,
  type ProductionCalendar,
} from '@qyzmet/regulation'

/** Everything a regulation is compiled from, and nothing else. */
export interface EditionFiles {
  readonly mainFile: string
  /** Path under the folder of regulations → text. */
  readonly files: Files
}

const CALENDARS = 'calendars/'

/** All YAML files under a folder. */
export async function readRegulationFiles(folder: string): Promise<Files> {
  const names = await readdir(folder, { recursive: true })
  const yaml = names.filter((name) => name.endsWith('.yaml')).toSorted()
  const texts = await Promise.all(yaml.map((name) => readFile(join(folder, name), 'utf8')))
  return new Map(yaml.map((name, index) => [name.replaceAll(sep, '/'), texts[index] ?? '']))
}

/** Paths of the files that are regulations; acts and standards have no channels of their own. */
export function mainFilesOf(files: Files): readonly string[] {
  return [...files].flatMap(([path, text]) => (!path.startsWith(CALENDARS) && isRegulationText(text) ? [path] : []))
}

/** Compiles a regulation and tells which of the files it was compiled from. */
export function compileEdition(files: Files, mainFile: string): Compiled & EditionFiles {
  const used = new Map<string, string>()
  const watched = new Map(files)
  watched.get = (path) => {
    const text = files.get(path)
    if (text !== undefined) used.set(path, text)
    return text
  }
  const compiled = compileRegulation(watched, mainFile)
  return { ...compiled, mainFile, files: used }
}

/** A calendar file has faults. */
export class CalendarFaultsError extends Error {
  override readonly name = 'CalendarFaultsError'
}

/**
 * The production calendars among the files, by id. They belong to no edition: a year's calendar is known only when
 * that year comes, and dates are derived from the ledger with the calendar of today.
 *
 * @throws {CalendarFaultsError} naming every fault
 */
export function calendarsOf(files: Files): ReadonlyMap<string, ProductionCalendar> {
  const calendars = new Map<string, ProductionCalendar>()
  const faults: string[] = []
  for (const [path, text] of files) {
    if (!path.startsWith(CALENDARS)) continue
    const { calendar, problems } = parseCalendar(text)
    faults.push(...problems.map(({ line, message }) => `${path}:${line}: ${message}`))
    if (calendar) calendars.set(calendar.id, calendar)
  }
  if (faults.length > 0) throw new CalendarFaultsError(faults.join('\n'))
  return calendars
}
