import { formatDate, formatInstant, type Text } from '@qyzmet/regulation'
import {
  composeDecision,
  composeSignatory,
  type Composing,
  type DecisionRef,
  type NamedPerson,
  type RequestRef,
  type Sheet,
  type Signatory,
} from './sheet.ts'

/** The notice that the applicant is entered in a list, with the number in its order. */
export interface NoticeModel extends Sheet {
  /** Title of the result in the standard. */
  readonly title: Text
  readonly service: Text
  readonly applicant: NamedPerson
  readonly address?: string
  /** People in the family, the applicant included. */
  readonly familySize: number
  readonly list?: Text
  readonly request: RequestRef
  readonly registeredAt: Temporal.Instant
  /** Who decided and by which record; absent where nobody but the signatory decides. */
  readonly decision?: DecisionRef
  /** Place in the list when the notice was made; it is not stored anywhere else. */
  readonly queue: { readonly place: number; readonly total: number; readonly asOf: Temporal.PlainDate }
  readonly appeal: Text
  readonly signatory: Signatory
}

export function composeNotice(model: NoticeModel, composing: Composing): object {
  const { words, text, date, locale } = composing
  const said = words.notice
  return {
    lead: said.lead,
    queue: {
      label: said.place,
      place: grouped(model.queue.place),
      total: said.total(grouped(model.queue.total)),
      asOf: said.asOf(formatDate(model.queue.asOf, locale, 'attributive')),
    },
    moves: said.moves,
    facts: [
      { label: said.applicant, value: model.applicant.name },
      { label: words.iin, value: model.applicant.iin },
      { label: said.familySize, value: said.people(model.familySize) },
      ...(model.address ? [{ label: said.address, value: model.address }] : []),
      ...(model.list ? [{ label: said.list, value: text(model.list) }] : []),
      { label: said.registeredAt, value: formatInstant(model.registeredAt, model.timeZone, locale) },
      { label: said.request, value: words.numberAndDate(model.request.number, date(model.request.on)) },
      ...(model.decision ? [{ label: said.decision, value: composeDecision(model.decision, composing) }] : []),
      { label: said.service, value: text(model.service) },
    ],
    sections: [
      { heading: said.dutyHeading, text: said.duty },
      { heading: said.appealHeading, text: text(model.appeal) },
    ],
    signatory: composeSignatory(model.signatory, composing),
  }
}

/** 1284 → `1 284`, with a space that does not break. */
function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u00a0')
}
