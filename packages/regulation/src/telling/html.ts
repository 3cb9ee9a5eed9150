import { escapeMarkup } from '../markup.ts'
import type { ToldBlock, ToldDocument, ToldDrawing, ToldFact, ToldItem, ToldTable } from './told.ts'
import { TOLD_WORDS } from './words.ts'

/** The pictures of a drawing as SVG texts, one or more; none when it is not drawn, and the page does without it. */
export type PicturesOf = (drawing: ToldDrawing) => readonly string[]

/**
 * A told document as one HTML file that stands alone, for the provider's own site: no script, no file beside it, and
 * readable on paper. What the regulation says is text: it is escaped where the tree of elements is printed.
 */
export function toldAsHtml(document: ToldDocument, picturesOf: PicturesOf = () => []): string {
  const { locale, caption, title, lead, sections } = document
  const main = element(
    'main',
    {},
    element('p', { class: 'note' }, caption),
    element('h1', {}, title),
    ...lead.map((line) => element('p', {}, line)),
    ...contents(document),
    ...sections.map(({ id, title: heading, blocks }) =>
      element(
        'section',
        { id, 'aria-labelledby': `${id}-title` },
        element('h2', { id: `${id}-title` }, heading),
        ...blocks.flatMap((block) => blockParts(block, picturesOf)),
      ),
    ),
  )
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, `${title}. ${caption}`),
    element('style', {}, STYLE),
  )
  return `<!doctype html>\n${print(element('html', { lang: locale }, head, element('body', {}, main)))}\n`
}

/** A piece of a page; a string is text, whatever it holds. */
type Part = string | Element

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Part[]
}

function element(name: string, attributes: Element['attributes'], ...children: readonly Part[]): Element {
  return { name, attributes, children }
}

const VOID = ['meta', 'img']

function print(part: Part): string {
  if (typeof part === 'string') return escapeMarkup(part)
  const attributes = Object.entries(part.attributes).map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`)
  const opening = `<${part.name}${attributes.join('')}>`
  return VOID.includes(part.name) ? opening : `${opening}${part.children.map(print).join('')}</${part.name}>`
}

function contents({ sections, locale }: ToldDocument): readonly Element[] {
  if (sections.length < 2) return []
  const links = sections.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, title)))
  return [element('nav', { 'aria-label': TOLD_WORDS[locale].contents }, element('ol', {}, ...links))]
}

function blockParts(block: ToldBlock, picturesOf: PicturesOf): readonly Element[] {
  switch (block.kind) {
    case 'paragraph':
      return [element('p', {}, block.text)]
    case 'list':
      return [
        element(
          'ul',
          {},
          ...block.entries.map(({ text, notes }) =>
            element('li', {}, text, ...notes.map((note) => element('p', { class: 'note' }, note))),
          ),
        ),
      ]
    case 'items':
      return block.items.map(itemPart)
    case 'facts':
      return [factsPart(block.facts)]
    case 'table':
      return [tablePart(block.table)]
    case 'drawing':
      return drawingParts(block.drawing, picturesOf)
  }
}

function itemPart({ place, head, sentences, details }: ToldItem): Element {
  return element(
    'div',
    { class: 'item' },
    ...(place === '' ? [] : [element('p', { class: 'place' }, place)]),
    element('p', {}, element('strong', {}, head), ...sentences.map((sentence) => ` ${sentence}`)),
    ...(details.length === 0 ? [] : [factsPart(details)]),
  )
}

function factsPart(facts: readonly ToldFact[]): Element {
  return element(
    'dl',
    {},
    ...facts.flatMap(({ label, lines }) => [element('dt', {}, label), ...lines.map((line) => element('dd', {}, line))]),
  )
}

function tablePart({ caption, columns, rows }: ToldTable): Element {
  return element(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: '0' },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)))),
      element(
        'tbody',
        {},
        ...rows.map(({ heading, cells }) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, heading),
            ...cells.map((lines) => element('td', {}, ...lines.map((line) => element('p', {}, line)))),
          ),
        ),
      ),
    ),
  )
}

function drawingParts(drawing: ToldDrawing, picturesOf: PicturesOf): readonly Element[] {
  return picturesOf(drawing).map((picture) =>
    element(
      'figure',
      {},
      element(
        'div',
        { class: 'scroll', role: 'region', 'aria-label': drawing.caption, tabindex: '0' },
        element('img', { src: `data:image/svg+xml,${encodeURIComponent(picture)}`, alt: drawing.caption }),
      ),
      element('figcaption', {}, drawing.caption),
    ),
  )
}

/** Without quotes and angle brackets, which the printing of text would change. */
const STYLE = `
body { margin: 0; font: 1rem/1.5 system-ui, Segoe UI, Roboto, Noto Sans, Arial, sans-serif; color: #1b2328; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1, h2 { line-height: 1.25; color: #002a3a; }
p, ul, dl { max-width: 46rem; margin: 0 0 0.75rem; }
.item { margin: 0 0 1.5rem; padding-inline-start: 1rem; border-inline-start: 4px solid #c8d3d9; }
.place, .note, dt { color: #4a5860; font-size: 0.9375rem; }
.place, .note { margin: 0 0 0.25rem; }
dd { margin: 0 0 0.25rem 1rem; }
.scroll { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
caption { padding: 0 0 0.5rem; text-align: start; font-weight: 600; }
th, td { padding: 0.5rem; border: 1px solid #c8d3d9; vertical-align: top; text-align: start; min-width: 6rem; }
td p { margin: 0 0 0.25rem; }
thead th { background: #f1f6f8; }
figure { margin: 0 0 1.5rem; }
img { max-width: none; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  img { max-width: 100%; }
  tr, .item { break-inside: avoid; }
}
`
