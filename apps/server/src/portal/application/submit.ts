import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CaseCommand } from '@qyzmet/casework'
import { isAutomatic } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { newCaseId, parseCaseId, type CaseId } from '../../cases/case-id.ts'
import type { LoadedCase } from '../../cases/case-service.ts'
import { DRAFT_DAYS, type Draft, parseDraftId } from '../drafts/draft.ts'
import { markSubmitted, reopenDraft, reserveCase } from '../drafts/drafts.queries.ts'
import { parsePostedForm, textOf } from '../form/posted-answers.ts'
import { type ApplicantVisit, goTo } from '../visit.ts'
import { filesToSend } from './application-parts.ts'
import { type OpenDraft, ownDraft } from './draft-access.tsx'
import { openingOf } from './opening.ts'
import { requestBytes } from './request-bytes.ts'
import { showSign, SUBMIT_TOKEN } from './sign-page.tsx'

/** Largest detached signature that is taken, in bytes; the table has the same limit. */
const MAX_CMS_BYTES = 128 * 1024
const WAIT_FOR_STEPS_MS = 4000
const LOOK_AGAIN_MS = 100

/**
 * Sends the signed application: keeps the signature, opens the case, and closes the draft. The same form sent twice,
 * also at the same time or after a crash between two of these steps, finds the same case.
 */
export async function submitApplication(open: OpenDraft): Promise<FastifyReply> {
  const { visit, draft, edition, parts } = open
  const { deps, applicant } = visit
  const form = parsePostedForm(visit.request.body)
  const cms = parseCms(textOf(form['cms']))
  if (cms === undefined) return showSign(open, 'empty')
  const { sha256 } = requestBytes(draft, edition, parts, applicant)
  if (!parts.isComplete || sha256 !== draft.requestSha256 || sha256 !== form['document']) {
    return showSign(open, 'changed')
  }
  const submitToken = parseDraftId(textOf(form[SUBMIT_TOKEN]))
  const reserved =
    submitToken && (await reserveCase(deps.sql, draft.id, { submitToken, requestSha256: sha256, caseId: newCaseId() }))
  const caseId = parseCaseId(reserved ?? '')
  if (caseId === undefined) {
    // Another press of the same button may have got to the end since this one read the draft.
    const { submittedAt } = (await ownDraft(visit, draft.id)) ?? {}
    return submittedAt === undefined ? showSign(open, 'changed') : goTo(visit, `/applications/${draft.id}/done`)
  }

  // One signature opens one case, so the id of the one serves for the other.
  const signatureId = caseId
  await deps.signatures.submit({
    id: signatureId,
    purpose: 'request',
    caseId,
    accountId: applicant.accountId,
    expectedIin: applicant.iin,
    documentSha256: sha256,
    cms,
    receivedAt: visit.now,
  })
  const command = await openCommand(open, sha256, signatureId)
  const execution = await deps.cases.execute(caseId, command, applicant, { idempotencyKey: draft.submitToken })
  if (!execution.accepted && execution.rejection.code !== 'already-open') {
    visit.request.log.error({ rejection: execution.rejection.code }, 'an application could not be opened')
    await reopen(visit, draft, caseId)
    return showSign(open, 'failed')
  }
  await markSubmitted(deps.sql, draft.id, caseId, visit.now)
  await waitForSteps(visit, caseId)
  return goTo(visit, `/applications/${draft.id}/done`)
}

/** Lets the applicant sign again after a case that came to nothing. */
export async function reopen({ deps, now }: ApplicantVisit, draft: Draft, caseId: string): Promise<void> {
  await reopenDraft(deps.sql, draft.id, caseId, {
    newToken: randomUUID(),
    at: now,
    expiresAt: now.add({ hours: 24 * DRAFT_DAYS }),
  })
}

/** No body gives the service any more although a draft was begun: rows were taken away by hand. */
export class ServiceNotGivenError extends Error {
  override readonly name = 'ServiceNotGivenError'
}

async function openCommand(
  { visit, draft, edition, parts }: OpenDraft,
  requestSha256: string,
  signatureId: string,
): Promise<Extract<CaseCommand, { type: 'open' }>> {
  const { deps, applicant, signedInAt, now } = visit
  const providerId = await deps.providerFor(edition.regulation)
  if (providerId === undefined) throw new ServiceNotGivenError(edition.regulation.id)
  return openingOf(edition, {
    providerId,
    applicant,
    locale: draft.locale,
    answers: draft.answers,
    attachments: filesToSend(parts).map(({ documentId, sha256, fileName, mediaType, size }) => ({
      documentId,
      sha256,
      fileName,
      mediaType,
      size,
    })),
    requestSha256,
    signatureId,
    signedInAt,
    composedAt: now,
    training: deps.site.training,
  })
}

/** Waits a moment for what the product does by itself, so that the page can already show the number. */
async function waitForSteps({ deps }: ApplicantVisit, caseId: CaseId): Promise<void> {
  const until = performance.now() + (deps.waitForStepsMs ?? WAIT_FOR_STEPS_MS)
  while (performance.now() < until) {
    const loaded = await deps.cases.load(caseId)
    if (loaded === undefined || !isAtAutomaticStep(loaded)) return
    await sleep(LOOK_AGAIN_MS)
  }
}

function isAtAutomaticStep({ state, graph }: LoadedCase): boolean {
  const step = graph.steps.get(state.current?.step ?? '')
  return step !== undefined && isAutomatic(step.action)
}

/** A detached signature in Base64, as the signing program gives it. */
function parseCms(text: string): Uint8Array | undefined {
  const bare = text.replace(/\s/g, '')
  if (bare === '' || bare.length > (MAX_CMS_BYTES * 4) / 3 || !/^[A-Za-z0-9+/]+={0,2}$/.test(bare)) return undefined
  const bytes = Buffer.from(bare, 'base64')
  return bytes.length > 0 && bytes.length <= MAX_CMS_BYTES ? bytes : undefined
}
