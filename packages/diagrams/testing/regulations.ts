import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { compileRegulation, isRegulationText, LOCALES, type Locale, type Regulation } from '@qyzmet/regulation'
import { DIAGRAM_KINDS, type DiagramKind } from '../src/chart/chart.ts'

const root = join(import.meta.dirname, '../../../regulations')

/** Every regulation of the repository, every edition. */
export function allRegulations(folder: string = root): readonly Regulation[] {
  const files = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name), 'utf8')]),
  )
  return [...files]
    .filter(([, text]) => isRegulationText(text))
    .flatMap(([path]) => compileRegulation(files, path).regulation ?? [])
}

export interface Wanted {
  readonly name: string
  readonly regulation: Regulation
  readonly channel: string
  readonly kind: DiagramKind
  readonly locale: Locale
}

/** Every diagram that can be asked for: each regulation, channel, kind and language. */
export function allDiagrams(regulations: readonly Regulation[] = allRegulations()): readonly Wanted[] {
  return regulations.flatMap((regulation) =>
    [...regulation.channels.keys()].flatMap((channel) =>
      DIAGRAM_KINDS.flatMap((kind) =>
        LOCALES.map((locale) => ({
          name: `${regulation.id}@${regulation.edition.id} ${channel} ${kind} ${locale}`,
          regulation,
          channel,
          kind,
          locale,
        })),
      ),
    ),
  )
}
