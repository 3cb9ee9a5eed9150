import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeSyncRequest } from '@qyzmet/gateway'
import { withoutSecrets } from './shown-message.ts'

test('what leaves the database holds neither the password at the gateway nor a consent, and the IIN whole', () => {
  const message = writeSyncRequest({
    messageId: 'm-1',
    serviceId: 'GBDFLUniversal_token',
    messageDate: Temporal.Instant.from('2026-11-29T06:00:00Z'),
    sender: { senderId: 'QYZMET', password: 'long-and-secret' },
    properties: [],
    data: { form: 'elements', xml: '<iin>010101500012</iin><kdpToken>leave-of-a-person</kdpToken>' },
  })
  const shown = Buffer.from(withoutSecrets(new TextEncoder().encode(message))).toString()
  assert.ok(!shown.includes('long-and-secret') && !shown.includes('leave-of-a-person'))
  assert.ok(shown.includes('<iin>010101500012</iin>') && shown.includes('QYZMET'))
})
