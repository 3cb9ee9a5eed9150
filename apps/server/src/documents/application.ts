import { formatInstant, type Text } from '@qyzmet/regulation'
import type { Composing, NamedPerson, Sheet } from './sheet.ts'
import { formatBytes } from '../messages/sizes.ts'
import { maskIin } from './masks.ts'

/** A value as it was given: words of the form, what was typed, a date, or an IIN, which the applicant's copy masks. */
export type Given = Text | string | Temporal.PlainDate | { readonly iin: string }

/** A question and its answer; no values: it was left open. */
export interface AnswerRow {
  readonly label: Text
  readonly values: readonly Given[]
}

export interface AnswerSection {
  readonly title: Text
  readonly rows: readonly AnswerRow[]
  /** People listed on the page, each with answers of their own. */
  readonly people: readonly { readonly label: Text; readonly persons: readonly (readonly AnswerRow[])[] }[]
}

/** The whole application as it was sent; `number` and `on` of the sheet are its own. */
export interface ApplicationModel extends Sheet {
  readonly title: Text
  readonly service: Text
  readonly applicant: NamedPerson
  readonly acceptedAt?: Temporal.Instant
  readonly sections: readonly AnswerSection[]
  readonly attachments: readonly { readonly title: Text; readonly fileName: string; readonly size: number }[]
  /** Absent for one that was taken in on paper. */
  readonly signature?: {
    readonly signerName: string
    readonly certificateSerial: string
    readonly signedAt: Temporal.Instant
    /** Hash of the exact bytes that were signed, hexadecimal. */
    readonly requestSha256: string
  }
  /** The applicant's copy shows the end of each IIN only; the one for staff shows them whole. */
  readonly copyFor: 'applicant' | 'staff'
}

export function composeApplication(model: ApplicationModel, composing: Composing): object {
  const { words, text, locale } = composing
  const said = words.application
  const iin = (whole: string): string => (model.copyFor === 'staff' ? whole : maskIin(whole))
  const given = (value: Given): string => {
    if (typeof value === 'string') return value
    if (value instanceof Temporal.PlainDate) return composing.date(value)
    return 'iin' in value ? iin(value.iin) : text(value)
  }
  const row = (answer: AnswerRow): object => ({
    label: text(answer.label),
    value: answer.values.length > 0 ? answer.values.map(given).join('\n') : said.notGiven,
    open: answer.values.length === 0,
  })
  return {
    copy: model.copyFor === 'staff' ? said.forStaff : said.forApplicant,
    parties: [
      { label: said.to, lines: [text(model.provider.title)] },
      { label: said.from, lines: [model.applicant.name, `${words.iin} ${iin(model.applicant.iin)}`] },
    ],
    facts: [
      { label: said.service, value: text(model.service) },
      { label: said.request, value: model.number },
      ...(model.acceptedAt
        ? [{ label: said.acceptedAt, value: formatInstant(model.acceptedAt, model.timeZone, locale) }]
        : []),
    ],
    sections: model.sections.map((section) => ({
      heading: text(section.title),
      rows: section.rows.map(row),
      people: section.people.flatMap(({ persons }) =>
        persons.map((answers, index) => ({ heading: said.person(index + 1), rows: answers.map(row) })),
      ),
    })),
    attachments: {
      heading: said.attachments,
      none: said.noAttachments,
      files: model.attachments.map((file) => ({
        title: text(file.title),
        file: `${file.fileName}, ${formatBytes(file.size, locale)}`,
      })),
    },
    signature: signatureOf(model, composing),
  }
}

function signatureOf({ signature, timeZone }: ApplicationModel, { words, locale }: Composing): object {
  const said = words.application
  if (signature === undefined) return { heading: said.signature, lead: said.onPaper, facts: [] }
  return {
    heading: said.signature,
    lead: said.signed,
    facts: [
      { label: words.signature.signer, value: signature.signerName },
      { label: words.signature.certificate, value: signature.certificateSerial },
      { label: words.signature.signedAt, value: formatInstant(signature.signedAt, timeZone, locale) },
      { label: said.request256, value: signature.requestSha256.replaceAll(/(.{8})(?=.)/g, '$1 ') },
    ],
  }
}
