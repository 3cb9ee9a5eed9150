import { ACTIONS, inputsOf, isDrafting } from '../actions.ts'
import type { ActionName } from '../actions.ts'
import { APPLICANT } from '../model.ts'
import type { Actor, Edge, Guard, Outcome, Step } from '../model.ts'
import type { Retelling } from '../particulars.ts'
import { suggest } from './codes.ts'
import { compileLimit, compileTimeOut } from './limit.ts'
import type { Place } from './report.ts'
import type { WrittenGuard, WrittenOutcome, WrittenRetelling, WrittenRoute, WrittenStep } from './written.ts'

/** Actions that tell the applicant something, and those that may. */
const TELLS: readonly ActionName[] = ['report-refusal', 'announce-result']
const MAY_TELL: readonly ActionName[] = ['deliver-result', 'refuse-acceptance', 'hand-over']
const ASKS: readonly ActionName[] = ['ask-register']

/** What a step may refer to outside itself. */
export interface StepSurroundings {
  readonly actors: ReadonlyMap<string, Actor>
  readonly registers: readonly string[]
  /** Ids of the subjects of the standard. */
  readonly subjects: readonly string[]
  readonly grounds: readonly string[]
  readonly results: ReadonlyMap<string, { readonly closes: 'granted' | 'refused' }>
  readonly reports: readonly string[]
  readonly hasCommission: boolean
  /** Ids of the accepted findings of the regulation. */
  readonly findings: readonly string[]
}

/** A step whose exits are not yet bound to a channel. */
export interface StepDraft {
  readonly step: Omit<Step, 'outcomes'>
  readonly written: WrittenStep
  readonly place: Place
  readonly shared: boolean
}

/** Checks a step by itself; its ways on are checked in each channel. */
export function compileStep(
  id: string,
  written: WrittenStep,
  shared: boolean,
  surroundings: StepSurroundings,
  place: Place,
): StepDraft {
  checkActor(written, surroundings, place)
  checkOutcomes(written, surroundings, place)
  checkBelongings(written, surroundings, place)
  checkAddition(written, surroundings, place)

  const limit = written.limit === undefined ? 'unstated' : compileLimit(written.limit, place.under('limit'))
  if (written.limit !== undefined && written.limitSharedWith !== undefined) {
    place.under('limitSharedWith').faultAtKey('limit-twice')
  }
  if (shared && written.limit === undefined && written.limitSharedWith === undefined) {
    place.faultAtKey('missing-property', { property: 'limit', example: ' (`unstated` when the act gives none)' })
  }

  return {
    written,
    place,
    shared,
    step: {
      id,
      kind: shared ? 'procedure' : written.label?.startsWith('C') === true ? 'condition' : 'process',
      ...(written.label === undefined ? {} : { label: written.label }),
      item: written.item,
      repeatedIn: written.repeatedIn ?? [],
      ...(written.retold === undefined
        ? {}
        : {
            retold: written.retold.map((retelling, index) =>
              compileRetelling(retelling, surroundings, place.under('retold', index)),
            ),
          }),
      ...(written.addedBy === undefined ? {} : { addedBy: written.addedBy }),
      actor: written.actor,
      ...(written.receiver === undefined ? {} : { receiver: written.receiver }),
      action: written.action,
      title: written.title,
      ...(written.instruction === undefined ? {} : { instruction: written.instruction }),
      limit,
      ...(written.limitSharedWith === undefined ? {} : { term: written.limitSharedWith }),
      ...(written.timeOut === undefined ? {} : { timeOut: compileTimeOut(written.timeOut, place.under('timeOut')) }),
      ...(written.message === undefined ? {} : { message: written.message }),
      ...(written.result === undefined ? {} : { result: written.result }),
      consults: written.consults ?? [],
      ...(written.about === undefined ? {} : { about: written.about }),
      ...(written.report === undefined ? {} : { report: written.report }),
      ...(written.certificate === undefined ? {} : { certificate: written.certificate }),
    },
  }
}

function checkActor(written: WrittenStep, { actors, hasCommission }: StepSurroundings, place: Place): void {
  const actor = actors.get(written.actor)
  if (actor === undefined) {
    unknownActor(written.actor, actors, place.under('actor'))
    return
  }
  const allowed: readonly string[] = ACTIONS[written.action].actors
  if (!allowed.includes(actor.kind)) {
    place.under('actor').fault('action-not-for-actor', {
      actor: actor.id,
      kind: actor.kind,
      action: written.action,
      allowed: allowed.join(', '),
    })
  }
  if (written.receiver !== undefined && !actors.has(written.receiver)) {
    unknownActor(written.receiver, actors, place.under('receiver'))
  }
  if (actor.kind === 'commission' && !hasCommission) place.under('actor').fault('commission-missing')
}

function compileRetelling(written: WrittenRetelling, { actors }: StepSurroundings, place: Place): Retelling {
  if (written.actor !== undefined && !actors.has(written.actor))
    unknownActor(written.actor, actors, place.under('actor'))
  const { limit, ...told } = written
  return { ...told, ...(limit === undefined ? {} : { limit: compileLimit(limit, place.under('limit')) }) }
}

function checkAddition({ addedBy }: WrittenStep, { findings }: StepSurroundings, place: Place): void {
  if (addedBy === undefined || findings.includes(addedBy)) return
  place.under('addedBy').fault('unknown-finding', { name: addedBy, suggestion: suggest(addedBy, findings) })
}

function unknownActor(name: string, actors: StepSurroundings['actors'], place: Place): void {
  const known = [...actors.keys()]
  place.fault('unknown-actor', { name, suggestion: suggest(name, known), known: known.join(', ') })
}

function checkOutcomes(written: WrittenStep, { results, grounds }: StepSurroundings, place: Place): void {
  const known = Object.keys(ACTIONS[written.action].outcomes)
  const optional: readonly string[] = ACTIONS[written.action].optional
  const outcomes = Object.keys(written.outcomes)

  for (const name of known) {
    if (!optional.includes(name) && !outcomes.includes(name)) {
      place.under('outcomes').faultAtKey('outcome-unhandled', { action: written.action, name })
    }
  }
  for (const name of outcomes) {
    const outcome = written.outcomes[name]
    const here = place.under('outcomes', name)
    if (outcome === undefined) continue
    if (!known.includes(name)) {
      here.faultAtKey('outcome-not-of-action', {
        action: written.action,
        name,
        suggestion: suggest(name, known),
        known: known.join(', '),
      })
    }
    checkDraft(written, name, outcome, results, here)
  }
  if (written.timeOut !== undefined && !outcomes.includes(written.timeOut.outcome)) {
    place.under('timeOut', 'outcome').fault('unknown-outcome', {
      step: written.label ?? written.action,
      name: written.timeOut.outcome,
      suggestion: suggest(written.timeOut.outcome, outcomes),
      known: outcomes.join(', '),
    })
  }

  const needing = outcomes.filter((name) => inputsOf(written.action, name)?.includes('ground') === true)
  if (needing.length > 0 && written.grounds === undefined) {
    place.faultAtKey('grounds-missing', { outcome: needing.join(', ') })
  }
  if (needing.length === 0 && written.grounds !== undefined) {
    place.under('grounds').faultAtKey('grounds-misplaced', { action: written.action })
  }
  for (const [index, name] of (written.grounds ?? []).entries()) {
    if (!grounds.includes(name)) {
      place.under('grounds', index).fault('unknown-ground', { name, suggestion: suggest(name, grounds) })
    }
  }
}

function checkDraft(
  written: WrittenStep,
  name: string,
  outcome: WrittenOutcome,
  results: StepSurroundings['results'],
  place: Place,
): void {
  if (!isDrafting(written.action)) {
    if (outcome.drafts !== undefined) place.under('drafts').fault('drafts-misplaced')
    return
  }
  if (outcome.drafts === undefined) {
    place.faultAtKey('draft-without-result')
    return
  }
  const result = results.get(outcome.drafts)
  const known = [...results.keys()]
  if (result === undefined) {
    place.under('drafts').fault('unknown-result', {
      name: outcome.drafts,
      suggestion: suggest(outcome.drafts, known),
      known: known.join(', '),
    })
  } else if ((name === 'notice') !== (result.closes === 'granted')) {
    place.under('drafts').fault('draft-kind', { outcome: name, result: outcome.drafts, closes: result.closes })
  }
}

/** Staff sign what an outcome brings; a commission signs its minutes. */
function checkCertificate({ certificate, action, outcomes }: WrittenStep, place: Place): void {
  const isSigned =
    action === 'decide-in-session' ||
    Object.keys(outcomes).some((name) => inputsOf(action, name)?.includes('signature'))
  if (certificate !== undefined && !(isSigned && ACTIONS[action].actors.every((kind) => kind !== 'applicant'))) {
    place.under('certificate').faultAtKey('certificate-misplaced', { action })
  }
}

function checkBelongings(written: WrittenStep, { registers, subjects, reports }: StepSurroundings, place: Place): void {
  checkCertificate(written, place)
  if (written.report !== undefined) {
    const brings = Object.keys(written.outcomes).some((name) => inputsOf(written.action, name)?.includes('report'))
    if (!brings) place.under('report').faultAtKey('report-misplaced', { action: written.action })
    else if (!reports.includes(written.report)) {
      place.under('report').fault('unknown-report', {
        name: written.report,
        suggestion: suggest(written.report, reports),
      })
    }
  }
  if (TELLS.includes(written.action) && written.message === undefined) place.faultAtKey('message-missing')
  if (written.message !== undefined && ![...TELLS, ...MAY_TELL].includes(written.action)) {
    place.under('message').faultAtKey('message-misplaced', { action: written.action })
  }
  if (ASKS.includes(written.action) && written.consults === undefined) place.faultAtKey('consults-missing')
  for (const [index, name] of (written.consults ?? []).entries()) {
    if (!registers.includes(name)) {
      place.under('consults', index).fault('unknown-register', {
        name,
        suggestion: suggest(name, registers),
        known: registers.join(', '),
      })
    }
  }
  checkAbout(written, subjects, place)
}

function checkAbout({ about, consults }: WrittenStep, subjects: readonly string[], place: Place): void {
  const known = [APPLICANT, ...subjects]
  for (const [register, names] of Object.entries(about ?? {})) {
    const here = place.under('about', register)
    if (!(consults ?? []).includes(register)) here.faultAtKey('about-not-consulted', { name: register })
    for (const [index, name] of names.entries()) {
      if (known.includes(name)) continue
      here.under(index).fault('unknown-subject', { name, suggestion: suggest(name, known), known: known.join(', ') })
    }
  }
}

/** The ways on of an outcome, with exits bound to the channel. */
export function edgesOf(
  outcome: WrittenOutcome,
  place: Place,
  exit: (name: string, place: Place) => readonly { readonly route: WrittenRoute; readonly place: Place }[],
): readonly { readonly edge: Edge; readonly place: Place }[] {
  const routes =
    outcome.exit !== undefined
      ? exit(outcome.exit, place.under('exit'))
      : outcome.routes !== undefined
        ? outcome.routes.map((route, index) => ({ route, place: place.under('routes', index) }))
        : outcome.to !== undefined
          ? [{ route: { to: outcome.to, ...(outcome.when === undefined ? {} : { when: outcome.when }) }, place }]
          : []
  return routes.map(({ route, place: where }) => ({
    edge: { anyOf: guardsOf(route.when ?? []), to: route.to },
    place: where,
  }))
}

function guardsOf(written: readonly WrittenGuard[]): readonly Guard[] {
  return written.flatMap((guard) => Object.entries(guard).map(([step, outcome]) => ({ step, outcome })))
}

export function outcomeOf(id: string, written: WrittenOutcome, edges: readonly Edge[]): Outcome {
  return {
    id,
    title: written.title,
    edges,
    ...(written.drafts === undefined ? {} : { drafts: written.drafts }),
  }
}
