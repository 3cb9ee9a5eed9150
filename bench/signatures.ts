// Whole verifications of signatures on one core, ours beside those of pkijs on the same RSA objects.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as othersTurn } from 'node:timers/promises'
import * as pkijs from 'pkijs'
import { createVerifier, judge, parseAnchors, type TrustAnchors } from '@qyzmet/eds'
import { openAuthority, type Authority } from '../apps/simulator/src/authority/authority.ts'
import type { Holding } from '../apps/simulator/src/authority/certificate-builder.ts'
import { buildSignedData, buildSignerInfo } from '../apps/simulator/src/authority/cms-builder.ts'
import type { KeyKind } from '../apps/simulator/src/authority/signing-key.ts'
import { median } from './closed-loop.ts'
import { longestStretchMs, processorMs } from './processor-time.ts'

export interface SignatureFigures {
  /** CMS over a document of 27 KB, certificate of a citizen never seen before, chain, role, list: a second of one core. */
  readonly rsaPerSecond: number
  readonly gostPerSecond: number
  /** The CMS and the chain of the same RSA objects, without list and role. */
  readonly pkijsPerSecond: number
  /** The longest time without a turn for others while the verifier works, OCSP and stamp included. */
  readonly longestStretchMs: number
}

export const RSA_BAR = 2000
export const GOST_BAR = 100
export const STRETCH_BAR_MS = 20

const DOCUMENT = new Uint8Array(randomBytes(27 * 1024))
const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z')
/** Verdicts that are not counted. */
const WARM_UP = 20

/** @param count signatures of each kind of keys */
export async function measureSignatures(count: number): Promise<SignatureFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'qyzmet-bench-'))
  try {
    const authority = await openAuthority({ folder, clock: () => NOW })
    const anchors = parseAnchors(authority.anchorsPem, { profile: 'training' })
    const rsa = await signAs('rsa', count, authority)
    const gost = await signAs('gost-512', count, authority)
    return {
      rsaPerSecond: ours(rsa, anchors, authority.crl()),
      gostPerSecond: ours(gost, anchors, authority.crl(undefined, 'gost-512')),
      pkijsPerSecond: await theirs(rsa, anchors),
      longestStretchMs: await stretch([...rsa, ...gost], anchors, authority),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function signAs(keys: KeyKind, count: number, authority: Authority): Promise<readonly Uint8Array[]> {
  const messages: Uint8Array[] = []
  for (let turn = 0; turn < count; turn++) {
    const holder = { iin: String(900_101_300_000 + turn), surname: 'Үлгібаев', givenName: 'Мысал' }
    messages.push(sign(await authority.issue({ holder, kind: 'individual', keys })))
  }
  return messages
}

function sign(signer: Holding): Uint8Array {
  const info = buildSignerInfo({ signer, digest: signer.key.digest(DOCUMENT), signingTime: NOW })
  return buildSignedData({ signerInfos: [info], certificates: [signer.der] })
}

function ours(messages: readonly Uint8Array[], anchors: TrustAnchors, crl: Uint8Array): number {
  const took = messages.map((cms) => {
    const from = processorMs()
    const verdict = judge({ cms, document: DOCUMENT, expected: {}, anchors, receivedAt: NOW, crl })
    if (verdict.verdict !== 'VALID') throw new Error(verdict.reason)
    return processorMs() - from
  })
  return 1000 / median(took.slice(WARM_UP))
}

async function theirs(messages: readonly Uint8Array[], anchors: TrustAnchors): Promise<number> {
  const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
  const read = (der: Uint8Array): pkijs.Certificate => pkijs.Certificate.fromBER(buffer(der))
  const trustedCerts = anchors.roots.map(({ der }) => read(der))
  const authorities = anchors.intermediates.map(({ der }) => read(der))
  const took: number[] = []
  for (const cms of messages) {
    const from = processorMs()
    const signedData = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(buffer(cms)).content })
    const [leaf] = signedData.certificates ?? []
    if (!(leaf instanceof pkijs.Certificate)) throw new Error('no certificate')
    const isRight = await signedData.verify({ signer: 0, data: buffer(DOCUMENT), checkChain: false })
    const chain = new pkijs.CertificateChainValidationEngine({
      trustedCerts,
      certs: [...authorities, leaf],
      checkDate: new Date(NOW.epochMilliseconds),
    })
    if (!isRight || !(await chain.verify()).result) throw new Error('pkijs finds it wrong')
    took.push(processorMs() - from)
  }
  return 1000 / median(took.slice(WARM_UP))
}

/** The verifier as the product runs it; its neighbours work in this process, each in a turn of its own. */
async function stretch(messages: readonly Uint8Array[], anchors: TrustAnchors, authority: Authority): Promise<number> {
  const neighbour = async (answer: () => Uint8Array): Promise<Uint8Array> => {
    await othersTurn()
    const octets = answer()
    await othersTurn()
    return octets
  }
  const verifier = createVerifier({
    anchors,
    askOcsp: (request) => neighbour(() => authority.answerOcsp(request)),
    askStamp: (request) => neighbour(() => authority.answerStamp(request)),
    fetchCrl: async () => undefined,
    now: () => NOW,
  })
  return longestStretchMs(async () => {
    for (const cms of messages) {
      const verdict = await verifier.verify({ cms, document: DOCUMENT, expected: {} })
      if (verdict.verdict !== 'VALID') throw new Error(verdict.reason)
    }
  })
}
