import type { Text } from '@qyzmet/regulation'
import { composeApplication, type ApplicationModel } from './application.ts'
import { composeInspection, type InspectionModel } from './inspection.ts'
import { composeMinutes, MINUTES_TITLE, type MinutesModel } from './minutes.ts'
import { composeNonacceptance, NONACCEPTANCE_TITLE, type NonacceptanceModel } from './nonacceptance.ts'
import { composeNotice, type NoticeModel } from './notice.ts'
import { composeReceipt, RECEIPT_TITLE, type ReceiptModel } from './receipt.ts'
import { composeRefusal, type RefusalModel } from './refusal.ts'
import type { Composing, Sheet } from './sheet.ts'
import { composeStatement, type StatementModel } from './statement.ts'

/** What each kind of document is made from. */
export interface DocumentModels {
  readonly receipt: ReceiptModel
  readonly nonacceptance: NonacceptanceModel
  readonly notice: NoticeModel
  readonly refusal: RefusalModel
  readonly statement: StatementModel
  readonly application: ApplicationModel
  readonly minutes: MinutesModel
  readonly inspection: InspectionModel
}

export type DocumentKind = keyof DocumentModels

/** Kinds that are the result of a service. */
export const RESULT_KINDS: readonly DocumentKind[] = ['notice', 'refusal', 'statement']

interface KindDefinition<Model extends Sheet> {
  /** Who signs: nobody, both sides on paper, the authorised person, or each member of a body. A signed document without its code is a draft. */
  readonly signedBy: 'none' | 'pen' | 'one' | 'many'
  readonly title: (model: Model) => Text
  /** What `templates/<kind>.typ` places. */
  readonly compose: (model: Model, composing: Composing) => object
  /** Name shown, masked, by the public check. */
  readonly applicant: (model: Model) => string
}

export const KINDS: { readonly [Kind in DocumentKind]: KindDefinition<DocumentModels[Kind]> } = {
  receipt: {
    signedBy: 'none',
    title: () => RECEIPT_TITLE,
    compose: composeReceipt,
    applicant: (model) => model.applicant.name,
  },
  nonacceptance: {
    signedBy: 'pen',
    title: () => NONACCEPTANCE_TITLE,
    compose: composeNonacceptance,
    applicant: (model) => model.applicant.name,
  },
  notice: {
    signedBy: 'one',
    title: (model) => model.title,
    compose: composeNotice,
    applicant: (model) => model.applicant.name,
  },
  refusal: {
    signedBy: 'one',
    title: (model) => model.title,
    compose: composeRefusal,
    applicant: (model) => model.addressee.name,
  },
  statement: {
    signedBy: 'one',
    title: (model) => model.title,
    compose: composeStatement,
    applicant: (model) => model.applicant.name,
  },
  application: {
    signedBy: 'none',
    title: (model) => model.title,
    compose: composeApplication,
    applicant: (model) => model.applicant.name,
  },
  minutes: {
    signedBy: 'many',
    title: () => MINUTES_TITLE,
    compose: composeMinutes,
    applicant: (model) => model.applicantName,
  },
  inspection: {
    signedBy: 'one',
    title: (model) => model.title,
    compose: composeInspection,
    applicant: (model) => model.applicantName,
  },
}
