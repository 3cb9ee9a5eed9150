import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compileRegulation } from './compile.ts'

const folder = join(import.meta.dirname, '../../conformance/base')
const base = new Map(
  ['act.yaml', 'standard.yaml', 'regulation.yaml'].map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
)
const names = [...base.keys()]

test('a file that is cut, doubled or scrambled at any place is answered with diagnostics, never with a throw', () => {
  const edit = fc.record({
    file: fc.constantFrom(...names),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 40 }),
    text: fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('\n', ': ', '- ', '  ', '{', ']', '&a ', '*a', '"', '!!js ', '---\n', '0', 'null'),
    ),
  })
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const files = new Map(base)
      for (const { file, at, length, text } of edits) {
        const whole = files.get(file) ?? ''
        const from = Math.floor(at * whole.length)
        files.set(file, whole.slice(0, from) + text + whole.slice(from + length))
      }
      const { regulation, diagnostics } = compileRegulation(files, 'regulation.yaml')
      const failed = diagnostics.some(({ severity }) => severity === 'error')
      assert.equal(regulation === undefined, failed)
      for (const { line, column, message, file } of diagnostics) {
        assert.ok(line >= 1 && column >= 1 && message !== '' && files.has(file))
      }
    }),
    { numRuns: 60 },
  )
})

test('the same files give the same regulation', () => {
  assert.deepEqual(compileRegulation(base, 'regulation.yaml'), compileRegulation(new Map(base), 'regulation.yaml'))
})

test('faults in all three files are told together', () => {
  const files = new Map(base)
  for (const [name, text] of base) files.set(name, text.replace('language: 1', 'language: 3'))
  assert.deepEqual(
    compileRegulation(files, 'regulation.yaml').diagnostics.map(({ file }) => file),
    ['act.yaml', 'regulation.yaml', 'standard.yaml'],
  )
})
