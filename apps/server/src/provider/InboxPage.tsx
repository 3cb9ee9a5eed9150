import type { Locale } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { counterMessages } from '../counter/messages/counter.ts'
import { lettersMessages } from '../gateway/messages/letters.ts'
import { registrationsMessages } from '../gateway/messages/registrations.ts'
import { trafficMessages } from '../gateway/messages/traffic.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../ui/Button.tsx'
import { DeadlineCell } from '../ui/Deadline.tsx'
import { Form, SearchForm } from '../ui/Form.tsx'
import { Heading } from '../ui/Heading.tsx'
import { NextPage, Tabs } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { Table, type Row } from '../ui/Table.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import type { InboxTask, InboxView } from './inbox-view.ts'
import { providerMessages, type ProviderMessages } from './messages/provider.ts'

/** The list of work: what is due first comes first. */
export function InboxPage({ view }: { readonly view: InboxView }): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale].inbox
  switch (view.kind) {
    case 'no-roles':
      return (
        <>
          <Heading level={1}>{t.title}</Heading>
          <Alert tone="warning">
            <p>{t.noRoles}</p>
          </Alert>
        </>
      )
    case 'search':
      return (
        <>
          <Heading level={1}>{t.search}</Heading>
          <Search query={view.query} />
          <p role="status">{view.found.length === 0 ? t.notFound : t.found(view.found.length)}</p>
          {view.found.length === 0 ? null : (
            <Tasks caption={t.search} rows={view.found.map((task) => row(task, t, locale))} />
          )}
        </>
      )
    case 'ready':
      return <ReadyInbox view={view} />
  }
}

function ReadyInbox({ view }: { readonly view: Extract<InboxView, { kind: 'ready' }> }): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale].inbox
  const title = t.title
  const base = `/${locale}/work`
  const isEmpty = view.groups.every((group) => group.tasks.length === 0)
  return (
    <>
      <Heading level={1}>{title}</Heading>
      <p class="q-muted">
        {t.roles}: {view.roles.join(', ')}
      </p>
      {view.notice === undefined ? null : (
        <Alert tone={view.notice === 'done' ? 'success' : 'info'} live>
          <p>{view.notice === 'done' ? providerMessages[locale].done : t.nothingToTake}</p>
        </Alert>
      )}
      <div class="q-inbox-tools">
        <ButtonRow>
          <Form action={`${base}/next`}>
            <Button id="take-next">{t.takeNext}</Button>
          </Form>
          {view.takesPapersIn ? (
            <ButtonLink variant="secondary" href={`${base}/counter`}>
              {counterMessages[locale].title}
            </ButtonLink>
          ) : null}
        </ButtonRow>
        <Search query="" />
      </div>
      {pagesBeside(view, locale).map(({ path, title: words }) => (
        <p key={path}>
          <a class="ds-link" href={`${base}/${path}`}>
            {words}
          </a>
        </p>
      ))}
      <Tabs
        label={t.tabs.label}
        tabs={[
          { title: t.tabs.mine, href: `${base}?tab=mine`, current: view.tab === 'mine', count: view.totals.mine },
          { title: t.tabs.all, href: `${base}?tab=all`, current: view.tab === 'all', count: view.totals.all },
        ]}
      />
      <ul class="q-inbox-counts">
        {view.groups.map((group) => (
          <li key={group.name} data-urgency={group.name}>
            <CountOf group={group} count={view.counts[group.name]} />
          </li>
        ))}
      </ul>
      {isEmpty ? (
        <p>{t.empty}</p>
      ) : (
        <>
          <p class="q-muted">{t.order}</p>
          <Tasks
            caption={title}
            groups={view.groups
              .filter((group) => group.tasks.length > 0)
              .map((group) => ({
                key: group.name,
                title: t.groups[group.name],
                rows: group.tasks.map((task) => row(task, t, locale)),
              }))}
          />
          <NextPage next={view.next} />
        </>
      )}
      <div class="q-keys" data-inbox-keys data-off={t.keysOff} data-on={t.keysOn} hidden>
        <p class="q-muted">{t.keys}</p>
      </div>
    </>
  )
}

/** Other pages of the work area that are there for the visitor. */
function pagesBeside(
  view: Extract<InboxView, { kind: 'ready' }>,
  locale: Locale,
): readonly { readonly path: string; readonly title: string }[] {
  const signs = view.groups.some(({ tasks }) => tasks.some(({ isToSign }) => isToSign))
  return [
    ...(signs ? [{ path: 'to-sign', title: providerMessages[locale].toSign.title }] : []),
    ...(view.keepsRegistrations ? [{ path: 'registrations', title: registrationsMessages[locale].title }] : []),
    ...(view.letters === undefined ? [] : [{ path: 'letters', title: lettersTitle(view.letters, locale) }]),
    ...(view.isAdministrator ? [{ path: 'gateway', title: trafficMessages[locale].title }] : []),
  ]
}

function lettersTitle(count: number, locale: Locale): string {
  const t = lettersMessages[locale]
  return count === 0 ? t.title : t.withCount(count)
}

/** Leads to its group in the list, where there is one. */
function CountOf(props: {
  readonly group: Extract<InboxView, { kind: 'ready' }>['groups'][number]
  readonly count: number
}): JSX.Element {
  const { name, tasks } = props.group
  const title = providerMessages[usePage().locale].inbox.groups[name]
  const words = (
    <>
      {title} <strong>{props.count}</strong>
    </>
  )
  return tasks.length === 0 ? (
    <span class="q-inbox-count">{words}</span>
  ) : (
    <a class="q-inbox-count" href={`#${name}`}>
      {words}
    </a>
  )
}

function Search({ query }: { readonly query: string }): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale].inbox
  return (
    <SearchForm action={`/${locale}/work`} label={t.search}>
      <TextInput name="q" label={t.search} hint={t.searchHint} type="search" value={query} width={20} />
      <Button variant="secondary">{t.searchButton}</Button>
    </SearchForm>
  )
}

function Tasks(props: {
  readonly caption: string
  readonly rows?: readonly Row[]
  readonly groups?: readonly { readonly key: string; readonly title: string; readonly rows: readonly Row[] }[]
}): JSX.Element {
  const t = providerMessages[usePage().locale].inbox.columns
  return (
    <Table
      caption={props.caption}
      captionHidden
      columns={[
        { id: 'number', title: t.number },
        { id: 'due', title: t.due },
        { id: 'step', title: t.step },
        { id: 'applicant', title: t.applicant },
        { id: 'assignee', title: t.assignee },
      ]}
      rows={props.rows}
      groups={props.groups}
    />
  )
}

function row(task: InboxTask, t: ProviderMessages['inbox'], locale: string): Row {
  return {
    key: task.caseId,
    cells: {
      number: (
        <a class="ds-link" data-case href={`/${locale}/work/cases/${task.caseId}`}>
          {task.number ?? t.withoutNumber}
        </a>
      ),
      step: (
        <>
          {task.step}
          <br />
          <span class="q-muted">{task.service}</span>
          {task.waits === undefined ? null : (
            <>
              <br />
              <strong>{task.waits}</strong>
            </>
          )}
        </>
      ),
      applicant: task.applicant,
      due: <DeadlineCell date={task.due.date} words={task.due.words} urgency={task.due.urgency} />,
      assignee: task.assignee ?? t.unassigned,
    },
  }
}
