import type { Locale } from '../text.ts'

/** A regulation told to people in one language: plain text in a structure, before anything draws it. */
export interface ToldDocument {
  readonly locale: Locale
  /** What the document is: «Регламент мәтіні». */
  readonly caption: string
  /** What it is about: the short title of the service. */
  readonly title: string
  readonly lead: readonly string[]
  readonly sections: readonly ToldSection[]
}

export interface ToldSection {
  /** Small Latin letters, digits and hyphens; unique in its document, so that links lead to it. */
  readonly id: string
  readonly title: string
  readonly blocks: readonly ToldBlock[]
}

export type ToldBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly entries: readonly ToldEntry[] }
  | { readonly kind: 'items'; readonly items: readonly ToldItem[] }
  | { readonly kind: 'facts'; readonly facts: readonly ToldFact[] }
  | { readonly kind: 'table'; readonly table: ToldTable }
  | { readonly kind: 'drawing'; readonly drawing: ToldDrawing }

/** One line of a list, with what is said about it below. */
export interface ToldEntry {
  readonly text: string
  readonly notes: readonly string[]
}

/** What an item of the act says, in our words. */
export interface ToldItem {
  /** Where the act says it, in words: «5-тармақтың 3) тармақшасы»; empty for what the act does not say. */
  readonly place: string
  /** Who does what, in a sentence. */
  readonly head: string
  /** The time limit, the result and the way on, a sentence each. */
  readonly sentences: readonly string[]
  readonly details: readonly ToldFact[]
}

/** A name and what it says, a line each. */
export interface ToldFact {
  readonly label: string
  readonly lines: readonly string[]
  /** Id of the section of this document that tells more. */
  readonly more?: string
}

export interface ToldTable {
  /** Unique in its document. */
  readonly id: string
  readonly caption: string
  /** Headings of the columns; the first stands over the headings of the rows. */
  readonly columns: readonly string[]
  /** A row is its heading and then a cell for each further column; a cell is its lines. */
  readonly rows: readonly { readonly heading: string; readonly cells: readonly (readonly string[])[] }[]
}

/** Place of a diagram that is drawn from the graph of a channel. */
export interface ToldDrawing {
  readonly channel: string
  readonly shows: 'interaction' | 'handbook'
  readonly caption: string
}
