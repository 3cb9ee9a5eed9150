import { type Answer, type Answers, type Field, type FormPage, formatInstant, type Text } from '@qyzmet/regulation'
import { type CaseFacts, documentTitle, peopleOf, requestOf, sheetOf } from './case-facts.ts'
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
  readonly signature: {
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
    signature: {
      heading: said.signature,
      lead: said.signed,
      facts: [
        { label: words.signature.signer, value: model.signature.signerName },
        { label: words.signature.certificate, value: model.signature.certificateSerial },
        { label: words.signature.signedAt, value: formatInstant(model.signature.signedAt, model.timeZone, locale) },
        { label: said.request256, value: model.signature.requestSha256.replaceAll(/(.{8})(?=.)/g, '$1 ') },
      ],
    },
  }
}

/** The application of a case, as its form asked and its applicant answered. */
export function applicationModel(
  facts: CaseFacts & {
    readonly signature: Omit<ApplicationModel['signature'], 'requestSha256'>
    readonly copyFor: ApplicationModel['copyFor']
  },
): ApplicationModel {
  const { state, regulation } = facts
  const { form } = regulation.standard
  const request = requestOf(facts)
  return {
    ...sheetOf(facts, request),
    title: form.title,
    service: regulation.standard.title,
    applicant: { name: state.applicant.name, iin: state.applicant.iin },
    acceptedAt: request.at,
    sections: form.pages.flatMap((page) => answerSection(page, state.answers)),
    attachments: state.attachments.map(({ documentId, fileName, size }) => ({
      title: documentTitle(regulation, documentId),
      fileName,
      size,
    })),
    signature: { ...facts.signature, requestSha256: state.requestSha256 },
    copyFor: facts.copyFor,
  }
}

/** A page with its answers; none when nothing on it was asked of this applicant. */
function answerSection(page: FormPage, answers: Answers): readonly AnswerSection[] {
  const rows = page.fields
    .filter((field) => field.widget !== 'people')
    .flatMap((field) => answerRow(field, answers[field.id], page.when !== undefined))
  const people = page.fields
    .filter((field) => field.widget === 'people')
    .map((field) => ({
      label: field.label,
      persons: peopleOf(answers[field.id]).map((person) =>
        (field.fields ?? []).flatMap((column) => answerRow(column, person[column.id], false)),
      ),
    }))
    .filter(({ persons }) => persons.length > 0)
  return rows.length + people.length > 0 ? [{ title: page.title, rows, people }] : []
}

/** What was left open is shown as such, but not what was asked only under a condition: it may not have been asked. */
function answerRow(field: Field, answer: Answer | undefined, isConditional: boolean): readonly AnswerRow[] {
  const given = [answer ?? []].flat().filter((one) => typeof one === 'string' && one !== '')
  const values = given.flatMap((one) => (typeof one === 'string' ? [givenAs(field, one)] : []))
  if (values.length === 0 && (isConditional || field.when)) return []
  return [{ label: field.label, values }]
}

const CONFIRMED: Text = { kk: 'Растаймын', ru: 'Подтверждаю', en: 'I confirm' }

function givenAs(field: Field, answer: string): Given {
  switch (field.widget) {
    case 'iin':
      return { iin: answer }
    case 'date':
      return dateOr(answer)
    case 'declaration':
      return CONFIRMED
    case 'radios':
    case 'checkboxes':
    case 'select':
      return field.options?.find(({ value }) => value === answer)?.label ?? answer
    case 'text':
    case 'textarea':
    case 'phone':
    case 'number':
    case 'address':
    case 'people':
      return answer
  }
}

/** A date is kept as `2026-11-22`; what is not one is shown as it was typed. */
function dateOr(answer: string): Given {
  try {
    return Temporal.PlainDate.from(answer)
  } catch {
    return answer
  }
}
