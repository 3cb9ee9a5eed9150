import type { Condition, Field, FormDefinition } from '../form.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/**
 * The form as a JSON Schema 2020-12 of the answers as they are kept, for programs that apply through the API.
 *
 * It says as much as a schema can: what is always asked is required, what is asked under a condition is required when
 * the condition holds. Check digits, days that exist and rows that repeat are left to `checkAnswers`.
 */
export function formSchema(form: FormDefinition): JsonSchema {
  const fields = new Map(form.pages.flatMap((page) => page.fields.map((field) => [field.id, field])))
  const always: string[] = []
  const conditional: JsonSchema[] = []
  for (const page of form.pages) {
    for (const field of page.fields) {
      if (!field.required) continue
      const conditions = [page.when, field.when].flatMap((condition) => condition ?? [])
      const [first, ...others] = conditions
      if (first === undefined) always.push(field.id)
      else {
        conditional.push({
          if: conditionSchema(others.length === 0 ? first : { all: [first, ...others] }, fields),
          // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
          then: { required: [field.id] },
        })
      }
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: form.title.en,
    type: 'object',
    properties: Object.fromEntries([...fields].map(([id, field]) => [id, fieldSchema(field)])),
    required: always,
    additionalProperties: false,
    ...(conditional.length === 0 ? {} : { allOf: conditional }),
  }
}

function fieldSchema(field: Field): JsonSchema {
  return {
    title: field.label.en,
    ...(field.hint === undefined ? {} : { description: field.hint.en }),
    ...valueSchema(field),
  }
}

function valueSchema(field: Field): JsonSchema {
  const values = field.options?.map(({ value }) => value) ?? []
  switch (field.widget) {
    case 'text':
    case 'textarea':
    case 'address':
      return { type: 'string', minLength: field.min ?? 1, ...(field.max === undefined ? {} : { maxLength: field.max }) }
    case 'iin':
      return { type: 'string', pattern: '^[0-9]{12}$' }
    case 'phone':
      return { type: 'string', pattern: '^\\+[0-9]{8,15}$' }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'number':
      return { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]+)?$' }
    case 'radios':
    case 'select':
      return { type: 'string', enum: values }
    case 'declaration':
      return { const: 'yes' }
    case 'checkboxes':
      return {
        type: 'array',
        items: { enum: values },
        uniqueItems: true,
        minItems: field.min ?? (field.required ? 1 : 0),
        ...(field.max === undefined ? {} : { maxItems: field.max }),
      }
    case 'people': {
      const columns = field.fields ?? []
      return {
        type: 'array',
        items: {
          type: 'object',
          properties: Object.fromEntries(columns.map((column) => [column.id, fieldSchema(column)])),
          required: columns.filter(({ required }) => required).map(({ id }) => id),
          additionalProperties: false,
        },
        minItems: field.min ?? (field.required ? 1 : 0),
        ...(field.max === undefined ? {} : { maxItems: field.max }),
      }
    }
  }
}

function conditionSchema(condition: Condition, fields: ReadonlyMap<string, Field>): JsonSchema {
  if ('all' in condition) return { allOf: condition.all.map((part) => conditionSchema(part, fields)) }
  if ('any' in condition) return { anyOf: condition.any.map((part) => conditionSchema(part, fields)) }
  if ('not' in condition) return { not: conditionSchema(condition.not, fields) }
  const wanted = 'is' in condition ? { const: condition.is } : { enum: condition.in }
  const isList = fields.get(condition.field)?.widget === 'checkboxes'
  return {
    properties: { [condition.field]: isList ? { contains: wanted } : wanted },
    required: [condition.field],
  }
}
