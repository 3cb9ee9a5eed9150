import type { ToldBlock, ToldDocument, ToldFact, ToldItem, ToldTable } from './told.ts'

/** A told document as Markdown with tables. What the regulation says is text: none of it is read as markup. */
export function toldAsMarkdown(document: ToldDocument): string {
  const parts = [
    `# ${escaped(`${document.title}. ${document.caption}`)}`,
    ...document.lead.map(escaped),
    ...document.sections.flatMap(({ title, blocks }) => [`## ${escaped(title)}`, ...blocks.flatMap(blockLines)]),
  ]
  return `${parts.join('\n\n')}\n`
}

function blockLines(block: ToldBlock): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [escaped(block.text)]
    case 'list':
      return [
        block.entries
          .flatMap(({ text, notes }) => [`- ${escaped(text)}`, ...notes.map((note) => `  - ${escaped(note)}`)])
          .join('\n'),
      ]
    case 'items':
      return block.items.map(itemLines)
    case 'facts':
      return [block.facts.map(factLine).join('\n')]
    case 'table':
      return [`**${escaped(block.table.caption)}**`, tableLines(block.table)]
    case 'drawing':
      return []
  }
}

/** An item is a paragraph of its own: its place in bold, its sentences one a line, so that a change is one line. */
function itemLines({ place, head, sentences, details }: ToldItem): string {
  const first = place === '' ? escaped(head) : `**${escaped(place)}.** ${escaped(head)}`
  return [[first, ...sentences.map(escaped)].join('\\\n'), ...details.map(factLine)].join('\n')
}

function factLine({ label, lines }: ToldFact): string {
  const [only = ''] = lines
  if (lines.length <= 1) return `- *${escaped(label)}:* ${escaped(only)}`
  return [`- *${escaped(label)}:*`, ...lines.map((line) => `  - ${escaped(line)}`)].join('\n')
}

function tableLines({ columns, rows }: ToldTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(escaped)),
    line(columns.map(() => '---')),
    ...rows.map(({ heading, cells }) =>
      line([escaped(heading), ...cells.map((lines) => lines.map(escaped).join('<br>'))]),
    ),
  ].join('\n')
}

/** Text in which nothing is markup; a number or a sign at the start of a line begins no list. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|#~&]/g, String.raw`\$&`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`)
    .replace(/^([-+])/, String.raw`\$1`)
    .replaceAll('\n', ' ')
}
