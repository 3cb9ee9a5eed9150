import type { Limit, LimitUnit, ProcessGraph, Regulation, Step } from '../model.ts'
import { termOf } from '../model.ts'
import type { Move } from './finding.ts'
import { isOfAct } from './places.ts'
import { waysThroughTerm } from './ways.ts'

/** A limit on a way, with the step that it is written at. */
export interface TimedStep {
  readonly step: string
  readonly limit: Limit
}

/** One way through the total term, with the limits that run on it one after another; each term counts once. */
export interface TimedWay {
  readonly moves: readonly Move[]
  readonly timed: readonly TimedStep[]
  readonly sum: Sum
}

/** Limits added up. A working day is no number of calendar days, so the two stay apart. */
export interface Sum {
  readonly calendarDays: number
  readonly workingDays: number
  readonly seconds: number
}

const SECONDS: Readonly<Partial<Record<LimitUnit, number>>> = { second: 1, minute: 60, hour: 3600 }

/** The ways through the total term that differ in their limits, the longest first. Steps added to the act take no time. */
export function timedWays(graph: ProcessGraph): readonly TimedWay[] {
  const different = new Map<string, TimedWay>()
  for (const moves of waysThroughTerm(graph)) {
    const timed = timedSteps(graph, moves)
    const key = timed.map(({ step }) => step).join(' ')
    if (!different.has(key)) different.set(key, { moves, timed, sum: sumOf(timed.map(({ limit }) => limit)) })
  }
  return [...different.values()].toSorted((a, b) => weight(b.sum) - weight(a.sum))
}

function timedSteps(graph: ProcessGraph, moves: readonly Move[]): readonly TimedStep[] {
  const start = moves.findIndex(({ step }) => step === graph.totalTermStartsAfter)
  const counted = new Set<string>()
  return moves.slice(start + 1).flatMap(({ step: id }) => {
    const step = graph.steps.get(id)
    if (step === undefined || step.limit === 'unstated' || !isOfAct(step) || counted.has(termOf(step))) return []
    counted.add(termOf(step))
    return [{ step: termOf(step), limit: step.limit }]
  })
}

export function sumOf(limits: readonly Limit[]): Sum {
  const total = (unit: LimitUnit): number =>
    limits.reduce((sum, limit) => sum + (limit.unit === unit ? limit.amount : 0), 0)
  return {
    calendarDays: total('calendar-day'),
    workingDays: total('working-day'),
    seconds: limits.reduce((sum, { amount, unit }) => sum + amount * (SECONDS[unit] ?? 0), 0),
  }
}

/** A sum as limits, days first: 30 calendar days, 1 hour, 20 minutes. */
export function partsOf({ calendarDays, workingDays, seconds }: Sum): readonly Limit[] {
  const parts: readonly Limit[] = [
    { amount: calendarDays, unit: 'calendar-day' },
    { amount: workingDays, unit: 'working-day' },
    { amount: Math.floor(seconds / 3600), unit: 'hour' },
    { amount: Math.floor((seconds % 3600) / 60), unit: 'minute' },
    { amount: seconds % 60, unit: 'second' },
  ]
  return parts.filter(({ amount }) => amount > 0)
}

/**
 * True when the sum is above the limit whatever the calendar is: more days of the same kind, or as many and some
 * minutes. Days of the other kind are counted only as far as they are certain to pass: a working day takes a calendar
 * day at least.
 */
export function isOver(sum: Sum, total: Limit): boolean {
  if (total.unit === 'calendar-day' || total.unit === 'working-day') {
    const days = total.unit === 'calendar-day' ? sum.calendarDays + sum.workingDays : sum.workingDays
    const others = total.unit === 'calendar-day' ? 0 : sum.calendarDays
    return days > total.amount || (days === total.amount && (sum.seconds > 0 || others > 0))
  }
  return sum.calendarDays + sum.workingDays > 0 || sum.seconds > total.amount * (SECONDS[total.unit] ?? 0)
}

/** Only to tell which of two ways is the longer. */
function weight({ calendarDays, workingDays, seconds }: Sum): number {
  return (calendarDays + workingDays * 1.45) * 86_400 + seconds * 3
}

/** True when the applicant gets the result from somebody who is not of the provider, as at a service centre. */
export function goesThroughCentre(regulation: Regulation, graph: ProcessGraph): boolean {
  return [...graph.steps.values()].some(
    (step: Step) => step.action === 'hand-over' && regulation.actors.get(step.actor)?.kind === 'operator',
  )
}
