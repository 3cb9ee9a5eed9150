import { type CasePart, isDecisionKnown, type TimelineEntry } from '@qyzmet/casework'
import type { Locale } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import { formatInstant } from '../messages/dates.ts'
import type { TimelineEntry as ShownEntry } from '../ui/Timeline.tsx'
import { providerMessages } from './messages/provider.ts'

/** The history of a case in words, without what the reader may not know. */
export function historyView(
  timeline: readonly TimelineEntry[],
  loaded: LoadedCase,
  visible: ReadonlySet<CasePart>,
  locale: Locale,
): readonly ShownEntry[] {
  const { timeZone } = loaded.edition.regulation
  return timeline.map((entry, index) => shownEntry(forReader(entry, loaded, visible), index, timeZone, locale))
}

/**
 * What has happened, as far as this person may know it: who applies only when their step needs it, what a person
 * has decided only when they decide further or it was delivered, and why only when they deal with the refusal.
 */
function forReader(
  entry: TimelineEntry,
  { state, edition, graph }: LoadedCase,
  visible: ReadonlySet<CasePart>,
): TimelineEntry {
  if (entry.code !== 'step-done') return entry
  const { by, outcome, reason, ...done } = entry
  const step = graph.steps.get(entry.step)
  const kind = step && edition.regulation.actors.get(step.actor)?.kind
  const isOfPeople = step !== undefined && !isOwnOrSystem(kind)
  const mayKnowOutcome = !isOfPeople || DECIDING.some((part) => visible.has(part)) || isDecisionKnown(state)
  // What a system does is nobody's doing, whoever's hand set it off.
  const mayKnowWho = kind !== 'system' && (by?.kind !== 'applicant' || visible.has('applicant'))
  return {
    ...done,
    ...(by && mayKnowWho ? { by } : {}),
    ...(outcome && mayKnowOutcome ? { outcome } : {}),
    ...(reason !== undefined && visible.has('refusal') ? { reason } : {}),
  }
}

const DECIDING: readonly CasePart[] = ['conclusion', 'refusal', 'result']

function isOwnOrSystem(kind: string | undefined): boolean {
  return kind === 'applicant' || kind === 'system'
}

function shownEntry(entry: TimelineEntry, index: number, timeZone: string, locale: Locale): ShownEntry {
  return {
    id: `${index}`,
    at: formatInstant(entry.at, timeZone, locale),
    dateTime: entry.at.toString(),
    ...historyWords(entry, locale),
  }
}

function historyWords(
  entry: TimelineEntry,
  locale: Locale,
): { readonly title: string; readonly by?: string; readonly note?: string } {
  const t = providerMessages[locale].case.events
  switch (entry.code) {
    case 'opened':
      return { title: t.opened }
    case 'step-open':
      return { title: t.stepOpen(entry.title[locale]), by: entry.actorTitle[locale] }
    case 'step-done': {
      const outcome = entry.outcome?.title[locale]
      const by = entry.by?.name ?? entry.actorTitle[locale]
      const acting =
        entry.by?.kind === 'staff' && entry.by.substitutes !== undefined
          ? providerMessages[locale].inbox.substituting(entry.actorTitle[locale], entry.by.substitutes.name)
          : entry.actorTitle[locale]
      return {
        title: outcome === undefined ? entry.title[locale] : `${entry.title[locale]}: ${outcome}`,
        by: by === acting ? by : `${by}, ${acting}`,
        ...(entry.reason === undefined ? {} : { note: entry.reason }),
      }
    }
    case 'term-marked':
      return { title: t.marks[entry.mark] }
    case 'closed':
      return { title: entry.title[locale] }
  }
}
