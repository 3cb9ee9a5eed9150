/**
 * What signatures cost: hashes, single checks, whole verdicts with GOST and RSA keys, and how long others wait.
 *
 *   node bench/gost.ts [verdicts]
 *
 * All figures are processor time of the process, so that other programs on the machine count less.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as othersTurn } from 'node:timers/promises'
import {
  createGostSigner,
  createGostSuite,
  createVerifier,
  GOST_2004,
  GOST_256,
  GOST_512,
  judge,
  newGostPrivateKey,
  parseAnchors,
  type GostFamily,
  type TrustAnchors,
  type Verdict,
} from '@qyzmet/eds'
import { openAuthority, type Authority } from '../apps/simulator/src/authority/authority.ts'
import type { Holding } from '../apps/simulator/src/authority/certificate-builder.ts'
import { buildSignedData, buildSignerInfo } from '../apps/simulator/src/authority/cms-builder.ts'
import { freshSerial } from '../apps/simulator/src/authority/founding.ts'
import { buildCrl } from '../apps/simulator/src/authority/revocation-builder.ts'
import type { KeyKind } from '../apps/simulator/src/authority/signing-key.ts'
import { STAMP_POLICIES } from '../apps/simulator/src/authority/stamp-builder.ts'
import { longestStretchMs, processorMs } from './processor-time.ts'

const verdicts = Number(process.argv[2] ?? 100)
const DOCUMENT = new Uint8Array(randomBytes(27 * 1024))
/** Verdicts that are not counted. */
const WARM_UP = 10
const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z')

hashes()
singleChecks()
const folder = await mkdtemp(join(tmpdir(), 'qyzmet-bench-'))
try {
  await wholeVerdicts(folder)
  await longWork(folder)
} finally {
  await rm(folder, { recursive: true, force: true })
}

function hashes(): void {
  const megabyte = new Uint8Array(randomBytes(1024 * 1024))
  // Says how fast this machine is just now.
  const yardstick = medianMs(50, () => createHash('sha256').update(megabyte).digest())
  report('SHA-256 of Node, as a yardstick', `${(1000 / yardstick).toFixed(0)} MB/s`)
  for (const [name, family] of [
    ['Streebog-512', GOST_512],
    ['Streebog-256', GOST_256],
    ['GOST 34.311-95', GOST_2004],
  ] as const) {
    const ms = medianMs(9, () => {
      const hash = family.createHash()
      hash.update(megabyte)
      hash.digest()
    })
    report(name, `${(1000 / ms).toFixed(1)} MB/s`)
  }
}

function singleChecks(): void {
  const data = new Uint8Array(randomBytes(200))
  for (const [name, family] of [
    ['GOST-512', GOST_512],
    ['GOST-256', GOST_256],
    ['GOST of 2004', GOST_2004],
  ] as const) {
    const check = (signer: ReturnType<typeof newSigner>, suite = createGostSuite()): void => {
      const signature = signer.sign(data)
      const publicKey = { algorithm: family.key, spki: signer.spki, octets: signer.spki }
      if (suite.verifySignature(family.signature, publicKey, data, signature) !== 'right') throw new Error(name)
    }
    const signer = newSigner(family)
    const signing = medianMs(20, () => signer.sign(data))
    const keys = Array.from({ length: 20 }, () => newSigner(family))
    const unknown = medianMs(20, (turn) => check(keys[turn % keys.length] ?? signer)) - signing
    const known = createGostSuite()
    const table = medianMs(1, () => known.prepareKey?.({ algorithm: family.key, spki: signer.spki, octets: data }))
    const again = medianMs(20, () => check(signer, known)) - signing
    report(
      `${name}, one signature`,
      `unknown key ${perSecond(unknown)}, known key ${perSecond(again)}, its table ${table.toFixed(1)} ms, signing ${perSecond(signing)}`,
    )
  }
}

function newSigner(family: GostFamily) {
  return createGostSigner(family, newGostPrivateKey(family, randomBytes), randomBytes)
}

/**
 * Verdicts on signatures that were never seen before, each by another citizen, as keys and results are remembered.
 * The authorities' keys are known by then. First CMS, certificate and list alone, then all with OCSP and a stamp.
 */
async function wholeVerdicts(path: string): Promise<void> {
  const authority = await openAuthority({ folder: path, clock: () => NOW })
  const anchors = parseAnchors(authority.anchorsPem, { profile: 'training' })
  for (const keys of ['gost-512', 'rsa'] as const) {
    const holders: Holding[] = []
    for (let turn = 0; turn < (keys === 'rsa' ? Math.min(verdicts, 50) : verdicts); turn++) {
      const holder = { iin: String(900_101_300_000 + turn), surname: 'Үлгібаев', givenName: 'Мысал' }
      holders.push(await authority.issue({ holder, kind: 'individual', keys }))
    }
    const messages = holders.map(sign)
    const given = { document: DOCUMENT, expected: {}, anchors, receivedAt: NOW, crl: authority.crl(undefined, keys) }
    const took: number[] = []
    for (const [turn, cms] of messages.entries()) {
      const from = processorMs()
      mustBeValid(judge({ cms, ...given }))
      if (turn >= WARM_UP) took.push(processorMs() - from)
    }
    report(`${keys}: CMS, certificate, list`, perSecond(median(took)))
    await withNeighbours(keys, holders, anchors, authority)
  }
}

/** The verifier as the product runs it; what its neighbours do in this process is not counted. */
async function withNeighbours(
  keys: KeyKind,
  holders: readonly Holding[],
  anchors: TrustAnchors,
  authority: Authority,
): Promise<void> {
  let neighboursMs = 0
  const neighbour = async (answer: () => Uint8Array): Promise<Uint8Array> => {
    await othersTurn()
    const from = processorMs()
    const octets = answer()
    neighboursMs += processorMs() - from
    await othersTurn()
    return octets
  }
  const verifier = createVerifier({
    anchors,
    askOcsp: (request) => neighbour(() => authority.answerOcsp(request)),
    askStamp: (request) => neighbour(() => authority.answerStamp(request)),
    fetchCrl: async () => undefined,
    stampPolicy: STAMP_POLICIES[keys],
    now: () => NOW,
  })
  const messages = Array.from({ length: verdicts }, (_, turn) =>
    sign(holders[turn % holders.length] ?? authority.rsa.root),
  )
  const took: number[] = []
  const longest = await longestStretchMs(async () => {
    for (const [turn, cms] of messages.entries()) {
      neighboursMs = 0
      const from = processorMs()
      mustBeValid(await verifier.verify({ cms, document: DOCUMENT, expected: {} }))
      if (turn >= WARM_UP) took.push(processorMs() - from - neighboursMs)
    }
  })
  report(
    `${keys}: the same with OCSP and stamp`,
    `${perSecond(median(took))}, longest stretch ${longest.toFixed(1)} ms`,
  )
}

/** Others must not wait while megabytes are hashed or a long list is read. */
async function longWork(path: string): Promise<void> {
  const authority = await openAuthority({ folder: path, clock: () => NOW })
  const { issuer } = authority.gost
  const holder = { iin: '900101300000', surname: 'Үлгібаев', givenName: 'Мысал' }
  const signer = await authority.findOrIssue({ holder, kind: 'individual', keys: 'gost-512' })
  const document = new Uint8Array(randomBytes(10 * 1024 * 1024))
  const revoked = Array.from({ length: 50_000 }, () => ({
    serial: Buffer.from(freshSerial()).toString('hex'),
    at: NOW,
  }))
  const list = buildCrl({ number: 1, thisUpdate: NOW, nextUpdate: NOW.add({ hours: 27 }), revoked }, issuer)
  const info = buildSignerInfo({ signer, digest: signer.key.digest(document), signingTime: NOW })
  const cms = buildSignedData({ signerInfos: [info], certificates: [signer.der] })
  const verifier = createVerifier({
    anchors: parseAnchors(authority.anchorsPem, { profile: 'training' }),
    askOcsp: () => Promise.reject(new Error('silent')),
    fetchCrl: async () => list,
    now: () => NOW,
  })
  const from = processorMs()
  const longest = await longestStretchMs(async () =>
    mustBeValid(await verifier.verify({ cms, document, expected: {} })),
  )
  report(
    'gost-512: document of 10 MB, list of 50 000 entries',
    `${(processorMs() - from).toFixed(0)} ms, longest stretch ${longest.toFixed(1)} ms`,
  )
}

function sign(signer: Holding): Uint8Array {
  const info = buildSignerInfo({ signer, digest: signer.key.digest(DOCUMENT), signingTime: NOW })
  return buildSignedData({ signerInfos: [info], certificates: [signer.der] })
}

function mustBeValid(verdict: Verdict): void {
  if (verdict.verdict !== 'VALID') throw new Error(verdict.reason)
}

function medianMs(times: number, run: (turn: number) => unknown): number {
  return median(
    Array.from({ length: times }, (_, turn) => {
      const from = processorMs()
      run(turn)
      return processorMs() - from
    }),
  )
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function perSecond(ms: number): string {
  return `${ms.toFixed(2)} ms (${(1000 / ms).toFixed(0)}/s)`
}

function report(what: string, figures: string): void {
  console.log(`${what}: ${figures}`)
}
