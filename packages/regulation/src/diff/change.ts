import type { Text } from '../text.ts'

/** What a change is about, what matters most to people first. Outcomes of a step, routes and terms belong to the step. */
export const SUBJECTS = [
  'channel',
  'step',
  'end',
  'actor',
  'document',
  'ground',
  'result',
  'category',
  'form',
  'register',
  'standard',
  'provider',
  'regulation',
  'act',
  'finding',
] as const
export type SubjectKind = (typeof SUBJECTS)[number]

/** A value of the model as data: texts in three languages, numbers, lists, records. */
export type Value = unknown

/** One thing that is otherwise in the new wording than in the old. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly subject: SubjectKind
  /** Id of the subject; empty for what there is once. */
  readonly id: string
  readonly title?: Text
  /** Item of the act, where the subject has one: of the new wording, of the old one for what was removed. */
  readonly item?: string
  /** Channels that it concerns, where it is about channels. */
  readonly channels: readonly string[]
  /** Names of properties under the subject, such as `limit` or `outcomes`, `signed`, `edges`. */
  readonly property: readonly string[]
  readonly before?: Value
  readonly after?: Value
}

/** Whom a change touches. */
export interface Affected {
  /** Channels whose applicants notice it. */
  readonly channels: readonly string[]
  /** Categories of applicants; absent when it is all of them. */
  readonly categories?: readonly string[]
  /** Actors who work otherwise. */
  readonly actors: readonly string[]
}

export interface DescribedChange extends Change {
  readonly affected: Affected
}

/** What would be otherwise for a case that stands at a step, if it were brought under the new wording; it never is. */
export interface RunningCase {
  readonly channel: string
  readonly step: string
  readonly isGone: boolean
  /** Steps still ahead of it that are changed, added or removed. */
  readonly way: readonly string[]
  /** Whether the limit of the step, or of the service as a whole, is another. */
  readonly due: readonly ('step' | 'total')[]
  /** Documents that would be asked for otherwise, where they are still to be looked at. */
  readonly documents: readonly string[]
}

export interface RegulationDiff {
  readonly before: { readonly id: string; readonly edition: string; readonly title: Text }
  readonly after: { readonly id: string; readonly edition: string; readonly title: Text }
  readonly changes: readonly DescribedChange[]
  readonly running: readonly RunningCase[]
}
