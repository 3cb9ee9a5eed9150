import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAutomatic } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { newCaseId, parseCaseId, type CaseId } from '../../cases/case-id.ts'
import type { LoadedCase } from '../../cases/case-service.ts'
import { DRAFT_DAYS, type Draft, parseDraftId } from '../drafts/draft.ts'
import { markSubmitted, reopenDraft, reserveCase } from '../drafts/drafts.queries.ts'
import { parsePostedForm, textOf } from '../form/posted-answers.ts'
import { type ApplicantVisit, goTo } from '../visit.ts'
import { coSignersOfDraft } from '../co-signing/co-signers-of-draft.ts'
import { type OpenDraft, ownDraft } from './draft-access.tsx'
import { openCommand } from './open-command.ts'
import { requestBytes } from './request-bytes.ts'
import { showSign, SUBMIT_TOKEN } from './sign-page.tsx'
import { parseCms } from './signed-form.ts'

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
  const { asked, unnamed } = coSignersOfDraft(open)
  if (unnamed.length > 0) return showSign(open)
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
  if (asked.length > 0) {
    await deps.coSigning.begin({
      caseId,
      draftId: draft.id,
      applicant: { accountId: applicant.accountId, iin: applicant.iin, name: applicant.name },
      editionSha256: draft.editionSha256,
      requestSha256: sha256,
      signedInAt: visit.signedInAt,
      signedAt: visit.now,
      asked,
      clock: edition.clock,
    })
    return goTo(visit, `/applications/${draft.id}/done`)
  }
  const command = await openCommand(
    {
      draft,
      edition,
      parts,
      applicant,
      requestSha256: sha256,
      signatureId,
      signedInAt: visit.signedInAt,
      composedAt: visit.now,
    },
    { providerFor: deps.providerFor, training: deps.site.training },
  )
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
