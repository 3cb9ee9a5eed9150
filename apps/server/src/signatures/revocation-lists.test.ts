import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Certificate, parseCertificate, parseCrlHeader } from '@qyzmet/eds'
import type { KeyKind } from '../../../simulator/src/authority/signing-key.ts'
import { foundTestAuthority, type TestAuthority } from '../../../simulator/src/authority/testing/founded-authority.ts'
import { createListStore, type ListStore } from './revocation-lists.ts'

let founded: TestAuthority
let rsa: Certificate
let gost: Certificate
before(async () => {
  founded = await foundTestAuthority()
  const { authority } = founded
  ;[rsa, gost] = [parseCertificate(authority.rsa.issuer.der), parseCertificate(authority.gost.issuer.der)]
})
after(() => founded.remove())

const MINUTES = 60_000

interface Neighbour {
  readonly store: ListStore
  /** Addresses in the order in which they were fetched. */
  readonly fetched: string[]
  readonly clock: { ms: number }
  /** What each address serves; an address without a list does not answer. */
  readonly served: Map<string, () => Uint8Array>
}

/** Lists at the addresses `rsa`, `gost`, `rsa-delta` and `gost-delta`. */
function neighbour(deltaCrlUrls: readonly string[] = []): Neighbour {
  const { authority } = founded
  const lists = (keys: KeyKind): readonly (readonly [string, () => Uint8Array])[] => {
    const name = keys === 'rsa' ? 'rsa' : 'gost'
    const base = authority.crl(undefined, keys)
    return [
      [name, () => base],
      [`${name}-delta`, () => authority.deltaCrl(undefined, keys)],
    ]
  }
  const served = new Map([...lists('rsa'), ...lists('gost-512')])
  const fetched: string[] = []
  const clock = { ms: 0 }
  const fetchList = async (url: string): Promise<Uint8Array> => {
    fetched.push(url)
    const list = served.get(url)
    if (list === undefined) throw new Error(`${url} is silent`)
    return list()
  }
  return {
    store: createListStore({ crlUrls: ['rsa', 'gost'], deltaCrlUrls }, fetchList, () => clock.ms),
    fetched,
    clock,
    served,
  }
}

const issuerOf = (list: Uint8Array | undefined): Uint8Array | undefined => list && parseCrlHeader(list).issuer

test('each authority has its own list, whichever address it lies at', async () => {
  const { store, fetched } = neighbour()
  assert.deepEqual(issuerOf(await store.base(gost)), gost.subjectName.der)
  assert.deepEqual(issuerOf(await store.base(rsa)), rsa.subjectName.der)
  assert.deepEqual(fetched.toSorted(), ['gost', 'rsa'])
  assert.equal(await store.delta(rsa), undefined)
})

test('a list is fetched again after five minutes, alone, and is the same array while it is the same list', async () => {
  const { store, fetched, clock, served } = neighbour()
  const first = await store.base(rsa)
  fetched.length = 0
  assert.equal(await store.base(rsa), first)
  assert.deepEqual(fetched, [])
  clock.ms = 5 * MINUTES + 1
  const copy = Uint8Array.from(first ?? [])
  served.set('rsa', () => copy)
  assert.equal(await store.base(rsa), first)
  assert.deepEqual(fetched, ['rsa'])
  clock.ms = 11 * MINUTES
  const next = founded.authority.crl()
  served.set('rsa', () => next)
  assert.equal(await store.base(rsa), next)
})

test('a list is fetched once for all who ask at the same time, and again after a failure', async () => {
  const { store, fetched, served } = neighbour()
  const list = served.get('rsa')
  served.delete('rsa')
  const failed = await Promise.allSettled([store.base(rsa), store.base(rsa)])
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  assert.equal(fetched.filter((url) => url === 'rsa').length, 1)
  served.set('rsa', list ?? (() => new Uint8Array()))
  const lists = await Promise.all([store.base(rsa), store.base(rsa), store.base(rsa)])
  assert.equal(new Set(lists).size, 1)
  assert.equal(fetched.filter((url) => url === 'rsa').length, 2)
})

test('while one authority is silent the list of the other is still found', async () => {
  const { store, served } = neighbour()
  served.delete('rsa')
  assert.deepEqual(issuerOf(await store.base(gost)), gost.subjectName.der)
  await assert.rejects(store.base(rsa), /silent/)
})

test('what is no list belongs to nobody', async () => {
  const { store, served } = neighbour()
  served.set('rsa', () => Buffer.from('<html>portal</html>'))
  assert.equal(await store.base(rsa), undefined)
})

test('a base list stays for hours while newer deltas fit it, and only they are fetched', async () => {
  const { store, fetched, clock } = neighbour(['rsa-delta', 'gost-delta'])
  const first = await store.base(rsa)
  assert.equal(parseCrlHeader((await store.delta(rsa)) ?? new Uint8Array()).deltaBase !== undefined, true)
  fetched.length = 0
  clock.ms = 60 * MINUTES
  assert.equal(await store.base(rsa), first)
  await store.delta(rsa)
  assert.deepEqual(fetched, ['rsa-delta'])
  clock.ms = 7 * 60 * MINUTES
  await store.base(rsa)
  assert.deepEqual(fetched, ['rsa-delta', 'rsa-delta', 'rsa'])
})

test('a base list is fetched anew when the delta is for a later one, or is silent', async () => {
  for (const change of ['later', 'silent'] as const) {
    const { store, fetched, clock, served } = neighbour(['rsa-delta', 'gost-delta'])
    await store.base(rsa)
    fetched.length = 0
    clock.ms = 6 * MINUTES
    const later = founded.authority.crl()
    if (change === 'silent') served.delete('rsa-delta')
    served.set('rsa', () => later)
    assert.equal(await store.base(rsa), later, change)
    assert.ok(fetched.includes('rsa'))
  }
})
