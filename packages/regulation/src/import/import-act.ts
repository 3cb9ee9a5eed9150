import { readAct } from './act.ts'
import { actorOf, mentionsOf, nameOf } from './actors.ts'
import { coverageOf } from './coverage.ts'
import type { ImportedAct, Read, RegulationFacts, Unit } from './facts.ts'
import { readChannels } from './interaction.ts'
import { readLines } from './lines.ts'
import { linesOf, type Passage } from './passage.ts'
import { compareTellings, itemOf, readSteps } from './procedure.ts'
import { readProvisions } from './provisions.ts'
import { withResults } from './step-results.ts'
import { type Item, type RegulationText, structureOf } from './structure.ts'
import { subjectOf, withOpenedItems } from './subjects.ts'
import { readTables } from './tables.ts'
import { PERSONS } from './vocabulary/persons.ts'
import { SYSTEMS } from './vocabulary/systems.ts'
import type { Subject } from './vocabulary/subjects.ts'

/**
 * Reads the text of an act that approves regulations, in Kazakh or Russian, as a converter left it.
 *
 * Rules over vocabulary tables, no guess beyond them: what no rule reads is listed with its lines. Confidence of a fact
 * is 1 when digits, words and place agree, and less the more was inferred.
 *
 * @param text the whole text of the act; lines are counted from 1
 */
export function importAct(text: string): ImportedAct {
  const read = readLines(text)
  const structure = structureOf(read)
  const regulations = structure.regulations.map((regulation) => readRegulation(regulation))
  const act = readAct(structure, read.lines)
  return { language: read.language, act, regulations, ...coverageOf(read.lines, structure, act, regulations) }
}

function readRegulation(text: RegulationText): RegulationFacts {
  const items = withOpenedItems(text.items)
  const about = (...subjects: readonly Subject[]): readonly Item[] =>
    items.filter((item) => subjects.includes(subjectOf(item) ?? 'status'))
  const steps = about('steps').flatMap((item) => readSteps(item))
  const again = about('sequence').flatMap((item) => readSteps(item))
  const results = about('stepResults').flatMap((item) => resultsOf(item))
  const told = steps.length > 0 ? withResults(steps, results) : withResults(again, results)
  return {
    ...readProvisions(text),
    units: about('units').flatMap((item) => unitsOf(item)),
    procedure: steps.length > 0 ? compareTellings(told, again) : told,
    results,
    channels: readChannels(about('interaction', 'resultAtCentre')),
    tables: readTables(text.annexes),
    annexes: annexesOf(text),
  }
}

function resultsOf(item: Item): readonly Read<{ readonly item: string; readonly text: string }>[] {
  const numbered = item.entries.some(({ number }) => number !== undefined)
  return item.entries
    .filter(({ number }) => !numbered || number !== undefined)
    .map((entry, index) => ({
      value: { item: itemOf(item, entry, index + 1), text: entry.passage.text },
      lines: linesOf(entry.passage),
      confidence: entry.number === undefined ? 0.7 : 0.95,
    }))
}

function unitsOf(item: Item): readonly Unit[] {
  const numbered = item.entries.some(({ number }) => number !== undefined)
  return item.entries
    .filter(({ number }) => !numbered || number !== undefined)
    .map((entry, index): Unit => {
      const { passage } = entry
      const text = passage.text.replace(/[;.,]+$/, '').trim()
      const [known] = mentionsOf(passage, [...PERSONS, ...SYSTEMS]).toSorted((a, b) => b.end - b.at - (a.end - a.at))
      const actor =
        known === undefined
          ? (actorOf(passage)?.actor ?? { id: nameOf(text), kind: 'staff' as const, text, isKnown: false })
          : { id: known.role.id, kind: known.role.kind, text, isKnown: true }
      return {
        item: itemOf(item, entry, index + 1),
        actor: { ...actor, text },
        lines: linesOf(passage),
        confidence: actor.isKnown ? 0.95 : 0.6,
      }
    })
}

/** Annexes that the text of the regulation speaks of, by their number. */
function annexesOf({ items }: RegulationText): RegulationFacts['annexes'] {
  const found = new Map<number, RegulationFacts['annexes'][number]>()
  for (const item of items) {
    for (const passage of [item.lead, ...item.entries.map((entry) => entry.passage)]) {
      for (const { number, at } of annexNumbers(passage)) {
        const shows = shownIn(passage.fold.slice(Math.max(0, at - 420), at + 260))
        if (shows !== undefined && !found.has(number)) found.set(number, { number, shows })
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.number - b.number)
}

function annexNumbers({ fold }: Passage): readonly { readonly number: number; readonly at: number }[] {
  return [...fold.matchAll(/(\d{1,2})\s?-?\s*(?:\p{L}+\s+){0,6}?косимша|приложени\p{L}*\s*№?\s*(\d{1,2})/gu)]
    .filter(({ index }) => !/стандарт/u.test(fold.slice(Math.max(0, index - 24), index)))
    .map((match) => ({ number: Number(match[1] ?? match[2]), at: match.index }))
}

function shownIn(text: string): RegulationFacts['annexes'][number]['shows'] | undefined {
  if (/анукталыг|аниктамали|справочник/u.test(text)) return 'handbook'
  if (/блок.схем/u.test(text)) return 'flow-chart'
  if (/кестелик|табличн/u.test(text)) return 'tables'
  if (/екранди|акранди|экранн|акранн/u.test(text)) return 'forms'
  if (/корсеткиш|показател/u.test(text)) return 'survey'
  return /диаграмм/u.test(text) ? 'interaction' : undefined
}
