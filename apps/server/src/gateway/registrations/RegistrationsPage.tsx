import { formatInstant } from '@qyzmet/regulation'
import { Fragment, type JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Choices.tsx'
import { Form, SearchForm } from '../../ui/Form.tsx'
import { Heading, Lead } from '../../ui/Heading.tsx'
import { BackLink, NextPage } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { failureWords } from '../admin/failure-words.ts'
import { registrationsMessages } from '../messages/registrations.ts'
import { trafficMessages } from '../messages/traffic.ts'
import type { Comparison } from './comparisons.queries.ts'
import { TOLD_STATES, TROUBLES } from './lines.queries.ts'
import type { RegistrationView } from './row-view.ts'

export interface RegistrationsView {
  readonly timeZone: string
  /** The filter as it was asked for. */
  readonly filter: { readonly number: string; readonly state: string }
  readonly rows: readonly RegistrationView[]
  readonly comparison: Comparison | undefined
  readonly notice: 'done' | 'over' | 'too-soon' | undefined
  readonly first: string | undefined
  readonly next: string | undefined
}

/** The journal of the workstation: what was registered, what others were told of it, and what they make of it. */
export function RegistrationsPage({ view }: { readonly view: RegistrationsView }): JSX.Element {
  const { locale } = usePage()
  const t = registrationsMessages[locale]
  return (
    <>
      <BackLink href={`/${locale}/work`} />
      <Heading level={1}>{t.title}</Heading>
      <Notice notice={view.notice} />
      <Lead>{t.lead}</Lead>
      <Compare view={view} />
      <Heading level={2}>{t.list}</Heading>
      <Filter filter={view.filter} />
      {view.rows.length === 0 ? <p role="status">{t.empty}</p> : null}
      {view.rows.map((row) => (
        <Row key={row.caseId} row={row} />
      ))}
      <NextPage first={view.first} next={view.next} />
    </>
  )
}

function Notice({ notice }: Pick<RegistrationsView, 'notice'>): JSX.Element | null {
  const t = registrationsMessages[usePage().locale]
  switch (notice) {
    case undefined:
      return null
    case 'done':
      return (
        <Alert tone="success" live>
          <p>{t.done}</p>
        </Alert>
      )
    case 'over':
    case 'too-soon':
      return (
        <Alert tone="warning" live>
          <p>{notice === 'over' ? t.over : t.compare.tooSoon}</p>
        </Alert>
      )
  }
}

function Compare({ view: { comparison, timeZone } }: { readonly view: RegistrationsView }): JSX.Element {
  const { locale } = usePage()
  const t = registrationsMessages[locale].compare
  return (
    <section>
      <Heading level={2}>{t.title}</Heading>
      <p>{t.text}</p>
      {comparison === undefined ? null : (
        <p>
          {t.last(formatInstant(comparison.askedAt, timeZone, locale), comparison.askedBy)}{' '}
          <ComparisonResult comparison={comparison} />
        </p>
      )}
      <Form action={`/${locale}/work/registrations/compare`}>
        <Button variant="secondary" id="compare">
          {t.button}
        </Button>
      </Form>
    </section>
  )
}

function ComparisonResult({ comparison: { result } }: { readonly comparison: Comparison }): JSX.Element {
  const { locale } = usePage()
  const t = registrationsMessages[locale].compare
  if (!result) return <>{t.running}</>
  if ('failure' in result) return <>{t.failed(failureWords(result.failure, trafficMessages[locale]))}</>
  const { compared, repaired } = result
  if (compared === 0) return <>{t.nothing}</>
  return <>{repaired === 0 ? t.same(compared) : t.different(compared, repaired)}</>
}

function Filter({ filter }: Pick<RegistrationsView, 'filter'>): JSX.Element {
  const { locale } = usePage()
  const t = registrationsMessages[locale]
  return (
    <SearchForm action={`/${locale}/work/registrations`} label={t.filter.title}>
      <TextInput
        name="number"
        label={t.filter.number}
        hint={t.filter.numberHint}
        value={filter.number}
        width={20}
        spellCheck={false}
      />
      <Select
        name="state"
        label={t.filter.state}
        value={filter.state}
        empty={false}
        options={[
          { value: '', label: t.filter.any },
          ...[...TROUBLES, ...TOLD_STATES].map((state) => ({ value: state, label: t.states[state] })),
        ]}
      />
      <Button variant="secondary">{t.filter.button}</Button>
    </SearchForm>
  )
}

/** One registration: its number leads to the case, below it what others know of it. */
function Row({ row }: { readonly row: RegistrationView }): JSX.Element {
  const { locale } = usePage()
  const t = registrationsMessages[locale]
  return (
    <section>
      <Heading level={3}>
        <a class="ds-link" href={`/${locale}/work/cases/${row.caseId}`}>
          {row.number}
        </a>
      </Heading>
      <p class="q-muted">
        {row.service}. {t.registered(row.registeredAt)}
        {row.portalNumber === undefined ? null : ` ${row.portalNumber}`}
      </p>
      <SummaryList
        rows={[
          { label: t.told, value: <Told row={row} /> },
          ...(row.filings.length === 0 ? [] : [{ label: t.filed, value: <Filed row={row} /> }]),
        ]}
      />
    </section>
  )
}

function Told({ row }: { readonly row: RegistrationView }): JSX.Element {
  const { locale } = usePage()
  return (
    <>
      {row.told.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {row.canTellAgain ? (
        <Form action={`/${locale}/work/registrations/cases/${row.caseId}/tell-again`}>
          <Button variant="secondary" about={row.number}>
            {registrationsMessages[locale].tellAgain}
          </Button>
        </Form>
      ) : null}
    </>
  )
}

function Filed({ row }: { readonly row: RegistrationView }): JSX.Element {
  const { locale } = usePage()
  return (
    <>
      {row.filings.map(({ id, title, words, canRepeat }) => (
        <Fragment key={id}>
          <p>
            {title}. {words}
          </p>
          {canRepeat ? (
            <Form action={`/${locale}/work/registrations/documents/${id}/file-again`}>
              <Button variant="secondary" about={row.number}>
                {registrationsMessages[locale].fileAgain}
              </Button>
            </Form>
          ) : null}
        </Fragment>
      ))}
    </>
  )
}
