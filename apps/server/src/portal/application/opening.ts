import type { Attachment, CaseCommand, CoSignature, Party, PassedStep } from '@qyzmet/casework'
import { type Answers, type Locale, type ProcessGraph, relevantAnswers } from '@qyzmet/regulation'
import type { Edition } from '../../regulations/editions.ts'
import { PORTAL_CHANNEL } from '../services/service-view.ts'

/** An application that its applicant has signed, on our portal or on that of the state. */
export interface SignedRequest {
  readonly providerId: string
  readonly applicant: Extract<Party, { kind: 'applicant' }>
  readonly locale: Locale
  /** What the form does not ask any more is left out of the case. */
  readonly answers: Answers
  readonly attachments: readonly Attachment[]
  readonly requestSha256: string
  readonly signatureId: string
  /** Of others who had to sign it. */
  readonly coSignatures?: readonly CoSignature[]
  readonly signedInAt: Temporal.Instant
  readonly composedAt: Temporal.Instant
  readonly training: boolean
}

/** The command that makes a case of an application which came through a portal. */
export function openingOf(
  { regulation, sha256 }: Edition,
  { applicant, signedInAt, composedAt, ...request }: SignedRequest,
): Extract<CaseCommand, { type: 'open' }> {
  const { form, categoryField } = regulation.standard
  const answers = relevantAnswers(form, request.answers)
  const category = categoryField === undefined ? undefined : answers[categoryField]
  const graph = regulation.channels.get(PORTAL_CHANNEL)?.graph
  return {
    ...request,
    type: 'open',
    regulation: regulation.id,
    edition: regulation.edition.id,
    editionSha256: sha256,
    channel: PORTAL_CHANNEL,
    applicant: { accountId: applicant.accountId, iin: applicant.iin, name: applicant.name },
    category: typeof category === 'string' ? category : '',
    answers,
    passed: graph === undefined ? [] : passedSteps(graph, signedInAt, composedAt),
  }
}

/**
 * The steps an applicant has been through before there is a case: signing in, its check, filling in. Each is taken with
 * the outcome that let the applicant come this far; the first other step is where the case opens.
 */
function passedSteps(
  graph: ProcessGraph,
  signedInAt: Temporal.Instant,
  composedAt: Temporal.Instant,
): readonly PassedStep[] {
  const passed: PassedStep[] = []
  let step = graph.steps.get(graph.start)
  while (step !== undefined && passed.length < graph.steps.size) {
    const outcomeId = PASSED[step.action]
    const outcome = step.outcomes.find(({ id }) => id === outcomeId)
    if (outcome === undefined) break
    passed.push({ step: step.id, outcome: outcome.id, at: step.action === 'compose-request' ? composedAt : signedInAt })
    step = graph.steps.get(outcome.edges.find(({ anyOf }) => anyOf.length === 0)?.to ?? '')
  }
  return passed
}

/** Outcome with which an applicant who stands at the signing form has left an action behind. */
const PASSED: Readonly<Record<string, string>> = {
  authenticate: 'entered',
  'check-identity': 'confirmed',
  'compose-request': 'composed',
}
