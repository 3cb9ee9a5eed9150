/**
 * A revocation list as long as the national authority's: reading, checking and indexing it, and what the index keeps.
 *
 *   node bench/crl.ts
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  checkCrl,
  createVerifier,
  nationalSuite,
  parseAnchors,
  parseCertificate,
  parseCrl,
  RULES_2026,
} from '@qyzmet/eds'
import { openAuthority } from '../apps/simulator/src/authority/authority.ts'
import type { Holding } from '../apps/simulator/src/authority/certificate-builder.ts'
import { buildSignedData, buildSignerInfo } from '../apps/simulator/src/authority/cms-builder.ts'
import { freshSerial } from '../apps/simulator/src/authority/founding.ts'
import { buildCrl, type RevokedEntry } from '../apps/simulator/src/authority/revocation-builder.ts'
import { longestStretchMs, processorMs } from './processor-time.ts'

/** Entries of the production list of 2026; with reasons it has 22 MB. */
const ENTRIES = 422_065
const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z')
const BARS = { indexMs: 1000, keptMb: 40, stretchMs: 20 }

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')
const folder = await mkdtemp(join(tmpdir(), 'qyzmet-bench-'))
try {
  const authority = await openAuthority({ folder, clock: () => NOW })
  const { issuer } = authority.rsa
  const signer = await authority.issue({
    holder: { iin: '900101300000', surname: 'Үлгібаев', givenName: 'Мысал' },
    kind: 'individual',
  })
  const { list, serials } = makeList(issuer)
  const question = {
    certificate: parseCertificate(signer.der),
    issuer: parseCertificate(issuer.der),
    at: NOW,
    clockSkew: RULES_2026.clockSkew,
    suite: nationalSuite,
  }
  const size = `${(list.length / 2 ** 20).toFixed(1)} MB, ${ENTRIES} entries`

  const before = await usedMb()
  const from = processorMs()
  const crl = parseCrl(list)
  const indexMs = processorMs() - from
  const keptMb = (await usedMb()) - before
  console.log(
    `${size}: read, hashed and indexed in ${indexMs.toFixed(0)} ms, ${keptMb.toFixed(1)} MB beside the octets`,
  )

  const lookFrom = processorMs()
  for (const serial of serials) if (crl.find(serial) === undefined) throw new Error('an entry is not found')
  console.log(`a look-up that finds: ${(((processorMs() - lookFrom) / serials.length) * 1000).toFixed(1)} µs`)

  const checkFrom = processorMs()
  if (checkCrl(Uint8Array.from(list), question).status !== 'good') throw new Error('the list is not good')
  console.log(`the same with its signature checked: ${(processorMs() - checkFrom).toFixed(0)} ms`)

  const document = new TextEncoder().encode('{}')
  const info = buildSignerInfo({ signer, digest: signer.key.digest(document), signingTime: NOW })
  const cms = buildSignedData({ signerInfos: [info], certificates: [signer.der] })
  const verifier = createVerifier({
    anchors: parseAnchors(authority.anchorsPem, { profile: 'training' }),
    askOcsp: () => Promise.reject(new Error('silent')),
    fetchCrl: async () => list,
    now: () => NOW,
  })
  const stretchMs = await longestStretchMs(async () => {
    const { verdict } = await verifier.verify({ cms, document, expected: {} })
    if (verdict !== 'VALID') throw new Error(verdict)
  })
  console.log(`the longest stretch while a verdict waits for it: ${stretchMs.toFixed(1)} ms`)
  const isMet = indexMs < BARS.indexMs && keptMb < BARS.keptMb && stretchMs <= BARS.stretchMs
  console.log(`under 1 s and 40 MB, no stretch over 20 ms: ${isMet ? 'yes' : 'no'}`)
  if (!isMet) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** The list and some of the serial numbers in it; nothing else of the making stays in memory. */
function makeList(issuer: Holding): { readonly list: Uint8Array; readonly serials: readonly string[] } {
  const revoked = Array.from({ length: ENTRIES }, (_, place): RevokedEntry => {
    const serial = Buffer.from(freshSerial()).toString('hex')
    return { serial, at: NOW.subtract({ hours: place % 8000 }), reason: 'superseded' }
  })
  const list = buildCrl({ number: 1, thisUpdate: NOW, nextUpdate: NOW.add({ hours: 27 }), revoked }, issuer)
  return { list, serials: revoked.filter((_, place) => place % 100 === 0).map(({ serial }) => serial) }
}

async function usedMb(): Promise<number> {
  // Octets of dead arrays are given back a turn after their arrays.
  for (let round = 0; round < 3; round++) {
    if (typeof collectGarbage === 'function') Reflect.apply(collectGarbage, undefined, [])
    await othersTurn()
  }
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}
