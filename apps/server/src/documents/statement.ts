import type { PaperField, Text } from '@qyzmet/regulation'
import { PAPER_FIELD_NAMES } from './messages/paper-fields.ts'
import { composeGround, type Ground } from './refusal.ts'
import {
  composeDecision,
  composeSignatory,
  type Composing,
  type DecisionRef,
  type NamedPerson,
  type Sheet,
  type Signatory,
} from './sheet.ts'

/** What a field says: words of the regulation, words of a person, or a day. */
export type FieldValue = Text | string | Temporal.PlainDate

/**
 * A result that states facts, whatever the service: a certificate, a conclusion, an invitation, a contract. Its fields
 * are those that the standard lists for the result, in its order.
 */
export interface StatementModel extends Sheet {
  /** Title of the result in the standard. */
  readonly title: Text
  readonly applicant: NamedPerson
  /** A field without a value is written by hand on the printed paper. */
  readonly rows: readonly { readonly field: PaperField; readonly values: readonly FieldValue[] }[]
  /** What was found on the spot, as the person wrote who was there. */
  readonly report?: { readonly title: Text; readonly text: string }
  /** Where the result is not what the applicant asked for. */
  readonly refusal?: { readonly ground: Ground; readonly reason: string }
  readonly decision?: DecisionRef
  readonly appeal: Text
  readonly signatory: Signatory
}

/** Room for a pen. */
const BY_HAND = '_'.repeat(38)

export function composeStatement(model: StatementModel, composing: Composing): object {
  const { words, text, date, locale } = composing
  const said = words.statement
  const names = PAPER_FIELD_NAMES[locale]
  const written = (value: FieldValue): string => {
    if (typeof value === 'string') return value
    return value instanceof Temporal.PlainDate ? date(value) : text(value)
  }
  return {
    facts: [
      ...model.rows.map(({ field, values }) => ({
        label: names[field],
        value: values.length === 0 ? BY_HAND : values.map(written).join('; '),
      })),
      ...(model.decision ? [{ label: said.decision, value: composeDecision(model.decision, composing) }] : []),
    ],
    ground: model.refusal ? { heading: names['legal-basis'], ...composeGround(model.refusal.ground, composing) } : null,
    sections: [
      ...(model.report ? [{ heading: text(model.report.title), text: model.report.text }] : []),
      ...(model.refusal ? [{ heading: names.reasons, text: model.refusal.reason }] : []),
      { heading: names.appeal, text: text(model.appeal) },
    ],
    signatory: composeSignatory(model.signatory, composing),
  }
}
