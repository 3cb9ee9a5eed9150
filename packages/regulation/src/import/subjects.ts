import { slice } from './passage.ts'
import type { Item } from './structure.ts'
import { SUBJECTS, type Subject } from './vocabulary/subjects.ts'

/** Subjects that an unnumbered paragraph may open inside another item, ending with a colon. */
const OPENING: readonly Subject[] = ['stepResults', 'units', 'sequence', 'steps', 'interaction', 'resultAtCentre']

/** What an item is about, by the words it begins with. */
export function subjectOf(item: Item): Subject | undefined {
  const head = slice(item.lead, 0, 300).fold
  const labelled = item.entries.some(({ label }) => label !== undefined)
  const found = SUBJECT_LIST.filter(([, words]) => words.in(head)).map(([subject]) => subject)
  if (labelled) return found.find((one) => one === 'interaction' || one === 'resultAtCentre') ?? 'interaction'
  if (!labelled && SUBJECTS.handbook.in(item.lead.fold)) return 'handbook'
  if (item.section === 'general') {
    return found.find((one) => GENERAL.includes(one)) ?? ((item.number ?? 0) > 2 ? found[0] : undefined)
  }
  return found[0]
}

const SUBJECT_LIST = (Object.keys(SUBJECTS) as Subject[]).map((subject) => [subject, SUBJECTS[subject]] as const)

const GENERAL: readonly Subject[] = [
  'glossary',
  'resultForm',
  'serviceForm',
  'channelsIn',
  'serviceResult',
  'channelsOut',
  'fee',
]

/** Parts items at paragraphs that open another subject, which the act should have numbered. */
export function withOpenedItems(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => {
    const own = subjectOf(item)
    const parts: Item[] = []
    let current: Item = { ...item, entries: [] }
    for (const entry of item.entries) {
      const isOpening = entry.number === undefined && entry.label === undefined && /[:.]$/.test(entry.passage.text)
      const opened: Item = { ...item, isOpened: true, lead: entry.passage, entries: [] }
      const subject = isOpening && entry.passage.text.endsWith(':') ? subjectOf(opened) : undefined
      if (subject !== undefined && OPENING.includes(subject) && subject !== own) {
        parts.push(current)
        current = opened
      } else current = { ...current, entries: [...current.entries, entry] }
    }
    return [...parts, current]
  })
}
