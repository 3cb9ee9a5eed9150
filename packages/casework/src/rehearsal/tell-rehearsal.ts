import type { Limit, Locale, ProcessGraph, Regulation, Step, TermClock } from '@qyzmet/regulation'
import { formatDate, formatInstant, formatLimit, termOf } from '@qyzmet/regulation'
import type { CaseEvent } from '../events.ts'
import type { Due } from '../ledger.ts'
import { explainDue } from '../term-explanation.ts'
import { outcomeOf } from './difference.ts'
import type { Rehearsal, RehearsedStep } from './rehearsal.ts'
import type { CarryingEvent, Words } from './words.ts'
import { WORDS } from './words.ts'

export interface TellingOptions {
  readonly regulation: Regulation
  readonly clock: TermClock
  readonly locale: Locale
  /** Whether the due moment of each term is explained line by line. */
  readonly explain: boolean
}

/** A rehearsed case in lines of text: each step with its number, item, actor, limit, due moment and what was written. */
export function tellRehearsal(rehearsal: Rehearsal, options: TellingOptions): readonly string[] {
  const { regulation, locale } = options
  const words = WORDS[locale]
  const lines = rehearsal.steps.flatMap((done, index) => {
    const isFirstOfCase = done.events.length > 0 && (rehearsal.steps[index - 1]?.events.length ?? 0) === 0
    return [...(isFirstOfCase ? [`${GAP}— ${words.opened} —`] : []), ...tellStep(done, rehearsal.graph, options)]
  })
  const { halt, end, total } = rehearsal
  if (halt !== undefined) lines.push(`${words.halted}: ${titleOf(halt.step, rehearsal, locale)} (${halt.code})`)
  if (total !== undefined) {
    lines.push(`${words.total}: ${dueInWords(total, regulation.standard.totalLimit, options)}`)
    if (rehearsal.isTotalLate) lines.push(`${GAP}${words.late}`)
    if (options.explain) lines.push(...explainDue(total, options.clock, locale).map((line) => `${GAP}· ${line}`))
  }
  if (end !== undefined) {
    const without = rehearsal.state.status === 'none' ? `; ${words.noCase}` : ''
    lines.push(`${words.end}: ${end.title[locale]}${without}`)
  }
  const { result, ground } = outcomeOf(rehearsal)
  if (result !== undefined) lines.push(`${words.result}: ${resultTitle(result, regulation, locale)}`)
  if (ground !== undefined) lines.push(`${words.ground}: ${groundTitle(ground, regulation, locale)}`)
  return lines
}

const GAP = ' '.repeat(4)

function tellStep(done: RehearsedStep, graph: ProcessGraph, options: TellingOptions): readonly string[] {
  const { regulation, clock, locale } = options
  const { step, outcome, due } = done
  const words = WORDS[locale]
  const actor = regulation.actors.get(step.actor)?.title[locale] ?? step.actor
  const place = `${(step.label ?? '').padEnd(3)} ${step.item.padEnd(7)}`
  const because = done.isTimeOut ? ` (${words.timeOut})` : ''
  const limit = limitOf(step, graph)
  const when = formatInstant(done.doneAt, clock.timeZone, locale)
  const lines = [
    `${place} ${actor}: ${step.title[locale]} → ${outcome.title[locale]}${because}`,
    `${GAP}${due === undefined || limit === undefined ? words.noLimit : `${words.limit} ${dueInWords(due, limit, options)}`}; ${words.done} ${when}${done.isLate ? `; ${words.late}` : ''}`,
  ]
  if (options.explain && due !== undefined) {
    lines.push(...explainDue(due, clock, locale).map((line) => `${GAP}· ${line}`))
  }
  for (const { register, outcome: answer } of done.answers) {
    const name = regulation.standard.registers.find(({ id }) => id === register)?.title[locale] ?? register
    lines.push(`${GAP}${words.asked}: ${name} — ${words.answers[answer]}`)
  }
  if (done.votes !== undefined) {
    lines.push(`${GAP}${words.voted}: ${done.votes.map((vote) => words.votes[vote]).join(', ')}`)
  }
  if (step.message !== undefined && !done.isTimeOut) {
    lines.push(`${GAP}${words.told}: ${step.message[locale]}`)
  }
  const written = eventsInWords(done.events, words)
  return written === '' ? lines : [...lines, `${GAP}✓ ${written}`]
}

/** Each kind of event once, in order. */
function eventsInWords(events: readonly CaseEvent[], words: Words): string {
  const names = events.flatMap(({ type }) => (isCarrying(type) ? [] : [words.events[type]]))
  return [...new Set(names)].join('; ')
}

const CARRYING: readonly string[] = ['StepOpened', 'StepCompleted', 'TermStarted', 'TermStopped']

function isCarrying(type: CaseEvent['type']): type is CarryingEvent {
  return CARRYING.includes(type)
}

function limitOf(step: Step, graph: ProcessGraph): Limit | undefined {
  const limit = graph.steps.get(termOf(step))?.limit ?? step.limit
  return limit === 'unstated' ? undefined : limit
}

/** The limit and the moment at which it runs out. */
function dueInWords({ at, on }: Due, limit: Limit, { clock, locale }: TellingOptions): string {
  const words = WORDS[locale]
  const length = formatLimit(limit, locale)
  if (on !== undefined) return `${length}, ${words.lastDay} – ${formatDate(on, locale)}`
  return at === undefined ? length : `${length}, ${words.until} – ${formatInstant(at, clock.timeZone, locale)}`
}

export function titleOf(step: string, { graph }: Pick<Rehearsal, 'graph'>, locale: Locale): string {
  const found = graph.steps.get(step)
  return found === undefined ? step : `${found.label ?? found.item} ${found.title[locale]}`
}

export function resultTitle(id: string, { standard }: Regulation, locale: Locale): string {
  return standard.results.find((result) => result.id === id)?.title[locale] ?? id
}

export function groundTitle(id: string, { standard }: Regulation, locale: Locale): string {
  return standard.grounds.find((ground) => ground.id === id)?.title[locale] ?? id
}
