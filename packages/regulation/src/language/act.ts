import type { Act, Registration } from '../model.ts'
import { compileDate } from './dates.ts'
import type { Place } from './report.ts'
import type { WrittenAct, WrittenRegistration } from './written.ts'

export function compileAct(written: WrittenAct, place: Place): Act {
  return {
    cite: written.cite,
    title: written.title,
    authority: written.authority,
    number: written.number,
    adoptedOn: compileDate(written.adoptedOn, place.under('adoptedOn')),
    ...registrationOf(written, place),
    amendments: (written.amendments ?? []).map((amendment, index) => ({
      number: amendment.number,
      adoptedOn: compileDate(amendment.on, place.under('amendments', index, 'on')),
      ...registrationOf(amendment, place.under('amendments', index)),
    })),
    ...(written.repeal === undefined
      ? {}
      : { repeal: { number: written.repeal.number, on: compileDate(written.repeal.on, place.under('repeal', 'on')) } }),
    ...(written.repeals === undefined
      ? {}
      : {
          repeals: written.repeals.map((repealed, index) => ({
            number: repealed.number,
            on: compileDate(repealed.on, place.under('repeals', index, 'on')),
          })),
        }),
    ...(written.entry === undefined
      ? {}
      : {
          entry: {
            daysAfterPublication: written.entry.daysAfterPublication,
            ...(written.entry.publishedOn === undefined
              ? {}
              : { publishedOn: compileDate(written.entry.publishedOn, place.under('entry', 'publishedOn')) }),
          },
        }),
  }
}

function registrationOf(
  { registration }: { readonly registration?: WrittenRegistration },
  place: Place,
): { readonly registration?: Registration } {
  if (registration === undefined) return {}
  const { number, on } = registration
  if (on === undefined) return { registration: { number } }
  return { registration: { number, on: compileDate(on, place.under('registration', 'on')) } }
}
