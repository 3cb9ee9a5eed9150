import { dueOf, type EventActor, type OpenedCase, TOTAL_TERM } from '@qyzmet/casework'
import type { Answer, Field, Regulation, Text } from '@qyzmet/regulation'
import { evaluateCondition, formatPhone } from '@qyzmet/regulation'
import type { AnswerRow, AnswerSection, ApplicationModel, Given } from '../documents/application.ts'
import type { MinutesModel } from '../documents/minutes.ts'
import type { NonacceptanceModel } from '../documents/nonacceptance.ts'
import type { NoticeModel } from '../documents/notice.ts'
import type { ReceiptModel } from '../documents/receipt.ts'
import type { RefusalModel } from '../documents/refusal.ts'
import type { Signatory } from '../documents/sheet.ts'
import { formatNumber } from '../messages/numbers.ts'
import {
  addressOf,
  decisionOf,
  familySize,
  foundIncomplete,
  groundWords,
  localDate,
  needed,
  numberOf,
  type Paper,
  PaperNotReadyError,
  phonesOf,
  recordsOf,
  resultTitle,
  sheet,
} from './case-facts.ts'
import { coSignedSections } from './co-signed-sections.ts'

/** Place of an entry in its list when the document is made. */
export interface Place {
  readonly place: number
  readonly total: number
}

export function noticeModel(paper: Paper & { readonly signatory: Signatory; readonly place: Place }): NoticeModel {
  const { loaded, place, signatory, now } = paper
  const { state, edition } = loaded
  const { regulation } = edition
  const { standard } = regulation
  const registeredAt = needed(state.acceptedAt, 'acceptedAt')
  const address = addressOf(state, regulation)
  const decision = decisionOf(loaded)
  return {
    ...sheet(paper, localDate(now, regulation)),
    title: resultTitle(loaded),
    service: standard.title,
    applicant: { name: state.applicant.name, iin: state.applicant.iin },
    ...(address === undefined ? {} : { address }),
    familySize: familySize(state, regulation),
    list: needed(
      standard.categories.find((category) => category.id === state.category),
      'category',
    ).title,
    request: { number: needed(numberOf(state), 'number'), on: localDate(registeredAt, regulation) },
    registeredAt,
    ...(decision ? { decision } : {}),
    queue: { ...place, asOf: localDate(now, regulation) },
    appeal: standard.appeal.text,
    signatory,
  }
}

export function refusalModel(paper: Paper & { readonly signatory: Signatory }): RefusalModel {
  const { loaded, signatory, now } = paper
  const { state, edition } = loaded
  const { regulation } = edition
  const { standard } = regulation
  const refusal = needed(state.refusal, 'refusal')
  const address = addressOf(state, regulation)
  const decision = decisionOf(loaded)
  return {
    ...sheet(paper, localDate(now, regulation)),
    title: resultTitle(loaded),
    service: standard.title,
    addressee: { name: state.applicant.name, ...(address === undefined ? {} : { address }) },
    request: {
      number: needed(numberOf(state), 'number'),
      on: localDate(needed(state.acceptedAt, 'acceptedAt'), regulation),
    },
    reason: refusal.reason,
    ground: groundWords(refusal.ground, regulation),
    ...(decision ? { decision } : {}),
    appeal: standard.appeal.text,
    signatory,
  }
}

export function minutesModel(
  paper: Paper & { readonly members: number; readonly quorumPercent: number },
): MinutesModel {
  const { loaded } = paper
  const { state, edition, graph } = loaded
  const { regulation } = edition
  const conclusion = needed(state.conclusion, 'conclusion')
  const step = needed(graph.steps.get(conclusion.step), 'step')
  const category = regulation.standard.categories.find((candidate) => candidate.id === state.category)
  const votes = state.votes.filter((vote) => vote.step === conclusion.step)
  return {
    ...sheet(paper, localDate(conclusion.at, regulation)),
    body: needed(regulation.actors.get(step.actor), 'actor').title,
    service: regulation.standard.title,
    request: {
      number: needed(numberOf(state), 'number'),
      on: localDate(needed(state.acceptedAt, 'acceptedAt'), regulation),
    },
    applicantName: state.applicant.name,
    ...(category ? { list: category.title } : {}),
    ...(state.executor ? { reporter: state.executor.name } : {}),
    ...(state.opinion === undefined ? {} : { opinion: state.opinion }),
    membership: { members: paper.members, quorumPercent: paper.quorumPercent },
    votes: votes.map((vote) => ({
      name: vote.member.name,
      choice: vote.choice,
      ...(vote.ground === undefined ? {} : { ground: groundWords(vote.ground, regulation) }),
      ...(vote.reason === undefined ? {} : { reason: vote.reason }),
    })),
    conclusion: {
      conclusion: conclusion.conclusion,
      ...(conclusion.ground === undefined ? {} : { ground: groundWords(conclusion.ground, regulation) }),
      ...(conclusion.reason === undefined ? {} : { reason: conclusion.reason }),
    },
  }
}

export function receiptModel(paper: Paper & { readonly place: Text }): ReceiptModel {
  const { loaded } = paper
  const { state, edition } = loaded
  const { regulation, clock } = edition
  const acceptedAt = needed(state.acceptedAt, 'acceptedAt')
  const by = dueOf(state.ledger, TOTAL_TERM, clock)?.on
  const titles = new Map(regulation.standard.documents.map((document) => [document.id, document.title]))
  return {
    ...sheet(paper, localDate(acceptedAt, regulation)),
    service: regulation.standard.title,
    acceptedAt,
    documents: state.attachments.flatMap((attachment) => {
      const title = titles.get(attachment.documentId)
      return title ? [{ title }] : []
    }),
    result: { ...(by ? { by } : {}), place: paper.place },
    applicant: { name: state.applicant.name, phones: phonesOf(state, regulation) },
  }
}

/** @param paper with the number of the receipt, and where the documents were brought */
export function nonacceptanceModel(
  paper: Paper & { readonly number: string; readonly place: Text },
): NonacceptanceModel {
  const { loaded, number, place } = paper
  const { state, edition } = loaded
  const { regulation } = edition
  const found = needed(foundIncomplete(loaded), 'package found incomplete')
  const address = addressOf(state, regulation)
  const { name, position } = signatoryOf(found.by, regulation)
  return {
    ...sheet(paper, localDate(found.at, regulation)),
    number,
    service: regulation.standard.title,
    applicant: { name: state.applicant.name, ...(address === undefined ? {} : { address }) },
    place,
    refusedAt: found.at,
    refusedBy: { name, position },
    reason: found.reason ?? '',
  }
}

export function applicationModel(
  paper: Paper & {
    readonly copyFor: ApplicationModel['copyFor']
    readonly signature: ApplicationModel['signature'] | undefined
  },
): ApplicationModel {
  const { loaded, copyFor, signature } = paper
  const { state, edition } = loaded
  const { regulation } = edition
  const titles = new Map(regulation.standard.documents.map((document) => [document.id, document.title]))
  return {
    ...sheet(paper, localDate(state.openedAt, regulation)),
    title: regulation.standard.form.title,
    service: regulation.standard.title,
    applicant: { name: state.applicant.name, iin: state.applicant.iin },
    ...(state.acceptedAt ? { acceptedAt: state.acceptedAt } : {}),
    sections: answerSections(state, regulation),
    attachments: state.attachments.map((attachment) => ({
      title: titles.get(attachment.documentId) ?? regulation.standard.form.title,
      fileName: attachment.fileName,
      size: attachment.size,
    })),
    ...(signature && { signature }),
    copyFor,
  }
}

/** Who signs, as they act: the position is that of the actor of the step, and acting for somebody absent is said. */
export function signatoryOf(by: EventActor, regulation: Regulation): Signatory {
  const actor = by.kind === 'staff' ? regulation.actors.get(by.actor) : undefined
  if (by.kind !== 'staff' || !actor) throw new PaperNotReadyError('A paper is signed by a member of staff.')
  return { name: by.name, position: actor.title, acting: by.substitutes !== undefined }
}

/** The answers of the form, page by page, only what the applicant was asked; at the end, who signed them too. */
export function answerSections(
  state: Pick<OpenedCase, 'answers' | 'coSignatures'>,
  regulation: Regulation,
): readonly AnswerSection[] {
  return [...formSections(state, regulation), ...coSignedSections(state, regulation)]
}

function formSections({ answers }: Pick<OpenedCase, 'answers'>, regulation: Regulation): readonly AnswerSection[] {
  const isAsked = (field: { readonly when?: Field['when'] }): boolean =>
    field.when === undefined || evaluateCondition(field.when, answers)
  return regulation.standard.form.pages
    .filter((page) => isAsked(page))
    .map((page) => ({
      title: page.title,
      rows: page.fields
        .filter((field) => field.widget !== 'people' && isAsked(field))
        .map((field) => answerRow(field, answers[field.id])),
      people: page.fields
        .filter((field) => field.widget === 'people' && isAsked(field))
        .map((field) => ({
          label: field.label,
          persons: recordsOf(answers[field.id]).map((record) =>
            (field.fields ?? []).map((column) => answerRow(column, record[column.id])),
          ),
        })),
    }))
    .filter((section) => section.rows.length > 0 || section.people.length > 0)
}

function answerRow(field: Field, answer: Answer | undefined): AnswerRow {
  const texts = typeof answer === 'string' ? [answer] : (answer ?? []).filter((value) => typeof value === 'string')
  return { label: field.label, values: texts.filter((text) => text !== '').map((text) => given(field, text)) }
}

function given(field: Field, text: string): Given {
  const option = field.options?.find((candidate) => candidate.value === text)
  if (option) return option.label
  if (field.widget === 'declaration') return AGREED
  if (field.widget === 'iin') return { iin: text }
  if (field.widget === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text)
  if (field.widget === 'phone') return formatPhone(text)
  if (field.widget === 'number')
    return { kk: formatNumber(text, 'kk'), ru: formatNumber(text, 'ru'), en: formatNumber(text, 'en') }
  return text
}

const AGREED: Text = { kk: 'Растаймын', ru: 'Подтверждаю', en: 'I confirm' }
