import type { ActionName } from './actions.ts'
import type { Condition, FormDefinition } from './form.ts'
import type {
  FieldOfPaper,
  GlossaryEntry,
  Journal,
  NamedStatement,
  PaperForm,
  ReportKind,
  Retelling,
  RuleParameter,
  ServiceLevel,
  Storage,
  Survey,
} from './particulars.ts'
import type { Text } from './text.ts'

/** How long something may take. `second`, `minute` and `hour` run in the working hours of the executing body. */
export type LimitUnit = 'second' | 'minute' | 'hour' | 'working-day' | 'calendar-day'

export interface Limit {
  readonly amount: number
  readonly unit: LimitUnit
  /** Lower end, where the act gives a range such as "30 seconds to 1 minute"; the limit itself is the upper end. */
  readonly atLeast?: { readonly amount: number; readonly unit: LimitUnit }
}

/**
 * How far a fact may be trusted: read in the act, derived from it, assumed where the act is silent, or remembered.
 * The last two are put before an administrator to confirm.
 */
export type Mark = 'verified' | 'derived' | 'assumed' | 'from-memory'

/** A citation: the act's short name and the item, such as `Zhambyl 2014 No 115, item 5(3)`. */
export interface Source {
  readonly act: string
  /** Such as `5(3)` or `art. 72`; empty when the act is cited as a whole. */
  readonly item: string
  readonly mark: Mark
}

export type ActorKind = 'applicant' | 'staff' | 'commission' | 'operator' | 'system'

export interface Actor {
  readonly id: string
  readonly kind: ActorKind
  readonly title: Text
  /** Item of the act that lists the actor, such as `7(1)`; absent for actors outside the list. */
  readonly item?: string
}

/**
 * A condition on what was already decided: true when the last outcome of one of
 * the named steps is the named outcome. An empty guard is always true.
 */
export interface Guard {
  readonly step: string
  readonly outcome: string
}

/** Where an outcome leads. `to` is a step of the same graph or an end of it. */
export interface Edge {
  /** Any of these suffices; empty: always. Edges of an outcome are tried in order. */
  readonly anyOf: readonly Guard[]
  readonly to: string
}

export interface Outcome {
  readonly id: string
  readonly title: Text
  readonly edges: readonly Edge[]
  /** The kind of result this outcome drafts, for the actions that draft. */
  readonly drafts?: string
}

/** An outcome that a step takes by itself after a while. */
export interface TimeOut {
  readonly amount: number
  readonly unit: LimitUnit | 'month'
  readonly outcome: string
}

/** What a certificate of an organisation entitles its holder to, the most first. */
export const CERTIFICATE_ROLES = ['first-head', 'signing-right', 'employee'] as const
export type CertificateRole = (typeof CERTIFICATE_ROLES)[number]

/** The certificate with which a step is signed, where the act asks for more than the person's own. */
export interface CertificateRule {
  /** It names the body in which the person acts, by its business identification number. */
  readonly of: 'organisation'
  /** The least it entitles the person to; absent: any certificate of the organisation. */
  readonly role?: CertificateRole
}

/** A step of the process as it runs in one channel. */
export interface Step {
  readonly id: string
  /** `procedure` for the provider's own procedure, `process` and `condition` for the numbered interaction with systems. */
  readonly kind: 'procedure' | 'process' | 'condition'
  /** Number in the source's own numbering: `P5`, `C2`; a step of the procedure has one where the channel gives it. */
  readonly label?: string
  /** Item of the act the step comes from, such as `5(3)`. */
  readonly item: string
  /** The same step where the act tells it again, such as `8(3)`. */
  readonly repeatedIn: readonly string[]
  /** Places where the act tells the same step otherwise, each with what differs there. */
  readonly retold?: readonly Retelling[]
  /** The accepted finding that says why the step stands here although the act lacks it. */
  readonly addedBy?: string
  readonly actor: string
  /** The actor to whom the step sends a message, drawn as a message flow. */
  readonly receiver?: string
  readonly action: ActionName
  readonly title: Text
  /** What the person at this step does, in one or two sentences. */
  readonly instruction?: Text
  readonly limit: Limit | 'unstated'
  /**
   * The term this step's limit belongs to, when it is not the step's own: the id of another step. Steps of one term
   * share one limit: it starts when the first of them opens and stops when the case leaves them. See `termOf`.
   */
  readonly term?: string
  /** What happens by itself when the step has stood open for so long, such as a result nobody came for in a month. */
  readonly timeOut?: TimeOut
  /** What the applicant is told at this step, for actions that tell something. */
  readonly message?: Text
  /** The result of the step that is the ground for the next one. */
  readonly result?: { readonly text: Text; readonly item: string }
  /** Registers whose answers the actor needs at this step. */
  readonly consults: readonly string[]
  /** About whom each register is asked, `applicant` or a subject of the standard; a register not named here: the applicant. */
  readonly about?: Readonly<Record<string, readonly string[]>>
  /** The report of the standard that the step writes. */
  readonly report?: string
  /** The certificate that the step is signed with; absent: any of the person's own. */
  readonly certificate?: CertificateRule
  readonly outcomes: readonly Outcome[]
}

/** The name under which the ledger keeps the term of a step. */
export function termOf(step: Step): string {
  return step.term ?? step.id
}

/** Where a case ends. `granted` and `refused` are decisions on the service; `stopped` ends before there is a case to decide. */
export interface End {
  readonly id: string
  readonly closes: 'granted' | 'refused' | 'stopped'
  readonly title: Text
}

/** Where the total term begins to count: the step whose completion is the day of application. */
export interface ProcessGraph {
  readonly regulation: string
  readonly channel: string
  readonly start: string
  readonly totalTermStartsAfter: string
  readonly totalTermEndsWith: readonly string[]
  readonly steps: ReadonlyMap<string, Step>
  readonly ends: ReadonlyMap<string, End>
}

export interface Channel {
  readonly id: string
  readonly title: Text
  readonly item: string
  /** What the applicant does once before, such as signing up on the portal. */
  readonly before?: Statement
  readonly graph: ProcessGraph
}

/** State registration at the justice body; the day is absent where the source does not tell it. */
export interface Registration {
  readonly number: string
  readonly on?: Temporal.PlainDate
}

export interface Act {
  /** Short name used in citations: `Zhambyl 2014 No 115`. */
  readonly cite: string
  readonly title: Text
  readonly authority: Text
  readonly number: string
  readonly adoptedOn: Temporal.PlainDate
  readonly registration?: Registration
  readonly amendments: readonly {
    readonly number: string
    readonly adoptedOn: Temporal.PlainDate
    readonly registration?: Registration
  }[]
  readonly repeal?: { readonly number: string; readonly on: Temporal.PlainDate }
  /** Earlier acts that this one repealed. */
  readonly repeals?: readonly { readonly number: string; readonly on: Temporal.PlainDate }[]
  /** The rule of entry into force; `publishedOn` is absent where the source does not tell the day. */
  readonly entry?: { readonly daysAfterPublication: number; readonly publishedOn?: Temporal.PlainDate }
}

/** The period in which an edition applies to new cases; `until` is the first day on which it does not. */
export interface Period {
  readonly from: Temporal.PlainDate
  readonly until?: Temporal.PlainDate
}

/** What a service gives at its end. */
export interface ResultKind {
  readonly id: string
  readonly closes: 'granted' | 'refused'
  readonly title: Text
  /** Which document template carries it. */
  readonly document: string
  /** True when the applicant is entered in a queue list by this result. */
  readonly entersQueue: boolean
  /** What its document must show; absent where nobody has listed it. */
  readonly fields?: readonly FieldOfPaper[]
}

export interface RefusalGround {
  readonly id: string
  readonly title: Text
  readonly source: Source
  /** Steps that may establish the ground. */
  readonly establishedAt: readonly string[]
  /** What the applicant can do about it. */
  readonly remedy?: Text
}

export interface DocumentRequirement {
  readonly id: string
  readonly title: Text
  readonly hint?: Text
  readonly source: Source
  /** Who brings it. `register:persons` names the register that is asked instead of the applicant. */
  readonly from: 'applicant' | { readonly register: string }
  /** The register that checks the paper; it is asked only about applications that bring it. */
  readonly checkedIn?: string
  readonly channels: readonly string[]
  readonly required: boolean
  /** Condition on the answers of the form. */
  readonly when?: Condition
}

export interface QueueCategory {
  readonly id: string
  readonly title: Text
  readonly hint?: Text
  readonly source: Source
}

/** What a register can be asked; the list is closed, and each has its own form of question and answer. */
export const REGISTER_QUESTIONS = ['person', 'entity', 'power', 'address', 'statement'] as const
export type RegisterQuestion = (typeof REGISTER_QUESTIONS)[number]

/** A state register that is asked instead of the applicant, or that a step consults. */
export interface Register {
  readonly id: string
  readonly title: Text
  readonly question: RegisterQuestion
}

/** The subject that every service has without naming it. */
export const APPLICANT = 'applicant'

/** Whom registers are asked about beside the applicant: the people, or the document, that a field of the form names. */
export interface Subject {
  readonly id: string
  readonly title: Text
  /** Field with an IIN, with people who have a column of IINs, or with the number of a document or a legal entity. */
  readonly field: string
  /** For people: the rows that are meant, by the answers of their columns. */
  readonly where?: Condition
}

/** Who must sign the application beside the applicant, before there is a case. */
export interface CoSigner {
  readonly id: string
  /** Who it is in one or two words, such as `жұбайы`. */
  readonly title: Text
  /** Field with the IIN of the person, or with people who have a column of IINs; each of them signs. */
  readonly field: string
  /** For people: the rows that are meant, by the answers of their columns. */
  readonly where?: Condition
  /** For people: true when only those of full age sign. */
  readonly ofFullAge: boolean
  readonly channels: readonly string[]
  /** Condition on the answers of the form. */
  readonly when?: Condition
  /** How long the signature is awaited once the applicant has signed. */
  readonly within: Limit
  /** The document of the standard that stands for the signature when it comes with the application. */
  readonly orDocument?: string
  readonly source: Source
}

/** A defect or a silence of the act, and what was decided about it. Shown to lawyers; never silent. */
export interface AcceptedFinding {
  readonly id: string
  /** Items of the act that the finding is about. */
  readonly items: readonly string[]
  /** Steps that the decision touches. */
  readonly steps: readonly string[]
  /** The code of the check whose findings this entry answers; absent for what no machine can see. */
  readonly code?: string
  readonly finding: Text
  readonly reason: Text
}

/** Rules of a commission; marked facts that an administrator confirms. */
export interface CommissionRules {
  /** The actor that is the commission. */
  readonly actor: string
  readonly quorumPercent: number
  readonly source: Source
}

/** The standard of the service: what the law demands whatever the regulation's steps are. */
export interface Standard {
  readonly id: string
  readonly act: Act
  readonly title: Text
  readonly whoMayApply: readonly Text[]
  readonly fee: Text
  readonly totalLimit: Limit
  readonly maxWaiting?: Limit
  readonly maxServing?: Limit
  /** Where the limits above come from, where it is told. */
  readonly limitSources?: Readonly<Partial<Record<'totalLimit' | 'maxWaiting' | 'maxServing', Source>>>
  readonly categories: readonly QueueCategory[]
  /** The field of the form that names the applicant's category; absent where the service knows no categories. */
  readonly categoryField?: string
  readonly registers: readonly Register[]
  readonly subjects?: readonly Subject[]
  readonly documents: readonly DocumentRequirement[]
  readonly coSigners?: readonly CoSigner[]
  readonly grounds: readonly RefusalGround[]
  readonly results: readonly ResultKind[]
  readonly form: FormDefinition
  /** Forms of the counter that differ from `form`. */
  readonly paperForms?: readonly PaperForm[]
  /** Reports that steps write, by the name steps give under `report`. */
  readonly reports?: readonly ReportKind[]
  /** What the receipt of accepted documents must show. */
  readonly receipt?: { readonly fields: readonly FieldOfPaper[] }
  readonly storage?: Storage
  readonly journals?: readonly Journal[]
  /** Numbers that the rules of the service depend on. */
  readonly parameters?: readonly RuleParameter[]
  /** How a sum of money is worked out from the parameters. */
  readonly formula?: { readonly title: Text; readonly text: Text; readonly source: Source }
  readonly appeal: { readonly text: Text; readonly source: Source }
}

/** The working hours of the provider, local time; lunch is not working time. */
export interface WorkingHours {
  readonly from: Temporal.PlainTime
  readonly to: Temporal.PlainTime
  readonly lunchFrom?: Temporal.PlainTime
  readonly lunchTo?: Temporal.PlainTime
  readonly source: Source
}

/** Something an act says that is no step, with its item. */
export interface Statement {
  readonly item: string
  readonly text: Text
}

export type ServiceForm = 'electronic' | 'partly-automated' | 'paper'

/** An annex of the act whose picture is lost and is drawn anew from the graph. */
export interface Annex {
  readonly number: number
  readonly shows: 'flow-chart' | 'interaction' | 'handbook'
  /** The channel shown; absent when the annex shows the provider's own procedure. */
  readonly channel?: string
}

/** A regulation, parsed, checked and compiled. */
export interface Regulation {
  readonly id: string
  readonly title: Text
  readonly shortTitle: Text
  readonly act: Act
  readonly edition: { readonly id: string; readonly period: Period; readonly source: Source }
  /** In which form the service is given, and its result. */
  readonly forms?: {
    readonly service: { readonly item: string; readonly kinds: readonly ServiceForm[] }
    readonly result: { readonly item: string; readonly kinds: readonly ServiceForm[] }
  }
  /** The ground on which the provider's procedure begins. */
  readonly begins?: Statement
  readonly annexes: readonly Annex[]
  /** Words that the act defines. */
  readonly glossary?: readonly GlossaryEntry[]
  /** What the act demands of the process beside its steps. */
  readonly requirements?: readonly NamedStatement[]
  /** What the act tells people beside the steps: where to ask, how to follow a request, what they need. */
  readonly information?: readonly NamedStatement[]
  readonly survey?: Survey
  readonly serviceLevels?: readonly ServiceLevel[]
  readonly timeZone: string
  readonly calendar: string
  readonly provider: { readonly title: Text; readonly address: Text; readonly hours: WorkingHours }
  readonly standard: Standard
  readonly commission?: CommissionRules
  /** Pattern of a request's number: `{year}` and `{serial}` are put in, the serial padded to `serialDigits`. */
  readonly numbering: { readonly request: string; readonly serialDigits: number }
  readonly actors: ReadonlyMap<string, Actor>
  readonly channels: ReadonlyMap<string, Channel>
  /** What the act leaves open or contradicts, with the decision taken; those of the standard included. */
  readonly accepted: readonly AcceptedFinding[]
  /** What each act cited in a `Source` is called, by its short name; its own act and the standard's included. */
  readonly actTitles: ReadonlyMap<string, Text>
  /** Facts marked `assumed` or `from-memory` anywhere in the regulation or its standard, for an administrator to confirm. */
  readonly unconfirmed: readonly { readonly where: string; readonly source: Source }[]
}
