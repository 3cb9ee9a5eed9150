import type { Act } from '../model.ts'
import { compileDate } from './dates.ts'
import type { Place } from './report.ts'
import type { WrittenAct } from './written.ts'

export function compileAct(written: WrittenAct, place: Place): Act {
  const numbered = (key: 'registration' | 'repeal') => {
    const value = written[key]
    return value === undefined
      ? {}
      : { [key]: { number: value.number, on: compileDate(value.on, place.under(key, 'on')) } }
  }
  return {
    cite: written.cite,
    title: written.title,
    authority: written.authority,
    number: written.number,
    adoptedOn: compileDate(written.adoptedOn, place.under('adoptedOn')),
    ...numbered('registration'),
    amendments: (written.amendments ?? []).map((amendment, index) => ({
      number: amendment.number,
      adoptedOn: compileDate(amendment.on, place.under('amendments', index, 'on')),
    })),
    ...numbered('repeal'),
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
