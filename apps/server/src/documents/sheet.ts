import { formatDate, type Locale, type Text } from '@qyzmet/regulation'
import { type CheckCode, printCheckCode } from './check-code.ts'
import { kk, type Words } from './messages/kk.ts'
import { ru } from './messages/ru.ts'

/** Official papers are in Kazakh or in Russian. */
export type DocumentLocale = 'kk' | 'ru'

/** The language of the papers of a person who uses the product in `locale`: English has no papers, Kazakh is the state's. */
export function documentLocale(locale: Locale): DocumentLocale {
  return locale === 'ru' ? 'ru' : 'kk'
}

const WORDS: Readonly<Record<DocumentLocale, Words>> = { kk, ru }

/** What every document has. */
export interface Sheet {
  readonly provider: { readonly title: Text; readonly address: Text }
  readonly number: string
  readonly on: Temporal.PlainDate
  /** Zone of the provider, in which moments are told. */
  readonly timeZone: string
  /** True for a document of a case opened for training, or signed with training keys: it is marked and cannot look official. */
  readonly training: boolean
}

/** The person whose signature makes the document, as they act: never the last one who touched the case. */
export interface Signatory {
  readonly name: string
  readonly position: Text
  /** True when the person acts for somebody absent. */
  readonly acting: boolean
}

/** A person as documents name them. */
export interface NamedPerson {
  readonly name: string
  readonly iin: string
}

/** Number and date of the request that the document answers. */
export interface RequestRef {
  readonly number: string
  readonly on: Temporal.PlainDate
}

/** Who decided, and by which record. */
export interface DecisionRef {
  readonly body: Text
  readonly number: string
  readonly on: Temporal.PlainDate
}

/** What a composer of one kind is given beside its model. */
export interface Composing {
  readonly locale: DocumentLocale
  readonly words: Words
  /** A text of the regulation in the language of the document. */
  readonly text: (text: Text) => string
  readonly date: (day: Temporal.PlainDate) => string
}

export function composing(locale: DocumentLocale): Composing {
  return { locale, words: WORDS[locale], text: (text) => text[locale], date: (day) => formatDate(day, locale) }
}

export interface Framing {
  readonly title: string
  readonly composing: Composing
  /** Code and addresses of the public check; absent while the document is only looked at. */
  readonly check: { readonly code: CheckCode; readonly site: string; readonly address: string } | undefined
  readonly isDraft: boolean
  readonly signedBy: 'one' | 'many' | 'pen' | 'none'
}

/** The frame that `templates/layout.typ` draws around every document. */
export function composeFrame(sheet: Sheet, framing: Framing): object {
  const { title, check, isDraft, signedBy } = framing
  const { words, text, date, locale } = framing.composing
  return {
    lang: locale,
    title: sentenceCase(title, locale),
    provider: text(sheet.provider.title),
    address: text(sheet.provider.address),
    number: words.number(sheet.number),
    date: date(sheet.on),
    isoDate: [sheet.on.year, sheet.on.month, sheet.on.day],
    page: words.page('{page}', '{pages}'),
    training: sheet.training ? { marks: [kk.trainingMark, ru.trainingMark], note: words.trainingNote } : null,
    draft: isDraft ? { marks: [words.draftMark], note: words.draftNote } : null,
    signature: {
      heading: signedBy === 'one' || signedBy === 'many' ? words.signature.heading : null,
      text: words.signature[signedBy],
    },
    check: check
      ? {
          heading: words.check.heading,
          how: words.check.how,
          site: { label: words.check.site, value: check.site },
          code: { label: words.check.code, value: printCheckCode(check.code) },
          picture: words.check.picture(check.address),
        }
      : null,
  }
}

/** Titles come from acts in small letters; a document begins with a capital. */
export function sentenceCase(text: string, locale: Locale): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase(locale) + rest.join('')
}

export function composeSignatory(signatory: Signatory, { words, text, locale }: Composing): object {
  const position = sentenceCase(text(signatory.position), locale)
  return { name: signatory.name, position: signatory.acting ? `${position} (${words.actingFor})` : position }
}

export function composeDecision(decision: DecisionRef, { words, text, date }: Composing): string {
  return `${text(decision.body)}: ${words.numberAndDate(decision.number, date(decision.on))}`
}
