import { isAnnexStart, readMarker, sectionOf, type Label, type Marker } from './markers.ts'
import type { ReadLines, SourceLine } from './lines.ts'
import { type Passage, passageOf } from './passage.ts'
import type { SectionName } from './vocabulary/subjects.ts'

/** A numbered or unnumbered part of an item. */
export interface Entry {
  readonly number?: number
  /** A number that the text lost and its neighbours tell. */
  readonly isInferred?: true
  readonly label?: Label
  readonly passage: Passage
}

/** An item of a regulation: its words up to the first part, and its parts. */
export interface Item {
  readonly number?: number
  readonly section?: SectionName
  /** Opened by an unnumbered paragraph; the number is that of the item it stands in. */
  readonly isOpened?: true
  readonly lead: Passage
  readonly entries: readonly Entry[]
}

/** One regulation of an act, cut into items; what stands in its annexes is kept as lines. */
export interface RegulationText {
  /** Lines above the first heading that carry the title. */
  readonly title: readonly SourceLine[]
  readonly headings: readonly SourceLine[]
  readonly items: readonly Item[]
  readonly annexes: readonly SourceLine[]
}

export interface ActText {
  /** Everything that stands before the first regulation. */
  readonly preamble: readonly SourceLine[]
  readonly regulations: readonly RegulationText[]
}

interface OpenEntry {
  readonly number?: number
  readonly label?: Label
  readonly lines: SourceLine[]
}

interface OpenItem {
  readonly number?: number
  readonly section?: SectionName
  readonly entries: OpenEntry[]
}

interface OpenRegulation {
  readonly title: SourceLine[]
  readonly headings: SourceLine[]
  readonly items: OpenItem[]
  readonly annexes: SourceLine[]
}

/** Cuts an act into its preamble and its regulations, and these into items. */
export function structureOf({ lines }: ReadLines): ActText {
  const isIndented = lines.filter(({ text, indent }) => indent >= 3 && /^\d{1,2}[.)]/.test(text)).length > 4
  const preamble: SourceLine[] = []
  const regulations: OpenRegulation[] = []
  let section: SectionName | undefined
  let sections = 0
  let inAnnex = false
  let index = 0
  while (index < lines.length) {
    const line = lines[index]
    if (line === undefined) break
    const current = regulations.at(-1)
    const heading = sectionOf(lines, index, {
      last: sections,
      isIndented,
      isOpen: current !== undefined,
      nextItem: nextItemOf(current),
    })
    if (heading !== undefined && !(inAnnex && heading.section !== 'general')) {
      const { until } = heading
      const headings = lines.slice(index, until)
      if (heading.section === 'general') {
        const before = current === undefined ? preamble : takeTail(current, inAnnex)
        const title = takeTitle(before)
        regulations.push({ title, headings: [...headings], items: [], annexes: [] })
        if (current !== undefined) current.annexes.push(...before.filter((one) => !title.includes(one)))
        inAnnex = false
        sections = 1
      } else {
        current?.headings.push(...headings)
        sections += 1
      }
      section = heading.section
      index = until
      continue
    }
    if (current === undefined) preamble.push(line)
    else if (inAnnex) current.annexes.push(line)
    else if (isAnnexStart(lines, index, current.items.length)) {
      current.annexes.push(...takeAnnexTitle(current), line)
      inAnnex = true
    } else {
      for (const part of partsOf(line, current)) addLine(current, part, section, isIndented)
    }
    index += 1
  }
  return { preamble, regulations: regulations.map((one) => closed(one)) }
}

function nextItemOf(current: OpenRegulation | undefined): number {
  return (current?.items.findLast(({ number }) => number !== undefined)?.number ?? 0) + 1
}

/** A line may hold the beginning of a further part: `…; 2) …`. */
function partsOf(line: SourceLine, current: OpenRegulation): readonly SourceLine[] {
  const last = current.items.at(-1)?.entries.findLast(({ number }) => number !== undefined)?.number ?? 0
  const starts = [...line.text.matchAll(/(?<=[;:.])\s+(?=(\d{1,2})\s?\)\s)/g)]
  const own = readMarker(line.text)
  let expected = (own?.kind === 'sub' ? own.number : last) + 1
  const cuts: number[] = []
  for (const start of starts) {
    if (Number(start[1]) !== expected) continue
    cuts.push(start.index)
    expected += 1
  }
  if (cuts.length === 0) return [line]
  return [0, ...cuts].map((from, position) => ({
    ...line,
    text: line.text.slice(from, cuts[position] ?? line.text.length).trim(),
    indent: position === 0 ? line.indent : 6,
  }))
}

function addLine(
  current: OpenRegulation,
  line: SourceLine,
  section: SectionName | undefined,
  isIndented: boolean,
): void {
  const marker = readMarker(line.text)
  const item = current.items.at(-1)
  const entry = item?.entries.at(-1)
  if (marker?.kind === 'item' && isNext(marker, current.items)) {
    current.items.push({
      number: marker.number,
      ...(section === undefined ? {} : { section }),
      entries: [{ lines: [{ ...line, text: marker.rest }] }],
    })
  } else if (item === undefined) {
    current.items.push({ ...(section === undefined ? {} : { section }), entries: [{ lines: [line] }] })
  } else if (marker?.kind === 'sub') {
    item.entries.push({
      number: marker.number,
      ...(marker.label === undefined ? {} : { label: marker.label }),
      lines: [{ ...line, text: marker.rest }],
    })
  } else if (marker?.kind === 'label') {
    item.entries.push({ label: marker.label, lines: [{ ...line, text: marker.rest }] })
  } else if (entry !== undefined && !beginsParagraph(line, entry, isIndented)) {
    entry.lines.push(line)
  } else {
    item.entries.push({ lines: [{ ...line, text: line.text.replace(/^[-•–]\s+/, '') }] })
  }
}

/** The number of an item goes on from the one before; a few may be lost. */
function isNext(marker: Marker & { readonly kind: 'item' }, items: readonly OpenItem[]): boolean {
  const last = items.findLast(({ number }) => number !== undefined)?.number ?? 0
  return marker.number > last && marker.number <= last + 3
}

function beginsParagraph(line: SourceLine, entry: OpenEntry, isIndented: boolean): boolean {
  const previous = entry.lines.at(-1)
  if (previous === undefined) return true
  const isClosed = /[;:.]["»”]?$/.test(previous.text)
  if (isIndented) return line.indent >= 3 && (isClosed || line.indent >= 5)
  return isClosed && (line.afterBlank || /^[-•–]\s/.test(line.text) || /^\p{Lu}/u.test(line.text))
}

/** What stands behind the last closed sentence of a regulation belongs to the front of the next. */
function takeTail(current: OpenRegulation, inAnnex: boolean): SourceLine[] {
  return inAnnex ? current.annexes.splice(0) : takeAnnexTitle(current)
}

/** Lines behind the last closed sentence of the last item: the title of an annex. */
function takeAnnexTitle(current: OpenRegulation): SourceLine[] {
  const taken: SourceLine[] = []
  for (;;) {
    const item = current.items.at(-1)
    const entry = item?.entries.at(-1)
    const last = entry?.lines.at(-1)
    if (item === undefined || entry === undefined || last === undefined || taken.length > 20) return taken
    if (/[.;:]$/.test(last.text) && taken.length >= 0) return taken
    if (item.entries.length === 1 && entry.lines.length === 1) return taken
    taken.unshift(last)
    entry.lines.pop()
    if (entry.lines.length === 0) item.entries.pop()
  }
}

/** The title of a regulation: the last lines before it, from the opening quote or from behind "approved". */
function takeTitle(before: SourceLine[]): SourceLine[] {
  let from = before.length
  while (from > 0 && before.length - from < 16) {
    const text = before[from - 1]?.text ?? ''
    const isFront =
      /(?:бекіт|Бекіт|твержден|қосымша$|риложение|қаулысы|Аким|әкімі)/.test(text) && !/регламент/i.test(text)
    if (isFront) break
    from -= 1
    if (/^["«“]/.test(text) || text.startsWith('Регламент')) break
  }
  return before.splice(from)
}

function closed(open: OpenRegulation): RegulationText {
  return {
    ...open,
    items: open.items.map((item): Item => {
      const [lead, ...rest] = item.entries
      const { number, section } = item
      return {
        ...(number === undefined ? {} : { number }),
        ...(section === undefined ? {} : { section }),
        lead: passageOf(lead?.lines ?? []),
        entries: withInferredNumbers(rest.map(({ lines, ...entry }) => ({ ...entry, passage: passageOf(lines) }))),
      }
    }),
  }
}

/** A part without a number between 2) and 4) is 3). */
function withInferredNumbers(entries: readonly Entry[]): readonly Entry[] {
  return entries.map((entry, index): Entry => {
    if (entry.number !== undefined) return entry
    const [before, after] = [entries[index - 1]?.number, entries[index + 1]?.number]
    if (after === undefined || before === undefined || after !== before + 2) return entry
    return { ...entry, number: before + 1, isInferred: true }
  })
}
