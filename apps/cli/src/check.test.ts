import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { check } from './check.ts'

const regulations = join(import.meta.dirname, '../../../regulations')
const main = join(import.meta.dirname, 'main.ts')

/** A copy of the regulations in which one text is replaced. */
function copyWith(file: string, replace: string, by: string): { readonly folder: string; readonly remove: () => void } {
  const parent = mkdtempSync(join(tmpdir(), 'qyzmet-check-'))
  const folder = join(parent, 'regulations')
  cpSync(regulations, folder, { recursive: true })
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  assert.ok(text.includes(replace))
  writeFileSync(path, text.replace(replace, by))
  return { folder, remove: () => rmSync(parent, { recursive: true }) }
}

test('the regulations of the repository have no fault that is not accepted', () => {
  const { output, exitCode } = check([regulations])
  assert.match(output, /\n\d+ files checked: 0 errors, 0 warnings, \d+ accepted\.$/)
  assert.equal(exitCode, 0)
})

test('a fault is printed with its place, its sentence and a caret, and fails the command', () => {
  const { folder, remove } = copyWith('kz/zhambyl-2014-115/zhambyl-queue.yaml', 'actor: head\n', 'actor: haed\n')
  const { output, exitCode } = check([folder])
  remove()
  assert.equal(exitCode, 1)
  assert.match(
    output,
    /zhambyl-queue\.yaml:\d+:12: error unknown-actor\n {2}No actor is called `haed`\. Did you mean `head`\?/,
  )
  assert.match(output, /\| {5}actor: haed\n +\| {12}\^\^\^\^\n/)
  assert.match(output, /: 1 error, \d+ warnings?, \d+ accepted\.$/)
})

test('one file is checked with the files it refers to', () => {
  const { folder, remove } = copyWith('kz/standards/decree-185-2014-queue.yaml', 'fee:', 'feee:')
  const { output, exitCode } = check([join(folder, 'kz/zhambyl-2014-115/zhambyl-queue.yaml')])
  remove()
  assert.equal(exitCode, 1)
  assert.match(output, /decree-185-2014-queue\.yaml:\d+:1: error unknown-property/)
  assert.match(output, /1 file checked/)
})

test('a place that does not exist is a wrong call', () => {
  assert.deepEqual(check(['no/such/place']), { output: 'There is no no/such/place.', exitCode: 2 })
  assert.equal(check([]).exitCode, 2)
})

test('the program ends as the check says', () => {
  assert.match(execFileSync(process.execPath, [main, 'check', regulations], { encoding: 'utf8' }), /0 errors/)
  assert.equal(spawnSync(process.execPath, [main, 'check', 'no/such/place']).status, 2)
  assert.equal(spawnSync(process.execPath, [main, 'chekc']).status, 2)
  assert.match(execFileSync(process.execPath, [main], { encoding: 'utf8' }), /qyzmet check/)
})
