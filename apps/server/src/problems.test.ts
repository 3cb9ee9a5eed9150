import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { StoreUnavailableError } from './cases/case-service.ts'
import { DENIAL_CODES, PHONE_CODES, PROBLEM_CODES, problemOf } from './problems.ts'
import { VaultError } from './vault/vault.ts'

const doc = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8')

test('docs/errors.md lists every code of a problem, and no other', () => {
  const [, problems = ''] = doc.split(/^## /m)
  assert.deepEqual(
    [...problems.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code),
    [...PROBLEM_CODES, ...DENIAL_CODES, ...PHONE_CODES],
  )
})

test('only a bug is internal; what may pass by itself says so', () => {
  const withStatus = (statusCode: number) => Object.assign(new Error('from the framework'), { statusCode })
  assert.deepEqual(problemOf(new Error('a bug')), { status: 500, code: 'internal' })
  assert.deepEqual(problemOf(withStatus(502)), { status: 500, code: 'internal' })
  assert.deepEqual(problemOf(withStatus(400)), { status: 400, code: 'malformed-request' })
  assert.deepEqual(problemOf(withStatus(413)), { status: 413, code: 'too-large' })
  assert.deepEqual(problemOf(new StoreUnavailableError('gone')), { status: 503, code: 'store-unavailable' })
  assert.deepEqual(problemOf(new VaultError('no key')), { status: 503, code: 'kept-bytes-closed' })
})
