import type { ProcessGraph, Regulation, Step } from '@qyzmet/regulation'
import type { CaseCommand, PassedStep, Party } from './commands.ts'
import { coSignersOf, missingCoSignature, type SignableRequest } from './co-signers.ts'
import { opening } from './consequences.ts'
import type { CaseContext, Decision } from './contract.ts'
import type { Objection } from './decision.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import type { CaseEvent } from './events.ts'
import { findOutcome, getActor, nextOf, WrongEditionError } from './graph.ts'
import type { Right } from './rights.ts'
import { mayAct } from './rights.ts'
import { TOTAL_TERM } from './ledger.ts'

type OpenCommand = Extract<CaseCommand, { type: 'open' }>

/**
 * Opens a case at the step to which the passed ones lead.
 *
 * @throws {WrongEditionError} when the context is of another regulation or edition than the command
 */
export function open(command: OpenCommand, party: Party, context: CaseContext): Decision {
  const { regulation, graph } = context
  if (command.regulation !== regulation.id || command.edition !== regulation.edition.id) {
    throw new WrongEditionError(`${command.regulation} ${command.edition} opened with ${regulation.id}`)
  }
  const objection = objectionToOpening(command, context)
  if (objection !== undefined) return rejected(objection)
  const path = followPath(graph, command.passed)
  if (path === undefined) return rejected(rejection('passed-steps-do-not-lead-here', { channel: command.channel }))
  // Papers whose completeness is still to be checked may lack answers, and what others have to agree to.
  const lacking =
    path.next.action === 'check-package'
      ? undefined
      : (objectionToCategory(command, context) ?? objectionToSignatures(command, context))
  if (lacking !== undefined) return rejected(lacking)

  const presented = presentedAt(path.steps, path.next, regulation)
  const isOperators = getActor(regulation, presented).kind === 'operator'
  const centre = isOperators && party.kind === 'staff' ? { centreId: party.providerId } : {}
  const { type: _type, ...request } = command
  const right = mayOpen(command, presented, centre, party, context)
  if (!right.allowed) return rejected(right.rejection)

  const meta = { at: context.now, by: right.by, item: presented.item }
  const events: CaseEvent[] = [...opening(path.next, undefined, right.by, context, 'starts')]
  if (command.passed.some((passed) => passed.step === graph.totalTermStartsAfter)) {
    events.push(eventOf(meta, { type: 'TermStarted', term: TOTAL_TERM, limit: regulation.standard.totalLimit }))
  }
  return accepted(eventOf(meta, { type: 'CaseOpened', ...request, ...centre }), ...events)
}

/** The day that counts is that of signing: the last step before the case, which may have waited for others to sign. */
function objectionToSignatures(command: OpenCommand, context: CaseContext): Objection {
  return objectionToCoSigners(command, command.passed.at(-1)?.at ?? context.now, context)
}

/** Why a request may not go on yet: somebody whom the standard wants to sign it has not, by the moment it is signed. */
export function objectionToCoSigners(
  request: SignableRequest & Pick<OpenCommand, 'coSignatures' | 'requestSha256'>,
  signedAt: Temporal.Instant,
  { regulation }: Pick<CaseContext, 'regulation'>,
): Objection {
  const on = signedAt.toZonedDateTimeISO(regulation.timeZone).toPlainDate()
  const coSigners = coSignersOf(request, regulation.standard, on)
  const missing = missingCoSignature(coSigners, request.coSignatures ?? [], request.requestSha256)
  return missing && rejection('co-signature-missing', { coSigner: missing.id })
}

function objectionToOpening(command: OpenCommand, context: CaseContext): Objection {
  const { regulation, graph } = context
  const { channel, category } = command
  if (graph.channel !== channel || !regulation.channels.has(channel)) return rejection('unknown-channel', { channel })
  if (category !== '' && objectionToCategory(command, context)) return rejection('unknown-category', { category })
  if (!command.training && !isInForce(regulation, context.now)) {
    return rejection('edition-not-in-force', { edition: command.edition })
  }
  return undefined
}

/** Why applicants of a category are not served; none is right only where the standard has none. */
export function objectionToCategory(
  { category }: Pick<OpenCommand, 'category'>,
  { regulation }: Pick<CaseContext, 'regulation'>,
): Objection {
  const { categories } = regulation.standard
  const isKnown = categories.length === 0 || categories.some((known) => known.id === category)
  return isKnown ? undefined : rejection('unknown-category', { category })
}

function isInForce(regulation: Regulation, now: Temporal.Instant): boolean {
  const { from, until } = regulation.edition.period
  const today = now.toZonedDateTimeISO(regulation.timeZone).toPlainDate()
  const hasBegun = Temporal.PlainDate.compare(today, from) >= 0
  return hasBegun && (until === undefined || Temporal.PlainDate.compare(today, until) < 0)
}

interface Path {
  readonly steps: readonly Step[]
  readonly next: Step
}

/** The steps passed and the one they lead to; undefined when they are not a path from the start that may precede a case. */
function followPath(graph: ProcessGraph, passed: readonly PassedStep[]): Path | undefined {
  const steps: Step[] = []
  const outcomes = new Map<string, string>()
  let next = graph.steps.get(graph.start)
  for (const { step: id, outcome: outcomeId } of passed) {
    if (next === undefined || next.id !== id || !mayPrecedeCase(next)) return undefined
    const outcome = findOutcome(next, outcomeId)
    if (outcome === undefined) return undefined
    steps.push(next)
    outcomes.set(id, outcomeId)
    const to = nextOf(graph, outcome, outcomes)
    next = to?.kind === 'step' ? to.step : undefined
  }
  return next === undefined ? undefined : { steps, next }
}

/** Only steps that leave nothing to prove in the case may be done before it: what decides anything is done in it. */
export function mayPrecedeCase(step: Step): boolean {
  switch (step.action) {
    case 'authenticate':
    case 'check-identity':
    case 'hand-in':
    case 'check-package':
    case 'compose-request':
    case 'scan-documents':
    case 'ask-register':
    case 'check-answer':
      return true
    case 'report-refusal':
    case 'refuse-acceptance':
    case 'check-signature':
    case 'send-request':
    case 'sign-and-send-request':
    case 'print-answers':
    case 'carry-papers':
    case 'number-request':
    case 'register':
    case 'assign':
    case 'check-documents':
    case 'inspect':
    case 'establish-ownership':
    case 'value-dwelling':
    case 'transfer-dwelling':
    case 'prepare-session':
    case 'decide-in-session':
    case 'draft-result':
    case 'perform-service':
    case 'sign-result':
    case 'dispatch-result':
    case 'announce-result':
    case 'deliver-result':
    case 'hand-over':
    case 'conclude-contract':
    case 'return-unclaimed':
    case 'keep-result':
    case 'recall-result':
    case 'send-again':
    case 'enter-in-list':
      return false
  }
}

/**
 * The step at which a person put the request forward: the last one passed that is not a system's, else the first of
 * all. Papers handed over the counter are put forward by who takes them in.
 */
export function presentedAt(passed: readonly Step[], next: Step, regulation: Regulation): Step {
  const last = passed.findLast((step) => getActor(regulation, step).kind !== 'system')
  if (last?.action === 'hand-in' && getActor(regulation, next).kind !== 'system') return next
  return last ?? passed[0] ?? next
}

/** A case is opened by whoever put the request forward; an applicant only for themselves. */
function mayOpen(
  command: OpenCommand,
  presented: Step,
  centre: { readonly centreId?: string },
  party: Party,
  context: CaseContext,
): Right {
  const { applicant, providerId } = command
  if (party.kind === 'applicant' && party.iin !== applicant.iin) {
    return { allowed: false, rejection: rejection('not-your-step', { step: presented.id, actor: presented.actor }) }
  }
  return mayAct({ applicant, providerId, ...centre }, presented, party, context)
}
