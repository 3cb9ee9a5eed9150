import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buffersOf, copiedInTurns, lengthOf, packed, unpacked } from './travelling.ts'

const AT = Temporal.Instant.from('2026-11-29T04:00:00.123456789Z')
const LONG = new Uint8Array(3_000_000).fill(7)
const VALUE = {
  at: AT,
  list: [{ at: AT.add({ hours: 1 }), text: 'мәтін', count: 3 }, undefined],
  bytes: LONG,
  flag: true,
}

test('plain data with instants comes back from the other side as it was', () => {
  assert.deepEqual(unpacked(structuredClone(packed(VALUE))), VALUE)
})

test('long octets are given away from buffers of their own, so that whoever gave them keeps them', async () => {
  const part = LONG.subarray(10)
  const given = await copiedInTurns({ ...VALUE, bytes: part, short: new Uint8Array(3) })
  const buffers = buffersOf(given)
  assert.deepEqual(
    buffers.map(({ byteLength }) => byteLength),
    [part.length],
  )
  const back = structuredClone(packed(given), { transfer: [...buffers] })
  assert.deepEqual(unpacked(back), { ...VALUE, bytes: part, short: new Uint8Array(3) })
  assert.equal(buffers[0]?.byteLength, 0)
  assert.equal(LONG.length, 3_000_000)
})

test('a part of a buffer is never given away', () => {
  assert.deepEqual(buffersOf({ bytes: LONG.subarray(1) }), [])
})

test('how long data is, is told by its texts and octets', () => {
  assert.equal(lengthOf({ a: 'abc', b: [new Uint8Array(4), 5, AT], c: undefined }), 7)
})
