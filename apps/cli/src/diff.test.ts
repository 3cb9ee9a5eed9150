import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOCALES } from '@qyzmet/regulation'
import { diff } from './diff.ts'

test('two editions are compared by their names, in each language', () => {
  for (const locale of LOCALES) {
    const { output, exitCode } = diff(['zhambyl-queue@wording-2014-08-28', 'zhambyl-queue', '--locale', locale])
    assert.equal(exitCode, 0)
    assert.match(output, /2014-08-28.*\n.*2014-11-27/)
    assert.doesNotMatch(output, /undefined|\[object/)
  }
})

test('a regulation compared with itself has no difference', () => {
  assert.match(diff(['zhambyl-queue', 'zhambyl-queue', '--locale', 'en']).output, /There is no difference\.$/)
})

test('two regulations of one service differ in what a lawyer looks for first', () => {
  const { output } = diff(['zhambyl-queue', 'almaty-queue', '--locale', 'en'])
  assert.match(output, /item 5\(4\), Conclusion of the commission: \*\*removed\*\*/)
  assert.match(
    output,
    /Naming the responsible executor\n(?: {2}- .*\n)*? {2}- limit: \*\*changed\*\*: 2 calendar days → 1 hour/,
  )
  assert.match(output, /## Running cases/)
  const told: unknown = JSON.parse(diff(['zhambyl-queue', 'almaty-queue', '--json']).output)
  assert.ok(typeof told === 'object' && told !== null && 'changes' in told && 'running' in told)
})

test('a call that cannot be understood says how to call', () => {
  assert.equal(diff(['zhambyl-queue']).exitCode, 2)
  assert.equal(diff(['zhambyl-queue', 'no-such-service']).exitCode, 2)
})
