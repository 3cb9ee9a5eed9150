import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { replaced } from '../testing/base-regulation.ts'
import { checkFiles } from './check-files.ts'

const folder = join(import.meta.dirname, '../../conformance/base')
const base = new Map(
  ['act.yaml', 'standard.yaml', 'regulation.yaml'].map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
)

test('a fault of a standard is told once, however many regulations use it', () => {
  const files = replaced(
    new Map([...base, ['second.yaml', (base.get('regulation.yaml') ?? '').replace('id: test-queue', 'id: second')]]),
    [{ file: 'standard.yaml', replace: 'fee:', with: 'feee:' }],
  )
  const codes = checkFiles(files, files.keys()).map(({ file, code }) => `${file} ${code}`)
  assert.deepEqual(codes, ['standard.yaml missing-property', 'standard.yaml unknown-property'])
})

test('each kind of file is known by what it holds', () => {
  const files = new Map([...base, ['kz.yaml', 'calendar: kz\nyears: {}\n'], ['list.yaml', 'shopping: [bread]\n']])
  assert.deepEqual(
    checkFiles(files, files.keys()).map(({ file, code }) => `${file} ${code}`),
    ['list.yaml unknown-kind'],
  )
})

test('a standard alone is checked by its shape', () => {
  const files = replaced(base, [{ file: 'standard.yaml', replace: 'widget: phone', with: 'widget: phon' }])
  const [fault] = checkFiles(files, ['standard.yaml'])
  assert.equal(fault?.code, 'not-one-of')
  assert.match(fault.message, /Did you mean `phone`/)
})

test('a file that is a list, a word or nothing is answered', () => {
  const files = new Map([
    ['a.yaml', '- channels\n'],
    ['b.yaml', 'channels\n'],
    ['c.yaml', ''],
  ])
  assert.deepEqual(
    checkFiles(files, files.keys()).map(({ code }) => code),
    ['unknown-kind', 'unknown-kind', 'file-empty'],
  )
})
