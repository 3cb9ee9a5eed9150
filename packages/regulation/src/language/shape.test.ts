import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { ACTIONS } from '../actions.ts'
import { SCHEMAS } from './shape.ts'

const published = join(import.meta.dirname, '../../../../regulations/schema')

test('the published schemas are the ones the language uses', () => {
  assert.deepEqual(
    readdirSync(published).toSorted(),
    Object.keys(SCHEMAS)
      .map((kind) => `${kind}.schema.json`)
      .toSorted(),
  )
  for (const [kind, schema] of Object.entries(SCHEMAS)) {
    // Write them anew with `qyzmet schema regulations/schema` when the language has changed.
    assert.deepEqual(JSON.parse(readFileSync(join(published, `${kind}.schema.json`), 'utf8')), schema, kind)
  }
})

test('the schemas are valid JSON Schema 2020-12', () => {
  const ajv = new Ajv2020()
  for (const [kind, schema] of Object.entries(SCHEMAS)) assert.equal(ajv.validateSchema(schema), true, kind)
})

test('every property says what it is for, so that an editor can show it', () => {
  const silent: string[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, item] of Object.entries(value)) {
      if (key === 'properties') {
        for (const [property, schema] of Object.entries(item as Record<string, Record<string, unknown>>)) {
          const isText = ['kk', 'ru', 'en'].includes(property)
          if (!isText && schema['description'] === undefined && schema['$ref'] === undefined)
            silent.push(`${path}.${property}`)
        }
      }
      walk(item, `${path}.${key}`)
    }
  }
  walk(SCHEMAS, '')
  assert.deepEqual(silent, [])
})

test('an example of a schema fits it', () => {
  for (const [kind, schema] of Object.entries(SCHEMAS)) {
    const ajv = new Ajv2020({ strict: false })
    ajv.addSchema(schema, kind)
    const definitions = schema['$defs'] as Record<string, { readonly examples?: readonly unknown[] }>
    for (const [name, { examples = [] }] of Object.entries(definitions)) {
      for (const example of examples) {
        assert.equal(
          ajv.validate(`${kind}#/$defs/${name}`, example),
          true,
          `${kind} ${name} ${JSON.stringify(example)}`,
        )
      }
    }
  }
})

test('the schema offers every action of the vocabulary and no other', () => {
  const text = JSON.stringify(SCHEMAS.regulation)
  for (const action of Object.keys(ACTIONS)) assert.ok(text.includes(`"${action}"`), action)
})
