import type { Condition, Field } from '../form.ts'
import { suggest } from './codes.ts'
import type { Place } from './report.ts'

/** The fields a condition may ask for, and those that come only later. */
export interface KnownFields {
  readonly earlier: ReadonlyMap<string, Field>
  readonly all: ReadonlyMap<string, Field>
}

/** Checks that a condition asks for fields that were already answered, and for answers they can have. */
export function checkCondition(condition: Condition, fields: KnownFields, place: Place): void {
  if ('all' in condition) {
    for (const [index, part] of condition.all.entries()) checkCondition(part, fields, place.under('all', index))
    return
  }
  if ('any' in condition) {
    for (const [index, part] of condition.any.entries()) checkCondition(part, fields, place.under('any', index))
    return
  }
  if ('not' in condition) {
    checkCondition(condition.not, fields, place.under('not'))
    return
  }
  const name = condition.field
  const field = fields.all.get(name)
  if (field === undefined) {
    place.under('field').fault('unknown-field', { name, suggestion: suggest(name, [...fields.all.keys()]) })
    return
  }
  if (!fields.earlier.has(name)) {
    place.under('field').fault('condition-on-later', { field: name })
    return
  }
  if (field.widget === 'people' || field.widget === 'date' || field.widget === 'number') {
    place.under('field').fault('condition-on-list', { field: name, widget: field.widget })
    return
  }
  const known = field.widget === 'declaration' ? ['yes'] : field.options?.map((option) => option.value)
  if (known === undefined) return
  const asked =
    'is' in condition
      ? [[condition.is, place.under('is')] as const]
      : condition.in.map((value, index) => [value, place.under('in', index)] as const)
  for (const [value, where] of asked) {
    if (!known.includes(value)) {
      where.fault('unknown-option', {
        field: name,
        name: value,
        suggestion: suggest(value, known),
        known: known.join(', '),
      })
    }
  }
}
