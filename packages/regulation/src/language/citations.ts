import type { Text } from '../text.ts'
import { suggest } from './codes.ts'
import type { Place } from './report.ts'
import type { WrittenRegulation, WrittenSource, WrittenStandard } from './written.ts'

/** Sources that cite an act by name, each with its place. */
function* citationsOf(
  value: unknown,
  place: Place,
): Generator<{ readonly source: WrittenSource; readonly place: Place }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* citationsOf(item, place.under(index))
    return
  }
  if (typeof value !== 'object' || value === null) return
  // The schema allows `mark` only in a source, and there it demands one.
  if (typeof Reflect.get(value, 'mark') === 'string') {
    yield { source: value as WrittenSource, place }
    return
  }
  for (const [key, item] of Object.entries(value)) yield* citationsOf(item, place.under(key))
}

/** The titles of all acts that may be cited; reports citations of others. */
export function compileCitations(
  files: readonly { readonly written: WrittenRegulation | WrittenStandard; readonly place: Place }[],
  own: readonly { readonly cite: string; readonly title: Text }[],
): ReadonlyMap<string, Text> {
  const titles = new Map(
    [...files.flatMap(({ written }) => written.citedActs ?? []), ...own].map(({ cite, title }) => [cite, title]),
  )
  for (const { written, place } of files) {
    for (const { source, place: where } of citationsOf(written, place)) {
      if (source.act === undefined || titles.has(source.act)) continue
      where.under('act').fault('unknown-act', {
        name: source.act,
        suggestion: suggest(source.act, [...titles.keys()]),
      })
    }
  }
  return titles
}
