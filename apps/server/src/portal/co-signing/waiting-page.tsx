import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { sentenceCase } from '../../documents/sheet.ts'
import type { Edition } from '../../regulations/editions.ts'
import { Button, ButtonRow } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Lead } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { parseCaseId } from '../../cases/case-id.ts'
import { applicationTitle } from '../application/application-parts.ts'
import { ownDraft, showNoDraft } from '../application/draft-access.tsx'
import { applicationMessages } from '../messages/application.ts'
import { coSigningMessages } from '../messages/co-signing.ts'
import { type ApplicantVisit, asApplicant, goTo, showPage, type Visit } from '../visit.ts'
import type { CoSigner, CoSigning } from './co-signing.queries.ts'
import { dueBy, whoIs } from './signer-words.ts'

/** What the applicant sees after signing while others have yet to sign. */
export function showWaiting(visit: ApplicantVisit, coSigning: CoSigning, edition: Edition): FastifyReply {
  const { locale } = visit
  const { title } = coSigningMessages[locale].waiting
  return showPage(visit, {
    title,
    before: <BackLink href={`/${locale}/cabinet`}>{applicationMessages[locale].draft.toCabinet}</BackLink>,
    body: <WaitingPage coSigning={coSigning} edition={edition} />,
  })
}

function WaitingPage(props: { readonly coSigning: CoSigning; readonly edition: Edition }): JSX.Element {
  const { locale } = usePage()
  const t = coSigningMessages[locale].waiting
  const { coSigning, edition } = props
  const { regulation } = edition
  return (
    <>
      <Heading level={1} caption={applicationTitle(edition, locale)}>
        {t.title}
      </Heading>
      <Lead>{t.lead}</Lead>
      <Heading level={2}>{t.who}</Heading>
      <SummaryList
        rows={[
          { label: t.state.own, value: t.state.signed },
          ...coSigning.signers.map((signer) => ({
            label: sentenceCase(whoIs(signer, regulation, locale), locale),
            value: stateOf(signer, dueBy(signer, regulation.timeZone, locale), t),
          })),
        ]}
      />
      <Heading level={2}>{t.how}</Heading>
      <ol class="q-list">
        {t.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Heading level={2}>{t.withdraw}</Heading>
      <p>{t.withdrawText}</p>
      <Form action={`/${locale}/applications/${coSigning.draftId}/withdraw`}>
        <ButtonRow>
          <Button variant="secondary">{t.withdraw}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

function stateOf(
  { signedAt, signatureId }: CoSigner,
  by: string,
  { state }: (typeof coSigningMessages)['kk']['waiting'],
): string {
  if (signedAt !== undefined) return state.signed
  return signatureId === undefined ? state.awaited(by) : state.checking
}

/** The applicant takes the application back to change it. */
export async function withdrawApplication(anyVisit: Visit, draftId: string): Promise<FastifyReply> {
  const visit = asApplicant(anyVisit)
  const draft = await ownDraft(visit, draftId)
  if (draft === undefined) return showNoDraft(visit)
  const caseId = parseCaseId(draft.caseId ?? '')
  const taken = caseId && (await visit.deps.coSigning.withdraw(caseId, visit.applicant.accountId))
  return goTo(visit, `/applications/${draft.id}${taken === 'taken' || draft.submittedAt === undefined ? '' : '/done'}`)
}
