import type { DocumentPart } from '../portal/application/application-parts.ts'

interface Named {
  readonly requirement: Pick<DocumentPart['requirement'], 'id' | 'title'>
}

/** Shorter names tell nothing: a scanner numbers its files. */
const SHORTEST = 4

/**
 * Which document of a list a file is, as far as its name tells: the name begins a title, in any language, or a title begins
 * it, whatever stands between the letters and whichever number is at the end.
 *
 * @returns id of the document; undefined when no title fits, or more than one
 */
export function documentNamed(fileName: string, documents: readonly Named[]): string | undefined {
  const name = lettersOf(fileName.replace(/\.[^.]*$/, ''))
  if (name.length < SHORTEST) return undefined
  const fitting = documents.filter(({ requirement: { id, title } }) =>
    [id, title.kk, title.ru, title.en].map(lettersOf).some((words) => words.startsWith(name) || name.startsWith(words)),
  )
  return fitting.length === 1 ? fitting[0]?.requirement.id : undefined
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}]/gu, '')
}
