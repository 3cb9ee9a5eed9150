import type { PicturesOf, ToldBlock, ToldDocument } from '@qyzmet/regulation'
import { startTypesetter, type TypesetJob, type TypesetterOptions } from './typesetter.ts'

/** What a told document says of itself beside its text. */
export interface ToldSheet {
  /** Who publishes it: the provider, in the language of the document. */
  readonly author: string
  /** The day the text is of. It stands in the file, so that the same text gives the same bytes. */
  readonly on: Temporal.PlainDate
  /** Stands at the foot of every page, such as the mark of training; empty for none. */
  readonly mark: string
}

/** Sets told documents, apart from official papers: however many people load a handbook, no paper waits for it. */
export interface ToldPress {
  /**
   * A told document as PDF/A-2a. The same document gives the same bytes.
   *
   * @throws {TypesetError} when it cannot be set
   */
  readonly set: (document: ToldDocument, sheet: ToldSheet, picturesOf?: PicturesOf) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

export function startToldPress(options: TypesetterOptions): ToldPress {
  const typesetter = startTypesetter(options)
  return {
    set: (document, sheet, picturesOf = () => []) => typesetter.typeset(jobOfTold(document, sheet, picturesOf)),
    close: () => typesetter.close(),
  }
}

function jobOfTold(document: ToldDocument, { author, on, mark }: ToldSheet, picturesOf: PicturesOf): TypesetJob {
  const pictures: Record<string, string> = {}
  const drawn = (block: ToldBlock): object => {
    if (block.kind !== 'drawing') return block
    const { channel, shows } = block.drawing
    const names = picturesOf(block.drawing).map((svg, index) => {
      const name = `picture-${channel}-${shows}-${index + 1}`
      pictures[name] = inOwnFont(svg)
      return name
    })
    return { ...block, drawing: { ...block.drawing, pictures: names } }
  }
  const sections = document.sections.map((section) => ({ ...section, blocks: section.blocks.map(drawn) }))
  return {
    template: 'told',
    data: {
      lang: document.locale,
      caption: document.caption,
      title: document.title,
      lead: document.lead,
      sections,
      author,
      isoDate: [on.year, on.month, on.day],
      mark,
    },
    pictures,
  }
}

/** A picture set in the font that papers carry with them, not in what the machine happens to have: the bytes stay the same. */
function inOwnFont(svg: string): string {
  return svg.replaceAll(/(font-family=)"[^"]*"/g, '$1"Noto Serif"')
}
