import { formatDate, formatInstant } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { ErrorSummary, type PageError } from '../../ui/ErrorSummary.tsx'
import { Heading } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Timeline, type TimelineEntry } from '../../ui/Timeline.tsx'
import { failureWords } from '../admin/failure-words.ts'
import { lettersMessages } from '../messages/letters.ts'
import { trafficMessages } from '../messages/traffic.ts'
import type { DecisionType } from './decide-letter.ts'
import { LetterDecisions } from './LetterDecisions.tsx'
import { type LetterFileView, said, type SignatureView } from './letter-view.ts'
import type { Letter } from './letters.queries.ts'

export interface LetterView {
  readonly letter: Letter
  readonly timeZone: string
  readonly isOverdue: boolean
  readonly files: readonly LetterFileView[]
  readonly signature: SignatureView
  readonly history: readonly TimelineEntry[]
  /** What the visitor may do with it now. */
  readonly decisions: readonly DecisionType[]
  /** Who may be named executor. */
  readonly people: readonly { readonly accountId: string; readonly name: string }[]
  readonly executor: string | undefined
  /** Of the case that it is about. */
  readonly caseNumber: string | undefined
  /** Why its sender does not hear of it. */
  readonly untold: string | undefined
  readonly notice: 'done' | 'over' | undefined
  /** What was sent and not taken. */
  readonly refilled: Refilled | undefined
}

export interface Refilled {
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly PageError[]
}

/** One letter of another body: what it says, its files and signature, what was done and what may be done with it. */
export function LetterPage({ view }: { readonly view: LetterView }): JSX.Element {
  const { locale } = usePage()
  const t = lettersMessages[locale]
  const { letter, notice, untold } = view
  return (
    <>
      <BackLink href={`/${locale}/work/letters`}>{t.title}</BackLink>
      <ErrorSummary errors={view.refilled?.errors ?? []} />
      <Heading level={1} caption={t.kinds[letter.kind]}>
        {t.numbered(letter.number, formatDate(letter.datedOn, locale))}
      </Heading>
      {notice === undefined ? null : (
        <Alert tone={notice === 'done' ? 'success' : 'warning'} live>
          <p>{t[notice]}</p>
        </Alert>
      )}
      {untold === undefined ? null : (
        <Alert tone="warning">
          <p>{t.untold(failureWords(untold, trafficMessages[locale]))}</p>
        </Alert>
      )}
      <Facts view={view} />
      <Files files={view.files} />
      <section>
        <Heading level={2}>{t.signature.title}</Heading>
        <Alert tone={view.signature.tone}>
          <p>{view.signature.words.join(' ')}</p>
        </Alert>
      </section>
      <LetterDecisions view={view} />
      <section>
        <Heading level={2}>{t.history.title}</Heading>
        <Timeline label={t.history.title} entries={view.history} />
      </section>
    </>
  )
}

function Facts({ view }: { readonly view: LetterView }): JSX.Element {
  const { locale } = usePage()
  const t = lettersMessages[locale]
  const { letter, timeZone } = view
  const { registered, dueOn, caseId } = letter
  const day = (on: Temporal.PlainDate): string => formatDate(on, locale)
  const rows = [
    { label: t.state, value: t.states[letter.state] },
    {
      label: t.due,
      value: dueOn && (
        <>
          {day(dueOn)} {view.isOverdue ? <Tag tone="danger">{t.overdue}</Tag> : null}
        </>
      ),
    },
    { label: t.facts.registered, value: registered && t.numbered(registered.number, day(registered.on)) },
    {
      label: t.facts.case,
      value: caseId && (
        <a class="ds-link" href={`/${locale}/work/cases/${caseId}`}>
          {view.caseNumber}
        </a>
      ),
    },
    { label: t.facts.executor, value: view.executor },
    { label: t.sender, value: letter.sender },
    { label: t.facts.documentKind, value: letter.documentKind },
    { label: t.facts.language, value: t.facts.languages[letter.language] },
    {
      label: t.facts.description,
      value: letter.description === '' ? undefined : <span class="q-prewrap">{letter.description}</span>,
    },
    { label: t.facts.author, value: said(letter.author, locale) },
    { label: t.facts.signer, value: said(letter.signer, locale) },
    { label: t.facts.contact, value: letter.contact },
    { label: t.facts.phone, value: letter.phone },
    { label: t.facts.sheets, value: letter.sheets },
    { label: t.facts.appendices, value: letter.appendices },
    { label: t.facts.receivedAt, value: formatInstant(letter.receivedAt, timeZone, locale) },
  ]
  // Of what the sender left out there is nothing to say.
  return <SummaryList rows={rows.filter(({ value }) => value !== undefined && value !== '')} />
}

function Files({ files }: Pick<LetterView, 'files'>): JSX.Element {
  const t = lettersMessages[usePage().locale].files
  return (
    <section>
      <Heading level={2}>{t.title}</Heading>
      {files.length === 0 ? <p>{t.none}</p> : null}
      <ul class="q-list">
        {files.map(({ place, title, href, words }) => (
          <li key={place}>
            {href === undefined ? (
              title
            ) : (
              <a class="ds-link" href={href} target="_blank" rel="noopener">
                {title}
              </a>
            )}
            {`. ${words}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
