import type { RegisterText } from '@qyzmet/gateway'
import { formatDate, formatInstant, type Locale } from '@qyzmet/regulation'
import type { TimelineEntry } from '../../ui/Timeline.tsx'
import { failureWords } from '../admin/failure-words.ts'
import { lettersMessages } from '../messages/letters.ts'
import { trafficMessages } from '../messages/traffic.ts'
import type { LetterFile, LetterSignature } from './letter-files.queries.ts'
import type { Letter, LetterStep } from './letters.queries.ts'

/** A file in words; `href` where it is here. */
export interface LetterFileView {
  readonly place: number
  readonly title: string
  readonly href: string | undefined
  readonly words: string
}

export function letterFileView(file: LetterFile, letterId: string, locale: Locale): LetterFileView {
  const t = lettersMessages[locale].files
  const { place, kept } = file
  return {
    place,
    title: t.name(place),
    href: kept && `/${locale}/work/letters/${letterId}/files/${place}`,
    words: fileWords(file, locale),
  }
}

function fileWords({ state, kept, failure }: LetterFile, locale: Locale): string {
  const t = lettersMessages[locale].files
  const kinds: Readonly<Record<string, string>> = t.kinds
  const unfit: Readonly<Record<string, string>> = t.unfit
  switch (state) {
    case 'kept':
      return kept ? `${kinds[kept.mediaType] ?? kept.mediaType}, ${t.size(Math.ceil(kept.size / 1024))}` : ''
    case 'gone':
      return t.gone
    case 'unfit':
      return unfit[failure ?? ''] ?? t.unfit['file-type']
    case 'waiting':
      return failure === undefined ? t.waiting : t.trying(failureWords(failure, trafficMessages[locale]))
  }
}

/** What the signature of a letter is worth, never more than was found out. */
export interface SignatureView {
  readonly tone: 'success' | 'danger' | 'warning' | 'info'
  readonly words: readonly string[]
}

/** @param describe says in words why a signature is not valid */
export function signatureView(
  signature: LetterSignature | undefined,
  files: readonly LetterFile[],
  locale: Locale,
  describe: (code: string, locale: Locale) => string,
): SignatureView {
  const t = lettersMessages[locale].signature
  if (!signature) return { tone: 'warning', words: [t.none] }
  const { verdict } = signature
  const [first] = files
  switch (verdict?.verdict) {
    case 'VALID': {
      const { name = '', organisation } = verdict.signer ?? {}
      const who = organisation === undefined ? name : `${name}, ${organisation}`
      return { tone: 'success', words: [t.valid(who), ...(verdict.training ? [t.training] : []), t.over] }
    }
    case 'INVALID':
      return { tone: 'danger', words: [t.invalid(describe(verdict.reason ?? '', locale))] }
    case 'INDETERMINATE':
      return { tone: 'info', words: [t.pending] }
    case undefined: {
      const isHere = first?.state === 'waiting' || first?.state === 'kept'
      return isHere ? { tone: 'info', words: [t.pending] } : { tone: 'warning', words: [t.withoutFile] }
    }
  }
}

/** What happened to a letter, the latest first. */
export function letterHistory(
  letter: Letter,
  steps: readonly LetterStep[],
  locale: Locale,
  timeZone: string,
): readonly TimelineEntry[] {
  const t = lettersMessages[locale].history
  const entry = (id: string, title: string, at: Temporal.Instant) => ({
    id,
    title,
    at: formatInstant(at, timeZone, locale),
    dateTime: at.toString(),
  })
  return [
    ...steps.map((step, index) => ({
      ...entry(`step-${steps.length - index}`, stepTitle(step, locale), step.at),
      ...(step.by ? { by: step.by.name } : {}),
      ...(['refused', 'finished', 'wrong'].includes(step.step) ? { note: step.words } : {}),
    })),
    entry('arrived', t.arrived, letter.receivedAt),
  ]
}

function stepTitle({ step, on, words = '' }: LetterStep, locale: Locale): string {
  const t = lettersMessages[locale].history
  switch (step) {
    case 'registered':
      return t.registered(words)
    case 'executing':
      return t.executing(words)
    case 'prolonged':
      return t.prolonged(on ? formatDate(on, locale) : '')
    case 'refused':
    case 'finished':
    case 'controlled':
    case 'released':
    case 'wrong':
      return t[step]
  }
}

/** A text of the document systems in the language of a page, or in the other one. */
export function said({ kk, ru }: RegisterText, locale: Locale): string | undefined {
  return locale === 'ru' ? (ru ?? kk) : (kk ?? ru)
}
