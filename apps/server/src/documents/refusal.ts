import { citeItem, formatDate, type Text } from '@qyzmet/regulation'
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
  /** The act the ground stands in, with its number and day where its title does not tell them, or its short name. */
  readonly source:
    | { readonly title: Text; readonly number?: string; readonly adoptedOn?: Temporal.PlainDate }
    | { readonly cite: string }
  /** Item of the act, such as `10(2)`; empty when the act is meant as a whole. */
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
  { text, words, locale }: Composing,
): { readonly text: string; readonly source: string } {
  const act =
    'cite' in source
      ? [source.cite]
      : [
          text(source.title),
          [
            ...(source.adoptedOn ? [formatDate(source.adoptedOn, locale, 'attributive')] : []),
            ...(source.number === undefined ? [] : [words.number(source.number)]),
          ].join(' '),
        ].filter((part) => part !== '')
  return { text: text(title), source: [...act, ...(item === '' ? [] : [citeItem(item, locale)])].join(', ') }
}
