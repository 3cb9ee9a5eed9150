import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolvePath } from './paths.ts'

test('a path is relative to the file it stands in', () => {
  assert.equal(resolvePath('kz/a/r.yaml', 'act.yaml'), 'kz/a/act.yaml')
  assert.equal(resolvePath('kz/a/r.yaml', './act.yaml'), 'kz/a/act.yaml')
  assert.equal(resolvePath('kz/a/r.yaml', '../standards/s.yaml'), 'kz/standards/s.yaml')
})

test('no path leads out of the folder of regulations', () => {
  for (const path of ['../../../etc/passwd', '/etc/passwd', '..\\..\\x', '../../../kz/a/act.yaml']) {
    assert.equal(resolvePath('kz/a/r.yaml', path), undefined, path)
  }
})
