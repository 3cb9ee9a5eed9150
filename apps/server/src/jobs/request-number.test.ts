import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Regulation } from '@qyzmet/regulation'
import { requestNumber } from './request-number.ts'

test('a number has the year of the provider and a serial of at least so many digits', () => {
  const regulation = {
    numbering: { request: 'ЖС-{year}-{serial}', serialDigits: 4 },
    timeZone: 'Asia/Almaty',
  } satisfies Partial<Regulation>
  const newYear = Temporal.Instant.from('2025-12-31T19:30:00Z')
  assert.equal(requestNumber(regulation, 7, newYear), 'ЖС-2026-0007')
  assert.equal(requestNumber(regulation, 123_456, newYear), 'ЖС-2026-123456')
})
