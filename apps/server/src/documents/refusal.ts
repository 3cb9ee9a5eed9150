import { citeItem, type Text } from '@qyzmet/regulation'
import {
  CaseFactMissingError,
  type CaseFacts,
  groundOf,
  knownAnswer,
  requestOf,
  resultTitle,
  sheetOf,
} from './case-facts.ts'
import {
  composeDecision,
  composeSignatory,
  type Composing,
  type DecisionRef,
  type RequestRef,
  type Sheet,
  type Signatory,
} from './sheet.ts'

/** A ground of refusal as the law has it. */
export interface Ground {
  readonly title: Text
  /** The act the ground stands in: its title with number and day, or the short name it is cited by. */
  readonly source:
    | { readonly title: Text; readonly number: string; readonly adoptedOn: Temporal.PlainDate }
    | { readonly cite: string }
  /** Item of the act, such as `10(2)`. */
  readonly item: string
  /** What the applicant can do about it. */
  readonly remedy?: Text
}

/**
 * The reasoned refusal.
 *
 * Source: APPC art. 80
 */
export interface RefusalModel extends Sheet {
  /** Title of the result in the standard. */
  readonly title: Text
  readonly service: Text
  readonly addressee: { readonly name: string; readonly address?: string }
  readonly request: RequestRef
  /** What the deciding person or body wrote. */
  readonly reason: string
  readonly ground: Ground
  /** Where somebody else than the signatory decided. */
  readonly decision?: DecisionRef
  readonly appeal: Text
  readonly signatory: Signatory
}

export function composeRefusal(model: RefusalModel, composing: Composing): object {
  const { words, text, date } = composing
  const said = words.refusal
  return {
    to: {
      label: said.to,
      lines: [model.addressee.name, ...(model.addressee.address ? [model.addressee.address] : [])],
    },
    lead: said.lead,
    facts: [
      { label: said.matter, value: text(model.service) },
      { label: said.request, value: words.numberAndDate(model.request.number, date(model.request.on)) },
      { label: said.body, value: text(model.provider.title) },
      ...(model.decision ? [{ label: said.decision, value: composeDecision(model.decision, composing) }] : []),
    ],
    reasons: { heading: said.reasonsHeading, text: model.reason },
    ground: { heading: said.groundHeading, ...composeGround(model.ground, composing) },
    sections: [
      ...(model.ground.remedy ? [{ heading: said.remedyHeading, text: text(model.ground.remedy) }] : []),
      { heading: said.appealHeading, text: text(model.appeal) },
    ],
    signatory: composeSignatory(model.signatory, composing),
  }
}

export function composeGround(
  { title, source, item }: Ground,
  { text, date, words, locale }: Composing,
): { readonly text: string; readonly source: string } {
  const act =
    'title' in source
      ? [text(source.title), date(source.adoptedOn), words.number(source.number)].join(', ')
      : source.cite
  return { text: text(title), source: `${act}, ${citeItem(item, locale)}` }
}

/** The refusal that the case calls for. @throws {CaseFactMissingError} when no ground is established */
export function refusalModel(
  facts: CaseFacts & {
    readonly result: string
    readonly number: string
    readonly on: Temporal.PlainDate
    readonly signatory: Signatory
    readonly decision?: DecisionRef
    readonly address?: string
  },
): RefusalModel {
  const { state, regulation, decision } = facts
  if (!state.refusal) throw new CaseFactMissingError('No ground of refusal is established.')
  const address = facts.address ?? knownAnswer(regulation.standard.form, state.answers, 'person.address')
  return {
    ...sheetOf(facts, facts),
    title: resultTitle(regulation, facts.result),
    service: regulation.standard.title,
    addressee: { name: state.applicant.name, ...(address ? { address } : {}) },
    request: requestOf(facts),
    reason: state.refusal.reason,
    ground: groundOf(regulation, state.refusal.ground),
    ...(decision ? { decision } : {}),
    appeal: regulation.standard.appeal.text,
    signatory: facts.signatory,
  }
}
