import { citeItem, type Text } from '@qyzmet/regulation'
import { composeSignatory, type Composing, type RequestRef, type Sheet, type Signatory } from './sheet.ts'

/** A ground of refusal as the law has it. */
export interface Ground {
  readonly title: Text
  /** The act, where its title is known. */
  readonly act?: Text
  /** Item of the act, such as `10(2)`. */
  readonly item: string
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
  /** What the applicant can do about it. */
  readonly remedy?: Text
  readonly decision?: { readonly body: Text; readonly number: string; readonly on: Temporal.PlainDate }
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
      ...(model.decision
        ? [
            {
              label: said.decision,
              value: `${text(model.decision.body)}: ${words.numberAndDate(model.decision.number, date(model.decision.on))}`,
            },
          ]
        : []),
    ],
    reasons: { heading: said.reasonsHeading, text: model.reason },
    ground: { heading: said.groundHeading, ...composeGround(model.ground, composing) },
    sections: [
      ...(model.remedy ? [{ heading: said.remedyHeading, text: text(model.remedy) }] : []),
      { heading: said.appealHeading, text: text(model.appeal) },
    ],
    signatory: composeSignatory(model.signatory, composing),
  }
}

export function composeGround(
  ground: Ground,
  { text, locale }: Composing,
): { readonly text: string; readonly source: string } {
  const item = citeItem(ground.item, locale)
  return { text: text(ground.title), source: ground.act ? `${text(ground.act)}, ${item}` : item }
}
