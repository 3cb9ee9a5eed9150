import type { ToldBlock, ToldFact, ToldItem, ToldSection, ToldTable } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Heading } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Table } from '../../ui/Table.tsx'
import { toldMessages } from '../messages/told.ts'
import { DrawingFigure, type DrawingView } from './DrawingFigure.tsx'

/** Sections of a told document, each under a heading that links lead to. */
export function ToldSections(props: {
  readonly sections: readonly ToldSection[]
  /** Pictures of the drawings in the sections; a drawing without one is left out. */
  readonly drawings?: readonly DrawingView[] | undefined
}): JSX.Element {
  return (
    <div class="q-told">
      {props.sections.map(({ id, title, blocks }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`}>
          <Heading level={2} id={`${id}-title`}>
            {title}
          </Heading>
          {blocks.map((block, index) => (
            <Block key={index} block={block} drawings={props.drawings ?? []} />
          ))}
        </section>
      ))}
    </div>
  )
}

/** Links to the sections of the page. */
export function Contents(props: { readonly sections: readonly Pick<ToldSection, 'id' | 'title'>[] }): JSX.Element {
  const { locale } = usePage()
  return (
    <nav class="q-contents" aria-label={toldMessages[locale].contents}>
      <ol>
        {props.sections.map(({ id, title }) => (
          <li key={id}>
            <a class="ds-link" href={`#${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Block(props: { readonly block: ToldBlock; readonly drawings: readonly DrawingView[] }): JSX.Element | null {
  const { block } = props
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>
    case 'list':
      return (
        <ul class="q-list">
          {block.entries.map(({ text, notes }) => (
            <li key={text}>
              {text}
              {notes.map((note) => (
                <p class="q-hint" key={note}>
                  {note}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )
    case 'items':
      return (
        <>
          {block.items.map((item) => (
            <Item key={`${item.place} ${item.head}`} item={item} />
          ))}
        </>
      )
    case 'facts':
      return <Facts facts={block.facts} />
    case 'table':
      return <TimeTable table={block.table} />
    case 'drawing': {
      const { channel, shows, caption } = block.drawing
      const drawing = props.drawings.find((one) => one.channel === channel && one.shows === shows)
      return drawing === undefined ? null : <DrawingFigure drawing={drawing} caption={caption} />
    }
  }
}

function Item(props: { readonly item: ToldItem }): JSX.Element {
  const { place, head, sentences, details } = props.item
  return (
    <div class="q-item">
      {place === '' ? null : <p class="q-item__place">{place}</p>}
      <p class="q-item__head">{head}</p>
      {sentences.length === 0 ? null : <p>{sentences.join(' ')}</p>}
      {details.length === 0 ? null : <Facts facts={details} />}
    </div>
  )
}

function Facts(props: { readonly facts: readonly ToldFact[] }): JSX.Element {
  const { locale } = usePage()
  return (
    <dl class="q-facts">
      {props.facts.map(({ label, lines, more }) => (
        <div key={label}>
          <dt>{label}</dt>
          {lines.map((line) => (
            <dd key={line}>
              {line}
              {more === undefined ? null : (
                <>
                  {' '}
                  <a class="ds-link" href={`#${more}`}>
                    {toldMessages[locale].decisions}
                  </a>
                </>
              )}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

function TimeTable(props: { readonly table: ToldTable }): JSX.Element {
  const { caption, columns, rows } = props.table
  return (
    <Table
      caption={caption}
      columns={columns.map((title, index) => ({ id: String(index), title }))}
      rows={rows.map(({ heading, cells }) => ({
        key: heading,
        cells: Object.fromEntries([
          ['0', heading],
          ...cells.map((lines, index) => [String(index + 1), lines.map((line) => <p class="q-line">{line}</p>)]),
        ]),
      }))}
    />
  )
}
