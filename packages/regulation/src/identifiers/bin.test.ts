import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseBin } from './bin.ts'

const vectorFile = join(import.meta.dirname, '../../../../../shared/data/iin-bin/vectors.json')
const noVectors = existsSync(vectorFile) ? false : 'the shared vectors are not beside the repository'

const KINDS = {
  'resident legal entity': 'resident',
  'non-resident legal entity': 'non-resident',
  'joint entrepreneur IP(S)': 'joint-entrepreneur',
} as const

test('the shared vectors are read as they should be', { skip: noVectors }, () => {
  const { bin } = JSON.parse(readFileSync(vectorFile, 'utf8')) as {
    readonly bin: readonly {
      readonly id: string
      readonly valid: boolean
      readonly registered?: string
      readonly kind?: keyof typeof KINDS
      readonly unit?: string
    }[]
  }
  assert.ok(bin.length > 3)
  for (const vector of bin) {
    const parsed = parseBin(vector.id)
    assert.equal(parsed.ok, vector.valid, vector.id)
    if (!parsed.ok) continue
    assert.equal(parsed.registered.toString(), vector.registered)
    assert.equal(parsed.kind, vector.kind && KINDS[vector.kind])
    assert.equal(parsed.unit.replaceAll('-', ' '), vector.unit)
  }
})

test('each fault has its code', () => {
  const code = (text: string): string => {
    const parsed = parseBin(text)
    return parsed.ok ? 'ok' : parsed.code
  }
  assert.equal(code('9901'), 'wrong-length')
  assert.equal(code('99014090001X'), 'not-digits')
  assert.equal(code('991340900014'), 'wrong-month')
  assert.equal(code('990101391804'), 'looks-like-iin')
  assert.equal(code('990170900018'), 'wrong-kind')
  assert.equal(code('990149900014'), 'wrong-unit')
  assert.equal(code('990140900015'), 'wrong-check-digit')
})
