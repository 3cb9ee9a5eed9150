import type { Guard, Locale } from '@qyzmet/regulation'

/** What a diagram shows: who exchanges what with whom in a channel, or who does what in which lane. */
export type DiagramKind = 'interaction' | 'handbook'

/** The kinds of diagram, in the order of the annexes. */
export const DIAGRAM_KINDS: readonly DiagramKind[] = ['interaction', 'handbook']

/**
 * `step` is a step drawn as a box; `condition` is a step drawn as a diamond from which its outcomes leave; `choice` is
 * the choice that follows a step; `join` brings ways together; `document` is what the applicant is handed;
 * `leave` and `resume` stand where a picture is cut and goes on below.
 */
export type NodeKind = 'start' | 'end' | 'step' | 'condition' | 'choice' | 'join' | 'document' | 'leave' | 'resume'

export interface ChartNode {
  readonly id: string
  readonly kind: NodeKind
  /** Id of the lane the node lies in. */
  readonly lane: string
  /** The number in the act's own numbering, such as «1-үдеріс» or «5(1)-тармақ». */
  readonly heading?: string
  readonly text: string
  /** Lines below the text: who acts, in which time. */
  readonly notes: readonly string[]
  /** The step that is executed here, or whose outcomes are chosen between. */
  readonly step?: string
  /** The end of the graph that is reached here. */
  readonly end?: string
}

/** Why a way is taken: outcomes of the step just done, or, at a look back, outcomes that earlier steps had. */
export interface Way {
  readonly outcomes: readonly Guard[]
  /** True when the way is taken when no other is open. */
  readonly isDefault: boolean
}

export interface ChartFlow {
  readonly id: string
  readonly from: string
  readonly to: string
  /** `control`: one follows the other; `association`: a step and the document it gives. */
  readonly kind: 'control' | 'association'
  /** Present where the flow leaves a choice or a condition. */
  readonly label?: string
  readonly way?: Way
}

export interface ChartLane {
  readonly id: string
  readonly title: string
  /** Actors whose steps lie in the lane. */
  readonly actors: readonly string[]
}

/** Somebody or something outside the lanes: a register, a system that only receives, or the applicant. */
export interface Outsider {
  readonly id: string
  readonly title: string
  readonly place: 'above' | 'below'
}

export interface ChartMessage {
  readonly id: string
  readonly node: string
  readonly outsider: string
  readonly direction: 'out' | 'in'
  readonly name: string
}

/** What is drawn, before anything has a place. */
export interface Chart {
  /** Stable name of the diagram: regulation, channel, kind. */
  readonly id: string
  readonly kind: DiagramKind
  readonly locale: Locale
  readonly title: string
  readonly channelTitle: string
  readonly lanes: readonly ChartLane[]
  readonly nodes: readonly ChartNode[]
  readonly flows: readonly ChartFlow[]
  readonly outsiders: readonly Outsider[]
  readonly messages: readonly ChartMessage[]
  /** True when the result is an electronic document, which then is drawn as one. */
  readonly givesElectronic: boolean
}
