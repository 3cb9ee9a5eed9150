import type { ActFacts, ImportedAct, RegulationFacts } from './facts.ts'
import type { SourceLine } from './lines.ts'
import { type Lines, linesOf, passageOf } from './passage.ts'
import type { ActText, Item, RegulationText } from './structure.ts'
import { subjectOf } from './subjects.ts'
import { OF_A_PICTURE, OF_THE_ACT } from './vocabulary/passed-over.ts'
import { type Subject, SUBJECTS } from './vocabulary/subjects.ts'

type Coverage = Pick<ImportedAct, 'notUnderstood' | 'passedOver' | 'coverage'>

/** Items that a draft holds nothing of, with all their parts. */
const WITHOUT_DRAFT: readonly Subject[] = [
  'handbook',
  'annexReference',
  'appeal',
  'glossary',
  'technical',
  'status',
  'formFilling',
]

/** Divides the lines: read into a fact, known and passed over, or not understood. Every line is in one part. */
export function coverageOf(
  lines: readonly SourceLine[],
  text: ActText,
  act: ActFacts,
  regulations: readonly RegulationFacts[],
): Coverage {
  const read = new Set<number>()
  const known = new Map<number, string>()
  const where = new Map<number, string>()
  for (const stretch of [...stretchesOf(act), ...stretchesOf(regulations)])
    for (const line of between(stretch)) read.add(line)
  for (const line of text.preamble) where.set(line.number, 'act')
  markPreamble(text.preamble, known)
  for (const regulation of text.regulations) {
    for (const { number } of regulation.title) known.set(number, 'title')
    for (const { number } of regulation.headings) known.set(number, 'heading')
    for (const item of regulation.items) markItem(item, read, known, where)
    markAnnexes(regulation, known, where)
  }
  const state = ({ number }: SourceLine): 'read' | 'known' | 'notUnderstood' =>
    read.has(number) ? 'read' : known.has(number) ? 'known' : 'notUnderstood'
  const of = (wanted: ReturnType<typeof state>): readonly SourceLine[] => lines.filter((line) => state(line) === wanted)
  return {
    notUnderstood: grouped(of('notUnderstood'), (line) => where.get(line.number) ?? 'act').map(({ key, ...rest }) => ({
      ...rest,
      where: key,
    })),
    passedOver: grouped(of('known'), (line) => known.get(line.number) ?? '').map((group) => ({
      lines: group.lines,
      why: group.key,
    })),
    coverage: {
      lines: lines.length,
      read: of('read').length,
      known: of('known').length,
      notUnderstood: of('notUnderstood').length,
    },
  }
}

/** The lines of every fact in a tree of facts. */
function stretchesOf(value: unknown): readonly Lines[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => stretchesOf(one))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    key === 'lines' && isLines(one) ? [one] : stretchesOf(one),
  )
}

function isLines(value: unknown): value is Lines {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number')
}

function between([first, last]: Lines): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Sentences of the act about itself: whoever drafts a regulation has no use for them. */
function markPreamble(lines: readonly SourceLine[], known: Map<number, string>): void {
  let paragraph: SourceLine[] = []
  const close = (): void => {
    if (OF_THE_ACT.in(passageOf(paragraph).fold)) for (const { number } of paragraph) known.set(number, 'act')
    paragraph = []
  }
  for (const line of lines) {
    if (line.indent >= 3 || /^["«]?\d+[.)]/.test(line.text)) close()
    paragraph.push(line)
  }
  close()
}

function markItem(item: Item, read: ReadonlySet<number>, known: Map<number, string>, where: Map<number, string>): void {
  const subject = subjectOf(item)
  const passages = [item.lead, ...item.entries.map(({ passage }) => passage)]
  const mark = (lines: Lines, why: string): void => {
    for (const line of between(lines)) known.set(line, why)
  }
  for (const passage of passages) {
    for (const { line } of passage.starts) where.set(line, `item ${item.number ?? '?'}`)
    // What stands in one paragraph with a fact was read for it.
    if (between(linesOf(passage)).some((line) => read.has(line))) mark(linesOf(passage), 'beside a fact')
  }
  if (subject !== undefined) mark(linesOf(item.lead), subject)
  if (subject !== undefined && WITHOUT_DRAFT.includes(subject)) {
    for (const passage of passages) mark(linesOf(passage), subject)
  }
  for (const { passage } of item.entries) {
    const { fold } = passage
    if (item.section === 'general' && SUBJECTS.channelsIn.in(fold)) mark(linesOf(passage), 'channelsIn')
    if (/^(?:ескерту|сноска)/u.test(fold)) mark(linesOf(passage), 'note')
    const isPointing =
      /(?:диаграмма|блок.схем|кесте|аниктамали|справочник)/u.test(fold) && /(?:косимша|приложени)/u.test(fold)
    if (isPointing) mark(linesOf(passage), 'annexReference')
    if (subject === 'handbook' && OF_A_PICTURE.in(fold)) mark(linesOf(passage), 'picture')
  }
}

function markAnnexes({ annexes }: RegulationText, known: Map<number, string>, where: Map<number, string>): void {
  for (const [index, line] of annexes.entries()) {
    where.set(line.number, 'annexes')
    const around = passageOf(annexes.slice(Math.max(0, index - 6), index + 12)).fold
    const own = passageOf([line]).fold
    const isTitle =
      /(?:регламент|косимша|приложени|бекит|утвержд)/u.test(around) && (/["]/.test(around) || own.length < 70)
    if (OF_A_PICTURE.in(own) || isTitle) known.set(line.number, 'annex')
  }
}

function grouped(
  lines: readonly SourceLine[],
  keyOf: (line: SourceLine) => string,
): readonly { readonly lines: Lines; readonly text: string; readonly key: string }[] {
  const groups: { first: number; last: number; texts: string[]; key: string }[] = []
  for (const line of lines) {
    const last = groups.at(-1)
    const key = keyOf(line)
    if (last !== undefined && line.number - last.last <= 2 && last.key === key) {
      last.last = line.number
      last.texts.push(line.text)
    } else groups.push({ first: line.number, last: line.number, texts: [line.text], key })
  }
  return groups.map(({ first, last, texts, key }) => ({ lines: [first, last], text: texts.join(' '), key }))
}
