import type { ActFacts, CitedAct, Read } from '../facts.ts'
import { inLanguage, origin } from './phrases.ts'
import { entry, mapping, type Mapping, writeYaml } from './yaml.ts'

/** The file of the act. What was not read is left out, so that the check asks for it. */
export function draftAct(facts: ActFacts, language: 'kk' | 'ru'): string {
  const { adopted, registration, repeal, amendments, changes, title, authority, daysAfterPublication } = facts
  const root = mapping(
    entry('language', 1),
    entry('cite', adopted === undefined ? undefined : `${adopted.value.on.slice(0, 4)} No ${adopted.value.number}`),
    title === undefined ? [] : entry('title', inLanguage(language, title.value), origin(title)),
    authority === undefined ? [] : entry('authority', inLanguage(language, authority.value), origin(authority)),
    entry('number', adopted?.value.number, adopted === undefined ? undefined : origin(adopted)),
    entry('adoptedOn', adopted?.value.on),
    numbered('registration', registration),
    amendments.length === 0
      ? []
      : entry(
          'amendments',
          amendments.map((one) => numberAndDay(one.value)),
          amendments.map((one) => origin(one)).join('; '),
        ),
    numbered('repeal', repeal),
    daysAfterPublication === undefined
      ? []
      : entry(
          'entry',
          mapping(entry('daysAfterPublication', daysAfterPublication.value)),
          origin(daysAfterPublication),
        ),
  )
  const earlier =
    changes === undefined
      ? []
      : [`It words anew the regulations of ${changes.value.on} No ${changes.value.number} (${origin(changes)}).`]
  return writeYaml(root, ['Draft: put `cite` right and add the missing languages.', ...earlier])
}

/** The file of the act that approves the standard, as far as the regulation names it. */
export function draftStandardAct(cited: Read<CitedAct>, language: 'kk' | 'ru'): string {
  const { kind, number, on, registration } = cited.value
  const root = mapping(
    entry('language', 1),
    entry('cite', `${kind} ${on.slice(0, 4)} No ${number}`),
    entry('number', number, origin(cited)),
    entry('adoptedOn', on),
    registration === undefined
      ? []
      : entry('registration', mapping(entry('number', registration)), 'the day is not in this act'),
  )
  return writeYaml(root, [
    `Draft of the act of the standard; its title and its authority stand in the act itself (${language}).`,
  ])
}

function numbered(key: string, read: ActFacts['registration']): ReturnType<typeof entry> {
  return read === undefined ? [] : entry(key, numberAndDay(read.value), origin(read))
}

function numberAndDay({ number, on }: { readonly number: string; readonly on: string }): Mapping {
  return mapping(entry('number', number), entry('on', on))
}
