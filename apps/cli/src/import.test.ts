import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { check } from './check.ts'
import { importText } from './import.ts'

const ACTS = join(import.meta.dirname, '../../../packages/regulation/src/import/testing/acts')
const act = (name: string): string => join(ACTS, name)

/** Runs with a folder of its own, called `regulations` so that paths stay within it. */
function inFolder(run: (folder: string) => void): void {
  const parent = mkdtempSync(join(tmpdir(), 'qyzmet-import-'))
  run(join(parent, 'regulations', 'draft'))
  rmSync(parent, { recursive: true })
}

test('the drafts of every invented act parse, and the check asks for what is missing', () => {
  for (const name of readdirSync(ACTS).filter((one) => one.endsWith('.txt'))) {
    inFolder((folder) => {
      const { exitCode } = importText([act(name), '--out', folder])
      assert.equal(exitCode, 0)
      const { output } = check([folder])
      assert.doesNotMatch(output, /yaml-syntax|unknown-property|malformed|wrong-type|not-one-of/, name)
      assert.match(output, /missing-language/)
    })
  }
})

test('the report tells every step with its limit, in the language asked for', () => {
  const { output } = importText([act('ru-social-aid.txt'), '--locale', 'ru'])
  assert.match(output, /5\(2\) участковая комиссия · 3 working days · decide-in-session/)
  assert.match(output, /Всего строк/)
  assert.match(importText([act('ru-social-aid.txt'), '--locale', 'kk']).output, /Барлығы \d+ жол/)
})

test('programs get every fact with its lines and its confidence', () => {
  const { output } = importText([act('kk-land-queue.txt'), '--json'])
  const read: unknown = JSON.parse(output)
  assert.ok(typeof read === 'object' && read !== null && 'regulations' in read && Array.isArray(read.regulations))
  assert.match(output, /"written": "15 calendar days"[\s\S]*?"lines": \[\s*\d+,\s*\d+\s*\],\s*"confidence": 0\.\d+/)
})

test('a file is never written over', () => {
  inFolder((folder) => {
    assert.equal(importText([act('kk-subsidy.txt'), '--out', folder]).exitCode, 0)
    const again = importText([act('kk-subsidy.txt'), '--out', folder])
    assert.equal(again.exitCode, 2)
    assert.match(again.output, /act\.yaml is already there/)
  })
})

test('a wrong call is told how to call', () => {
  assert.equal(importText([]).exitCode, 2)
  assert.equal(importText(['no-such-file.txt']).exitCode, 2)
  assert.equal(importText([act('ru-archive.txt'), '--locale', 'de']).exitCode, 2)
})
