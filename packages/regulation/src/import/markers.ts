import { fold } from './letters.ts'
import type { SourceLine } from './lines.ts'
import { SECTIONS, type SectionName } from './vocabulary/subjects.ts'

/** The act's own number of a process or a condition of the interaction. */
export interface Label {
  readonly kind: 'process' | 'condition'
  readonly number: number
}

/** How a line begins: an item `5.`, a part `3)`, perhaps with a label, or a label alone. */
export type Marker =
  | { readonly kind: 'item'; readonly number: number; readonly rest: string }
  | { readonly kind: 'sub'; readonly number: number; readonly label?: Label; readonly rest: string }
  | { readonly kind: 'label'; readonly label: Label; readonly rest: string }

const ITEM = /^(\d{1,2})\s?[.,]\s*(?=[\p{L}"«“])/u
const SUB = /^[-•–]?\s*(\d{1,2})\s?\)\s*/u
const PROCESS = String.raw`(?:процес\p{L}*|удерис\p{L}*|урдис\p{L}*)`
const CONDITION = String.raw`(?:шарт(?:и)?|услови[ея])`
const LABEL = new RegExp(
  String.raw`^(?:[-]\s)?(?:(?<before>\d{1,2})\s?-?\s?(?:ши\s|и\s)?(?:(?<kkP>${PROCESS})|(?<kkC>${CONDITION}))|(?:(?<ruP>${PROCESS})|(?<ruC>${CONDITION}))\s*(?:№\s?)?(?<after>\d{1,2}))(?!\p{L})\s*(?:[-:.,]\s*)?`,
  'u',
)

/** Reads how a line begins; undefined when it goes on with the line before or is a paragraph. */
export function readMarker(text: string): Marker | undefined {
  const sub = SUB.exec(text)
  if (sub !== null) {
    const rest = text.slice(sub[0].length)
    const label = readLabel(rest)
    const number = Number(sub[1])
    if (number < 1) return undefined
    return label === undefined ? { kind: 'sub', number, rest } : { kind: 'sub', number, ...label }
  }
  const label = readLabel(text)
  if (label !== undefined) return { kind: 'label', ...label }
  const item = ITEM.exec(text)
  return item === null ? undefined : { kind: 'item', number: Number(item[1]), rest: text.slice(item[0].length) }
}

function readLabel(text: string): { readonly label: Label; readonly rest: string } | undefined {
  const match = LABEL.exec(fold(text))
  if (match?.groups === undefined) return undefined
  const { before, after, kkP, ruP } = match.groups
  const number = Number(before ?? after)
  if (number < 1) return undefined
  const kind = kkP !== undefined || ruP !== undefined ? 'process' : 'condition'
  return { label: { kind, number }, rest: text.slice(match[0].length) }
}

const CHAPTER =
  /^(?:(?:глава|раздел|болим|тарау)\s*)?(?:(\d{1,2}|[ivx]{1,4})\s*[-.)]?\s*)?(?:(?:тарау|болим)\s*[.-]?\s*)?/u

interface Around {
  /** Number of the last section. */
  readonly last: number
  readonly isIndented: boolean
  /** Number that the next item would have; a heading with it, where items are indented too, is an item. */
  readonly nextItem: number
  /** Whether a regulation has begun. */
  readonly isOpen: boolean
}

/** The section whose heading begins at this line. */
export function sectionOf(
  lines: readonly SourceLine[],
  index: number,
  { last, isIndented, isOpen, nextItem }: Around,
): { readonly section: SectionName; readonly until: number } | undefined {
  const line = lines[index]
  if (line === undefined) return undefined
  const text = fold(line.text)
  const following = fold(lines[index + 1]?.text ?? '')
  const isGeneral = [SECTIONS.general.find(text), SECTIONS.general.find(`${text} ${following}`)].some(
    (found) =>
      found !== undefined &&
      found.at < text.length &&
      CHAPTER_END.test(text.slice(0, found.at)) &&
      found.end >= text.length - 3,
  )
  if (isGeneral) return { section: 'general', until: endsOfHeading(lines, index) }
  const chapter = CHAPTER.exec(text)
  const number = numberOf(chapter?.[1])
  const isChapter = /^(?:глава|раздел|\d+\s?-?\s?(?:тарау|болим))/u.test(text)
  if (!isOpen || (isIndented && line.indent >= 3 && !isChapter && number === nextItem)) return undefined
  const isExpected = number === undefined ? line.isHeading || line.afterBlank : number === last + 1
  if (!isExpected) return undefined
  const start = chapter?.[0].length ?? 0
  // A heading may be cut by the end of a page; then it is told only by what stands on the next one.
  for (const isOverPages of number === undefined ? [false] : [false, true]) {
    const until = endsOfHeading(lines, index, isOverPages)
    const body = lines
      .slice(index, until)
      .map((one) => fold(one.text))
      .join(' ')
    if (body.length > 480 || /[;:]$/.test(body)) continue
    const section = SECTION_NAMES.find((name) => {
      const place = SECTIONS[name].find(body, start)
      return place !== undefined && place.at - start < (number === undefined ? 90 : 200)
    })
    if (section !== undefined) return { section, until }
  }
  return undefined
}

const SECTION_NAMES: readonly Exclude<SectionName, 'general'>[] = ['systems', 'interaction', 'procedure', 'final']
const CHAPTER_END = /(?:^|\s)(?:(?:глава|раздел)\s*)?(?:1|i)\s*(?:[-.)]\s*)*(?:(?:тарау|болим)[.-]?)?\s*$|^\s*$/u

/** Where the lines of the heading that begins here end. */
function endsOfHeading(lines: readonly SourceLine[], index: number, isOverPages = false): number {
  let end = index + 1
  while (end < lines.length && end - index < 7) {
    const line = lines[end]
    const isNew = (line?.indent ?? 0) >= 3 && (lines[index]?.indent ?? 0) < 3
    if (line === undefined || (line.afterBlank && !isOverPages) || isNew || readMarker(line.text) !== undefined) break
    end += 1
  }
  return end
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi'].indexOf(text)
  return roman < 0 ? Number(text) : roman + 1
}

const ANNEX = /(?:^|[\s"])(?:№?\s?\d{1,2}\s?-?\s?)?(?:косимша|приложение)(?:\s*№?\s?\d{1,2})?$/u

/** Whether an annex of the regulation begins here. */
export function isAnnexStart(lines: readonly SourceLine[], index: number, items: number): boolean {
  if (items < 3) return false
  const text = fold(lines[index]?.text ?? '')
  if (!ANNEX.test(text)) return false
  const near = [lines[index - 2], lines[index - 1], lines[index], lines[index + 1], lines[index + 2]]
    .map((line) => fold(line?.text ?? ''))
    .join(' ')
  return text.length < 60 || /регламент/.test(near)
}
