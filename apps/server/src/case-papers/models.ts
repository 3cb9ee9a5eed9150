import { dueOf, type EventActor, type OpenedCase, TOTAL_TERM } from '@qyzmet/casework'
import type { Answer, Field, PaperField, Regulation, ResultKind, Text } from '@qyzmet/regulation'
import { evaluateCondition, formatPhone } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import type { AnswerRow, AnswerSection, ApplicationModel, Given } from '../documents/application.ts'
import type { MinutesModel } from '../documents/minutes.ts'
import type { NoticeModel } from '../documents/notice.ts'
import type { ReceiptModel } from '../documents/receipt.ts'
import type { Ground, RefusalModel } from '../documents/refusal.ts'
import type { Sheet, Signatory } from '../documents/sheet.ts'
import type { FieldValue, StatementModel } from '../documents/statement.ts'
import { formatNumber } from '../messages/numbers.ts'

/** The provider as documents name it. */
export interface ProviderWords {
  readonly title: Text
}

/** Place of an entry in its list when the document is made. */
export interface Place {
  readonly place: number
  readonly total: number
}

/** A document was asked for before the case has the facts that it states. */
export class PaperNotReadyError extends Error {
  override readonly name = 'PaperNotReadyError'
}

interface Paper {
  readonly loaded: LoadedCase
  readonly provider: ProviderWords
  /** The moment at which the document is made. */
  readonly now: Temporal.Instant
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

/** A result that states facts: the fields are those of the standard, filled with what the case knows. */
export function statementModel(
  paper: Paper & { readonly signatory: Signatory; readonly result: ResultKind },
): StatementModel {
  const { loaded, signatory, result, now } = paper
  const { state, edition } = loaded
  const { regulation } = edition
  const decision = decisionOf(loaded)
  const report = regulation.standard.reports?.[0]
  const refusal = result.closes === 'refused' ? state.refusal : undefined
  const isPaper = regulation.forms?.result.kinds.includes('paper') ?? false
  return {
    ...sheet(paper, localDate(now, regulation)),
    title: result.title,
    applicant: { name: state.applicant.name, iin: state.applicant.iin },
    rows: (result.fields ?? [])
      .filter(({ id }) => !IN_THE_FRAME.includes(id))
      .map(({ id }) => ({ field: id, values: valuesOf(id, paper) }))
      .filter(({ values }) => values.length > 0 || isPaper),
    ...(state.inspection ? { report: { title: report?.title ?? result.title, text: state.inspection.report } } : {}),
    ...(refusal ? { refusal: { ground: groundWords(refusal.ground, regulation), reason: refusal.reason } } : {}),
    ...(decision ? { decision } : {}),
    appeal: regulation.standard.appeal.text,
    signatory,
  }
}

/** Fields that every paper shows in its frame or at its end. */
const IN_THE_FRAME: readonly PaperField[] = [
  'provider',
  'number-and-date',
  'signatory',
  'signature',
  'appeal',
  'refusal-grounds',
  'reasons',
  'legal-basis',
]

/** What the case says about a field; nothing where only people know it. */
function valuesOf(
  field: PaperField,
  { loaded, provider }: Paper & { readonly result: ResultKind },
): readonly FieldValue[] {
  const { state, edition } = loaded
  const { regulation } = edition
  const { standard } = regulation
  switch (field) {
    case 'request-number':
      return [numberOf(state) ?? ''].filter((number) => number !== '')
    case 'request-date':
      return state.acceptedAt ? [localDate(state.acceptedAt, regulation)] : []
    case 'kind-of-service':
      return [standard.title]
    case 'applicant-name':
    case 'parties':
      return field === 'parties' ? [provider.title, state.applicant.name] : [state.applicant.name]
    case 'applicant-iin':
      return [state.applicant.iin]
    case 'applicant-address': {
      const address = addressOf(state, regulation)
      return address === undefined ? [] : [address]
    }
    case 'applicant-phones':
      return phonesOf(state, regulation)
    case 'attached-documents':
      return standard.documents
        .filter(({ id }) => state.attachments.some(({ documentId }) => documentId === id))
        .map(({ title }) => title)
    case 'family-size':
      return [String(familySize(state, regulation))]
    case 'family-members':
      return familyMembers(state, regulation)
    case 'queue-list':
      return standard.categories.filter(({ id }) => id === state.category).map(({ title }) => title)
    case 'inspection-date':
      return state.inspection ? [localDate(state.inspection.at, regulation)] : []
    case 'inspected-by':
      return state.inspection?.by.kind === 'staff' ? [state.inspection.by.name] : []
    case 'place-and-date-of-visit':
    case 'place-and-date-of-result':
      return [provider.title, regulation.provider.address]
    case 'dwelling-value':
      return state.valuation ? [TENGE(state.valuation.sumTenge)] : []
    case 'conclusion':
      return state.draft
        ? standard.results.filter(({ id }) => id === state.draft?.result).map(({ title }) => title)
        : []
    case 'provider':
    case 'number-and-date':
    case 'signatory':
    case 'signature':
    case 'appeal':
    case 'refusal-grounds':
    case 'reasons':
    case 'legal-basis':
    case 'missing-documents':
    case 'accepting-worker':
    case 'representative-name':
    case 'queue-number':
    case 'dwelling':
    case 'living-conditions':
    case 'income':
    case 'validity':
    case 'term':
    case 'upkeep':
    case 'rights-and-duties':
    case 'duties-of-provider':
    case 'termination':
    case 'child':
    case 'copies':
      return []
  }
}

const TENGE = (sum: string): Text => ({
  kk: `${formatNumber(sum, 'kk')} теңге`,
  ru: `${formatNumber(sum, 'ru')} тенге`,
  en: `${formatNumber(sum, 'en')} tenge`,
})

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

export function applicationModel(
  paper: Paper & {
    readonly copyFor: ApplicationModel['copyFor']
    readonly signature: ApplicationModel['signature']
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
    signature,
    copyFor,
  }
}

/** Who signs, as they act: the position is that of the actor of the step, and acting for somebody absent is said. */
export function signatoryOf(by: EventActor, regulation: Regulation): Signatory {
  const actor = by.kind === 'staff' ? regulation.actors.get(by.actor) : undefined
  if (by.kind !== 'staff' || !actor) throw new PaperNotReadyError('A result is signed by a member of staff.')
  return { name: by.name, position: actor.title, acting: by.substitutes !== undefined }
}

/** The answers of the form, page by page, only what the applicant was asked. */
export function answerSections(
  { answers }: Pick<OpenedCase, 'answers'>,
  regulation: Regulation,
): readonly AnswerSection[] {
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

function recordsOf(answer: Answer | undefined): readonly Readonly<Record<string, string>>[] {
  return typeof answer === 'string' ? [] : (answer ?? []).filter((value) => typeof value !== 'string')
}

function sheet({ loaded, provider }: Paper, on: Temporal.PlainDate): Sheet {
  const { state, edition } = loaded
  const { regulation } = edition
  return {
    provider: { title: provider.title, address: regulation.provider.address },
    number: numberOf(state) ?? '',
    on,
    timeZone: regulation.timeZone,
    training: state.training,
  }
}

/** The number of the request; of papers handed in at the provider's office that of the journal, since nothing else numbers them. */
function numberOf({ number, journalNumber }: OpenedCase): string | undefined {
  return number ?? journalNumber
}

function localDate(instant: Temporal.Instant, regulation: Regulation): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(regulation.timeZone).toPlainDate()
}

function resultTitle({ state, edition }: LoadedCase): Text {
  const id = needed(state.draft?.result ?? state.signed?.result, 'draft')
  return needed(
    edition.regulation.standard.results.find((result) => result.id === id),
    'result',
  ).title
}

/** The body that concluded and the minutes it is written in; the minutes bear the number of the request. */
function decisionOf({ state, edition, graph }: LoadedCase): NoticeModel['decision'] {
  const step = graph.steps.get(state.conclusion?.step ?? '')
  const actor = step && edition.regulation.actors.get(step.actor)
  const number = numberOf(state)
  if (!state.conclusion || !actor || number === undefined) return undefined
  return { body: actor.title, number, on: localDate(state.conclusion.at, edition.regulation) }
}

function groundWords(id: string, regulation: Regulation): Ground {
  const ground = needed(
    regulation.standard.grounds.find((candidate) => candidate.id === id),
    `ground ${id}`,
  )
  const act = [regulation.act, regulation.standard.act].find((candidate) => candidate.cite === ground.source.act)
  const title = regulation.actTitles.get(ground.source.act)
  const elsewhere = title ? { title } : { cite: ground.source.act }
  return {
    title: ground.title,
    source: act ? { title: act.title, number: act.number, adoptedOn: act.adoptedOn } : elsewhere,
    item: ground.source.item,
    ...(ground.remedy ? { remedy: ground.remedy } : {}),
  }
}

function fieldsOf(regulation: Regulation): readonly Field[] {
  return regulation.standard.form.pages.flatMap((page) => page.fields)
}

function addressOf({ answers }: OpenedCase, regulation: Regulation): string | undefined {
  const field = fieldsOf(regulation).find((candidate) => candidate.widget === 'address')
  const answer = field && answers[field.id]
  return typeof answer === 'string' && answer !== '' ? answer : undefined
}

function phonesOf({ answers }: OpenedCase, regulation: Regulation): readonly string[] {
  return fieldsOf(regulation)
    .filter((field) => field.widget === 'phone')
    .flatMap((field) => {
      const answer = answers[field.id]
      return typeof answer === 'string' && answer !== '' ? [formatPhone(answer)] : []
    })
}

/** Everyone listed as family, each by what the form asks of them first. */
function familyMembers({ answers }: OpenedCase, regulation: Regulation): readonly string[] {
  const family = fieldsOf(regulation).find((field) => field.widget === 'people')
  const [first] = family?.fields ?? []
  return recordsOf(family && answers[family.id]).flatMap((record) => (first && record[first.id]) ?? [])
}

/** The applicant and everyone listed as family. */
function familySize({ answers }: OpenedCase, regulation: Regulation): number {
  const family = fieldsOf(regulation).find((field) => field.widget === 'people')
  return 1 + recordsOf(family && answers[family.id]).length
}

function needed<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new PaperNotReadyError(`The case has no ${what} yet.`)
  return value
}
