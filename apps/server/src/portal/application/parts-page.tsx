import { formatDate, type Locale } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { Button, ButtonLink, ButtonRow } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Lead, Link } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { type Task, TaskList } from '../../ui/TaskList.tsx'
import { deleteDraft } from '../drafts/drafts.queries.ts'
import { Returned } from '../co-signing/returned.tsx'
import { applicationMessages } from '../messages/application.ts'
import { keptUntil } from '../services/service-view.ts'
import { goTo, showPage } from '../visit.ts'
import { applicationTitle, nextPath, type Parts } from './application-parts.ts'
import type { OpenDraft } from './draft-access.tsx'

/** The parts of the application and how far each is; shown at each return. */
export async function showParts({ visit, draft, edition, parts }: OpenDraft): Promise<FastifyReply> {
  const coSigning = await visit.deps.coSigning.lastOf(draft.id)
  const { locale } = visit
  const title = applicationTitle(edition, locale)
  const until = keptUntil(draft, edition.regulation.timeZone, locale)
  return showPage(visit, {
    title,
    before: <BackLink href={`/${locale}/cabinet`}>{applicationMessages[locale].draft.toCabinet}</BackLink>,
    body: (
      <PartsPage
        title={title}
        returned={
          <Returned
            coSigning={coSigning}
            edition={edition}
            finding={(code) => visit.deps.signatureFinding(code, locale)}
          />
        }
        keptUntil={until}
        draftId={draft.id}
        tasks={tasksOf(draft.id, parts, locale)}
        next={nextPath(draft, parts)}
      />
    ),
  })
}

function PartsPage(props: {
  readonly title: string
  readonly returned: JSX.Element
  readonly keptUntil: string
  readonly draftId: string
  readonly tasks: readonly Task[]
  readonly next: string
}): JSX.Element {
  const { locale } = usePage()
  const t = applicationMessages[locale].draft
  return (
    <>
      <Heading level={1}>{props.title}</Heading>
      {props.returned}
      <Lead>{t.keptUntil(props.keptUntil)}</Lead>
      <Heading level={2}>{t.parts}</Heading>
      <TaskList tasks={props.tasks} />
      <ButtonRow>
        <ButtonLink href={`/${locale}${props.next}`}>{t.goOn}</ButtonLink>
        <Link href={`/${locale}/applications/${props.draftId}/remove`}>{t.remove}</Link>
      </ButtonRow>
    </>
  )
}

function tasksOf(draftId: string, parts: Parts, locale: Locale): readonly Task[] {
  const t = applicationMessages[locale].draft
  const base = `/${locale}/applications/${draftId}`
  return [
    ...parts.pages.map(({ visible: { page }, status }) => ({
      id: page.id,
      title: page.title[locale],
      href: `${base}/pages/${page.id}`,
      status,
    })),
    {
      id: 'documents',
      title: t.documents,
      hint: parts.documentsStatus !== 'blocked' && parts.documents.length === 0 ? t.documentsNone : undefined,
      href: parts.documentsStatus === 'blocked' ? undefined : `${base}/documents`,
      status: parts.documentsStatus,
    },
    {
      id: 'check',
      title: t.check,
      hint: parts.isComplete ? undefined : t.checkBlocked,
      href: parts.isComplete ? `${base}/check` : undefined,
      status: parts.isComplete ? 'not-started' : 'blocked',
    },
  ]
}

/** Asks before the answers are thrown away. */
export function showRemoval({ visit, draft }: OpenDraft): FastifyReply {
  const { locale } = visit
  const t = applicationMessages[locale].draft
  return showPage(visit, {
    title: t.removeTitle,
    before: <BackLink href={`/${locale}/applications/${draft.id}`} />,
    body: (
      <>
        <Heading level={1}>{t.removeTitle}</Heading>
        <Lead>{t.removeText}</Lead>
        <Form>
          <ButtonRow>
            <Button variant="danger">{t.removeYes}</Button>
            <ButtonLink variant="secondary" href={`/${locale}/applications/${draft.id}`}>
              {t.removeNo}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </>
    ),
  })
}

export async function removeDraft({ visit, draft }: OpenDraft): Promise<FastifyReply> {
  await deleteDraft(visit.deps.sql, draft.id, draft.accountId)
  return goTo(visit, '/cabinet')
}

/** A day in the zone of the provider, in words. */
export function dayOf(at: Temporal.Instant, timeZone: string, locale: Locale): string {
  return formatDate(at.toZonedDateTimeISO(timeZone).toPlainDate(), locale)
}
