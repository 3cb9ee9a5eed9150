import type { Lines } from '../passage.ts'
import { type Entry, entry, type Mapping, mapping } from './yaml.ts'

/** A text in the language of the act; the other languages are missing, and the check says so. */
export function inLanguage(language: 'kk' | 'ru', text: string): Mapping {
  return mapping(entry(language, text))
}

/** Where a fact was read and how sure it is, as a comment. */
export function origin({ lines, confidence }: { readonly lines: Lines; readonly confidence: number }): string {
  return `${where(lines)}, confidence ${confidence.toFixed(2).replace(/0$/, '')}`
}

/** `line 12` or `lines 12–15`. */
export function where([first, last]: Lines): string {
  return first === last ? `line ${first}` : `lines ${first}–${last}`
}

/** A few words for a title: the clause without the time it takes, cut at a word. */
export function shortened(text: string, without: readonly string[] = [], most = 90): string {
  let rest = text
  for (const one of without) rest = rest.replace(one, '')
  rest = rest
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s([,;.])/g, '$1')
    .replace(/^[\s,;:–-]+|[\s,;:.–-]+$/g, '')
  if (rest.length > most) rest = rest.slice(0, most).replace(/\s+\S*$/, '')
  return rest.replace(/[\s,;:.–-]+$/, '') || text.slice(0, most)
}

/** The act's own words above an entry, so that the author has them in view; never part of a value. */
export function quoted(one: Entry, text: string, lines: Lines): Entry {
  return { ...one, above: [`${where(lines)}: ${text}`] }
}
