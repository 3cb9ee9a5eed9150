import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { chainHash, chainStart, verifyChain } from './chain.ts'
import { DecodingError } from './decoding.ts'
import { decodeEvent, encodeEvent, eventBytes } from './event-codec.ts'
import type { CaseEvent } from './events.ts'
import type { Json } from './json.ts'
import { canonicalJson, NotCanonicalError, utf8 } from './json.ts'
import { eventsUntil, housesUntil, NOW } from './testing/story.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

const granted = eventsUntil('nowhere')
const refused = eventsUntil('nowhere', { vote: ['negative'], sign: ['returned'] })
const stopped = eventsUntil('nowhere', { verify: ['refuted'] })
const counter = eventsUntil('nowhere', { give: ['unclaimed'] }, 'counter')
const marked: CaseEvent = {
  type: 'TermMarked',
  term: 'total',
  mark: 'three-quarters',
  at: NOW,
  by: { kind: 'system', name: 'timer' },
  item: '9(7)',
}
const houses = [...housesUntil('nowhere', 'house'), ...housesUntil('nowhere', 'carried')]
const all = [...granted, ...refused, ...stopped, ...counter, ...houses, marked]

const words = fc.string({ unit: 'grapheme' })
const answers = fc.dictionary(
  words,
  fc.oneof(words, fc.array(words), fc.array(fc.dictionary(words, words), { minLength: 1 })),
)

test('an event comes back from its stored form as it was', () => {
  for (const event of all) {
    const stored: unknown = JSON.parse(canonicalJson(encodeEvent(event)))
    assert.deepEqual(decodeEvent(stored), event)
  }
})

test('any answers of an applicant survive storage', () => {
  const [first] = granted
  assert.equal(first?.type, 'CaseOpened')
  fc.assert(
    fc.property(answers, words, (given, name) => {
      const event: CaseEvent = {
        ...first,
        answers: given,
        by: { kind: 'staff', accountId: 'a', name, actor: 'x', substitutes: { accountId: 'b', name } },
      }
      const stored: unknown = JSON.parse(canonicalJson(encodeEvent(event)))
      assert.equal(canonicalJson(encodeEvent(decodeEvent(stored))), canonicalJson(encodeEvent(event)))
    }),
  )
})

test('moments keep their nanoseconds', () => {
  const at = Temporal.Instant.from('2026-03-10T05:00:00.123456789Z')
  const event: CaseEvent = { type: 'TermStopped', term: 't', at, by: { kind: 'system', name: 's' }, item: '1' }
  assert.equal(encodeEvent(event)['at'], '2026-03-10T05:00:00.123456789Z')
  assert.deepEqual(decodeEvent(encodeEvent(event)).at, at)
})

const sound = {
  type: 'TermStarted',
  term: 't',
  limit: { amount: 1, unit: 'hour' },
  at: '2026-03-10T05:00:00Z',
  by: { kind: 'system', name: 's' },
  item: '1',
}
const faulty: Readonly<Record<string, unknown>> = {
  'nothing at all': null,
  'a list': [],
  'an unknown type': { ...sound, type: 'CaseForgotten' },
  'the name of a built-in as its type': { ...sound, type: 'toString' },
  'a field that would be lost': { ...sound, more: 1 },
  'a field missing': { ...sound, term: undefined },
  'a number where a text belongs': { ...sound, term: 5 },
  'a moment that is none': { ...sound, at: 'yesterday' },
  'a unit of no language': { ...sound, limit: { amount: 1, unit: 'fortnight' } },
  'an amount that is no number': { ...sound, limit: { amount: '1', unit: 'hour' } },
  'an actor of an unknown kind': { ...sound, by: { kind: 'ghost', name: 's' } },
  'an actor with a field too many': { ...sound, by: { kind: 'system', name: 's', iin: '0' } },
}
for (const [name, value] of Object.entries(faulty)) {
  test(`${name} is not read as an event`, () => {
    assert.throws(() => decodeEvent(value), DecodingError)
  })
}

test('the sound event of the faulty ones is read', () => {
  assert.equal(decodeEvent(sound).type, 'TermStarted')
})

test('canonical JSON orders keys by UTF-16 code units and writes no space', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  const inOrder = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}'
  assert.equal(canonicalJson(value), inOrder)
})

test('canonical JSON does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const turned: unknown = JSON.parse(JSON.stringify(value), (_key, item: unknown) =>
        typeof item === 'object' && item !== null && !Array.isArray(item)
          ? Object.fromEntries(Object.entries(item).toReversed())
          : item,
      )
      fc.pre(isWellFormed(value))
      assert.equal(canonicalJson(turned as Json), canonicalJson(value))
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
    }),
  )
})

function isWellFormed(value: unknown): boolean {
  return !/\\u[dD][89a-fA-F]/.test(JSON.stringify(value))
}

test('what has no one JSON form is not written', () => {
  for (const value of [Number.NaN, Infinity, '\ud800', { '\udc00': 1 }]) {
    assert.throws(() => canonicalJson(value), NotCanonicalError)
  }
})

test('UTF-8 is that of the platform', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.deepEqual(utf8(text), new Uint8Array(Buffer.from(text, 'utf8')))
    }),
  )
})

function chained(events: readonly CaseEvent[], caseId = 'case-1') {
  let previous = chainStart(caseId, sha256)
  return events.map((event) => {
    const bytes = eventBytes(event)
    previous = chainHash(previous, bytes, sha256)
    return { bytes, hash: previous }
  })
}

test('an untouched chain is intact', () => {
  assert.deepEqual(verifyChain('case-1', chained(granted), sha256), { intact: true })
})

test('any changed byte of any event is found, at that event', () => {
  const links = chained(granted)
  fc.assert(
    fc.property(fc.nat({ max: links.length - 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (index, at, flip) => {
      const changed = links.map((link, position) => {
        if (position !== index) return link
        const bytes = link.bytes.slice()
        const where = at % bytes.length
        bytes[where] = (bytes[where] ?? 0) ^ flip
        return { bytes, hash: link.hash }
      })
      assert.deepEqual(verifyChain('case-1', changed, sha256), { intact: false, brokenAt: index })
    }),
  )
})

test('a changed hash, a missing event, a turned order and another case are found', () => {
  const links = chained(granted)
  const [first, second, ...rest] = links
  assert.ok(first !== undefined && second !== undefined)
  const forged = { bytes: first.bytes, hash: first.hash.map((byte) => byte ^ 1) }
  assert.deepEqual(verifyChain('case-1', [forged, second, ...rest], sha256), { intact: false, brokenAt: 0 })
  assert.deepEqual(verifyChain('case-1', [first, ...rest], sha256), { intact: false, brokenAt: 1 })
  assert.deepEqual(verifyChain('case-1', [second, first, ...rest], sha256), { intact: false, brokenAt: 0 })
  assert.deepEqual(verifyChain('case-2', links, sha256), { intact: false, brokenAt: 0 })
  assert.equal(verifyChain('case-1', [{ bytes: first.bytes, hash: first.hash.slice(1) }], sha256).intact, false)
})

test('every kind of event is met in these tests', () => {
  assert.equal(new Set(all.map((event) => event.type)).size, 33)
})
