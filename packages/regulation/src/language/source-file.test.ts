import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileOf, readSource } from './source-file.ts'
import type { SourceFile } from './source-file.ts'

function read(text: string): SourceFile {
  const result = readSource('a.yaml', text)
  assert.ok(result.ok)
  return result.source
}

const TEXT = 'steps:\n  check:\n    limit: 7 days\n    tags: [one, two]\n'

test('a file of a collection is read once, and anew when its text has changed', () => {
  const files = new Map([['a.yaml', 'cite: One']])
  const first = readFileOf(files, 'a.yaml')
  assert.equal(readFileOf(files, 'a.yaml'), first)
  files.set('a.yaml', 'cite: Two')
  const second = readFileOf(files, 'a.yaml')
  assert.deepEqual(second?.ok === true && second.source.value, { cite: 'Two' })
  assert.notEqual(readFileOf(new Map(files), 'a.yaml'), second)
  assert.equal(readFileOf(files, 'b.yaml'), undefined)
})

test('a value is found where it stands', () => {
  const fault = read(TEXT).at(['steps', 'check', 'tags', 1], 'malformed', { value: 'two', hint: '' })
  assert.deepEqual([fault.line, fault.column], [4, 17])
  assert.equal(fault.excerpt, '    4 |     tags: [one, two]\n      |                 ^^^')
})

test('a key is pointed at when it is the key that is wrong, and for mappings', () => {
  const source = read(TEXT)
  assert.equal(source.at(['steps', 'check', 'limit'], 'unknown-property', {}, 'key').column, 5)
  assert.deepEqual(
    [source.at(['steps', 'check'], 'malformed').line, source.at(['steps', 'check'], 'malformed').column],
    [2, 3],
  )
})

test('a place that is not there gives the nearest one above it', () => {
  const fault = read(TEXT).at(['steps', 'check', 'actor', 'name'], 'malformed')
  assert.equal(fault.line, 2)
})

test('lines that end as on Windows are counted once', () => {
  const fault = read(TEXT.replaceAll('\n', '\r\n')).at(['steps', 'check', 'limit'], 'malformed')
  assert.deepEqual([fault.line, fault.column], [3, 12])
  assert.equal(fault.excerpt.split('\n')[0], '    3 |     limit: 7 days')
})

test('a small file cannot grow into a large value', () => {
  const bomb = [
    'a: &a [x, x, x]',
    ...'bcdefghij'.split('').map((key, index) => `${key}: &${key} [*${'abcdefghi'[index]}, *${'abcdefghi'[index]}]`),
  ].join('\n')
  const result = readSource('bomb.yaml', bomb)
  assert.ok(!result.ok)
  assert.ok(result.diagnostics.every(({ code }) => code === 'alias-not-allowed'))
})

test('nesting that would exhaust a parser is refused before parsing', () => {
  const deep = [
    '['.repeat(100_000),
    '{a: '.repeat(50_000),
    '- '.repeat(50_000),
    Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
    Array.from({ length: 60 }, () => '[').join('\n'),
  ]
  for (const text of deep) {
    const result = readSource('deep.yaml', text)
    assert.ok(!result.ok)
    assert.deepEqual(
      result.diagnostics.map(({ code }) => code),
      ['too-deep'],
    )
  }
})

test('yes, no, dates and times stay texts', () => {
  assert.deepEqual(read('a: yes\nb: no\nc: 2014-04-14\nd: 09:00\n').value, {
    a: 'yes',
    b: 'no',
    c: '2014-04-14',
    d: '09:00',
  })
})

test('a name of JavaScript is a name like any other', () => {
  const { value } = read('__proto__: x\nconstructor: y\n')
  assert.deepEqual(Object.entries(value as object), [
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
  assert.equal(Reflect.get({}, 'x'), undefined)
})
