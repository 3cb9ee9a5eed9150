import type { Channel, Locale, ProcessGraph, Regulation, Step } from '@qyzmet/regulation'
import type { ChartLane, DiagramKind } from './chart.ts'

/** Everything that a part of a chart is made from. */
export interface Sources {
  readonly regulation: Regulation
  readonly channel: Channel
  readonly graph: ProcessGraph
  readonly kind: DiagramKind
  readonly locale: Locale
  readonly lanes: readonly ChartLane[]
}

/** Actions that put the result into the applicant's hands. */
const GIVES: readonly string[] = ['deliver-result', 'hand-over']

export const START = 'start'
export const stepId = (step: string): string => `step_${step}`
export const endId = (end: string): string => `end_${end}`

/** The lane in which the applicant acts, where they do. */
export function applicantLane({ lanes, regulation }: Sources): ChartLane | undefined {
  return lanes.find(({ actors }) => actors.some((actor) => regulation.actors.get(actor)?.kind === 'applicant'))
}

/** True when the step puts the result into the applicant's hands. */
export function givesResult({ action }: Step): boolean {
  return GIVES.includes(action)
}
