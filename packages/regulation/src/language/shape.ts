import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { suggest } from './codes.ts'
import type { Diagnostic } from './diagnostic.ts'
import { ACT_SCHEMA } from './schema/act.ts'
import { EDITION_SCHEMA } from './schema/edition.ts'
import { LAW_SCHEMA } from './schema/law.ts'
import { REGULATION_SCHEMA } from './schema/regulation.ts'
import { SCENARIO_SCHEMA } from './schema/scenario.ts'
import { STANDARD_SCHEMA } from './schema/standard.ts'
import type { Path, SourceFile } from './source-file.ts'

/** The kinds of file of the language, with the schema that each is checked against and that editors complete from. */
export const SCHEMAS = {
  act: ACT_SCHEMA,
  edition: EDITION_SCHEMA,
  law: LAW_SCHEMA,
  regulation: REGULATION_SCHEMA,
  scenario: SCENARIO_SCHEMA,
  standard: STANDARD_SCHEMA,
} as const
export type FileKind = keyof typeof SCHEMAS

const LANGUAGE_NAMES: Readonly<Record<string, string>> = { kk: 'Kazakh', ru: 'Russian', en: 'English' }

const validators = new Map<FileKind, ValidateFunction>()

/** Compiled when first asked for: most runs of the product need it once. */
function validatorOf(kind: FileKind): ValidateFunction {
  const known = validators.get(kind)
  if (known !== undefined) return known
  const made = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    validateSchema: false,
    // A run checks a few dozen files: making the validators quickly matters more than how fast they are.
    code: { optimize: false },
  }).compile(SCHEMAS[kind])
  validators.set(kind, made)
  return made
}

/** All faults in the shape of a file, each where it stands. */
export function checkShape(kind: FileKind, source: SourceFile): readonly Diagnostic[] {
  const validate = validatorOf(kind)
  if (validate(source.value)) return []
  return (validate.errors ?? []).flatMap((error) => diagnose(source, error))
}

function diagnose(source: SourceFile, error: ErrorObject): readonly Diagnostic[] {
  const path = pathOf(source.value, error.instancePath)
  const schema: unknown = error.parentSchema
  // The branches of a choice fail one by one; only the choice itself is worth telling.
  if (/\/oneOf\/\d+\//.test(error.schemaPath)) return []

  switch (error.keyword) {
    case 'required': {
      const property = String(error.params['missingProperty'])
      const language = LANGUAGE_NAMES[property]
      if (language !== undefined && isTextSchema(schema)) {
        return [source.at(path, 'missing-language', { language, locale: property })]
      }
      return [source.at(path, 'missing-property', { property, example: exampleOf(schema, property) })]
    }
    case 'dependentRequired':
      return [source.at(path, 'missing-property', { property: String(error.params['missingProperty']), example: '' })]
    case 'additionalProperties': {
      const property = String(error.params['additionalProperty'])
      const allowed = Object.keys(propertiesOf(schema))
      return [
        source.at(
          [...path, property],
          'unknown-property',
          {
            property,
            suggestion: isTextSchema(schema)
              ? 'A comma ends a text in braces: put the text in quotes. '
              : suggest(property, allowed),
            allowed: allowed.join(', '),
          },
          'key',
        ),
      ]
    }
    case 'propertyNames': {
      // Names out of a closed list are told by that list.
      if (isRecord(error.schema) && 'enum' in error.schema) return []
      const name = String(error.params['propertyName'])
      return [source.at([...path, name], 'bad-name', { name }, 'key')]
    }
    case 'type': {
      const expected = String(error.params['type'])
      return [
        source.at(path, 'wrong-type', {
          expected: nameOfType(expected),
          actual: nameOfType(typeOf(error.data)),
          hint:
            expected === 'string' && isScalar(error.data)
              ? `Put it in quotes: '${String(error.data)}'.`
              : hintOf(schema),
        }),
      ]
    }
    case 'enum':
    case 'const': {
      const known: unknown = error.keyword === 'enum' ? error.params['allowedValues'] : [error.params['allowedValue']]
      const allowed = Array.isArray(known) ? known.map(String) : []
      const value = shown(error.data)
      const words = { value, suggestion: suggest(value, allowed), allowed: allowed.join(', ') }
      return [
        error.propertyName === undefined
          ? source.at(path, 'not-one-of', words)
          : source.at([...path, error.propertyName], 'not-one-of', words, 'key'),
      ]
    }
    case 'pattern':
      if (error.propertyName !== undefined) return []
      return error.params['pattern'] === '\\S'
        ? [source.at(path, 'blank-text')]
        : [source.at(path, 'malformed', { value: shown(error.data), hint: hintOf(schema) })]
    case 'minItems':
    case 'minProperties':
      return [source.at(path, 'too-few', { minimum: Number(error.params['limit']) })]
    case 'minimum':
    case 'maximum':
      return [
        source.at(path, 'out-of-range', {
          value: shown(error.data),
          bound: `${error.keyword === 'minimum' ? 'at least' : 'at most'} ${String(error.params['limit'])}`,
        }),
      ]
    default:
      return [source.at(path, 'wrong-shape', { hint: hintOf(schema) })]
  }
}

function isTextSchema(schema: unknown): boolean {
  const properties = propertiesOf(schema)
  return 'kk' in properties && 'ru' in properties && 'en' in properties
}

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  const properties = isRecord(schema) ? schema['properties'] : undefined
  return isRecord(properties) ? properties : {}
}

function hintOf(schema: unknown): string {
  if (!isRecord(schema)) return ''
  const description = schema['description']
  const examples = schema['examples']
  const example = Array.isArray(examples) && examples.length > 0 ? ` For example: ${JSON.stringify(examples[0])}.` : ''
  return `${typeof description === 'string' ? description : ''}${example}`
}

function exampleOf(schema: unknown, property: string): string {
  const definition = propertiesOf(schema)[property]
  const description = isRecord(definition) ? definition['description'] : undefined
  return typeof description === 'string' ? ` (${description.replace(/\.$/, '')})` : ''
}

/** Ajv's JSON pointer as keys and indexes. */
function pathOf(value: unknown, pointer: string): Path {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const path: (string | number)[] = []
  let here = value
  for (const part of parts) {
    if (Array.isArray(here)) {
      path.push(Number(part))
      here = here[Number(part)]
    } else {
      path.push(part)
      here = isRecord(here) ? here[part] : undefined
    }
  }
  return path
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function nameOfType(type: string): string {
  switch (type) {
    case 'object':
      return 'a mapping'
    case 'array':
      return 'a list'
    case 'string':
      return 'a text'
    case 'integer':
      return 'a whole number'
    case 'number':
      return 'a number'
    case 'boolean':
      return '`true` or `false`'
    case 'null':
      return 'nothing'
    default:
      return type
  }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
