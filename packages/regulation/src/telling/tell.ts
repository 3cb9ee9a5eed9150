import type { Regulation } from '../model.ts'
import type { Locale } from '../text.ts'
import { tellService } from './tell-service.ts'
import { tellHandbook, tellTables } from './tell-tables.ts'
import { tellText } from './tell-text.ts'
import type { ToldDocument } from './told.ts'

/** `told` is the text followed by the time tables; the others are documents of their own. */
export const TOLD_KINDS = ['told', 'text', 'tables', 'service', 'handbook'] as const
export type ToldKind = (typeof TOLD_KINDS)[number]

export interface TellOptions {
  /** The only channel that is told, where a document tells channels one by one; absent: all. */
  readonly channel?: string | undefined
}

/** Tells a regulation to people. The same regulation is told in the same words each time. */
export function tell(
  kind: ToldKind,
  regulation: Regulation,
  locale: Locale,
  { channel }: TellOptions = {},
): ToldDocument {
  switch (kind) {
    case 'told':
      return withTables(tellText(regulation, locale, channel), tellTables(regulation, locale, channel))
    case 'text':
      return tellText(regulation, locale, channel)
    case 'tables':
      return tellTables(regulation, locale, channel)
    case 'service':
      return tellService(regulation, locale, channel)
    case 'handbook':
      return tellHandbook(regulation, locale, channel)
  }
}

function withTables(text: ToldDocument, tables: ToldDocument): ToldDocument {
  const blocks = tables.sections.flatMap((section) => section.blocks)
  const before = text.sections.findIndex(({ id }) => id === 'terms')
  return {
    ...text,
    sections: text.sections.toSpliced(before, 0, { id: 'tables', title: tables.caption, blocks }),
  }
}
