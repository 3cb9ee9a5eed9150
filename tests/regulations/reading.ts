import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CaseState, type OpenedCase, walk, type Walk } from '@qyzmet/casework'
import {
  compileRegulation,
  parseCalendar,
  type Files,
  type ProcessGraph,
  type Regulation,
  type Step,
  type TermClock,
  termClockOf,
} from '@qyzmet/regulation'

const FOLDER = fileURLToPath(new URL('../../regulations/', import.meta.url))
const SOURCES = fileURLToPath(new URL('../../../shared/sources/', import.meta.url))

/** Every YAML file of the regulations, by its path under their folder. */
export const FILES: Files = new Map(
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((path) => [relative(FOLDER, path), readFileSync(path, 'utf8')]),
)

/** The regulation at a path under the folder of regulations; it must have no error. */
export function readRegulation(path: string): Regulation {
  const { regulation, diagnostics } = compileRegulation(FILES, path)
  assert.ok(regulation, JSON.stringify(diagnostics, undefined, 2))
  return regulation
}

export function graphOf(regulation: Regulation, channel: string): ProcessGraph {
  return regulation.channels.get(channel)?.graph ?? assert.fail(`no channel ${channel}`)
}

/** Steps taken by a case; where no outcome is named, the first that is open. */
export type Rehearsal = (channel: string, choices?: Readonly<Record<string, readonly string[]>>) => Walk

/** The clock by which terms of a regulation run. */
export function clockOf(regulation: Regulation): TermClock {
  const { calendar, problems } = parseCalendar(FILES.get(`calendars/${regulation.calendar}.yaml`) ?? '')
  assert.ok(calendar, JSON.stringify(problems))
  return termClockOf(regulation, calendar)
}

/** Rehearses cases of a regulation that begin at a moment. */
export function rehearsalOf(regulation: Regulation, startedAt: string): Rehearsal {
  const clock = clockOf(regulation)
  return (channel, choices = {}) =>
    walk({ regulation, channel, clock, startedAt: Temporal.Instant.from(startedAt), choices })
}

/** Items of the act in the order in which a case went through them. */
export function itemsOf({ events }: Walk): readonly string[] {
  return events.filter((event) => event.type === 'StepCompleted').map(({ item }) => item)
}

export function caseOf({ state }: { readonly state: CaseState }): OpenedCase {
  assert.ok(state.status !== 'none', 'there is a case')
  return state
}

export function limitOf({ limit }: Pick<Step, 'limit'>): string {
  return limit === 'unstated' ? limit : `${limit.amount} ${limit.unit}`
}

/** Label and item of every numbered process and condition, in the order of the items. */
export function labelsOf(graph: ProcessGraph): readonly string[] {
  const inside = (item: string) => item.split(/[()]/).map(Number)
  return [...graph.steps.values()]
    .flatMap(({ label, item }) => (label === undefined ? [] : [{ label, item }]))
    .toSorted((a, b) => byNumbers(inside(a.item), inside(b.item)))
    .map(({ label, item }) => `${label} ${item}`)
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((number, at) => number !== b[at])
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}

/** The text of an act, or a reason to skip: sources are not part of the project. */
export function sourceOf(name: string): { readonly path: string; readonly skip: string | false } {
  const path = `${SOURCES}${name}`
  return { path, skip: existsSync(path) ? false : 'the text of the act is not beside the repository' }
}

/** Nine words in a row that stand in the act too, official titles aside. */
export function copiedRows(regulation: Regulation, act: string): readonly string[] {
  const ofAct = new Set(rowsOf(readFileSync(act, 'utf8')))
  const { title, standard } = regulation
  const titles = [
    title,
    standard.title,
    regulation.act.title,
    standard.act.title,
    ...standard.results.map((result) => result.title),
  ]
  const official = new Set(titles.flatMap(({ kk, ru }) => [...rowsOf(kk), ...rowsOf(ru)]))
  const copied: string[] = []
  const look = (value: unknown): void => {
    if (typeof value === 'string') copied.push(...rowsOf(value).filter((row) => ofAct.has(row) && !official.has(row)))
    else if (value instanceof Map) for (const item of value.values()) look(item)
    else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) look(item)
  }
  look(regulation)
  return copied
}

function rowsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.slice(8).map((_, index) => words.slice(index, index + 9).join(' '))
}
