import { type Locale, LOCALES, parseIin } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { LANGUAGE_NAMES } from '../messages/catalogue.ts'
import { peopleMessages } from '../people/messages/people.ts'
import type { Texts } from '../provider/posted-texts.ts'
import { Radios } from '../ui/Choices.tsx'
import { errorOf, type PageError } from '../ui/ErrorSummary.tsx'
import { Heading } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { TextInput } from '../ui/TextInput.tsx'
import type { CounterApplicant } from './counter-draft.ts'
import { counterMessages } from './messages/counter.ts'

/** Names of the boxes; no field of a form begins with a low line. */
export const FIELD = {
  service: '_service',
  iin: '_iin',
  surname: '_surname',
  givenName: '_given-name',
  patronymic: '_patronymic',
  language: '_language',
} as const

const LONGEST_NAME = 100

/** What was typed about the applicant, and what has to be put right. */
export interface TypedApplicant {
  /** As typed; the IIN in its twelve digits when it is one. */
  readonly applicant: CounterApplicant
  readonly isIin: boolean
  readonly language: Locale | undefined
  readonly faults: readonly PageError[]
}

/** The sentence for what is wrong with a typed IIN; undefined for a right one. */
export function iinFault(typed: string, locale: Locale): string | undefined {
  const words = { ...peopleMessages[locale].iin.faults, ...counterMessages[locale].list.iinFaults }
  if (typed.trim() === '') return words.missing
  const parsed = parseIin(typed)
  return parsed.ok ? undefined : words[parsed.code]
}

export function readApplicant(posted: Texts, locale: Locale): TypedApplicant {
  const t = counterMessages[locale].form
  const typed = (field: string): string => clean(posted[field] ?? '')
  const iin = parseIin(typed(FIELD.iin))
  const wrongIin = iinFault(typed(FIELD.iin), locale)
  const applicant = {
    iin: iin.ok ? iin.iin : typed(FIELD.iin),
    surname: typed(FIELD.surname),
    givenName: typed(FIELD.givenName),
    patronymic: typed(FIELD.patronymic),
  }
  const language = LOCALES.find((one) => one === posted[FIELD.language])
  const tooLong = (text: string): string | undefined => (text.length > LONGEST_NAME ? t.nameTooLong : undefined)
  const faults: readonly (readonly [string, string | undefined])[] = [
    [FIELD.iin, wrongIin],
    [FIELD.surname, applicant.surname === '' ? t.surnameMissing : tooLong(applicant.surname)],
    [FIELD.givenName, applicant.givenName === '' ? t.givenNameMissing : tooLong(applicant.givenName)],
    [FIELD.patronymic, tooLong(applicant.patronymic)],
    [FIELD.language, language === undefined ? t.languageMissing : undefined],
  ]
  return {
    applicant,
    isIin: iin.ok,
    language,
    faults: faults.flatMap(([field, message]) => (message === undefined ? [] : [{ field, message }])),
  }
}

/** As much of the applicant as can be kept: a number that is none leaves the one that was there. */
export function keptApplicant({ applicant, isIin }: TypedApplicant, before: CounterApplicant): CounterApplicant {
  return {
    iin: isIin ? applicant.iin : before.iin,
    surname: applicant.surname.slice(0, LONGEST_NAME),
    givenName: applicant.givenName.slice(0, LONGEST_NAME),
    patronymic: applicant.patronymic.slice(0, LONGEST_NAME),
  }
}

/** Who applies, as in the identity document, and in which language they are served. */
export function ApplicantFields(props: {
  readonly applicant: CounterApplicant
  readonly language: Locale | undefined
  readonly errors: readonly PageError[]
}): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale]
  const { applicant, errors } = props
  return (
    <>
      <Heading level={2}>{t.form.applicant}</Heading>
      <TextInput
        name={FIELD.iin}
        label={t.list.iin}
        value={applicant.iin}
        error={errorOf(errors, FIELD.iin)}
        inputMode="numeric"
        width={12}
        spellCheck={false}
      />
      <TextInput
        name={FIELD.surname}
        label={t.form.surname}
        hint={t.form.asInDocument}
        value={applicant.surname}
        error={errorOf(errors, FIELD.surname)}
        spellCheck={false}
      />
      <TextInput
        name={FIELD.givenName}
        label={t.form.givenName}
        value={applicant.givenName}
        error={errorOf(errors, FIELD.givenName)}
        spellCheck={false}
      />
      <TextInput
        name={FIELD.patronymic}
        label={t.form.patronymic}
        value={applicant.patronymic}
        error={errorOf(errors, FIELD.patronymic)}
        optional
        spellCheck={false}
      />
      <Radios
        name={FIELD.language}
        label={t.form.language}
        hint={t.form.languageHint}
        options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={props.language ?? ''}
        error={errorOf(errors, FIELD.language)}
        inline
      />
    </>
  )
}

/** Without invisible characters, and with one space where there are several. */
function clean(text: string): string {
  return text
    .slice(0, 1000)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
