import type { CoSigner as CoSignerEntry, Locale, Regulation } from '@qyzmet/regulation'
import { maskIin } from '../../documents/masks.ts'
import { formatDateBy } from '../../messages/dates.ts'
import type { CoSigner } from './co-signing.queries.ts'

/** The last day on which the person may sign, in a sentence. */
export function dueBy({ dueAt }: CoSigner, timeZone: string, locale: Locale): string {
  const last = dueAt.subtract({ milliseconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate()
  return formatDateBy(last, locale)
}

/** Who the person is, and their name as the form has it or what may be shown of the number. */
export function whoIs({ entry, name, iin }: CoSigner, regulation: Regulation, locale: Locale): string {
  return `${entryOf(entry, regulation)?.title[locale] ?? entry}, ${name ?? maskIin(iin)}`
}

/** The entry of the standard that asks for the signature. */
export function entryOf(id: string, { standard }: Regulation): CoSignerEntry | undefined {
  return standard.coSigners?.find((entry) => entry.id === id)
}
