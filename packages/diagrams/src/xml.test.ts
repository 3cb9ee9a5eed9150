import assert from 'node:assert/strict'
import { test } from 'node:test'
import { element, printXml } from './xml.ts'

test('what a text contains stays text', () => {
  const xml = printXml(element('a', { b: '"<&>"' }, '<script>&\u0001'))
  assert.equal(xml, '<a b="&quot;&lt;&amp;&gt;&quot;">&lt;script&gt;&amp; </a>\n')
})

test('coordinates have one decimal at most, and what is no number is an error', () => {
  assert.equal(printXml(element('a', { x: 1.26, y: 2, z: undefined })), '<a x="1.3" y="2"/>\n')
  assert.throws(() => printXml(element('a', { x: Number.NaN })), RangeError)
})
