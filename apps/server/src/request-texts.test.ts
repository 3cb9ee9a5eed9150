import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as holds, constantFrom, property, string } from 'fast-check'
import { checkPath, MalformedAddressError, parseForm, parseQuery } from './request-texts.ts'

test('a query has one text for a name, and a form may have several', () => {
  assert.deepEqual(parseQuery('a=1&a=2&b=%D2%9B&c'), { a: '1', b: 'қ', c: '' })
  assert.deepEqual(parseForm('a=1&a=2&b=x+y'), { a: ['1', '2'], b: 'x y' })
  assert.deepEqual([parseQuery(''), parseForm('')], [{}, {}])
})

test('no text holds a NUL, whatever was sent, and no name reaches the prototype', () => {
  holds(
    property(string({ unit: constantFrom('%00', '%', '0', '=', '&', 'a', '\u0000', '+', '[', ']') }), (sent) => {
      for (const parsed of [parseQuery(sent), parseForm(sent)]) assert.ok(!JSON.stringify(parsed).includes('\\u0000'))
    }),
  )
  assert.deepEqual(parseForm('a=%%0000&%00b=1'), { a: '%00', b: '1' }, 'what is left is text, not a NUL')
  const { polluted } = { ...parseQuery('__proto__[polluted]=1&__proto__=2'), ...parseForm('__proto__.polluted=1') } as {
    polluted?: unknown
  }
  assert.equal(polluted, undefined)
})

test('a path with a NUL is no address; one in the query is only passed over', () => {
  assert.throws(() => checkPath('/kk/services/%00'), MalformedAddressError)
  checkPath('/kk/services/a?q=%00')
})
