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

test('accepted findings are shown when asked for, with the decision and the case, in the language asked for', () => {
  const quiet = check([join(regulations, 'kz/zhambyl-2014-115/zhambyl-queue.yaml')])
  assert.doesNotMatch(quiet.output, /limit-unstated/)
  const { output, exitCode } = check([
    join(regulations, 'kz/zhambyl-2014-115/zhambyl-queue.yaml'),
    '--accepted',
    '--locale',
    'ru',
  ])
  assert.equal(exitCode, 0)
  assert.match(
    output,
    /: принято limit-unstated · 5\(6\), 8\(6\)\n {2}Для действия «Подписание результата» срок не указан/,
  )
  assert.match(output, /Решение \(head-signs-without-limit\): Срок не придумывается/)
  assert.match(output, /Пример: Через портал → 11\(3\) Проверка подлинности данных: Подтверждены/)
  assert.match(output, /День заявления: 31 декабря 2014 года, среда\n/)
  assert.match(output, /\nzhambyl-queue +wording-2014-11-27 +0 +0 +\d+\n/)
  assert.match(output, /Проверено файлов: 1; ошибок: 0, предупреждений: 0, принято: \d+\.$/)
})

test('a finding that nobody accepted is a warning and does not fail the command', () => {
  const { folder, remove } = copyWith('kz/zhambyl-2014-115/zhambyl-queue.yaml', '    code: result-missing\n', '')
  const { output, exitCode } = check([join(folder, 'kz/zhambyl-2014-115/zhambyl-queue.yaml')])
  remove()
  assert.equal(exitCode, 0)
  assert.match(output, /: warning result-missing · 5\(6\)\n {2}The act counts 7 actions and 6 results/)
  assert.match(output, /: 0 errors, 1 warning, \d+ accepted\.$/)
})

test('a program gets every finding in three languages with its whole case', () => {
  const { output } = check([join(regulations, 'kz/zhambyl-2014-115/zhambyl-queue.yaml'), '--json'])
  const read: unknown = JSON.parse(output)
  const text = JSON.stringify(read)
  assert.match(text, /"code":"limit-unstated","severity":"warning"/)
  assert.match(text, /"moves":\[\{"step":"authenticate","outcome":"entered"\}/)
  assert.match(text, /"startedOn":"2014-12-31"/)
  assert.match(text, /"message":\{"kk":".+?","ru":".+?","en":".+?"\}/)
})

test('an unknown option is a wrong call', () => {
  assert.equal(check([regulations, '--loud']).exitCode, 2)
  assert.equal(check([regulations, '--locale', 'de']).exitCode, 2)
})
