import { mayTakeOut } from '@qyzmet/casework'
import { MEDIA_TYPE } from '@qyzmet/evidence'
import type { FastifyReply } from 'fastify'
import { signatoryOf } from '../case-papers/models.ts'
import { parseSha256, type Sha256 } from '../documents/blobs.ts'
import { sendBytes } from '../documents/send-bytes.ts'
import { purposeOf } from '../signatures/staff-signing.ts'
import { paramOf } from './posted-texts.ts'
import { type CaseVisit, recordLook, showProblem } from './visit.tsx'

/** The whole case as a file that proves itself. Whoever takes it out has looked at all of it. */
export async function sendContainer(of: CaseVisit): Promise<FastifyReply> {
  const { deps, loaded, party } = of
  if (!mayTakeOut(loaded.state, party, loaded.graph)) return showProblem(of, 'forbidden')
  await deps.reads.recordRead({ party, caseId: loaded.caseId, purpose: 'export', fields: ['everything'] })
  const container = await deps.containerOf(loaded.caseId)
  if (!container) return showProblem(of, 'not-found')
  return sendBytes(of.reply, container, { mediaType: MEDIA_TYPE, saveAs: `${loaded.state.number ?? 'case'}.asice` })
}

/** The minutes with every signature given so far and its evidence, as a file that proves itself. */
export async function sendMinutes(of: CaseVisit): Promise<FastifyReply> {
  const { deps, loaded, visible } = of
  const { state, edition } = loaded
  const signatureIds = state.minutesSignatures
    .filter((line) => line.step === state.conclusion?.step)
    .map((line) => line.signature.signatureId)
  if (!visible.has('minutes') || signatureIds.length === 0) return showProblem(of, 'not-found')
  await recordLook(of, 'paper')
  const minutes = await deps.papers.prepareMinutes(loaded)
  const bytes = await deps.signedPaperOf(minutes, signatureIds, edition.regulation.timeZone)
  return sendBytes(of.reply, bytes, { mediaType: MEDIA_TYPE, saveAs: `${minutes.number}.asice` })
}

/** The result as drafted, with no force. */
export async function sendDraft(of: CaseVisit): Promise<FastifyReply> {
  const { deps, loaded, visible } = of
  const by = loaded.state.draft?.by
  if (!visible.has('draft') || !by) return showProblem(of, 'forbidden')
  await recordLook(of, 'draft')
  const { pdf } = await deps.papers.draft(loaded, signatoryOf(by, loaded.edition.regulation))
  return sendBytes(of.reply, pdf, { mediaType: 'application/pdf' })
}

/** The exact bytes of a paper that is to be signed or was signed. */
export async function sendPaper(of: CaseVisit): Promise<FastifyReply> {
  const { deps, loaded, party, visible } = of
  const sha256 = parseSha256(paramOf(of.request, 'sha256').replace(/\.pdf$/, ''))
  const [result, minutes, act] = await Promise.all([
    deps.papers.resultSha256(loaded.caseId, loaded.state, party.accountId),
    deps.papers.minutesSha256(loaded.caseId, loaded.state),
    actToSign(of),
  ])
  if (sha256 === undefined) return showProblem(of, 'not-found')
  const mayRead =
    (sha256 === result && visible.has('draft')) ||
    (sha256 === loaded.state.signed?.signature.documentSha256 && visible.has('result')) ||
    (sha256 === minutes && visible.has('minutes')) ||
    sha256 === act ||
    (sha256 === loaded.state.inspection?.signature?.documentSha256 && visible.has('inspection'))
  const blob = mayRead ? await deps.blobs.get(sha256) : undefined
  if (!blob) return showProblem(of, 'not-found')
  await recordLook(of, 'paper')
  return sendBytes(of.reply, blob.bytes, { mediaType: 'application/pdf' })
}

/** Hash of the act that the visitor has written and not signed yet. */
async function actToSign({ deps, loaded, party, actions }: CaseVisit): Promise<Sha256 | undefined> {
  const inspects = actions.some((action) => purposeOf(action) === 'inspection')
  return inspects ? (await deps.papers.inspections.toSign(loaded, party.accountId))?.document.pdfSha256 : undefined
}

/** A file that the applicant has attached. */
export async function sendAttachment(of: CaseVisit): Promise<FastifyReply> {
  const { deps, loaded, visible } = of
  const sha256 = parseSha256(paramOf(of.request, 'sha256'))
  const attachment = loaded.state.attachments.find((candidate) => candidate.sha256 === sha256)
  const blob = sha256 && attachment && visible.has('attachments') ? await deps.blobs.get(sha256) : undefined
  if (!blob || !attachment) return showProblem(of, 'not-found')
  await recordLook(of, 'attachment')
  return sendBytes(of.reply, blob.bytes, { mediaType: attachment.mediaType })
}
