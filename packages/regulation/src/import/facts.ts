import type { ActionName } from '../actions.ts'
import type { ActorKind, Limit } from '../model.ts'
import type { Lines } from './passage.ts'
import type { ChannelName } from './vocabulary/channels.ts'

/** Something read from the act, with the place where it stands and how sure the reading is, from 0 to 1. */
export interface Read<Value> {
  readonly value: Value
  readonly lines: Lines
  readonly confidence: number
}

/** Number and day of an act or of its registration; the day as `2014-04-14`. */
export interface NumberAndDay {
  readonly number: string
  readonly on: string
}

/** What an act says of itself. */
export interface ActFacts {
  readonly title?: Read<string>
  /** The body, as the act names it, in the case in which it stands there. */
  readonly authority?: Read<string>
  readonly adopted?: Read<NumberAndDay>
  readonly registration?: Read<NumberAndDay>
  readonly repeal?: Read<NumberAndDay>
  /** Acts that brought a new wording of a part. */
  readonly amendments: readonly Read<NumberAndDay>[]
  /** The earlier act whose regulations this one words anew. */
  readonly changes?: Read<NumberAndDay>
  readonly daysAfterPublication?: Read<number>
}

export interface ReadActor {
  /** Name for the draft, from the vocabulary of roles, or made of the words themselves. */
  readonly id: string
  readonly kind: ActorKind
  /** As the act writes it. */
  readonly text: string
  /** False when no role of the vocabulary was recognised and the words alone were taken. */
  readonly isKnown: boolean
}

export interface ReadLimit {
  /** Such as `27 calendar days`; `1 month` and `at once` are told too and are no limits of the language. */
  readonly written: string
  readonly limit?: Limit
  readonly kindUnstated?: true
  readonly disagrees?: true
}

/** A step of the provider's own procedure. */
export interface ProcedureStep {
  readonly item: string
  /** Set when the act gives the part no number and its place was counted. */
  readonly isCounted?: true
  readonly text: string
  readonly lines: Lines
  readonly confidence: number
  readonly actor?: Read<ReadActor>
  readonly limit?: Read<ReadLimit>
  /** Further limits told in the same step. */
  readonly furtherLimits: readonly Read<ReadLimit>[]
  readonly action?: Read<ActionName>
  readonly result?: Read<{ readonly item: string; readonly text: string }>
  /** Where section 3 tells the step again, and what it tells otherwise. */
  readonly again?: {
    readonly item: string
    readonly text: string
    readonly lines: Lines
    readonly differs: readonly Difference[]
  }
}

export type Difference =
  | { readonly what: 'actor'; readonly text: string }
  | { readonly what: 'limit'; readonly text: string }
  | { readonly what: 'action'; readonly text: string }

/** A process, a condition or an unnumbered action of the interaction in a channel. */
export interface ChannelStep {
  /** `P5` or `C2` in the act's own numbering. */
  readonly label?: string
  readonly item: string
  readonly isCounted?: true
  readonly text: string
  readonly lines: Lines
  readonly confidence: number
  readonly actor?: Read<ReadActor>
  readonly limit?: Read<ReadLimit>
  readonly action?: Read<ActionName>
}

/** A limit told in the interaction beside its steps: waiting, serving, keeping. */
export interface TimedStatement {
  readonly item: string
  readonly about: 'waiting' | 'serving' | 'keeping' | 'other'
  readonly limit: Read<ReadLimit>
  readonly actor?: Read<ReadActor>
  readonly text: string
  readonly lines: Lines
}

export interface ChannelFacts {
  readonly channel: ChannelName
  readonly items: readonly string[]
  readonly steps: readonly ChannelStep[]
  readonly timed: readonly TimedStatement[]
}

/** One action of a time table in an annex. */
export interface TableAction {
  readonly number: number
  readonly actor?: Read<ReadActor>
  readonly text?: string
  readonly limit?: Read<ReadLimit>
  /** Numbers of the actions that may follow. */
  readonly next: readonly number[]
}

export interface TimeTable {
  readonly number: number
  readonly channel?: ChannelName
  readonly lines: Lines
  readonly actions: readonly TableAction[]
}

export interface CitedAct {
  readonly kind: 'order' | 'decree' | 'law' | 'decision'
  readonly number: string
  readonly on: string
  readonly registration?: string
}

export interface Unit {
  readonly item: string
  readonly actor: ReadActor
  readonly lines: Lines
  readonly confidence: number
}

export interface RegulationFacts {
  readonly title?: Read<string>
  readonly provider?: Read<string>
  readonly standard?: Read<CitedAct>
  readonly intake: readonly Read<ChannelName>[]
  readonly delivery: readonly Read<ChannelName>[]
  readonly serviceForms: readonly Read<'electronic' | 'partly-automated' | 'paper'>[]
  readonly resultForms: readonly Read<'electronic' | 'paper'>[]
  readonly formItems: { readonly service?: string; readonly result?: string }
  readonly isFree?: Read<boolean>
  readonly result?: Read<{ readonly item: string; readonly text: string }>
  readonly begins?: Read<{ readonly item: string; readonly text: string }>
  readonly units: readonly Unit[]
  readonly procedure: readonly ProcedureStep[]
  readonly results: readonly Read<{ readonly item: string; readonly text: string }>[]
  readonly channels: readonly ChannelFacts[]
  readonly tables: readonly TimeTable[]
  readonly annexes: readonly {
    readonly number: number
    readonly shows: 'flow-chart' | 'interaction' | 'handbook' | 'tables' | 'forms' | 'survey'
  }[]
}

/** Lines whose subject is known and of which a draft holds nothing, such as who watches over the act. */
export interface PassedOver {
  readonly lines: Lines
  readonly why: string
}

/** Lines that no rule could read, as they stand in the source. */
export interface NotUnderstood {
  readonly lines: Lines
  readonly text: string
  readonly where: string
}

/** Everything that was read from an act. */
export interface ImportedAct {
  readonly language: 'kk' | 'ru'
  readonly act: ActFacts
  readonly regulations: readonly RegulationFacts[]
  readonly notUnderstood: readonly NotUnderstood[]
  readonly passedOver: readonly PassedOver[]
  /** How the lines that hold something divide: read into facts, known and of no use to a draft, not understood. */
  readonly coverage: {
    readonly lines: number
    readonly read: number
    readonly known: number
    readonly notUnderstood: number
  }
}
