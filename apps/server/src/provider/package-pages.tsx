import type { FastifyReply } from 'fastify'
import { parseSha256, type Sha256 } from '../documents/blobs.ts'
import { sendBytes } from '../documents/send-bytes.ts'
import type { SigningOutcome, StaffSigningRequest } from '../signatures/staff-signing.ts'
import { purposeOf } from '../signatures/staff-signing.ts'
import type { SignedAlongside } from '../ui/SignForm.tsx'
import { providerMessages } from './messages/provider.ts'
import { PackagePage } from './PackagePage.tsx'
import { postedCms, postedOf, queryOf } from './posted-texts.ts'
import { showCase } from './show-case.tsx'
import { type CaseVisit, recordLook, showPage, showProblem } from './visit.tsx'

/** True while the visitor has a request before them that they took in on paper, and are to sign and send. */
export function hasPackage({ actions }: CaseVisit): boolean {
  return actions.some((action) => purposeOf(action) === 'package')
}

/** Puts the request and its copies before the person who took them in. */
export async function showPackage(of: CaseVisit): Promise<FastifyReply> {
  const { deps, locale, loaded, party, session } = of
  const action = of.actions.find((candidate) => purposeOf(candidate) === 'package')
  const requestSha256 = parseSha256(loaded.state.requestSha256)
  if (!action || !requestSha256) return showProblem(of, 'not-found')
  const certificate = await deps.signing.certificateFor(action.step, party)
  if (certificate === 'unknown') {
    return showCase(of, { problem: providerMessages[locale].sign.organisationUnknown, status: 409 })
  }
  await recordLook(of, 'signing')
  const invalid = queryOf(of.request)['invalid']
  return showPage(of, {
    title: providerMessages[locale].package.title,
    islands: ['sign-document.js'],
    error: invalid !== undefined,
    body: (
      <PackagePage
        base={`/${locale}/work/cases/${loaded.caseId}`}
        service={loaded.edition.regulation.shortTitle}
        requestSha256={requestSha256}
        copies={copiesOf(of)}
        iin={session.account.iin}
        certificate={certificate === 'any' ? undefined : certificate}
        ncaLayerUrl={deps.ncaLayerUrl}
        training={deps.site.training}
        invalid={invalid === undefined ? undefined : deps.describeFinding(invalid, locale)}
      />
    ),
  })
}

/** Takes in the signatures of the whole package; undefined when one of them is missing or cannot be one. */
export async function signPackage(of: CaseVisit): Promise<SigningOutcome | undefined> {
  const { deps, loaded, party, session } = of
  const posted = postedOf(of.request)
  const requestSha256 = parseSha256(loaded.state.requestSha256)
  if (!requestSha256 || posted['document'] !== requestSha256) return undefined
  const fields: readonly (readonly [Sha256, string])[] = [
    [requestSha256, 'cms'],
    ...copiesOf(of).map(({ sha256 }) => [sha256, `cms-${sha256}`] as const),
  ]
  const requests = fields.flatMap(([documentSha256, field]): readonly StaffSigningRequest[] => {
    const cms = postedCms(posted, field)
    return cms ? [{ caseId: loaded.caseId, documentSha256, cms, party, iin: session.account.iin }] : []
  })
  if (requests.length < fields.length) return undefined
  const outcomes = await deps.signing.signAll(requests)
  return outcomes.find(({ kind }) => kind !== 'done') ?? outcomes[0]
}

/** The exact bytes of the request, as they are signed. */
export async function sendRequest(of: CaseVisit): Promise<FastifyReply> {
  const sha256 = parseSha256(of.loaded.state.requestSha256)
  const blob = sha256 && hasPackage(of) ? await of.deps.blobs.get(sha256) : undefined
  if (!blob) return showProblem(of, 'not-found')
  await recordLook(of, 'paper')
  return sendBytes(of.reply, blob.bytes, { mediaType: 'application/json' })
}

/** Each attached file once, however many papers it stands for. */
function copiesOf({ loaded, locale }: CaseVisit): readonly SignedAlongside[] {
  const { state, edition } = loaded
  const { documents } = edition.regulation.standard
  const copies = state.attachments.flatMap((attachment) => {
    const sha256 = parseSha256(attachment.sha256)
    const { fileName, mediaType, documentId } = attachment
    const title = documents.find(({ id }) => id === documentId)?.title ?? { kk: fileName, ru: fileName, en: fileName }
    const documentUrl = `/${locale}/work/cases/${loaded.caseId}/files/${attachment.sha256}`
    return sha256 ? [{ sha256, name: title, mediaType, documentUrl }] : []
  })
  return [...new Map(copies.map((copy) => [copy.sha256, copy])).values()]
}
