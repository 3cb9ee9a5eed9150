import type { PaperField, ResultKind, Text } from '@qyzmet/regulation'
import type { Signatory } from '../documents/sheet.ts'
import type { FieldValue, StatementModel } from '../documents/statement.ts'
import { formatNumber } from '../messages/numbers.ts'
import {
  addressOf,
  decisionOf,
  familyMembers,
  familySize,
  groundWords,
  localDate,
  numberOf,
  type Paper,
  phonesOf,
  sheet,
} from './case-facts.ts'

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
      return [state.applicant.name]
    case 'parties':
      return [provider.title, state.applicant.name]
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
      return state.valuation ? [tenge(state.valuation.sumTenge)] : []
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

function tenge(sum: string): Text {
  return {
    kk: `${formatNumber(sum, 'kk')} теңге`,
    ru: `${formatNumber(sum, 'ru')} тенге`,
    en: `${formatNumber(sum, 'en')} tenge`,
  }
}
