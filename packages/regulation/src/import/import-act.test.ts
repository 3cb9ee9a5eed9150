import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { importAct } from './import-act.ts'
import { factsTable } from './testing/facts-table.ts'

const ACTS = join(import.meta.dirname, 'testing/acts')

for (const file of readdirSync(ACTS).filter((name) => name.endsWith('.txt'))) {
  test(`every fact of ${file} is read, and none is made up`, () => {
    const expected: unknown = JSON.parse(readFileSync(join(ACTS, file.replace('.txt', '.expected.json')), 'utf8'))
    assert.deepEqual(factsTable(importAct(readFileSync(join(ACTS, file), 'utf8'))), expected)
  })
}

test('every line is read, passed over or listed as not understood', () => {
  for (const file of readdirSync(ACTS).filter((name) => name.endsWith('.txt'))) {
    const { coverage, notUnderstood, passedOver } = importAct(readFileSync(join(ACTS, file), 'utf8'))
    assert.equal(coverage.read + coverage.known + coverage.notUnderstood, coverage.lines)
    assert.equal(notUnderstood.length > 0, coverage.notUnderstood > 0)
    assert.equal(passedOver.length > 0, coverage.known > 0)
  }
})
