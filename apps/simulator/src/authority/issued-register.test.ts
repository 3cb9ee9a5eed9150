import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type IssuedRecord, openIssuedRegister } from './issued-register.ts'

const recordOf = (serial: string): IssuedRecord => ({
  serial,
  iin: '010101500012',
  kind: 'individual',
  label: '',
  der: '',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
})

test('what is kept is in the file when its keeping is done, however many are kept at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qyzmet-issued-'))
  try {
    const path = join(folder, 'issued.json')
    const register = await openIssuedRegister(path)
    const serials = Array.from({ length: 50 }, (_, index) => String(index))
    await Promise.all(
      serials.map(async (serial) => {
        await register.keep(recordOf(serial))
        const again = await openIssuedRegister(path)
        assert.equal(again.find(serial)?.iin, '010101500012')
      }),
    )
    await register.keep({ ...recordOf('7'), revokedAt: '2026-06-01T00:00:00Z' })
    const again = await openIssuedRegister(path)
    assert.equal(again.find('7')?.revokedAt, '2026-06-01T00:00:00Z')
    assert.deepEqual(
      again.all().map(({ serial }) => serial),
      serials,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
