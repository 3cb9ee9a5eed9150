import { MEDIA_TYPE } from '@qyzmet/evidence'
import { relevantAnswers, type Text, visiblePages } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { CasePapers } from '../../case-papers/case-papers.ts'
import type { IssuedDocument } from '../../documents/documents.queries.ts'
import { sendBytes } from '../../documents/send-bytes.ts'
import { formatBytes } from '../../messages/sizes.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Heading, Lead, Link } from '../../ui/Heading.tsx'
import { BackLink, Breadcrumbs } from '../../ui/Navigation.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Table } from '../../ui/Table.tsx'
import { Answers } from '../application/check-page.tsx'
import { sendBlob } from '../../documents/send-blob.ts'
import { givenNotices } from '../../notices/given-notices.ts'
import { GivenNotices } from '../../notices/GivenNotices.tsx'
import { markSeen } from '../../notices/notices.queries.ts'
import { findDraftOfCase } from '../drafts/drafts.queries.ts'
import { wordedPages } from '../form/answer-words.ts'
import { applicationMessages } from '../messages/application.ts'
import { cabinetMessages } from '../messages/cabinet.ts'
import { showPage } from '../visit.ts'
import { type OwnCase, showNoCase } from './case-access.tsx'
import { CasePage } from './CasePage.tsx'
import { caseView, documentsForApplicant } from './case-view.ts'
import { readRows } from './read-rows.ts'

/** Where the applicant gets the result: here. Printed on the receipt. */
const HERE: Text = {
  kk: 'Порталдағы жеке кабинет',
  ru: 'Личный кабинет на портале',
  en: 'The personal cabinet on the portal',
}

export async function showCase(own: OwnCase): Promise<FastifyReply> {
  const { visit, loaded, view } = own
  const { deps, locale, applicant } = visit
  const [issued, place, draft, notices, consents] = await Promise.all([
    deps.papers.issuedOf(loaded.caseId),
    view.queue === undefined ? undefined : deps.queuePlaceOf(loaded.caseId),
    findDraftOfCase(deps.sql, loaded.caseId, applicant.accountId),
    givenNotices(deps.sql, loaded.caseId, applicant.accountId),
    deps.consentsOf([loaded.caseId]),
    markSeen(deps.sql, loaded.caseId, applicant.accountId, visit.now),
  ])
  const shown = caseView(own, issued, place, consents)
  return showPage(visit, {
    title: shown.service,
    before: <Breadcrumbs places={[{ title: cabinetMessages[locale].title, href: `/${locale}/cabinet` }]} />,
    body: (
      <>
        <CasePage view={shown} draftId={draft?.id} />
        <GivenNotices notices={notices} timeZone={loaded.edition.regulation.timeZone} />
      </>
    ),
  })
}

/** What was sent, as it was sent. */
export async function showSentApplication({ visit, loaded }: OwnCase): Promise<FastifyReply> {
  const { locale } = visit
  const t = cabinetMessages[locale]
  const { state, edition } = loaded
  const { standard } = edition.regulation
  const answers = relevantAnswers(standard.form, state.answers)
  const base = `/${locale}/cabinet/cases/${loaded.caseId}`
  const signature = await signatureOf({ visit, loaded })
  const titles = new Map(standard.documents.map(({ id, title }) => [id, title[locale]]))
  return showPage(visit, {
    title: t.sent.title,
    before: <BackLink href={base}>{t.case.back}</BackLink>,
    body: (
      <>
        <Heading level={1} caption={state.number === undefined ? undefined : t.numberOf(state.number)}>
          {t.sent.title}
        </Heading>
        {signature === undefined ? null : (
          <ButtonLink variant="secondary" href={`${base}/application.pdf`}>
            {t.sent.download}
          </ButtonLink>
        )}
        <Answers pages={wordedPages(visiblePages(standard.form, answers), answers, locale)} />
        <Heading level={2}>{applicationMessages[locale].check.documents}</Heading>
        {state.attachments.length === 0 ? (
          <p>{applicationMessages[locale].check.noDocuments}</p>
        ) : (
          <SummaryList
            rows={state.attachments.map((file, index) => ({
              label: titles.get(file.documentId) ?? file.documentId,
              value: (
                <>
                  <Link href={`${base}/attachments/${index}`}>{file.fileName}</Link>{' '}
                  <span class="q-muted">{formatBytes(file.size, locale)}</span>
                </>
              ),
            }))}
          />
        )}
      </>
    ),
  })
}

/** The application on paper, with what is known of its signature; the IINs on it are masked. */
export async function sendSentApplication({ visit, loaded }: OwnCase): Promise<FastifyReply> {
  const signature = await signatureOf({ visit, loaded })
  if (signature === undefined) return showNoCase(visit)
  const { pdf } = await visit.deps.papers.application(loaded, 'applicant', signature)
  return sendBytes(visit.reply, pdf, {
    saveAs: `${loaded.state.number ?? 'application'}.pdf`,
    mediaType: 'application/pdf',
  })
}

/** The confirmed signature under the application; undefined until it is confirmed. */
async function signatureOf({
  visit,
  loaded,
}: Pick<OwnCase, 'visit' | 'loaded'>): Promise<Parameters<CasePapers['application']>[2] | undefined> {
  const verdict = await visit.deps.signatures.verdictOf(loaded.state.signatureId)
  if (verdict?.verdict !== 'VALID' || verdict.signer === undefined) return undefined
  const { name: signerName, serial: certificateSerial } = verdict.signer
  return { signerName, certificateSerial, signedAt: verdict.judgedAt, requestSha256: loaded.state.requestSha256 }
}

/** Who looked at the personal data of the case, so that nobody looks unseen. */
export async function showReads({ visit, loaded }: OwnCase): Promise<FastifyReply> {
  const { deps, locale } = visit
  const t = cabinetMessages[locale]
  const rows = readRows(await deps.audit.readsOfCase(loaded.caseId), loaded.edition.regulation, locale)
  return showPage(visit, {
    title: t.reads.title,
    width: 'wide',
    before: <BackLink href={`/${locale}/cabinet/cases/${loaded.caseId}`}>{t.case.back}</BackLink>,
    body: (
      <>
        <Heading level={1}>{t.reads.title}</Heading>
        <Lead>{t.reads.lead}</Lead>
        {rows.length === 0 ? (
          <p>{t.reads.none}</p>
        ) : (
          <Table
            caption={t.reads.caption}
            captionHidden
            columns={[
              { id: 'who', title: t.reads.who },
              { id: 'when', title: t.reads.when },
              { id: 'why', title: t.reads.why },
              { id: 'what', title: t.reads.what },
            ]}
            rows={rows}
          />
        )}
      </>
    ),
  })
}

/** The receipt; made the first time somebody asks for it. */
export async function sendReceipt({ visit, loaded }: OwnCase): Promise<FastifyReply> {
  if (loaded.state.number === undefined) return showNoCase(visit)
  const { pdfSha256, number } = await visit.deps.papers.receipt(loaded, HERE)
  const file = { sha256: pdfSha256, saveAs: `${number}.pdf`, mediaType: 'application/pdf' }
  return sendBlob(visit, file, () => showNoCase(visit))
}

export async function sendDocument(own: OwnCase, documentId: string): Promise<FastifyReply> {
  const issued = documentsForApplicant(own, await own.visit.deps.papers.issuedOf(own.loaded.caseId))
  const found = issued.find(({ id }) => id === documentId)
  if (found === undefined) return showNoCase(own.visit)
  const file = { sha256: found.pdfSha256, saveAs: `${found.number}.pdf`, mediaType: 'application/pdf' }
  return sendBlob(own.visit, file, () => showNoCase(own.visit))
}

/** The receipt with the time stamp that proves since when it is as it is; nobody signs a receipt. */
export async function sendReceiptEvidence(own: OwnCase): Promise<FastifyReply> {
  const { visit, loaded } = own
  if (loaded.state.number === undefined) return showNoCase(visit)
  return sendEvidence(own, await visit.deps.papers.receipt(loaded, HERE))
}

/** A result that the applicant has, with its signatures and all that proves them. */
export async function sendDocumentEvidence(own: OwnCase, documentId: string): Promise<FastifyReply> {
  const issued = documentsForApplicant(own, await own.visit.deps.papers.issuedOf(own.loaded.caseId))
  const found = issued.find(({ id }) => id === documentId)
  return found === undefined ? showNoCase(own.visit) : sendEvidence(own, found)
}

async function sendEvidence({ visit, loaded }: OwnCase, issued: IssuedDocument): Promise<FastifyReply> {
  const bytes = await visit.deps.evidenceOf(issued, loaded.edition.regulation.timeZone)
  return sendBytes(visit.reply, bytes, { mediaType: MEDIA_TYPE, saveAs: `${issued.number}.asice` })
}

export async function sendAttachment({ visit, loaded }: OwnCase, index: string): Promise<FastifyReply> {
  const file = /^\d{1,3}$/.test(index) ? loaded.state.attachments[Number(index)] : undefined
  return sendBlob(visit, file && { ...file, saveAs: file.fileName }, () => showNoCase(visit))
}
