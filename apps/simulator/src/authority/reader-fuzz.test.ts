import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mutate, randomOf } from './testing/mutation.ts'
import { fuzzReaders, makeSeeds, readAs } from './testing/reader-fuzz.ts'

for (const keys of ['rsa', 'gost-512'] as const) {
  test(`whatever is changed in ${keys} objects, the readers throw their own error only and never take long`, async () => {
    const seeds = await makeSeeds(keys)
    const untouched = seeds.inputs.map(({ kind, octets }) => readAs(kind, octets, seeds))
    assert.ok(
      ['read', 'VALID', 'good', 'right', 'other-certificate', 'malformed'].every((word) => untouched.includes(word)),
    )
    const { runs, faults, outcomes } = fuzzReaders(seeds, 7, (done) => done < 1500)
    assert.equal(runs, 1500)
    assert.deepEqual(
      faults.map(({ what, kind, detail, octets }) => ({
        what,
        kind,
        detail,
        hex: Buffer.from(octets).toString('hex'),
      })),
      [],
    )
    // Damage goes deep enough to be found in different places.
    assert.ok(outcomes.size > 15, [...outcomes.keys()].join(', '))
  })
}

test('the same seed gives the same mutants, another one others', () => {
  const octets = Uint8Array.from({ length: 300 }, (_, place) => place % 256)
  const series = (seed: number): readonly string[] => {
    const random = randomOf(seed)
    return Array.from({ length: 20 }, () => Buffer.from(mutate(octets, octets, random)).toString('hex'))
  }
  assert.deepEqual(series(1), series(1))
  assert.notDeepEqual(series(1), series(2))
})
