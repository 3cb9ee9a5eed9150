import { dueOf, TOTAL_TERM } from '@qyzmet/casework'
import { formatDate, type Locale } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { Fragment, type JSX } from 'preact'
import type { CaseLine } from '../../cases/case-list.queries.ts'
import { formatDateBy } from '../../messages/dates.ts'
import { ButtonLink, ButtonRow } from '../../ui/Button.tsx'
import { noticeMessages } from '../../notices/messages/notices.ts'
import { unseenNotices } from '../../notices/notices.queries.ts'
import type { AskedConsent } from '../../registers/asked-consents.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Heading, Lead, Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { CardList } from '../../ui/Panel.tsx'
import { Tag, type Tone } from '../../ui/Tag.tsx'
import { applicationTitle } from '../application/application-parts.ts'
import { listDrafts } from '../drafts/drafts.queries.ts'
import { coSigningPath } from '../co-signing/co-signing-notices.ts'
import { cabinetMessages } from '../messages/cabinet.ts'
import { coSigningMessages } from '../messages/co-signing.ts'
import { noticeSettingsMessages } from '../messages/notice-settings.ts'
import { keptUntil } from '../services/service-view.ts'
import { awaitsConsent } from './consent-view.ts'
import { awaitedCards, Waiting, type WaitingCard, waitingCards } from './waiting-cards.tsx'
import { type ApplicantVisit, asApplicant, showPage, type Visit } from '../visit.ts'

interface CabinetView {
  readonly name: string
  /** What has happened since the applicant last looked, newest first. */
  readonly news: readonly { readonly key: string; readonly href: string; readonly words: string }[]
  /** Applications of others that wait for this person's signature. */
  readonly awaited: readonly WaitingCard[]
  /** Own ones that wait for somebody else's. */
  readonly waiting: readonly WaitingCard[]
  readonly drafts: readonly { readonly id: string; readonly title: string; readonly keptUntil: string }[]
  readonly open: readonly CaseCard[]
  readonly closed: readonly CaseCard[]
}

interface CaseCard {
  readonly id: string
  readonly title: string
  readonly number: string | undefined
  readonly sentOn: string
  readonly tags: readonly { readonly tone: Tone; readonly words: string }[]
  readonly until?: string | undefined
}

/** Everything the applicant has here: what is begun, what is being dealt with, what is over. */
export async function showCabinet(anyVisit: Visit): Promise<FastifyReply> {
  const visit = asApplicant(anyVisit)
  const view = await loadCabinet(visit)
  return showPage(visit, { title: cabinetMessages[visit.locale].title, body: <CabinetPage view={view} /> })
}

async function loadCabinet(visit: ApplicantVisit): Promise<CabinetView> {
  const { deps, applicant, locale, now } = visit
  const [drafts, { cases }, notices, awaited, waiting] = await Promise.all([
    listDrafts(deps.sql, applicant.accountId, now),
    deps.casesOf(applicant.accountId),
    unseenNotices(deps.sql, applicant.accountId),
    awaitedCards(visit),
    waitingCards(visit),
  ])
  const numbers = new Map<string, string | undefined>(cases.map((line) => [line.caseId, line.number]))
  const open = cases.filter(({ closes }) => closes === undefined)
  const consents = await deps.consentsOf(open.map(({ caseId }) => caseId))
  const cards = await Promise.all(cases.map((line) => cardOf(line, consents, visit)))
  return {
    name: applicant.name,
    news: notices.map(({ caseId, version, code }) => ({
      key: `${caseId} ${version}`,
      // Told before there was a case: its page leads either side to theirs.
      href: `/${locale}${version > 0 ? `/cabinet/cases/${caseId}` : coSigningPath(caseId)}`,
      words: noticeMessages[locale].subjects[code](numbers.get(caseId) ?? ''),
    })),
    awaited,
    waiting,
    drafts: await Promise.all(
      drafts.map(async (draft) => {
        const edition = await deps.editions.get(draft.editionSha256)
        return {
          id: draft.id,
          title: applicationTitle(edition, locale),
          keptUntil: keptUntil(draft, edition.regulation.timeZone, locale),
        }
      }),
    ),
    open: cards.filter((_, index) => cases[index]?.closes === undefined),
    closed: cards.filter((_, index) => cases[index]?.closes !== undefined),
  }
}

async function cardOf(
  line: CaseLine,
  consents: readonly AskedConsent[],
  { deps, locale, now }: ApplicantVisit,
): Promise<CaseCard> {
  const { regulation, clock } = await deps.editions.get(line.editionSha256)
  const loaded = line.closes === undefined ? await deps.cases.load(line.caseId) : undefined
  const due = loaded && dueOf(loaded.state.ledger, TOTAL_TERM, clock)
  const isOverdue = due?.at !== undefined && Temporal.Instant.compare(now, due.at) >= 0
  return {
    id: line.caseId,
    title: regulation.shortTitle[locale],
    number: line.number,
    sentOn: formatDate(line.openedAt.toZonedDateTimeISO(regulation.timeZone).toPlainDate(), locale),
    tags: [
      tagOf(line.closes, isOverdue, locale),
      ...(loaded && awaitsConsent(loaded, consents)
        ? [{ tone: 'warning' as const, words: cabinetMessages[locale].consent.tag }]
        : []),
    ],
    until: due?.on === undefined || isOverdue ? undefined : formatDateBy(due.on, locale),
  }
}

function tagOf(closes: CaseLine['closes'], isOverdue: boolean, locale: Locale): CaseCard['tags'][number] {
  const t = cabinetMessages[locale]
  switch (closes) {
    case undefined:
      return isOverdue ? { tone: 'danger', words: t.overdue } : { tone: 'info', words: t.inWork }
    case 'granted':
      return { tone: 'success', words: t.closes.granted }
    case 'refused':
      return { tone: 'danger', words: t.closes.refused }
    case 'stopped':
      return { tone: 'neutral', words: t.closes.stopped }
  }
}

function CabinetPage({ view }: { readonly view: CabinetView }): JSX.Element {
  const { locale } = usePage()
  const t = cabinetMessages[locale]
  const signing = coSigningMessages[locale].cabinet
  const shown = [view.awaited, view.drafts, view.waiting, view.open, view.closed]
  const isEmpty = shown.every((cards) => cards.length === 0)
  return (
    <>
      <Heading level={1} caption={view.name}>
        {t.title}
      </Heading>
      {isEmpty ? <Lead>{t.none}</Lead> : null}
      {view.news.length === 0 ? null : (
        <Alert tone="info" title={t.newsTitle}>
          <ul class="q-list">
            {view.news.map((notice) => (
              <li key={notice.key}>
                <Link href={notice.href}>{notice.words}</Link>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Waiting title={signing.awaited} tag={signing.awaitedTag} cards={view.awaited} />
      <Waiting title={signing.waiting} tag={signing.waitingTag} cards={view.waiting} />
      {view.drafts.length === 0 ? null : (
        <>
          <Heading level={2}>{t.drafts}</Heading>
          <CardList
            level={3}
            cards={view.drafts.map((draft) => ({
              key: draft.id,
              title: draft.title,
              href: `/${locale}/applications/${draft.id}`,
              meta: t.draftKept(draft.keptUntil),
            }))}
          />
        </>
      )}
      <Cases title={t.open} cases={view.open} />
      <Cases title={t.closed} cases={view.closed} />
      <ButtonRow>
        <ButtonLink variant={isEmpty ? 'primary' : 'secondary'} href={`/${locale}/`}>
          {t.toServices}
        </ButtonLink>
        <Link href={`/${locale}/cabinet/notices`}>{noticeSettingsMessages[locale].link}</Link>
      </ButtonRow>
    </>
  )
}

function Cases(props: { readonly title: string; readonly cases: readonly CaseCard[] }): JSX.Element | null {
  const { locale } = usePage()
  const t = cabinetMessages[locale]
  if (props.cases.length === 0) return null
  return (
    <>
      <Heading level={2}>{props.title}</Heading>
      <CardList
        level={3}
        cards={props.cases.map((card) => ({
          key: card.id,
          title: card.title,
          href: `/${locale}/cabinet/cases/${card.id}`,
          children: (
            <p>
              {card.tags.map(({ tone, words }) => (
                <Fragment key={words}>
                  <Tag tone={tone}>{words}</Tag>{' '}
                </Fragment>
              ))}
            </p>
          ),
          meta: (
            <>
              <p>{card.number === undefined ? t.noNumber : t.numberOf(card.number)}</p>
              <p>{t.sentOn(card.sentOn)}</p>
              {card.until === undefined ? null : (
                <p>
                  {t.case.until}: {card.until}
                </p>
              )}
            </>
          ),
        }))}
      />
    </>
  )
}
