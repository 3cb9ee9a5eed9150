import type { JSX } from 'preact'
import { Filings } from '../gateway/esedo/Filings.tsx'
import { CaseLetters } from '../gateway/letters/CaseLetters.tsx'
import { Alert } from '../ui/Alert.tsx'
import { ButtonLink } from '../ui/Button.tsx'
import { DeadlineCell } from '../ui/Deadline.tsx'
import { Details } from '../ui/Details.tsx'
import { Heading } from '../ui/Heading.tsx'
import { IdentityBar } from '../ui/IdentityBar.tsx'
import { Tabs } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Table } from '../ui/Table.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import type { CaseTab, CaseView, FileLink, InspectionView, MinutesView } from './case-view.ts'
import { DecisionFields } from './DecisionFields.tsx'
import { providerMessages } from './messages/provider.ts'
import { registerMessages } from './messages/registers.ts'
import { RegisterAnswer } from './RegisterAnswer.tsx'
import { TaskPanel } from './TaskPanel.tsx'

type ReadyCase = Extract<CaseView, { kind: 'ready' }>

const TABS: readonly CaseTab[] = ['task', 'application', 'documents', 'history', 'terms']

/** A case as a member of the provider's staff sees it. */
export function CasePage({ view }: { readonly view: CaseView }): JSX.Element {
  const t = providerMessages[usePage().locale]
  switch (view.kind) {
    case 'not-found':
    case 'forbidden': {
      const words = view.kind === 'forbidden' ? t.forbidden : t.notFound
      return (
        <>
          <Heading level={1}>{words.title}</Heading>
          <p>{words.text}</p>
        </>
      )
    }
    case 'ready':
      return <ReadyCasePage view={view} />
  }
}

function ReadyCasePage({ view }: { readonly view: ReadyCase }): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale]
  const base = `/${locale}/work/cases/${view.caseId}`
  return (
    <>
      <IdentityBar
        label={t.case.identity}
        title={view.number ?? t.inbox.withoutNumber}
        facts={[
          ...(view.applicant === undefined ? [] : [{ label: t.case.applicant, value: view.applicant }]),
          { label: t.case.service, value: view.service },
          ...(view.due === undefined
            ? []
            : [
                {
                  label: t.case.due,
                  value: <DeadlineCell date={view.due.date} words={view.due.words} urgency={view.due.urgency} />,
                },
              ]),
          ...(view.totalDue === undefined ? [] : [{ label: t.case.totalDue, value: view.totalDue }]),
        ]}
      />
      {view.notice === undefined ? null : (
        <Alert tone="success" live>
          <p>{view.notice}</p>
        </Alert>
      )}
      {view.problem === undefined ? null : (
        <Alert tone="danger" live>
          <p>{view.problem}</p>
        </Alert>
      )}
      <Heading level={1} caption={view.item}>
        {view.stage}
      </Heading>
      <Tabs
        label={t.case.tabs.label}
        tabs={TABS.filter((tab) => tab === view.tab || isThere(tab, view)).map((tab) => ({
          title: t.case.tabs[tab],
          href: tab === 'task' ? base : `${base}?tab=${tab}`,
          current: tab === view.tab,
          count: tab === 'documents' ? view.files.length : undefined,
        }))}
      />
      <TabContent view={view} base={base} />
    </>
  )
}

/** What the step of the reader does not need is left out, with its tab. */
function isThere(tab: CaseTab, view: ReadyCase): boolean {
  return tab === 'application' ? view.answers.length > 0 : tab === 'documents' ? view.files.length > 0 : true
}

function TabContent({ view, base }: { readonly view: ReadyCase; readonly base: string }): JSX.Element {
  const t = providerMessages[usePage().locale].case
  switch (view.tab) {
    case 'task':
      return (
        <div class="q-case-columns">
          <div>
            {view.instruction === undefined ? null : <p class="q-lead">{view.instruction}</p>}
            <TaskPanel task={view.task} base={base} />
            {view.reassign === undefined ? null : (
              <Details summary={t.reassign} open={view.reassign.errors.length > 0}>
                <DecisionFields
                  form={view.reassign}
                  action={`${base}/reassign`}
                  button={t.reassignButton}
                  question={t.reassign}
                  prefix="reassign-"
                  reasonLabel={t.reassignReason}
                />
              </Details>
            )}
          </div>
          <aside>
            <SideFacts view={view} />
          </aside>
        </div>
      )
    case 'application':
      return (
        <>
          {view.answers.map((section) => (
            <section key={section.title}>
              <Heading level={2}>{section.title}</Heading>
              <SummaryList rows={section.rows} />
            </section>
          ))}
        </>
      )
    case 'documents':
      return <Files files={view.files} />
    case 'history':
      return (
        <>
          <Timeline label={t.history} entries={view.history} />
          {view.container === undefined ? null : (
            <section>
              <Heading level={2}>{t.container}</Heading>
              <p>{t.containerText}</p>
              <ButtonLink variant="secondary" href={view.container}>
                {t.containerButton}
              </ButtonLink>
            </section>
          )}
        </>
      )
    case 'terms':
      return <Terms view={view} />
  }
}

/** What helps to decide, beside the decision. */
function SideFacts({ view }: { readonly view: ReadyCase }): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale].case
  return (
    <>
      {view.minutes === undefined ? null : <Minutes minutes={view.minutes} />}
      {view.preview === undefined ? null : (
        <section>
          <Heading level={2}>{t.preview}</Heading>
          <p>
            <a class="ds-link" href={view.preview} target="_blank" rel="noopener">
              {t.open}
            </a>
          </p>
          <p class="q-muted">{t.previewHint}</p>
        </section>
      )}
      {view.registers.length === 0 ? null : (
        <section>
          <Heading level={2}>{registerMessages[locale].title}</Heading>
          {view.registers.map((register) => (
            <RegisterAnswer key={register.key} register={register} />
          ))}
        </section>
      )}
      {view.opinion === undefined ? null : (
        <section>
          <Heading level={2}>{t.opinionOf}</Heading>
          <p class="q-prewrap">{view.opinion}</p>
        </section>
      )}
      {view.inspection === undefined ? null : (
        <section>
          <Heading level={2}>{t.inspection}</Heading>
          <p class="q-prewrap">{view.inspection.report}</p>
          <InspectionSignature signature={view.inspection.signature} />
        </section>
      )}
      {view.valuation === undefined ? null : (
        <section>
          <Heading level={2}>{t.valuation}</Heading>
          <p>{view.valuation}</p>
        </section>
      )}
      {view.files.length === 0 ? null : (
        <section>
          <Heading level={2}>{t.tabs.documents}</Heading>
          <Files files={view.files} />
        </section>
      )}
      <Filings filings={view.filings} />
      <CaseLetters letters={view.letters} />
    </>
  )
}

/** The minutes, with who has signed them and who has not. */
function Minutes({ minutes }: { readonly minutes: MinutesView }): JSX.Element {
  const t = providerMessages[usePage().locale].vote
  return (
    <section>
      <Heading level={2}>{t.minutesTitle}</Heading>
      {minutes.pdf === undefined ? null : (
        <p>
          <a class="ds-link" href={minutes.pdf} target="_blank" rel="noopener">
            {t.minutes}
          </a>
        </p>
      )}
      <ul class="q-list">
        {minutes.signed.map(({ name, at }) => (
          <li key={name}>{t.signedAt(name, at)}</li>
        ))}
        {minutes.missing.map((name) => (
          <li key={name}>
            <strong>{t.notSigned(name)}</strong>
          </li>
        ))}
      </ul>
      {minutes.container === undefined ? null : (
        <p>
          <a class="ds-link" href={minutes.container} download>
            {t.minutesContainer}
          </a>
        </p>
      )}
    </section>
  )
}

/** Who signed the act of inspection, and what the check of the signature said. */
function InspectionSignature({ signature }: Pick<InspectionView, 'signature'>): JSX.Element {
  const t = providerMessages[usePage().locale].inspect
  if (signature === undefined) return <p class="q-muted">{t.unsigned}</p>
  return (
    <>
      <p>
        <a class="ds-link" href={signature.pdf} target="_blank" rel="noopener">
          {t.act}
        </a>
      </p>
      <p class="q-muted q-hash">{t.signedBy(signature.by, signature.at, signature.serial)}</p>
      {signature.training ? <p class="q-muted">{t.training}</p> : null}
    </>
  )
}

function Files({ files }: { readonly files: readonly FileLink[] }): JSX.Element {
  const t = providerMessages[usePage().locale].case
  if (files.length === 0) return <p>{t.noAttachments}</p>
  return (
    <ul class="q-files">
      {files.map((file) => (
        <li key={`${file.href}${file.title}`}>
          <a class="ds-link" href={file.href} target="_blank" rel="noopener">
            {file.title}
          </a>
          <span class="q-muted">
            {' '}
            {file.fileName}, {file.size}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Terms({ view }: { readonly view: ReadyCase }): JSX.Element {
  const t = providerMessages[usePage().locale].case
  return (
    <>
      <Table
        caption={t.tabs.terms}
        captionHidden
        columns={[
          { id: 'term', title: t.termColumns.term },
          { id: 'starts', title: t.termColumns.starts },
          { id: 'ends', title: t.termColumns.ends },
          { id: 'state', title: t.termColumns.state },
        ]}
        rows={view.terms.map((term, index) => ({
          key: `${index}`,
          cells: {
            term: term.title,
            starts: term.starts,
            ends: <DeadlineCell date={term.ends} words={term.words} urgency={term.urgency} />,
            state: term.running ? t.running : t.stopped,
          },
        }))}
      />
      {view.terms.map((term, index) => (
        <Details key={`${index}`} summary={`${t.explanation}: ${term.title}`}>
          <ol>
            {term.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </Details>
      ))}
    </>
  )
}
