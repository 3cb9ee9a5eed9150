import { formatDate } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Choices.tsx'
import { SearchForm } from '../../ui/Form.tsx'
import { Heading, Lead } from '../../ui/Heading.tsx'
import { BackLink, NextPage } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Table } from '../../ui/Table.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { lettersMessages } from '../messages/letters.ts'
import type { LetterLine } from './letter-lines.queries.ts'
import { LETTER_STATES } from './letters.queries.ts'

export interface LettersView {
  /** The filter as it was asked for. */
  readonly filter: { readonly text: string; readonly state: string }
  readonly lines: readonly LetterLine[]
  readonly first: string | undefined
  readonly next: string | undefined
}

/** Letters of other bodies: what waits to be registered, what is to be carried out and by when. */
export function LettersPage({ view }: { readonly view: LettersView }): JSX.Element {
  const { locale } = usePage()
  const t = lettersMessages[locale]
  return (
    <>
      <BackLink href={`/${locale}/work`} />
      <Heading level={1}>{t.title}</Heading>
      <Lead>{t.lead}</Lead>
      <Filter filter={view.filter} />
      {view.lines.length === 0 ? (
        <p role="status">{t.empty}</p>
      ) : (
        <Table
          caption={t.list}
          captionHidden
          columns={[
            { id: 'letter', title: t.kinds.docOutgoing },
            { id: 'due', title: t.due },
            { id: 'state', title: t.state },
            { id: 'sender', title: t.sender },
          ]}
          rows={view.lines.map((line) => ({
            key: line.id,
            cells: {
              letter: <LetterLink line={line} />,
              due: <Due line={line} />,
              state: t.states[line.state],
              sender: line.sender,
            },
          }))}
        />
      )}
      <NextPage first={view.first} next={view.next} />
    </>
  )
}

function LetterLink({ line }: { readonly line: LetterLine }): JSX.Element {
  const { locale } = usePage()
  const t = lettersMessages[locale]
  return (
    <>
      <a class="ds-link" href={`/${locale}/work/letters/${line.id}`}>
        {t.numbered(line.number, formatDate(line.datedOn, locale))}
      </a>
      {line.kind === 'docOutgoing' ? null : <p class="q-muted">{t.kinds[line.kind]}</p>}
    </>
  )
}

function Due({ line: { dueOn, isOverdue } }: { readonly line: LetterLine }): JSX.Element | null {
  const { locale } = usePage()
  if (!dueOn) return null
  return (
    <>
      {formatDate(dueOn, locale)} {isOverdue ? <Tag tone="danger">{lettersMessages[locale].overdue}</Tag> : null}
    </>
  )
}

function Filter({ filter }: Pick<LettersView, 'filter'>): JSX.Element {
  const { locale } = usePage()
  const t = lettersMessages[locale]
  return (
    <SearchForm action={`/${locale}/work/letters`} label={t.filter.title}>
      <TextInput
        name="text"
        label={t.filter.text}
        hint={t.filter.textHint}
        value={filter.text}
        width={20}
        spellCheck={false}
      />
      <Select
        name="state"
        label={t.state}
        value={filter.state}
        empty={false}
        options={[
          { value: '', label: t.filter.any },
          { value: 'overdue', label: t.overdue },
          ...LETTER_STATES.map((state) => ({ value: state, label: t.states[state] })),
        ]}
      />
      <Button variant="secondary">{t.filter.button}</Button>
    </SearchForm>
  )
}
