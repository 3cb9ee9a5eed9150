import type { Read, ReadActor, ReadLimit, TableAction, TimeTable } from './facts.ts'
import { mentionsOf } from './actors.ts'
import { cue } from './cue.ts'
import { findLimits } from './limits.ts'
import type { SourceLine } from './lines.ts'
import { linesOf, type Passage, passageOf } from './passage.ts'
import { readLimit } from './procedure.ts'
import { CHANNELS, type ChannelName } from './vocabulary/channels.ts'
import { PERSONS } from './vocabulary/persons.ts'
import { SYSTEMS } from './vocabulary/systems.ts'

const TABLE = /^(?:(\d{1,2})\s?-?\s?кесте|таблица\s*№?\s?(\d{1,2}))(?!\p{L})/u
const CONTINUED = cue('кестенің жалғасы', 'продолжение таблицы')
const ACTORS_ROW = cue('ҚФБ атаулары', 'ҚФБ атауы', 'наименование СФЕ', 'наименования СФЕ')
const LIMIT_ROW = cue('орындалу мерзім', 'орындау мерзім', 'срок исполнения', 'сроки исполнения')
const NEXT_ROW = cue('келесі іс қимыл', 'келесі әрекет', 'номер следующего действия', 'следующего действия')

/** A part of a table that shows some of its columns. */
interface Part {
  readonly numbers: readonly number[]
  readonly lines: readonly SourceLine[]
}

/** Reads the time tables of the annexes: who acts in each numbered column, how long, and what may follow. */
export function readTables(annexes: readonly SourceLine[]): readonly TimeTable[] {
  const starts = annexes.flatMap((line, index) =>
    TABLE.test(foldedStart(line)) && !CONTINUED.in(folded([line])) ? [index] : [],
  )
  return starts.flatMap((start, position) => {
    const until = starts[position + 1] ?? endOfTables(annexes, start)
    return tableOf(annexes.slice(start, until)) ?? []
  })
}

function tableOf(lines: readonly SourceLine[]): TimeTable | undefined {
  const [first] = lines
  if (first === undefined) return undefined
  const match = TABLE.exec(foldedStart(first))
  const parts = partsOf(lines.slice(1))
  const actions = parts.flatMap((part) => actionsOf(part))
  if (actions.length === 0) return undefined
  const title = passageOf(lines.slice(0, 2))
  const channel =
    (['portal', 'centre'] as const).find((one) => CHANNELS[one].in(title.fold)) ?? ('workstation' as const)
  return {
    number: Number(match?.[1] ?? match?.[2] ?? 0),
    channel: channel satisfies ChannelName,
    lines: [first.number, lines.at(-1)?.number ?? first.number],
    actions: withNext(actions, lines),
  }
}

/** A part begins with a row of consecutive numbers, the columns: `1 2 3 4`, then `5 6 7 8 9`. */
function partsOf(lines: readonly SourceLine[]): readonly Part[] {
  const parts: { numbers: number[]; lines: SourceLine[] }[] = []
  let expected = 1
  for (const line of lines) {
    const row = /(?:^|\s)((?:\d{1,2}\s+)+\d{1,2})$/.exec(line.text)
    const numbers = row?.[1]?.split(/\s+/).map(Number) ?? []
    const isColumns = numbers.length > 1 && numbers[0] === expected && numbers.every((one, at) => one === expected + at)
    if (isColumns) {
      parts.push({ numbers, lines: [] })
      expected += numbers.length
    } else parts.at(-1)?.lines.push(line)
  }
  return parts
}

function actionsOf({ numbers, lines }: Part): readonly Omit<TableAction, 'next'>[] {
  const actors = actorsOf(lines, numbers.length)
  const limits = limitsOf(lines, numbers.length)
  return numbers.map((number, index) => {
    const [actor, limit] = [actors[index], limits[index]]
    return { number, ...(actor === undefined ? {} : { actor }), ...(limit === undefined ? {} : { limit }) }
  })
}

/** The row of units: the labelled one, else the first line; cut into as many names as there are columns. */
function actorsOf(lines: readonly SourceLine[], columns: number): readonly Read<ReadActor>[] {
  const row = lines.find((line) => ACTORS_ROW.in(folded([line]))) ?? lines[0]
  if (row === undefined) return []
  const passage = passageOf([row])
  const from = ACTORS_ROW.find(passage.fold)?.end ?? 0
  const reads: { read: Read<ReadActor>; end: number }[] = []
  for (const { role, text, at, end } of mentionsOf(passage, [...PERSONS, ...SYSTEMS])) {
    if (at < from) continue
    const last = reads.at(-1)
    if (last !== undefined && /^\s*,\s*$/.test(passage.text.slice(last.end, at))) {
      const joined = { ...last.read, value: { ...last.read.value, text: `${last.read.value.text}, ${text}` } }
      reads[reads.length - 1] = { read: joined, end }
    } else {
      const value = { id: role.id, kind: role.kind, text, isKnown: true }
      reads.push({ read: { value, lines: linesOf(passage, at, end), confidence: 0.85 }, end })
    }
  }
  return reads.length === columns ? reads.map(({ read }) => read) : []
}

/** As many limits as columns, in the row of limits or, in a continued part, on lines of limits alone. */
function limitsOf(lines: readonly SourceLine[], columns: number): readonly Read<ReadLimit>[] {
  const labelled = lines.findIndex((line) => LIMIT_ROW.in(folded([line])))
  const candidates = labelled < 0 ? lines.keys() : [labelled]
  for (const from of candidates) {
    for (const length of [1, 2, 3, 4]) {
      const passage = passageOf(lines.slice(from, from + length))
      const limits = findLimits(passage)
      if (limits.length === columns && isOnlyLimits(passage, labelled >= 0)) return limits.map((one) => readLimit(one))
      if (limits.length > columns) break
    }
  }
  return []
}

function isOnlyLimits(passage: Passage, isLabelled: boolean): boolean {
  let rest = passage.fold
  for (const { at, end } of findLimits(passage).toReversed()) rest = rest.slice(0, at) + rest.slice(end)
  const letters = rest.match(/\p{L}/gu)?.length ?? 0
  return letters <= (isLabelled ? 40 : 2)
}

/**
 * What may follow each action. Numbers in the row itself stand in the order of the columns; a pair of neighbours k and
 * k+1, told with its conditions, stands in the column before them.
 */
function withNext(actions: readonly Omit<TableAction, 'next'>[], lines: readonly SourceLine[]): readonly TableAction[] {
  const numbers = new Set(actions.map(({ number }) => number))
  const rows = lines.filter((line) => NEXT_ROW.in(folded([line])))
  if (rows.length === 0) return actions.map((action) => ({ ...action, next: [] }))
  const told = new Set(
    [...folded(lines).matchAll(/(?<![\d.,])(\d{1,2})\s?-\s+/gu)]
      .map((match) => Number(match[1]))
      .filter((one) => numbers.has(one)),
  )
  const [cells = []] = rows.map((row) => /\s((?:(?:\d{1,2}|-)\s+)*(?:\d{1,2}|-))$/.exec(row.text)?.[1]?.split(/\s+/))
  return actions.map((action, index) => {
    const after = action.number + 1
    const own = Number(cells[index] ?? Number.NaN)
    // Each number is told once, so one pair cannot begin where another ends.
    if (told.delete(after) && told.delete(after + 1)) return { ...action, next: [after, after + 1] }
    return { ...action, next: numbers.has(own) ? [own] : [] }
  })
}

function endOfTables(annexes: readonly SourceLine[], start: number): number {
  const end = annexes.findIndex((line, index) => index > start + 3 && /(?:косимша|приложение)/u.test(folded([line])))
  return end < 0 ? annexes.length : end
}

function folded(lines: readonly SourceLine[]): string {
  return passageOf(lines).fold
}

function foldedStart(line: SourceLine): string {
  return passageOf([line]).fold
}
