import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as holds, dictionary, oneof, property, string } from 'fast-check'
import { encodeEvent } from './event-codec.ts'
import { eventText } from './event-text.ts'
import type { CaseEvent } from './events.ts'
import { canonicalJson, NotCanonicalError } from './json.ts'
import { eventsUntil, housesUntil } from './testing/story.ts'

const all = [
  ...eventsUntil('nowhere'),
  ...eventsUntil('nowhere', { vote: ['negative'], sign: ['returned'] }),
  ...eventsUntil('nowhere', { verify: ['refuted'] }),
  ...eventsUntil('nowhere', { give: ['unclaimed'] }, 'counter'),
  ...housesUntil('nowhere', 'house'),
  ...housesUntil('nowhere', 'carried'),
]

test('the text of an event is the canonical JSON of its stored form', () => {
  for (const event of all) assert.equal(eventText(event), canonicalJson(encodeEvent(event)))
  for (const event of all) assert.equal(eventText(event), canonicalJson(encodeEvent(event)), 'also when remembered')
})

test('so it is with any answers and any name', () => {
  const opened = all.find((event) => event.type === 'CaseOpened') ?? assert.fail()
  const words = string({ unit: 'grapheme' })
  const answers = dictionary(words, oneof(words, array(words), array(dictionary(words, words), { minLength: 1 })))
  holds(
    property(answers, words, (given, name) => {
      const by = { kind: 'staff', accountId: name, name, actor: name, substitutes: { accountId: name, name } } as const
      const event: CaseEvent = { ...opened, answers: given, by }
      assert.equal(eventText(event), canonicalJson(encodeEvent(event)))
    }),
  )
})

test('what JSON cannot say is refused', () => {
  const opened = all.find((event) => event.type === 'CaseOpened') ?? assert.fail()
  const attachment = { documentId: 'd', sha256: '', fileName: 'f', mediaType: 'm', size: Number.NaN }
  assert.throws(() => eventText({ ...opened, attachments: [attachment] }), NotCanonicalError)
  assert.throws(() => eventText({ ...opened, answers: { a: '\ud800' } }), NotCanonicalError)
})
