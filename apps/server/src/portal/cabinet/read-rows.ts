import { formatInstant, type Locale, type Regulation } from '@qyzmet/regulation'
import type { RecordedRead } from '../../audit/reads.ts'
import type { Row } from '../../ui/Table.tsx'
import { cabinetMessages } from '../messages/cabinet.ts'

/** Looks at a case in words: who and in which role, when, at which step and what for, and what was shown. */
export function readRows(reads: readonly RecordedRead[], regulation: Regulation, locale: Locale): readonly Row[] {
  const t = cabinetMessages[locale].reads
  const purposes: Readonly<Record<string, string>> = t.purposes
  const parts: Readonly<Record<string, string>> = t.parts
  return reads.map((read, index) => ({
    key: `${read.at.toString()} ${index}`,
    cells: {
      who: whoOf(read, regulation, locale),
      when: formatInstant(read.at, regulation.timeZone, locale),
      why: [purposes[read.purpose] ?? read.purpose, stepTitle(read.step, regulation, locale)]
        .filter(Boolean)
        .join(': '),
      what: read.fields.map((field) => parts[field] ?? field).join(', '),
    },
  }))
}

function whoOf({ reader }: RecordedRead, regulation: Regulation, locale: Locale): string {
  const t = cabinetMessages[locale].reads
  if (reader.kind === 'system') return t.system
  const role = regulation.actors.get(reader.actor ?? '')?.title[locale]
  const absent = reader.substitutes === undefined ? undefined : t.forAbsent(reader.substitutes)
  return [reader.name, role, absent].filter((part) => part !== undefined).join(', ')
}

function stepTitle(id: string | undefined, regulation: Regulation, locale: Locale): string | undefined {
  for (const { graph } of regulation.channels.values()) {
    const step = graph.steps.get(id ?? '')
    if (step !== undefined) return step.title[locale]
  }
  return undefined
}
