import type { JSX } from 'preact'
import { Alert } from '../ui/Alert.tsx'
import { Button } from '../ui/Button.tsx'
import { SearchForm } from '../ui/Form.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { Pagination } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { CardList } from '../ui/Panel.tsx'
import { Table } from '../ui/Table.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { publicMessages } from './messages/public.ts'

export interface QueueListLink {
  readonly href: string
  readonly title: string
  readonly provider: string
  readonly total: number
}

/** All lists that hold anybody. */
export function QueueIndexPage({ lists }: { readonly lists: readonly QueueListLink[] }): JSX.Element {
  const t = publicMessages[usePage().locale].queue
  return (
    <>
      <Heading level={1}>{t.indexTitle}</Heading>
      <Lead>{t.lead}</Lead>
      {lists.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <CardList
          cards={lists.map((list) => ({
            key: list.href,
            title: list.title,
            href: list.href,
            meta: `${list.provider} · ${t.total(list.total)}`,
          }))}
        />
      )}
    </>
  )
}

export interface QueueView {
  readonly title: string
  readonly provider: string
  readonly total: number
  readonly rows: readonly {
    readonly caseId: string
    readonly place: number
    readonly number: string
    /** Masked. */
    readonly name: string
    readonly since: string
  }[]
  readonly path: string
  readonly page: number
  readonly lastPage: number
  readonly asked: string | undefined
  readonly found: number | undefined
}

/** One list in its legal order, with hidden names. */
export function QueuePage({ view }: { readonly view: QueueView }): JSX.Element {
  const { locale } = usePage()
  const t = publicMessages[locale].queue
  return (
    <>
      <Heading level={1} caption={view.provider}>
        {view.title}
      </Heading>
      <Lead>{t.lead}</Lead>
      <SearchForm action={`/${locale}${view.path}`} label={t.search}>
        <TextInput name="number" label={t.number} value={view.asked} width={20} autoComplete="off" />
        <Button variant="secondary">{t.find}</Button>
      </SearchForm>
      {view.asked === undefined ? null : (
        <Alert tone={view.found === undefined ? 'warning' : 'success'} live>
          <p>{view.found === undefined ? t.notFound : t.found(view.asked, view.found, view.total)}</p>
        </Alert>
      )}
      <p>
        {t.total(view.total)}. {t.masked}
      </p>
      {view.rows.length === 0 ? (
        <p>{t.empty}</p>
      ) : (
        <Table
          caption={view.title}
          captionHidden
          columns={[
            { id: 'number', title: t.columns.number },
            { id: 'place', title: t.columns.place, numeric: true },
            { id: 'name', title: t.columns.name },
            { id: 'since', title: t.columns.since },
          ]}
          rows={view.rows.map((row) => ({
            key: row.caseId,
            cells: { number: row.number, place: String(row.place), name: row.name, since: row.since },
          }))}
        />
      )}
      <Pagination current={view.page} last={view.lastPage} href={(page) => `/${locale}${view.path}?page=${page}`} />
    </>
  )
}
