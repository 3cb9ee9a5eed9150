import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')

test('docs/errors.md lists every code of a rejection, and no other', () => {
  const [, declared = ''] = read('contract.ts').split('export interface Rejection')
  const [, rejections = ''] = read('../../../docs/errors.md').split(/^## Rejections$/m)
  const codes = [...(declared.split('readonly parameters')[0]?.matchAll(/\| '([a-z-]+)'/g) ?? [])].map(
    ([, code]) => code,
  )
  assert.ok(codes.length > 20)
  assert.deepEqual(
    [...(rejections.split(/^## /m)[0] ?? '').matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code),
    codes,
  )
})
