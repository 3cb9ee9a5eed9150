import type { ActorKind } from './model.ts'

/**
 * What an outcome of an action must bring with it, beside the choice itself.
 * Casework refuses a completion that lacks one; the screen asks for each.
 */
export type Input = 'ground' | 'reason' | 'executor' | 'opinion' | 'signature' | 'report' | 'sum'

interface ActionDefinition {
  readonly actors: readonly ActorKind[]
  /** Outcome name → what must come with it. A regulation never adds one. */
  readonly outcomes: Readonly<Record<string, readonly Input[]>>
  /** Outcomes that a regulation may leave out; every other one must lead somewhere. At least one outcome stays. */
  readonly optional: readonly string[]
  /** True when the product itself performs the step as soon as it opens. */
  readonly automatic: boolean
}

/** The closed vocabulary of actions; documented one by one in docs/regulation-language.md. */
export const ACTIONS = {
  /** The applicant gives the number and the password; an operator or an employee signs in at the workstation. */
  authenticate: {
    actors: ['applicant', 'operator', 'staff'],
    outcomes: { entered: [] },
    optional: [],
    automatic: false,
  },
  /** The system compares what was given with the account. */
  'check-identity': {
    actors: ['system'],
    outcomes: { confirmed: [], refuted: [] },
    optional: [],
    automatic: true,
  },
  /** The system tells the applicant that it cannot go on, and why. */
  'report-refusal': { actors: ['system'], outcomes: { reported: [] }, optional: [], automatic: true },
  /** The applicant hands the application and the papers over the counter. */
  'hand-in': { actors: ['applicant'], outcomes: { 'handed-in': [] }, optional: [], automatic: false },
  /** The person at the counter compares the package with the list of documents. */
  'check-package': {
    actors: ['operator', 'staff'],
    outcomes: { complete: [], incomplete: ['reason'] },
    optional: [],
    automatic: false,
  },
  /** The person at the counter gives a receipt saying which documents are missing; no case begins. */
  'refuse-acceptance': {
    actors: ['operator', 'staff'],
    outcomes: { 'receipt-given': [] },
    optional: [],
    automatic: false,
  },
  /** The applicant, or somebody for them, fills the form, attaches copies and picks the certificate. */
  'compose-request': {
    actors: ['applicant', 'operator', 'staff'],
    outcomes: { composed: [] },
    optional: [],
    automatic: false,
  },
  /** Paper documents are scanned and put with the request. */
  'scan-documents': { actors: ['operator', 'staff'], outcomes: { scanned: [] }, optional: [], automatic: false },
  /** The system verifies the applicant's signature. */
  'check-signature': {
    actors: ['system'],
    outcomes: { confirmed: [], refuted: [] },
    optional: [],
    automatic: true,
  },
  /** The questions to the registers named by the step are sent. */
  'ask-register': { actors: ['system', 'operator', 'staff'], outcomes: { asked: [] }, optional: [], automatic: true },
  /** The system looks whether the registers that were asked know the person; time may bring that none has answered. */
  'check-answer': {
    actors: ['system'],
    outcomes: { found: [], 'not-found': [], unanswered: [] },
    optional: ['unanswered'],
    automatic: true,
  },
  /** What the registers answered is printed and put with the papers. */
  'print-answers': { actors: ['operator'], outcomes: { printed: [] }, optional: [], automatic: false },
  /** The papers are carried from the counter to the provider. */
  'carry-papers': { actors: ['operator', 'staff'], outcomes: { carried: [] }, optional: [], automatic: false },
  /** The system hands the signed request to the provider's workstation, which numbers it. */
  'send-request': { actors: ['system', 'operator'], outcomes: { accepted: [] }, optional: [], automatic: true },
  /** The operator, or an employee, signs the request on the applicant's behalf and hands it to the provider's workstation. */
  'sign-and-send-request': {
    actors: ['operator', 'staff'],
    outcomes: { accepted: ['signature'] },
    optional: [],
    automatic: false,
  },
  /** The provider's workstation takes the request in and gives it its number. */
  'number-request': { actors: ['system'], outcomes: { numbered: [] }, optional: [], automatic: true },
  /** Staff enter the request in the journal. */
  register: { actors: ['staff', 'operator', 'system'], outcomes: { registered: [] }, optional: [], automatic: false },
  /** The head names who answers for the case. */
  assign: { actors: ['staff'], outcomes: { assigned: ['executor'] }, optional: [], automatic: false },
  /** The executor compares the documents with the standard. */
  'check-documents': {
    actors: ['staff'],
    outcomes: { compliant: [], violated: ['ground', 'reason'] },
    optional: [],
    automatic: false,
  },
  /** The executor looks at the home, writes down what was found and signs the act of it. */
  inspect: { actors: ['staff'], outcomes: { inspected: ['report', 'signature'] }, optional: [], automatic: false },
  /** The executor establishes to whom the dwelling belongs. */
  'establish-ownership': {
    actors: ['staff'],
    outcomes: { communal: [], 'state-body': [] },
    optional: [],
    automatic: false,
  },
  /** The executor works out what the dwelling is worth to the applicant who buys it. */
  'value-dwelling': { actors: ['staff'], outcomes: { valued: ['sum'] }, optional: [], automatic: false },
  /** A dwelling of a state body passes into communal property. */
  'transfer-dwelling': { actors: ['staff'], outcomes: { transferred: [] }, optional: [], automatic: false },
  /** The executor prepares the case for the commission, with an opinion of their own. */
  'prepare-session': { actors: ['staff'], outcomes: { prepared: ['opinion'] }, optional: [], automatic: false },
  /** The commission votes and every member who voted signs the minutes. */
  'decide-in-session': {
    actors: ['commission'],
    outcomes: { positive: [], negative: ['ground', 'reason'] },
    optional: [],
    automatic: false,
  },
  /** The executor drafts the result that the decision calls for. */
  'draft-result': {
    actors: ['staff'],
    outcomes: { notice: [], refusal: [] },
    optional: ['notice', 'refusal'],
    automatic: false,
  },
  /** The provider does its whole work behind one step and drafts the result of it. */
  'perform-service': {
    actors: ['staff'],
    outcomes: { notice: [], refusal: ['ground', 'reason'] },
    optional: ['notice', 'refusal'],
    automatic: false,
  },
  /** The authorised person signs the document, or returns the draft. */
  'sign-result': {
    actors: ['staff'],
    outcomes: { signed: ['signature'], returned: ['reason'] },
    optional: ['returned'],
    automatic: false,
  },
  /** Staff enter the signed result in the journal and send it on. */
  'dispatch-result': { actors: ['staff'], outcomes: { dispatched: [] }, optional: [], automatic: false },
  /** The system puts the signed document into the personal cabinet. */
  'deliver-result': {
    actors: ['system', 'operator', 'staff'],
    outcomes: { delivered: [] },
    optional: [],
    automatic: true,
  },
  /** The system tells the applicant that the signed result is ready and where to come for it; it does not give it. */
  'announce-result': { actors: ['system'], outcomes: { announced: [] }, optional: [], automatic: true },
  /** The applicant gets the document at the counter, against the receipt and an identity document. */
  'hand-over': {
    actors: ['operator', 'staff'],
    outcomes: { 'handed-over': [], unclaimed: [] },
    optional: ['unclaimed'],
    automatic: false,
  },
  /** The applicant enters into the contract that the provider has signed, or declines it. */
  'conclude-contract': {
    actors: ['applicant'],
    outcomes: { concluded: ['signature'], declined: [] },
    optional: ['declined'],
    automatic: false,
  },
  /** Results nobody came for go back to the provider, listed in a register. */
  'return-unclaimed': { actors: ['operator'], outcomes: { returned: [] }, optional: [], automatic: false },
  /** The provider keeps the result until it is asked for. */
  'keep-result': { actors: ['staff'], outcomes: { 'asked-for': [] }, optional: [], automatic: false },
  /** The counter asks the provider for a result that went back, because the applicant has come. */
  'recall-result': { actors: ['operator'], outcomes: { recalled: [] }, optional: [], automatic: false },
  /** The provider sends a kept result to the counter again. */
  'send-again': { actors: ['staff'], outcomes: { sent: [] }, optional: [], automatic: false },
  /** The applicant is entered in the list that the service keeps. */
  'enter-in-list': { actors: ['staff', 'system'], outcomes: { entered: [] }, optional: [], automatic: false },
} as const satisfies Record<string, ActionDefinition>

export type ActionName = keyof typeof ACTIONS

/** What `outcome` of `action` must bring with it; undefined when the action has no such outcome. */
export function inputsOf(action: ActionName, outcome: string): readonly Input[] | undefined {
  const outcomes: Readonly<Record<string, readonly Input[]>> = ACTIONS[action].outcomes
  return Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined
}

/** Actions whose outcomes draft a document, which the regulation names by `drafts`. */
export function isDrafting(action: ActionName): boolean {
  return action === 'draft-result' || action === 'perform-service'
}

/** True when the product performs the step itself as soon as it opens. */
export function isAutomatic(action: ActionName): boolean {
  return ACTIONS[action].automatic
}
