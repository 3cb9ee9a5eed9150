import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { SCHEMAS } from '@qyzmet/regulation'
import { writeSchemas } from './schema.ts'

test('the schemas are written as files that editors read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qyzmet-schema-'))
  writeSchemas(join(folder, 'schema'))
  const written = readdirSync(join(folder, 'schema')).map((name) => [
    name,
    JSON.parse(readFileSync(join(folder, 'schema', name), 'utf8')) as unknown,
  ])
  rmSync(folder, { recursive: true })
  assert.deepEqual(
    Object.fromEntries(written),
    Object.fromEntries(Object.entries(SCHEMAS).map(([kind, schema]) => [`${kind}.schema.json`, schema])),
  )
})
