import type { Attachment, CaseCommand, CoSignature, Party, PassedStep } from '@qyzmet/casework'
import { type Answers, type Locale, type ProcessGraph, relevantAnswers, type Step } from '@qyzmet/regulation'
import type { Edition } from '../../regulations/editions.ts'
import { PORTAL_CHANNEL } from '../services/service-view.ts'

type OpenCommand = Extract<CaseCommand, { type: 'open' }>

/** An application as it comes to its body, by whatever channel. */
export interface OpeningRequest {
  readonly providerId: string
  readonly applicant: Omit<Extract<Party, { kind: 'applicant' }>, 'kind'>
  readonly locale: Locale
  /** What the form does not ask any more is left out of the case. */
  readonly answers: Answers
  readonly attachments: readonly Attachment[]
  readonly requestSha256: string
  /** The applicant's own; empty where papers were handed over a counter. */
  readonly signatureId: string
  /** Of others who had to sign it. */
  readonly coSignatures?: readonly CoSignature[]
  readonly training: boolean
}

/** An application that its applicant has signed, on our portal or on that of the state. */
export interface SignedRequest extends OpeningRequest {
  readonly signedInAt: Temporal.Instant
  readonly composedAt: Temporal.Instant
}

/** The command that makes a case of an application which came through a portal. */
export function openingOf(edition: Edition, { signedInAt, composedAt, ...request }: SignedRequest): OpenCommand {
  const graph = edition.regulation.channels.get(PORTAL_CHANNEL)?.graph
  const passed = (step: Step): Passed | undefined => {
    const outcome = PASSED[step.action]
    const at = step.action === 'compose-request' ? composedAt : signedInAt
    return outcome === undefined ? undefined : { outcome, at }
  }
  return openingIn(PORTAL_CHANNEL, edition, request, graph === undefined ? [] : passSteps(graph, passed).passed)
}

/** The command that makes a case of an application which came by a channel, after steps that were passed before. */
export function openingIn(
  channel: string,
  { regulation, sha256 }: Edition,
  { applicant, ...request }: OpeningRequest,
  passed: readonly PassedStep[],
): OpenCommand {
  const { form, categoryField } = regulation.standard
  const answers = relevantAnswers(form, request.answers)
  const category = categoryField === undefined ? undefined : answers[categoryField]
  return {
    ...request,
    type: 'open',
    regulation: regulation.id,
    edition: regulation.edition.id,
    editionSha256: sha256,
    channel,
    applicant: { accountId: applicant.accountId, iin: applicant.iin, name: applicant.name },
    category: typeof category === 'string' ? category : '',
    answers,
    passed,
  }
}

/** How a step was left behind before there is a case. */
export interface Passed {
  readonly outcome: string
  readonly at: Temporal.Instant
}

/**
 * The steps that were gone through before there is a case, from the start of the channel, and the first one that was not:
 * there the case opens.
 *
 * @param passedAs the outcome that let the application come past a step; undefined for the step before which it stands
 */
export function passSteps(
  graph: ProcessGraph,
  passedAs: (step: Step) => Passed | undefined,
): { readonly passed: readonly PassedStep[]; readonly next: Step | undefined } {
  const passed: PassedStep[] = []
  let step = graph.steps.get(graph.start)
  while (step !== undefined && passed.length < graph.steps.size) {
    const as = passedAs(step)
    const outcome = step.outcomes.find(({ id }) => id === as?.outcome)
    if (as === undefined || outcome === undefined) break
    passed.push({ step: step.id, outcome: outcome.id, at: as.at })
    step = graph.steps.get(outcome.edges.find(({ anyOf }) => anyOf.length === 0)?.to ?? '')
  }
  return { passed, next: step }
}

/** Outcome with which an applicant who stands at the signing form has left an action behind. */
const PASSED: Readonly<Record<string, string>> = {
  authenticate: 'entered',
  'check-identity': 'confirmed',
  'compose-request': 'composed',
}
