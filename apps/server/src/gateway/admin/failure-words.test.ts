import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOCALES } from '@qyzmet/regulation'
import { trafficMessages } from '../messages/traffic.ts'
import { failureWords } from './failure-words.ts'

test('a failure is told in words of its own with its code; one of the program says that it is so', () => {
  for (const [code, kind] of [
    ['signature-unproven: revocation-unknown', 'unproven'],
    ['signature-invalid: seal-revoked', 'signature'],
    ['status 503', 'fault'],
    ['no-road', 'noRoad'],
    ['not-writable', 'unwritable'],
    ['paper-missing', 'missing'],
    ['case-unknown', 'missing'],
    ['case-edition-not-in-force', 'notOpened'],
    ['no-application', 'unreadable'],
    ['TypeError', 'other'],
  ] as const) {
    for (const locale of LOCALES) {
      const t = trafficMessages[locale]
      assert.equal(failureWords(code, t), `${t.failures[kind]} (${code})`)
    }
  }
})
