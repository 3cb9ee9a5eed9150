import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { relevantAnswers, visiblePages } from '@qyzmet/regulation'
import { parseSha256, sha256Of } from '../../documents/blobs.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../../ui/Button.tsx'
import { Details } from '../../ui/Details.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Lead, Link } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { SignForm } from '../../ui/SignForm.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Textarea } from '../../ui/TextInput.tsx'
import { filesToSend, partsOf } from '../application/application-parts.ts'
import { Answers } from '../application/check-page.tsx'
import { wordedPages } from '../form/answer-words.ts'
import { Message } from '../Message.tsx'
import { applicationMessages } from '../messages/application.ts'
import { coSigningMessages } from '../messages/co-signing.ts'
import { cite } from '../services/service-view.ts'
import { showPage } from '../visit.ts'
import { coSigningPath } from './co-signing-notices.ts'
import { identityStatement } from './identity-statement.ts'
import { type AskedRequest, type OpenRequest, openRequest, recordLook, showNoRequest } from './request-access.tsx'
import { dueBy, entryOf } from './signer-words.ts'

/** Why the form came back, and the reason as it was typed. */
export interface RequestProblem {
  readonly code: 'empty' | 'late' | 'reasonMissing' | 'reasonLong'
  readonly typed?: string
}

/** The name of the field that takes the reason for declining. */
export const REASON = 'reason'

/** What the person asked sees: the application to sign, the proof that comes before, or what became of it. */
export async function showRequest(asked: AskedRequest, problem?: RequestProblem): Promise<FastifyReply> {
  const { visit, coSigning, signer } = asked
  const t = coSigningMessages[visit.locale].state
  if (coSigning.outcome === undefined && signer.signatureId !== undefined && signer.signedAt === undefined) {
    return showState(asked, t.checking, t.checkingText)
  }
  if (signer.signedAt !== undefined && (coSigning.outcome ?? 'complete') === 'complete') {
    return showState(asked, t.signed, t.signedText)
  }
  if (signer.declined !== undefined) return showState(asked, t.declined, t.declinedText)
  if (coSigning.outcome !== undefined) return showState(asked, t.over, t.overText)
  const open = await openRequest(asked)
  return open === undefined ? showProof(asked) : showOpen(open, problem)
}

function showState({ visit }: AskedRequest, title: string, text: string): FastifyReply {
  const t = coSigningMessages[visit.locale].state
  const body = (
    <Message title={title} text={text}>
      <ButtonLink href={`/${visit.locale}/cabinet`}>{t.toCabinet}</ButtonLink>
    </Message>
  )
  return showPage(visit, { title, body })
}

/** Nothing of the application is shown before: anybody may sign up with a number they know. @param finding of the last try */
export function showProof({ visit, coSigning }: AskedRequest, finding?: string): FastifyReply {
  const { locale, deps, applicant } = visit
  const t = coSigningMessages[locale].proof
  const base = `/${locale}${coSigningPath(coSigning.caseId)}`
  const bytes = identityStatement(coSigning.caseId, applicant)
  return showPage(
    visit,
    {
      title: t.title,
      error: finding !== undefined,
      islands: ['sign-document.js'],
      before: <BackLink href={`/${locale}/cabinet`}>{coSigningMessages[locale].state.toCabinet}</BackLink>,
      body: (
        <>
          {finding === undefined ? null : (
            <Alert tone="danger" live>
              <p>{t.refuted}</p>
              <p>{deps.signatureFinding(finding, locale)}</p>
            </Alert>
          )}
          <Heading level={1}>{t.title}</Heading>
          <Lead>{t.lead}</Lead>
          <p>{t.text}</p>
          <SignForm
            action={`${base}/proof`}
            name={{
              kk: coSigningMessages.kk.proof.name,
              ru: coSigningMessages.ru.proof.name,
              en: coSigningMessages.en.proof.name,
            }}
            mediaType="application/json"
            documentUrl={`${base}/statement`}
            sha256={sha256Of(bytes)}
            bytes={bytes}
            iin={applicant.iin}
            ncaLayerUrl={deps.ncaLayerUrl}
            training={deps.site.training}
            button={t.button}
          />
        </>
      ),
    },
    finding === undefined ? 200 : 422,
  )
}

async function showOpen(open: OpenRequest, problem: RequestProblem | undefined): Promise<FastifyReply> {
  const { visit } = open
  await recordLook(open)
  const { locale } = visit
  const t = coSigningMessages[locale].request
  return showPage(
    visit,
    {
      title: t.title,
      error: problem !== undefined,
      islands: ['sign-document.js'],
      before: <BackLink href={`/${locale}/cabinet`}>{coSigningMessages[locale].state.toCabinet}</BackLink>,
      body: <RequestPage open={open} problem={problem} />,
    },
    problem === undefined ? 200 : 422,
  )
}

function RequestPage(props: { readonly open: OpenRequest; readonly problem: RequestProblem | undefined }): JSX.Element {
  const { locale } = usePage()
  const { open, problem } = props
  const { visit, coSigning, signer, edition } = open
  const { deps, applicant } = visit
  const { regulation } = edition
  const t = coSigningMessages[locale].request
  const base = `/${locale}${coSigningPath(coSigning.caseId)}`
  const entry = entryOf(signer.entry, regulation)
  const fault = problem && t[problem.code]
  const reasonFault = problem?.code === 'reasonMissing' || problem?.code === 'reasonLong' ? fault : undefined
  return (
    <>
      <ErrorSummary errors={reasonFault === undefined ? [] : [{ field: REASON, message: reasonFault }]} />
      {fault === undefined || reasonFault !== undefined ? null : (
        <Alert tone="danger" live>
          <p>{fault}</p>
        </Alert>
      )}
      {signer.finding === undefined ? null : (
        <Alert tone="danger">
          <p>{t.refuted}</p>
          <p>{deps.signatureFinding(signer.finding, locale)}</p>
        </Alert>
      )}
      <Heading level={1} caption={regulation.shortTitle[locale]}>
        {t.title}
      </Heading>
      <Lead>{t.lead(coSigning.applicant.name, entry?.title[locale] ?? '')}</Lead>
      {entry === undefined ? null : <p>{t.basis(cite(entry.source, regulation, locale))}</p>}
      <p>
        <strong>{t.until(dueBy(signer, regulation.timeZone, locale))}</strong>
      </p>
      <Heading level={2}>{t.what}</Heading>
      <SummaryList
        rows={[
          { label: t.service, value: regulation.title[locale] },
          { label: t.applicant, value: coSigning.applicant.name },
        ]}
      />
      <RequestAnswers open={open} />
      <Heading level={2}>{t.sign}</Heading>
      <p>{t.signText}</p>
      <SummaryList rows={[{ label: t.fingerprint, value: <code class="q-code">{coSigning.requestSha256}</code> }]} />
      <p>
        <Link href={`${base}/request`}>{t.download}</Link>
      </p>
      <SignForm
        action={`${base}/sign`}
        name={regulation.shortTitle}
        mediaType="application/json"
        documentUrl={`${base}/request`}
        sha256={coSigning.requestSha256}
        iin={applicant.iin}
        ncaLayerUrl={deps.ncaLayerUrl}
        training={deps.site.training}
        button={t.button}
      />
      <Details summary={t.decline} open={reasonFault !== undefined}>
        <p>{t.declineText}</p>
        <Form action={`${base}/decline`}>
          <Textarea name={REASON} label={t.reason} error={reasonFault} value={problem?.typed} />
          <ButtonRow>
            <Button variant="danger">{t.declineButton}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </>
  )
}

/** All answers as the applicant gave them, and the names of the files, which are not for this person. */
function RequestAnswers(props: { readonly open: OpenRequest }): JSX.Element {
  const { locale } = usePage()
  const { draft, edition, coSigning } = props.open
  const files = filesToSend(partsOf(draft, edition, coSigning.signedAt))
  const { standard } = edition.regulation
  const t = coSigningMessages[locale].request
  const answers = relevantAnswers(standard.form, draft.answers)
  const titles = new Map(standard.documents.map(({ id, title }) => [id, title[locale]]))
  return (
    <>
      <Answers pages={wordedPages(visiblePages(standard.form, answers), answers, locale)} />
      <Heading level={2}>{t.files}</Heading>
      {files.length === 0 ? (
        <p>{applicationMessages[locale].check.noDocuments}</p>
      ) : (
        <>
          <ul class="q-list">
            {files.map(({ id, documentId, fileName }) => (
              <li key={id}>
                {titles.get(documentId) ?? documentId}: {fileName}
              </li>
            ))}
          </ul>
          <p class="q-hint">{t.filesText}</p>
        </>
      )}
    </>
  )
}

/** The exact bytes that everybody signs. */
export async function sendRequest(asked: AskedRequest): Promise<FastifyReply> {
  const { visit, coSigning } = asked
  const open = await openRequest(asked)
  const sha256 = parseSha256(coSigning.requestSha256)
  const kept = sha256 && (await visit.deps.blobs.get(sha256))
  if (open === undefined || kept === undefined) return showNoRequest(visit)
  await recordLook(open)
  return visit.reply.type('application/json; charset=utf-8').send(Buffer.from(kept.bytes))
}
