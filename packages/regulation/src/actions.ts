import type { ActorKind } from './model.ts'

/**
 * What an outcome of an action must bring with it, beside the choice itself.
 * Casework refuses a completion that lacks one; the screen asks for each.
 */
export type Input = 'ground' | 'reason' | 'executor' | 'opinion' | 'signature'

interface ActionDefinition {
  readonly actors: readonly ActorKind[]
  /** Outcome name → what must come with it. A regulation may leave out an outcome, never add one. */
  readonly outcomes: Readonly<Record<string, readonly Input[]>>
  /** True when the product itself performs the step as soon as it opens. */
  readonly automatic: boolean
}

/** The closed vocabulary of actions; documented one by one in docs/regulation-language.md. */
export const ACTIONS = {
  /** The applicant gives the number and the password. */
  authenticate: { actors: ['applicant', 'operator', 'staff'], outcomes: { entered: [] }, automatic: false },
  /** The system compares what was given with the account. */
  'check-identity': { actors: ['system'], outcomes: { confirmed: [], refuted: [] }, automatic: true },
  /** The system tells the applicant that it cannot go on, and why. */
  'report-refusal': { actors: ['system'], outcomes: { reported: [] }, automatic: true },
  /** The applicant fills the form, attaches copies and picks the certificate. */
  'compose-request': { actors: ['applicant', 'operator', 'staff'], outcomes: { composed: [] }, automatic: false },
  /** The system verifies the applicant's signature. */
  'check-signature': { actors: ['system'], outcomes: { confirmed: [], refuted: [] }, automatic: true },
  /** The system hands the signed request to the provider's workstation, which numbers it. */
  'send-request': { actors: ['system', 'operator'], outcomes: { accepted: [] }, automatic: true },
  /** Staff enter the request in the journal. */
  register: { actors: ['staff', 'operator', 'system'], outcomes: { registered: [] }, automatic: false },
  /** The head names who answers for the case. */
  assign: { actors: ['staff'], outcomes: { assigned: ['executor'] }, automatic: false },
  /** The executor compares the documents with the standard. */
  'check-documents': {
    actors: ['staff'],
    outcomes: { compliant: [], violated: ['ground', 'reason'] },
    automatic: false,
  },
  /** The executor prepares the case for the commission, with an opinion of their own. */
  'prepare-session': { actors: ['staff'], outcomes: { prepared: ['opinion'] }, automatic: false },
  /** The commission votes and every member who voted signs the minutes. */
  'decide-in-session': {
    actors: ['commission'],
    outcomes: { positive: [], negative: ['ground', 'reason'] },
    automatic: false,
  },
  /** The executor drafts the result that the decision calls for. */
  'draft-result': { actors: ['staff'], outcomes: { notice: [], refusal: [] }, automatic: false },
  /** The authorised person signs the document, or returns the draft. */
  'sign-result': {
    actors: ['staff'],
    outcomes: { signed: ['signature'], returned: ['reason'] },
    automatic: false,
  },
  /** Staff enter the signed result in the journal and send it on. */
  'dispatch-result': { actors: ['staff'], outcomes: { dispatched: [] }, automatic: false },
  /** The system puts the signed document into the personal cabinet. */
  'deliver-result': { actors: ['system', 'operator', 'staff'], outcomes: { delivered: [] }, automatic: true },
} as const satisfies Record<string, ActionDefinition>

export type ActionName = keyof typeof ACTIONS

/** What `outcome` of `action` must bring with it; undefined when the action has no such outcome. */
export function inputsOf(action: ActionName, outcome: string): readonly Input[] | undefined {
  const outcomes: Readonly<Record<string, readonly Input[]>> = ACTIONS[action].outcomes
  return Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined
}

/** True when the product performs the step itself as soon as it opens. */
export function isAutomatic(action: ActionName): boolean {
  return ACTIONS[action].automatic
}
