import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { CSRF_FIELD as FIELD_OF_FORMS } from '../ui/Form.tsx'
import { CSRF_FIELD, isCsrfToken, isFromOurPages, makeCsrfToken } from './csrf.ts'
import { parseReturnPath } from './return-path.ts'

test('a token holds for its own secret only, and never looks the same', () => {
  const [ours, theirs] = [randomBytes(32), randomBytes(32)]
  const tokens = Array.from({ length: 20 }, () => makeCsrfToken(ours))
  assert.equal(new Set(tokens).size, 20)
  assert.ok(tokens.every((token) => isCsrfToken(ours, token)))
  assert.ok(tokens.every((token) => !isCsrfToken(theirs, token)))
})

test('anything but a token is refused', () => {
  const secret = randomBytes(32)
  const token = makeCsrfToken(secret)
  const changed = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`
  for (const bad of [
    undefined,
    null,
    '',
    'x',
    token.slice(1),
    `${token}AAAA`,
    changed,
    [token],
    7,
    'A'.repeat(1_000),
  ]) {
    assert.equal(isCsrfToken(secret, bad), false)
  }
})

test('the forms carry the token in the field that is checked', () => {
  assert.equal(CSRF_FIELD, FIELD_OF_FORMS)
})

test('a request from another site is refused by what the browser says', () => {
  const host = 'portal.example.kz'
  assert.equal(isFromOurPages({ 'sec-fetch-site': 'same-origin' }, host), true)
  assert.equal(isFromOurPages({ 'sec-fetch-site': 'same-origin', origin: 'null' }, host), true)
  for (const site of ['cross-site', 'same-site', 'none']) {
    assert.equal(isFromOurPages({ 'sec-fetch-site': site, origin: `https://${host}` }, host), false, site)
  }
  assert.equal(isFromOurPages({ origin: `https://${host}` }, host), true)
  for (const origin of ['https://evil.example', `https://${host}.evil.example`, `https://${host}:444`, 'null', '']) {
    assert.equal(isFromOurPages({ origin }, host), false, origin)
  }
  assert.equal(isFromOurPages({}, host), true, 'an old browser says nothing; the token decides')
})

test('after sign-in one comes back to a page of ours and nowhere else', () => {
  for (const good of ['/kk/', '/kk/cabinet/cases/7?tab=history', '/ru/applications/1/pages/2']) {
    assert.equal(parseReturnPath(good), good)
  }
  const bad = [
    undefined,
    ['/kk/'],
    '',
    'kk/',
    '//evil.example/kk/',
    '/\\evil.example',
    '\\/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/..//evil.example/',
    '/kk/sign-in?return=/kk/',
    '/kk/sign-out',
    '/kk/sign-up/1/confirm',
    `/kk/${'a'.repeat(600)}`,
  ]
  for (const path of bad) assert.equal(parseReturnPath(path), undefined, String(path))
})
