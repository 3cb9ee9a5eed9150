import { executorActorOf } from '@qyzmet/regulation'
import type { Input, Outcome, ProcessGraph, Regulation, Step } from '@qyzmet/regulation'
import { inputsOf } from '@qyzmet/regulation'
import type { CaseCommand, CompletionInput, PassedStep, Party, SignatureRef } from '../commands.ts'
import type { CaseContext } from '../contract.ts'
import { getActor, getStep } from '../graph.ts'
import { groundsAt } from '../grounds.ts'
import { presentedAt } from '../open.ts'
import type { OpenedCase } from '../state.ts'

/** The invented people of a rehearsal, and what they would write and sign. */
const APPLICANT = { accountId: 'walk:applicant', iin: '000000000000', name: 'walk:applicant' } as const
const OFFICE = 'walk-office'
export const SYSTEM: Party = { kind: 'system', name: 'walk:system' }
/** Stands for the hash of every document that is signed in a rehearsal. */
export const HASH = '0'.repeat(64)

export function membersOf(count: number): CaseContext['commissionMembers'] {
  return Array.from({ length: count }, (_, index) => {
    const id = `walk:member-${index + 1}`
    return { accountId: id, name: id }
  })
}

/** Who does a step in a rehearsal: the applicant, the one holder of the role, or the system. */
export function partyAt(step: Step, regulation: Regulation): Party {
  switch (getActor(regulation, step).kind) {
    case 'applicant':
      return { kind: 'applicant', ...APPLICANT }
    case 'system':
      return SYSTEM
    case 'staff':
    case 'operator':
    case 'commission':
      return staffAs(step.actor, `walk:${step.actor}`)
  }
}

export function memberAs(step: Step, accountId: string): Party {
  return staffAs(step.actor, accountId)
}

function staffAs(actor: string, id: string): Party {
  return { kind: 'staff', accountId: id, name: id, providerId: OFFICE, roles: [{ actor }] }
}

/** Whoever put the request forward. */
export function openerOf(
  passed: readonly PassedStep[],
  next: Step,
  { regulation, graph }: { readonly regulation: Regulation; readonly graph: ProcessGraph },
): Party {
  const steps = passed.map(({ step }) => getStep(graph, step))
  return partyAt(presentedAt(steps, next, regulation), regulation)
}

export interface Request {
  readonly category?: string
  readonly locale?: OpenedCase['locale']
  /** True when the edition need not be in force. */
  readonly training: boolean
}

export function openCommand(
  regulation: Regulation,
  channel: string,
  request: Request,
  passed: readonly PassedStep[],
): Extract<CaseCommand, { type: 'open' }> {
  return {
    type: 'open',
    regulation: regulation.id,
    edition: regulation.edition.id,
    editionSha256: HASH,
    channel,
    providerId: OFFICE,
    applicant: APPLICANT,
    locale: request.locale ?? 'kk',
    category: request.category ?? regulation.standard.categories[0]?.id ?? '',
    answers: {},
    attachments: [],
    requestSha256: HASH,
    signatureId: 'walk:signature',
    passed,
    training: request.training,
  }
}

export function voteCommand(
  step: Step,
  choice: 'positive' | 'negative' | 'conflict',
  ground: string | undefined,
  context: CaseContext,
): CaseCommand {
  if (choice !== 'negative') return { type: 'vote', step: step.id, choice }
  const named = ground ?? groundsAt(step, context)[0]
  const because = named === undefined ? {} : { ground: named }
  return { type: 'vote', step: step.id, choice, ...because, reason: 'walk:reason' }
}

/** All that an outcome must bring with it. */
export function inputFor(
  state: OpenedCase,
  step: Step,
  outcome: Outcome,
  ground: string | undefined,
  context: CaseContext,
): CompletionInput {
  const needed = (inputsOf(step.action, outcome.id) ?? []).map((input) => one(input, step, ground, context))
  const always: CompletionInput = { number: `walk:${state.version}`, findings: ['walk:finding'], documentSha256: HASH }
  return Object.assign({}, always, ...needed)
}

function one(input: Input, step: Step, ground: string | undefined, context: CaseContext): CompletionInput {
  switch (input) {
    case 'ground': {
      const named = ground ?? groundsAt(step, context)[0]
      return named === undefined ? {} : { ground: named }
    }
    case 'reason':
      return { reason: 'walk:reason' }
    case 'opinion':
      return { opinion: 'walk:opinion' }
    case 'report':
      return { report: 'walk:report' }
    case 'sum':
      return { sum: '1000000' }
    case 'executor': {
      const id = `walk:${executorActorOf(context.graph, context.regulation) ?? step.actor}`
      return { executor: { accountId: id, name: id } }
    }
    case 'signature':
      return { signature: signatureOver(HASH) }
  }
}

export function signatureOver(documentSha256: string): SignatureRef {
  return {
    signatureId: 'walk:signature',
    documentSha256,
    signerName: 'walk:signer',
    certificateSerial: '00',
    training: true,
  }
}
