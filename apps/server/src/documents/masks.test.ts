import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskIin, maskName } from './masks.ts'

test('a masked name gives first letters and nothing else, not even its length', () => {
  assert.equal(maskName('Әбдірахманова Гүлнұр Қайратқызы'), 'Ә*** Г*** Қ***')
  assert.equal(maskName('  Ән  '), 'Ә***')
  assert.equal(maskName('𝒜lma'), '𝒜***')
})

test('a masked IIN gives its last four digits, not the birth date', () => {
  assert.equal(maskIin('890515400123'), '********0123')
})
