import type { CaseCommand, Party, SignatureRef, StaffRole } from '../commands.ts'
import type { CaseContext, Decision } from '../contract.ts'
import { decide } from '../decide.ts'
import type { CaseEvent, CaseEventType } from '../events.ts'
import { fold } from '../evolve.ts'
import type { CaseState, OpenedCase } from '../state.ts'
import { walk } from '../walk.ts'
import { HOUSES } from './house-regulation.ts'
import { CLOCK, SMALL } from './small-regulation.ts'

/** The people of a walk, who appear in every test. */
export const OFFICE = 'walk-office'
export const NOW = Temporal.Instant.from('2026-03-10T05:00:00Z')
export const SYSTEM: Party = { kind: 'system', name: 'portal' }
export const APPLICANT = { accountId: 'walk:applicant', iin: '000000000000', name: 'walk:applicant' } as const
export const ASKER: Party = { kind: 'applicant', ...APPLICANT }
export const DRAFT_SHA256 = 'd'.repeat(64)
export const REPORT_SHA256 = 'f'.repeat(64)
export const MINUTES_SHA256 = 'a'.repeat(64)

export function person(id: string) {
  return { accountId: `walk:${id}`, name: `walk:${id}` }
}

/** An employee of the office with one role of their own, or the roles given. */
export function staff(actor: string, id = actor, roles: readonly StaffRole[] = [{ actor }], office = OFFICE): Party {
  return { kind: 'staff', ...person(id), providerId: office, roles }
}

export function member(number: number): Party {
  return staff('council', `member-${number}`)
}

export function contextOf(channel = 'portal', changes: Partial<CaseContext> = {}): CaseContext {
  const graph = SMALL.channels.get(channel)?.graph
  if (graph === undefined) throw new Error(`the small regulation has no channel "${channel}"`)
  return {
    regulation: SMALL,
    graph,
    clock: CLOCK,
    commissionMembers: [person('member-1'), person('member-2'), person('member-3')],
    draftSha256: DRAFT_SHA256,
    reportSha256: REPORT_SHA256,
    minutesSha256: MINUTES_SHA256,
    now: NOW,
    ...changes,
  }
}

/** The events of a case that has come to `step`. */
export function eventsUntil(
  step: string,
  choices: Readonly<Record<string, readonly string[]>> = {},
  channel = 'portal',
): readonly CaseEvent[] {
  const startedAt = Temporal.Instant.from('2026-03-02T05:00:00Z')
  return walk({ regulation: SMALL, channel, clock: CLOCK, startedAt, choices, until: step }).events
}

/** The events of a case of the second small regulation that has come to `step`. */
export function housesUntil(
  step: string,
  channel: string,
  choices: Readonly<Record<string, readonly string[]>> = {},
): readonly CaseEvent[] {
  const startedAt = Temporal.Instant.from('2026-03-02T05:00:00Z')
  return walk({ regulation: HOUSES, channel, clock: CLOCK, startedAt, choices, until: step }).events
}

export function caseAt(
  step: string,
  choices: Readonly<Record<string, readonly string[]>> = {},
  channel = 'portal',
): OpenedCase {
  return opened(fold(eventsUntil(step, choices, channel)))
}

export function opened(state: CaseState): OpenedCase {
  if (state.status === 'none') throw new Error('there is no case')
  return state
}

export function signatureOver(documentSha256: string): SignatureRef {
  return { signatureId: 's-1', documentSha256, signerName: 'Signer', certificateSerial: '0a', training: true }
}

/** The events of an accepted command; fails the test when it was rejected. */
export function eventsOf(decision: Decision): readonly CaseEvent[] {
  if (!decision.accepted) throw new Error(`rejected: ${JSON.stringify(decision.rejection)}`)
  return decision.events
}

export function typesOf(decision: Decision): readonly CaseEventType[] {
  return eventsOf(decision).map((event) => event.type)
}

export function codeOf(decision: Decision): string {
  return decision.accepted ? 'accepted' : decision.rejection.code
}

/** The case after commands that must all be accepted. */
export function after(
  state: CaseState,
  steps: readonly (readonly [CaseCommand, Party])[],
  context: CaseContext = contextOf(),
): OpenedCase {
  return opened(
    steps.reduce((now, [command, party]) => fold(eventsOf(decide(now, command, party, context)), now), state),
  )
}

export function complete(
  step: string,
  outcome: string,
  input: Extract<CaseCommand, { type: 'complete' }>['input'] = {},
): CaseCommand {
  return { type: 'complete', step, outcome, input }
}

export function openCommand(
  changes: Partial<Extract<CaseCommand, { type: 'open' }>> = {},
): Extract<CaseCommand, { type: 'open' }> {
  const at = NOW.subtract({ minutes: 10 })
  return {
    type: 'open',
    regulation: 'small',
    edition: 'small-2025',
    editionSha256: 'e'.repeat(64),
    channel: 'portal',
    providerId: OFFICE,
    applicant: APPLICANT,
    locale: 'kk',
    category: 'few',
    answers: { phone: '+7 700 000 00 00' },
    attachments: [],
    requestSha256: 'b'.repeat(64),
    signatureId: 's-0',
    passed: [
      { step: 'sign-in', outcome: 'entered', at },
      { step: 'recognise', outcome: 'confirmed', at },
      { step: 'write', outcome: 'composed', at },
    ],
    training: false,
    ...changes,
  }
}
