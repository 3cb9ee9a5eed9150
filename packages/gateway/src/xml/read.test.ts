import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeXml } from './decode.ts'
import { findAll, findChild, findValue, getValue, MessageMalformedError, textOf } from './find.ts'
import { XML_LIMITS } from './limits.ts'
import { findDay, getInstant } from './moments.ts'
import { readXml } from './read.ts'
import { XmlRefusedError, type XmlFault } from './refused.ts'
import { rewriteContent, rewriteElement } from './rewrite.ts'
import { element, XmlNotWritableError } from './write.ts'

function refusal(text: string, limits = XML_LIMITS): XmlFault | undefined {
  try {
    readXml(text, limits)
    return undefined
  } catch (error) {
    if (error instanceof XmlRefusedError) return error.fault
    throw error
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text)

test('what no message needs and what could exhaust a parser is refused, each with its reason', () => {
  const cases: readonly (readonly [string, XmlFault])[] = [
    ['<!DOCTYPE a><a/>', 'doctype'],
    ['<a/><!DOCTYPE a>', 'doctype'],
    ['<a><!ENTITY x "y"></a>', 'doctype'],
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'doctype'],
    ['<a>&x;</a>', 'entity'],
    ['<a b="&x;"/>', 'entity'],
    ['<a>1 & 2</a>', 'entity'],
    ['<?php 1 ?><a/>', 'processing-instruction'],
    ['<a><?x y?></a>', 'processing-instruction'],
    [' <?xml version="1.0"?><a/>', 'processing-instruction'],
    ['<a>'.repeat(65) + '</a>'.repeat(65), 'too-deep'],
    [`<a b="${'x'.repeat(XML_LIMITS.maxTagLength)}"/>`, 'tag-too-long'],
    [`<a ${Array.from({ length: 65 }, (_, n) => `a${n}="1"`).join(' ')}/>`, 'too-many-parts'],
    ['<a b="x', 'not-well-formed'],
    ['<a><b></a></b>', 'not-well-formed'],
    ['<a/><b/>', 'not-well-formed'],
    ['<a b="1" b="2"/>', 'not-well-formed'],
    ['<p:a/>', 'not-well-formed'],
    ['<a><!-- </a>', 'not-well-formed'],
    ['<a><![CDATA[ </a>', 'not-well-formed'],
    ['<a b=1/>', 'not-well-formed'],
    ['<a b="<"/>', 'not-well-formed'],
    ['<a>', 'not-well-formed'],
    ['text', 'not-well-formed'],
    ['<a>\u0000</a>', 'not-well-formed'],
    ['<a>&#0;</a>', 'not-well-formed'],
    ['<a>&#xD800;</a>', 'not-well-formed'],
    ['<a>&#x110000;</a>', 'not-well-formed'],
    ['', 'not-well-formed'],
  ]
  for (const [text, fault] of cases) assert.equal(refusal(text), fault, text.slice(0, 60))
  assert.equal(refusal('<a><b/><b/></a>', { ...XML_LIMITS, maxParts: 2 }), 'too-many-parts')
  assert.equal(refusal('<a>123456</a>', { ...XML_LIMITS, maxBytes: 10 }), 'too-large')
})

test('what only looks like it inside comments, CDATA and values is left alone', () => {
  assert.equal(refusal('<?xml version="1.0" encoding="UTF-8"?><a><!-- <!DOCTYPE a> &x; <?y?> --></a>'), undefined)
  assert.equal(textOf(readXml('<a><![CDATA[<!DOCTYPE a>&x;<b>]]></a>')), '<!DOCTYPE a>&x;<b>')
  assert.equal(readXml('<a b="1 > 0"><c/></a>').attributes[0]?.value, '1 > 0')
})

test('a value that a comment or a CDATA section splits is read whole, and keeps its zero', () => {
  for (const inside of [
    '010101500012',
    '0101<!-- -->01500012',
    '<!--9-->010101500012<!--9-->',
    '<![CDATA[0101]]>01500012',
    '&#48;10101500012',
    '\n 010101500012 \n',
  ]) {
    assert.equal(getValue(readXml(`<p><iin>${inside}</iin></p>`), 'iin'), '010101500012', inside)
  }
})

test('a value with an element inside, and one that stands there twice, is nobody’s guess', () => {
  assert.throws(() => findValue(readXml('<p><iin>0101<b/>01500012</iin></p>'), 'iin'), MessageMalformedError)
  assert.throws(() => findValue(readXml('<p><iin>1</iin><iin>2</iin></p>'), 'iin'), MessageMalformedError)
  assert.equal(findValue(readXml('<p><iin/></p>'), 'iin'), undefined)
  assert.equal(findAll(readXml('<p><iin>1</iin><iin>2</iin></p>'), 'iin').length, 2)
})

test('bytes are UTF-8, or windows-1251 where they say so', () => {
  assert.equal(decodeXml(utf8('\ufeff<a>қ</a>')), '<a>қ</a>')
  const head = utf8('<?xml version="1.0" encoding="windows-1251"?><a>')
  const text = decodeXml(Uint8Array.from([...head, 0xc4, 0xe0, ...utf8('</a>')]))
  assert.equal(textOf(readXml(text)), 'Да')
  const fault = (bytes: Uint8Array) => {
    try {
      return decodeXml(bytes)
    } catch (error) {
      return error instanceof XmlRefusedError ? error.fault : error
    }
  }
  assert.equal(fault(Uint8Array.of(0x3c, 0xc0, 0xaf)), 'encoding')
  assert.equal(fault(utf8('<?xml version="1.0" encoding="UTF-16"?><a/>')), 'encoding')
  assert.equal(fault(new Uint8Array(XML_LIMITS.maxBytes + 1)), 'too-large')
})

test('a part that is taken out of a message brings the namespaces it uses, and no others', () => {
  const source =
    '<e xmlns="urn:e" xmlns:p="urn:p" xmlns:q="urn:q" xmlns:r="urn:r"><d xmlns=""><p:x t="q:T">a &lt; b</p:x></d></e>'
  const data = findChild(readXml(source), 'd')
  assert.ok(data)
  assert.equal(rewriteContent(data), '<p:x xmlns:p="urn:p" xmlns:q="urn:q" t="q:T">a &lt; b</p:x>')
  assert.equal(rewriteElement(readXml('<e xmlns="urn:e"><d xmlns=""/></e>')), '<e xmlns="urn:e"><d xmlns=""/></e>')
})

test('what is written is escaped, and what XML cannot carry is not written', () => {
  const written = element('a', 'қ < & > "\r\n', { b: '"<\t\n&' }).xml
  const read = readXml(written)
  assert.equal(textOf(read), 'қ < & > "\r\n')
  assert.equal(read.attributes[0]?.value, '"<\t\n&')
  assert.throws(() => element('a', '\u0000'), XmlNotWritableError)
  assert.throws(() => element('a', '\ud800'), XmlNotWritableError)
  assert.throws(() => element('a b="1"', ''), XmlNotWritableError)
})

test('moments keep their offset, and a day is never moved by one', () => {
  const moments = readXml(
    '<m><a>2026-11-29T12:00:00.5+05:00</a><b>2024-01-01T12:00:00+06:00</b><c>2026-11-29T12:00:00</c>' +
      '<d>2026-11-29T24:00:00Z</d><e>1990-01-01+06:00</e><f>1990-01-01T00:00:00+06:00</f><g>2026-02-30</g></m>',
  )
  assert.equal(getInstant(moments, 'a').toString(), '2026-11-29T07:00:00.5Z')
  assert.equal(getInstant(moments, 'b').toString(), '2024-01-01T06:00:00Z')
  assert.equal(getInstant(moments, 'c').toString(), '2026-11-29T07:00:00Z')
  assert.equal(getInstant(moments, 'd').toString(), '2026-11-30T00:00:00Z')
  assert.equal(findDay(moments, 'e')?.toString(), '1990-01-01')
  assert.equal(findDay(moments, 'f')?.toString(), '1990-01-01')
  assert.throws(() => findDay(moments, 'g'), MessageMalformedError)
  assert.throws(() => getInstant(moments, 'e'), MessageMalformedError)
})
