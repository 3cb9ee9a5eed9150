import type { ActionName, ProcessGraph } from '@qyzmet/regulation'
import type { Party } from './commands.ts'
import type { CaseContext } from './contract.ts'
import { getActor, getStep } from './graph.ts'
import { mayHelp } from './stand-in.ts'
import type { OpenedCase } from './state.ts'

/** A part of a case that is shown, or not, as a whole. */
export type CasePart =
  /** Number, steps done, current step, terms. */
  | 'status'
  /** Who applies: name and number. */
  | 'applicant'
  | 'answers'
  | 'attachments'
  | 'register-answers'
  /** Why the signature was not confirmed. */
  | 'signature-findings'
  | 'executor'
  /** The executor's opinion for the commission. */
  | 'opinion'
  /** What was found at the home. */
  | 'inspection'
  /** What the dwelling costs. */
  | 'valuation'
  | 'votes'
  | 'conclusion'
  | 'minutes'
  /** Ground and reason established so far. */
  | 'refusal'
  | 'draft'
  /** The signed document and the decision it carries. */
  | 'result'

const REQUEST = ['applicant', 'answers', 'attachments'] as const
const EXAMINATION = [...REQUEST, 'register-answers'] as const
const FINDINGS = [...EXAMINATION, 'opinion', 'inspection', 'valuation'] as const
const DECISION = [...FINDINGS, 'conclusion', 'refusal', 'draft'] as const
const HANDING_OVER = ['applicant', 'result'] as const

/** What each action needs to be seen, beside the status. An action without its row does not compile. */
const NEEDED: Readonly<Record<ActionName, readonly CasePart[]>> = {
  authenticate: [],
  'check-identity': [],
  'report-refusal': ['applicant', 'signature-findings', 'refusal'],
  'hand-in': ['applicant'],
  'check-package': REQUEST,
  'refuse-acceptance': REQUEST,
  'compose-request': EXAMINATION,
  'scan-documents': REQUEST,
  'check-signature': ['applicant', 'signature-findings'],
  'ask-register': ['applicant', 'answers'],
  'check-answer': ['applicant', 'register-answers'],
  'print-answers': ['applicant', 'register-answers'],
  'carry-papers': ['applicant'],
  'send-request': REQUEST,
  'sign-and-send-request': EXAMINATION,
  'number-request': REQUEST,
  register: ['applicant', 'attachments'],
  assign: REQUEST,
  'check-documents': [...EXAMINATION, 'inspection'],
  inspect: [...EXAMINATION, 'inspection'],
  'establish-ownership': EXAMINATION,
  'value-dwelling': [...EXAMINATION, 'valuation'],
  'transfer-dwelling': [...EXAMINATION, 'valuation'],
  'prepare-session': [...FINDINGS],
  'decide-in-session': [...FINDINGS, 'votes', 'conclusion', 'minutes'],
  'draft-result': DECISION,
  'perform-service': DECISION,
  'sign-result': [...DECISION, 'minutes'],
  'dispatch-result': HANDING_OVER,
  'announce-result': ['applicant'],
  'deliver-result': HANDING_OVER,
  'hand-over': HANDING_OVER,
  'return-unclaimed': HANDING_OVER,
  'keep-result': HANDING_OVER,
  'recall-result': HANDING_OVER,
  'conclude-contract': HANDING_OVER,
  'send-again': HANDING_OVER,
  'enter-in-list': HANDING_OVER,
}

/**
 * Which parts of a case a party may read now. Empty for a stranger.
 *
 * - The applicant reads everything of their own case but what the body has not decided yet, and never how it came to
 *   decide: no opinion, no votes, no draft.
 * - Who may act at the current step, or stands in for the system at it, reads what its action needs.
 * - Who holds any role of the process at the same body reads the status only.
 */
export function visibleParts(state: OpenedCase, party: Party, context: CaseContext): ReadonlySet<CasePart> {
  switch (party.kind) {
    case 'applicant':
      return party.accountId === state.applicant.accountId ? new Set(applicantParts(state, context.graph)) : new Set()
    case 'staff':
      return new Set(staffParts(state, party, context))
    case 'system':
      return new Set(state.current === undefined ? ['status'] : partsAt(state, state.current.step, context))
  }
}

/**
 * Whether a party may take the whole case out of the body as evidence, votes and opinions included: whoever signs its
 * results there, and only once the case is closed.
 */
export function mayTakeOut(state: OpenedCase, party: Party, graph: ProcessGraph): boolean {
  if (party.kind !== 'staff' || state.status !== 'closed' || party.providerId !== state.providerId) return false
  return [...graph.steps.values()].some(
    ({ action, actor }) => action === 'sign-result' && party.roles.some((role) => role.actor === actor),
  )
}

/**
 * True from the moment the applicant may know what was decided: the signed
 * document was delivered to them, or the case is closed.
 */
export function isDecisionKnown(state: OpenedCase): boolean {
  return state.delivered !== undefined || state.status === 'closed'
}

/** True also while the applicant has the provider's signed contract before them, to enter into it or not. */
export function mayKnowDecision(state: OpenedCase, graph: ProcessGraph): boolean {
  if (isDecisionKnown(state)) return true
  return state.current !== undefined && getStep(graph, state.current.step).action === 'conclude-contract'
}

function applicantParts(state: OpenedCase, graph: ProcessGraph): readonly CasePart[] {
  const own: readonly CasePart[] = ['status', ...EXAMINATION, 'signature-findings']
  return mayKnowDecision(state, graph) ? [...own, 'refusal', 'result'] : own
}

function staffParts(
  state: OpenedCase,
  party: Extract<Party, { kind: 'staff' }>,
  context: CaseContext,
): readonly CasePart[] {
  if (state.current !== undefined) {
    const step = getStep(context.graph, state.current.step)
    if (mayHelp(state, step, party, context).allowed) return partsAt(state, step.id, context)
  }
  const takesPart = [...context.graph.steps.values()].some((step) => {
    const { kind } = getActor(context.regulation, step)
    const officeId = kind === 'operator' ? state.centreId : state.providerId
    return officeId === party.providerId && party.roles.some((role) => role.actor === step.actor)
  })
  return takesPart ? ['status', 'executor'] : []
}

/** Of reports that only some services have, no reading is told where the case has none. */
function partsAt(state: OpenedCase, stepId: string, context: CaseContext): readonly CasePart[] {
  const needed = NEEDED[getStep(context.graph, stepId).action]
  const there = needed.filter((part) => (part !== 'inspection' && part !== 'valuation') || state[part] !== undefined)
  return ['status', 'executor', ...there]
}
