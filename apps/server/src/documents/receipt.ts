import { formatInstant, type Text } from '@qyzmet/regulation'
import type { Composing, Sheet } from './sheet.ts'

/**
 * The receipt that the documents were accepted; `number` and `on` of the sheet are those of the request.
 *
 * Source: Standard 2014 No 185, item 9 (contents of the receipt)
 */
export interface ReceiptModel extends Sheet {
  readonly service: Text
  readonly acceptedAt: Temporal.Instant
  readonly documents: readonly { readonly title: Text }[]
  readonly result: { readonly by?: Temporal.PlainDate; readonly place: Text }
  /** Who took the documents; absent when the system did. */
  readonly acceptedBy?: { readonly name: string; readonly position: Text }
  readonly applicant: { readonly name: string; readonly phones: readonly string[] }
  readonly representative?: { readonly name: string; readonly phones: readonly string[] }
}

export const RECEIPT_TITLE: Text = {
  kk: 'Құжаттардың қабылданғаны туралы қолхат',
  ru: 'Расписка о приёме документов',
  en: 'Receipt for the documents',
}

export function composeReceipt(model: ReceiptModel, { words, text, date, locale }: Composing): object {
  const said = words.receipt
  const phones = (list: readonly string[]): string => (list.length > 0 ? list.join(', ') : said.noPhones)
  return {
    lead: said.lead,
    facts: [
      { label: said.service, value: text(model.service) },
      { label: said.request, value: model.number },
      { label: said.acceptedAt, value: formatInstant(model.acceptedAt, model.timeZone, locale) },
      { label: said.applicant, value: model.applicant.name },
      { label: said.phones, value: phones(model.applicant.phones) },
      ...(model.representative
        ? [
            { label: said.representative, value: model.representative.name },
            { label: said.phones, value: phones(model.representative.phones) },
          ]
        : []),
      {
        label: said.acceptedBy,
        value: model.acceptedBy
          ? `${model.acceptedBy.name}, ${text(model.acceptedBy.position)}`
          : said.acceptedBySystem,
      },
    ],
    result: [
      ...(model.result.by ? [{ label: said.resultBy, value: date(model.result.by) }] : []),
      { label: said.resultAt, value: text(model.result.place) },
    ],
    documents: {
      heading: said.documents,
      count: model.documents.length > 0 ? said.documentCount(model.documents.length) : said.noDocuments,
      names: model.documents.map((document) => text(document.title)),
    },
  }
}
