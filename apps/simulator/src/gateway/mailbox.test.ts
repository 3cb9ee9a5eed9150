import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMailbox } from './mailbox.ts'

const NOW = Temporal.Instant.from('2026-11-29T06:00:00Z')

function request(text: string) {
  return {
    serviceId: 'PORTAL',
    messageType: 'REQUEST',
    messageDate: NOW,
    senderId: 'PORTAL',
    properties: [],
    data: { form: 'text', text },
  } as const
}

test('a message that is sent again is known even when it is no longer kept whole', () => {
  const mailbox = createMailbox(2)
  const take = (text: string) => mailbox.take(request(text), 'PORTAL', 'QYZMET', NOW) ?? assert.fail(text)
  const first = take('first')
  assert.equal(first.isRepeated, false)
  for (const text of ['second', 'third']) take(text)
  assert.equal(mailbox.find(first.message.messageId), undefined)
  const again = take('first')
  assert.equal(again.isRepeated, true)
  assert.deepEqual(
    [again.message.messageId, again.message.correlationId],
    [first.message.messageId, first.message.correlationId],
  )
  assert.equal(mailbox.waiting('QYZMET').length, 2)
})
