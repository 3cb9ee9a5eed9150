import type { ExpectedDue, Locale, Regulation, TermClock } from '@qyzmet/regulation'
import { formatDate, formatInstant, formatTime } from '@qyzmet/regulation'
import type { Due } from '../ledger.ts'
import { TOTAL_TERM } from '../ledger.ts'
import type { Difference } from './difference.ts'
import type { PlayedScenario } from './play-scenario.ts'
import { groundTitle, resultTitle, titleOf } from './tell-rehearsal.ts'
import { WORDS } from './words.ts'

/** What a scenario says and what came of it, in the words of the regulation, with the place in the scenario's file. */
export function tellDifferences(
  { scenario, rehearsal, differences }: PlayedScenario,
  regulation: Regulation,
  clock: TermClock,
  locale: Locale,
): readonly string[] {
  const words = WORDS[locale]
  const step = (id: string) => (id === TOTAL_TERM ? words.total : titleOf(id, rehearsal, locale))
  const pair = (expected: string | undefined, actual: string | undefined) => [
    `      ${words.expected}: ${expected ?? words.nothing}`,
    `      ${words.actual}: ${actual ?? words.nothing}`,
  ]
  const end = (id: string) => rehearsal.graph.ends.get(id)?.title[locale] ?? id
  const tell = (found: Difference): readonly string[] => {
    const head = words.differs[found.what]
    switch (found.what) {
      case 'halted': {
        const details = Object.entries(found.halt.parameters).map(([key, value]) => `${key}: ${value}`)
        return [`${head}: ${step(found.halt.step)} (${[found.halt.code, ...details].join(', ')})`]
      }
      case 'never-came':
        return [`${head}: ${step(found.step)}`]
      case 'end':
        return [head, ...pair(end(found.expected), end(found.actual))]
      case 'result':
      case 'ground': {
        const title = found.what === 'result' ? resultTitle : groundTitle
        const name = (id: string | undefined) => (id === undefined ? undefined : title(id, regulation, locale))
        return [head, ...pair(name(found.expected), name(found.actual))]
      }
      case 'due':
        return [
          `${head}: ${step(found.term)}`,
          ...pair(expectedDue(found.expected, locale), actualDue(found.actual, clock, locale)),
        ]
      case 'late':
      case 'not-late':
        return [`${head}: ${step(found.term)}`]
      case 'told':
        return [
          head,
          ...pair(found.expected.map(step).join('; ') || undefined, found.actual.map(step).join('; ') || undefined),
        ]
    }
  }
  return [
    `✗ ${scenario.title[locale]}`,
    ...differences.flatMap((found) => {
      const [head = '', ...rest] = tell(found)
      return [`    ${found.at.file}:${found.at.line}  ${head}`, ...rest]
    }),
  ]
}

function expectedDue({ on, time }: ExpectedDue, locale: Locale): string {
  return time === undefined ? formatDate(on, locale) : `${formatDate(on, locale)}, ${formatTime(time)}`
}

function actualDue(due: Due | undefined, { timeZone }: TermClock, locale: Locale): string | undefined {
  if (due?.on !== undefined) return formatDate(due.on, locale)
  return due?.at === undefined ? undefined : formatInstant(due.at, timeZone, locale)
}
