import type { CoSigner } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { parseSha256 } from '../../documents/blobs.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Heading, Lead, Link } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { SignForm } from '../../ui/SignForm.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import type { Draft } from '../drafts/draft.ts'
import { saveRequest } from '../drafts/drafts.queries.ts'
import { AlsoSigning, NobodyNamed } from '../co-signing/before-signing.tsx'
import { coSignersOfDraft } from '../co-signing/co-signers-of-draft.ts'
import { applicationMessages } from '../messages/application.ts'
import { goTo, showPage } from '../visit.ts'
import { applicationTitle, filesToSend, nextPath } from './application-parts.ts'
import type { OpenDraft } from './draft-access.tsx'
import { type RequestBytes, requestBytes } from './request-bytes.ts'

/** Name of the field that lets the same form open one case only. */
export const SUBMIT_TOKEN = 'token'

/** Why the applicant has to sign once more. */
export type SignProblem = 'changed' | 'failed' | 'empty'

/** Fixes the exact bytes, keeps them and puts them before the applicant. Opened in another language they are other bytes. */
export async function showSign(open: OpenDraft, problem?: SignProblem): Promise<FastifyReply> {
  const { visit, edition, parts } = open
  const { locale, applicant, deps } = visit
  if (!parts.isComplete) return goTo(visit, nextPath(open.draft, parts))
  const draft: Draft = { ...open.draft, locale }
  const request = requestBytes(draft, edition, parts, applicant)
  await keepRequest(open, draft, request)
  const t = applicationMessages[locale].sign
  const base = `/${locale}/applications/${draft.id}`
  const { asked, unnamed } = coSignersOfDraft(open)
  if (unnamed.length > 0) return showNobodyNamed(open, unnamed, base)
  // Another look at this page after it was sent has to ask the server, not the memory of the browser.
  visit.reply.header('cache-control', 'no-store')
  return showPage(
    visit,
    {
      title: t.title,
      error: problem !== undefined,
      islands: ['sign-document.js'],
      before: <BackLink href={`${base}/check`} />,
      body: (
        <>
          {problem === undefined ? null : (
            <Alert tone="danger" live>
              <p>{t[problem]}</p>
            </Alert>
          )}
          <Heading level={1} caption={applicationTitle(edition, locale)}>
            {t.title}
          </Heading>
          <Lead>{asked.length === 0 ? t.lead : t.leadWithOthers}</Lead>
          <Heading level={2}>{t.what}</Heading>
          <p>{t.whatText}</p>
          <SummaryList
            rows={[
              { label: t.service, value: edition.regulation.shortTitle[locale] },
              { label: t.answers, value: t.answersText },
              { label: t.files, value: t.filesCount(filesToSend(parts).length) },
              { label: t.fingerprint, value: <code class="q-code">{request.sha256}</code> },
            ]}
          />
          <p>
            <Link href={`${base}/request`}>{t.download}</Link>
          </p>
          <AlsoSigning asked={asked} regulation={edition.regulation} />
          <Heading level={2}>{t.prepare}</Heading>
          <ol class="q-list">
            {t.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>{t.certificate}</p>
          <SignForm
            action={`${base}/sign`}
            name={edition.regulation.shortTitle}
            mediaType="application/json"
            documentUrl={`${base}/request`}
            sha256={request.sha256}
            iin={applicant.iin}
            ncaLayerUrl={deps.ncaLayerUrl}
            training={deps.site.training}
            fields={{ [SUBMIT_TOKEN]: draft.submitToken }}
            button={asked.length === 0 ? t.button : t.buttonWithOthers}
          />
        </>
      ),
    },
    problem === undefined ? 200 : 422,
  )
}

/** Nothing can be signed before somebody else is named. */
function showNobodyNamed({ visit, edition }: OpenDraft, unnamed: readonly CoSigner[], base: string): FastifyReply {
  const { title } = applicationMessages[visit.locale].sign
  return showPage(
    visit,
    {
      title,
      error: true,
      before: <BackLink href={`${base}/check`} />,
      body: (
        <>
          <NobodyNamed unnamed={unnamed} regulation={edition.regulation} base={base} />
          <Heading level={1} caption={applicationTitle(edition, visit.locale)}>
            {title}
          </Heading>
        </>
      ),
    },
    422,
  )
}

async function keepRequest({ visit }: OpenDraft, draft: Draft, { bytes, sha256 }: RequestBytes): Promise<void> {
  if (draft.requestSha256 === sha256 && (await visit.deps.blobs.has(sha256))) return
  await visit.deps.blobs.put(bytes, 'application/json')
  await saveRequest(visit.deps.sql, draft.id, sha256, draft.locale)
}

/** The bytes to sign, exactly as kept. */
export async function sendRequestBytes({ visit, draft }: OpenDraft): Promise<FastifyReply> {
  const sha256 = parseSha256(draft.requestSha256 ?? '')
  const kept = sha256 && (await visit.deps.blobs.get(sha256))
  if (kept === undefined) return goTo(visit, `/applications/${draft.id}/sign`)
  return visit.reply
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(Buffer.from(kept.bytes))
}
