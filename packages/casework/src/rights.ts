import { executorActorOf } from '@qyzmet/regulation'
import type { Outcome, Regulation, Step } from '@qyzmet/regulation'
import type { Party, StaffRole } from './commands.ts'
import type { CaseContext, Rejection } from './contract.ts'
import { rejection } from './decision.ts'
import type { EventActor } from './events.ts'
import { getActor } from './graph.ts'
import type { OpenedCase } from './state.ts'
import { isTimeOut } from './time-out.ts'

/** Whether a party may act at a step and, if so, as whom the events will name them. */
export type Right =
  | { readonly allowed: true; readonly by: EventActor }
  | { readonly allowed: false; readonly rejection: Rejection }

/** What the rule reads of a case; a case that is only about to be opened has it too. */
export type CaseOfRights = Pick<OpenedCase, 'applicant' | 'providerId' | 'centreId' | 'executor'>

/**
 * Who may act at a step: the one rule behind `decide` and `allowedActions`.
 *
 * Denied unless the step's actor is of the party's kind and
 * - the applicant is the applicant of this very case;
 * - staff work for the case's provider, operators for the centre office that took it in, and hold the role, as their
 *   own or for an absent person;
 * - a step of the executor is done by the executor named in the case, or by who substitutes that very person;
 * - a member of the commission is one today, by their own right: a vote is personal and cannot be substituted;
 * - the system does only what the regulation gives to a system.
 */
export function mayAct(subject: CaseOfRights, step: Step, party: Party, context: CaseContext): Right {
  const denied = deny('not-your-step', { step: step.id, actor: step.actor })
  switch (getActor(context.regulation, step).kind) {
    case 'applicant':
      if (party.kind !== 'applicant' || party.accountId !== subject.applicant.accountId) return denied
      return { allowed: true, by: { kind: 'applicant', accountId: party.accountId, name: party.name } }
    case 'system':
      if (party.kind !== 'system') return denied
      return { allowed: true, by: { kind: 'system', name: party.name } }
    case 'staff':
      return party.kind === 'staff' ? staffRight(subject, subject.providerId, step, party, context) : denied
    case 'operator':
      return party.kind === 'staff' ? staffRight(subject, subject.centreId, step, party, context) : denied
    case 'commission':
      return party.kind === 'staff' ? memberRight(subject, step, party, context) : denied
  }
}

/** Who may choose an outcome: whoever may act at the step, and the system when time itself brings the outcome. */
export function mayChoose(state: OpenedCase, step: Step, outcome: Outcome, party: Party, context: CaseContext): Right {
  if (party.kind === 'system' && isTimeOut(step, outcome)) {
    return { allowed: true, by: { kind: 'system', name: party.name } }
  }
  return mayAct(state, step, party, context)
}

/** True when the product itself performs the step as soon as it opens: the regulation gives it to a system. */
export function isSystemStep(step: Step, regulation: Regulation): boolean {
  return getActor(regulation, step).kind === 'system'
}

type StaffParty = Extract<Party, { kind: 'staff' }>

function staffRight(
  subject: CaseOfRights,
  officeId: string | undefined,
  step: Step,
  party: StaffParty,
  context: CaseContext,
): Right {
  if (party.providerId !== officeId) return deny('other-provider', { step: step.id })
  const roles = party.roles.filter((role) => role.actor === step.actor)
  if (roles.length === 0) return deny('not-your-step', { step: step.id, actor: step.actor })
  const answerable = answerableFor(subject, step, context)
  const fitting = answerable === undefined ? roles : roles.filter((role) => holderOf(role, party) === answerable)
  const role = fitting.find((candidate) => candidate.substitutes === undefined) ?? fitting[0]
  return role === undefined ? deny('not-the-executor', { step: step.id }) : { allowed: true, by: asStaff(party, role) }
}

function memberRight(subject: CaseOfRights, step: Step, party: StaffParty, context: CaseContext): Right {
  if (party.providerId !== subject.providerId) return deny('other-provider', { step: step.id })
  const roles = party.roles.filter((role) => role.actor === step.actor)
  if (roles.length === 0) return deny('not-your-step', { step: step.id, actor: step.actor })
  const own = roles.find((role) => role.substitutes === undefined)
  const isMember = context.commissionMembers.some((member) => member.accountId === party.accountId)
  if (own === undefined || !isMember) return deny('not-a-member', { step: step.id })
  return { allowed: true, by: asStaff(party, own) }
}

/** Account of the person who alone answers for the step; undefined when any holder of the role may act. */
function answerableFor(subject: CaseOfRights, step: Step, context: CaseContext): string | undefined {
  if (subject.executor === undefined) return undefined
  return step.actor === executorActorOf(context.graph, context.regulation) ? subject.executor.accountId : undefined
}

function holderOf(role: StaffRole, party: StaffParty): string {
  return role.substitutes?.accountId ?? party.accountId
}

function asStaff(party: StaffParty, role: StaffRole): EventActor {
  const { accountId, name } = party
  const { actor, substitutes } = role
  return { kind: 'staff', accountId, name, actor, ...(substitutes === undefined ? {} : { substitutes }) }
}

function deny(code: Rejection['code'], parameters: Rejection['parameters']): Right {
  return { allowed: false, rejection: rejection(code, parameters) }
}
