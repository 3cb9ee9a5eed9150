import { formatInstant, type Text } from '@qyzmet/regulation'
import type { Composing, Sheet } from './sheet.ts'

/**
 * The receipt that the documents were not accepted; it is printed twice and signed by pen.
 *
 * Source: Law on Public Services, item 20(2); Standard 2014 No 185, annex 3 (contents of the receipt)
 */
export interface NonacceptanceModel extends Sheet {
  readonly service: Text
  readonly applicant: { readonly name: string; readonly address?: string }
  /** Where the documents were brought. */
  readonly place: Text
  readonly refusedAt: Temporal.Instant
  readonly refusedBy: { readonly name: string; readonly position: Text }
  /** What was not brought, as it was written down. */
  readonly reason: string
}

export const NONACCEPTANCE_TITLE: Text = {
  kk: 'Құжаттарды қабылдаудан бас тарту туралы қолхат',
  ru: 'Расписка об отказе в приёме документов',
  en: 'Receipt of refusal to accept the documents',
}

export function composeNonacceptance(model: NonacceptanceModel, { words, text, locale }: Composing): object {
  const said = words.nonacceptance
  return {
    lead: said.lead,
    facts: [
      { label: said.service, value: text(model.service) },
      { label: said.applicant, value: model.applicant.name },
      ...(model.applicant.address === undefined ? [] : [{ label: said.address, value: model.applicant.address }]),
      { label: said.place, value: text(model.place) },
      { label: said.refusedAt, value: formatInstant(model.refusedAt, model.timeZone, locale) },
      { label: said.refusedBy, value: `${model.refusedBy.name}, ${text(model.refusedBy.position)}` },
    ],
    reasons: { heading: said.reasonsHeading, text: model.reason },
    ground: { heading: said.groundHeading, text: said.ground },
    again: said.again,
    pens: [
      { label: said.penOfWorker, name: model.refusedBy.name },
      { label: said.penOfApplicant, name: model.applicant.name },
    ],
  }
}
