import type { Text } from '@qyzmet/regulation'
import { composeSignatory, type Composing, type RequestRef, type Sheet, type Signatory } from './sheet.ts'

/** The act of an inspection; `on` of the sheet is the day on which it was drawn up. */
export interface InspectionModel extends Sheet {
  /** As the standard calls the report. */
  readonly title: Text
  readonly service: Text
  readonly request: RequestRef
  readonly applicantName: string
  readonly address?: string
  /** What was found, as the inspector wrote it. */
  readonly report: string
  readonly inspector: Signatory
}

/** What an act is called where the standard has no name for it. */
export const INSPECTION_TITLE: Text = {
  kk: 'Зерделеу актісі',
  ru: 'Акт обследования',
  en: 'Act of inspection',
}

export function composeInspection(model: InspectionModel, composing: Composing): object {
  const { words, text, date } = composing
  const said = words.inspection
  return {
    facts: [
      { label: said.service, value: text(model.service) },
      { label: said.request, value: words.numberAndDate(model.request.number, date(model.request.on)) },
      { label: said.applicant, value: model.applicantName },
      ...(model.address === undefined ? [] : [{ label: said.address, value: model.address }]),
    ],
    report: { heading: said.found, text: model.report },
    signatory: composeSignatory(model.inspector, composing),
  }
}
