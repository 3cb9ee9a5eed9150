import {
  checkCrl,
  checkOcsp,
  checkTimeStamp,
  createXmlSeal,
  DerError,
  derValue,
  grantedToken,
  judge,
  MESSAGE_LIMITS,
  nationalSuite,
  ocspRequest,
  openSealed,
  parseCertificate,
  parseCrl,
  parseSignedData,
  parseTimeStampRequest,
  RULES_2026,
  timeStampRequest,
  type Certificate,
  type SealKind,
  type TrustAnchors,
} from '@qyzmet/eds'
import { utf8 } from '../certificate-builder.ts'
import { parseOcspRequest } from '../revocation-builder.ts'
import type { KeyKind } from '../signing-key.ts'
import { mutate, mutateXml, randomOf, type Random } from './mutation.ts'
import { DOCUMENT, foundSigning, HOLDER, NOW, sign, stampAt } from './signing.ts'

/** What a reader is fed with, and everything else that its question needs. */
export interface FuzzSeeds {
  readonly anchors: TrustAnchors
  readonly person: Certificate
  readonly issuer: Certificate
  readonly nonce: Uint8Array
  /** A right base list, for deltas. */
  readonly base: Uint8Array
  readonly inputs: readonly { readonly kind: ReaderKind; readonly name: string; readonly octets: Uint8Array }[]
}

export const READER_KINDS = [
  'certificate',
  'cms',
  'crl',
  'delta',
  'ocsp',
  'stamp',
  'question',
  'sealed-body',
  'sealed-document',
] as const
export type ReaderKind = (typeof READER_KINDS)[number]

/** Right objects of one hierarchy. Keys are new each time: what is kept of a run is the seeds themselves. */
export async function makeSeeds(keys: KeyKind): Promise<FuzzSeeds> {
  const signing = await foundSigning(keys)
  try {
    const { authority, branch, person } = signing
    const { ocspResponse, ocspNonce } = signing.askOcsp(person)
    const stamp = (signature: Uint8Array): Uint8Array => stampAt(NOW, signature, branch.stamper)
    const token = stamp(DOCUMENT)
    const base = authority.crl(undefined, keys)
    const held = await authority.issue({ holder: HOLDER, kind: 'individual', keys })
    await authority.revoke(parseCertificate(held.der).serial, 'certificateHold', NOW)
    const question = timeStampRequest(new Uint8Array(32), ocspNonce)
    const issuer = parseCertificate(branch.issuer.der)
    const { anchors } = signing
    const seal = createXmlSeal({
      key: person.key,
      certificate: person.der,
      anchors,
      now: () => NOW,
      isExpected: () => true,
    })
    const [body, document] = [await seal.sealBody(SEALED_ENVELOPE), await seal.sealDocument(SEALED_CONTENT)].map(utf8)
    return {
      anchors,
      person: parseCertificate(person.der),
      issuer,
      nonce: ocspNonce,
      base,
      inputs: [
        { kind: 'certificate', name: 'holder', octets: person.der },
        { kind: 'certificate', name: 'authority', octets: branch.issuer.der },
        { kind: 'cms', name: 'detached', octets: sign(person) },
        { kind: 'cms', name: 'attached', octets: sign(person, { content: DOCUMENT }) },
        { kind: 'cms', name: 'stamped', octets: sign(person, { stamp }) },
        { kind: 'cms', name: 'indefinite', octets: indefinite(sign(person, { content: DOCUMENT })) },
        { kind: 'crl', name: 'base', octets: authority.crl(undefined, keys) },
        { kind: 'delta', name: 'delta', octets: authority.deltaCrl(undefined, keys) },
        { kind: 'ocsp', name: 'good', octets: ocspResponse },
        { kind: 'ocsp', name: 'revoked', octets: signing.askOcsp(held).ocspResponse },
        { kind: 'stamp', name: 'token', octets: token },
        { kind: 'question', name: 'stamp', octets: question },
        { kind: 'question', name: 'ocsp', octets: ocspRequest(parseCertificate(person.der), issuer, ocspNonce) },
        { kind: 'sealed-body', name: 'envelope', octets: body ?? DOCUMENT },
        { kind: 'sealed-document', name: 'document', octets: document ?? DOCUMENT },
      ],
    }
  } finally {
    await signing.remove()
  }
}

const SEALED_CONTENT =
  '<t:request xmlns:t="urn:training"><t:iin>900514450127</t:iin><t:text a="1">мәтін</t:text></t:request>'
const SEALED_ENVELOPE = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${SEALED_CONTENT}</soap:Body></soap:Envelope>`

/** @throws {Error} for a message that is opened although its content is not what was sealed */
function openAs(kind: SealKind, octets: Uint8Array, anchors: TrustAnchors): string {
  const trust = { anchors, at: NOW, suite: nationalSuite, limits: MESSAGE_LIMITS, isExpected: () => true }
  const opened = openSealed(new TextDecoder().decode(octets), kind, trust)
  if (opened.signature === 'valid' && !opened.xml.includes(SEALED_CONTENT)) throw new Error(`forged: ${opened.xml}`)
  return opened.signature === 'invalid' ? opened.why : opened.signature
}

/** The same value with an indefinite length outside, as CMS permits. */
function indefinite(octets: Uint8Array): Uint8Array {
  const header = (octets[1] ?? 0) < 0x80 ? 2 : 2 + ((octets[1] ?? 0) & 0x7f)
  return Uint8Array.from([octets[0] ?? 0x30, 0x80, ...octets.subarray(header), 0, 0])
}

/** Reads and judges the octets as the product would. Readers may throw `DerError`; judges may throw nothing. */
export function readAs(kind: ReaderKind, octets: Uint8Array, seeds: FuzzSeeds): string {
  const { anchors, person, issuer, nonce, base } = seeds
  const question = { certificate: person, issuer, at: NOW, clockSkew: RULES_2026.clockSkew, suite: nationalSuite }
  switch (kind) {
    case 'certificate':
      return parsed(() => parseCertificate(octets))
    case 'cms': {
      parsed(() => parseSignedData(octets, RULES_2026.maxCmsBytes))
      const verdict = judge({ cms: octets, document: DOCUMENT, expected: {}, anchors, receivedAt: NOW, crl: base })
      return verdict.verdict === 'VALID' ? 'VALID' : verdict.reason
    }
    case 'crl':
      parsed(() => parseCrl(octets).find(person.serial))
      return checkCrl(octets, question).status
    case 'delta': {
      const finding = checkCrl(base, { ...question, delta: octets })
      return finding.deltaFault ?? finding.status
    }
    case 'ocsp': {
      const finding = checkOcsp(octets, { ...question, nonce, maxAge: RULES_2026.ocspMaxAge })
      return finding.status === 'unusable' ? finding.why : finding.status
    }
    case 'stamp': {
      grantedToken(derValue(0x30, Uint8Array.of(0x30, 3, 2, 1, 0), octets), nonce)
      grantedToken(octets, nonce)
      const finding = checkTimeStamp(octets, DOCUMENT, anchors, nationalSuite)
      return finding.status === 'wrong' ? finding.reason : finding.status
    }
    case 'sealed-body':
      return openAs('body', octets, anchors)
    case 'sealed-document':
      return openAs('document', octets, anchors)
    case 'question':
      parsed(() => parseTimeStampRequest(octets))
      return parsed(() => parseOcspRequest(octets))
  }
}

function parsed(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return 'malformed'
  }
}

export interface FuzzFault {
  readonly what: 'crash' | 'hang'
  readonly kind: ReaderKind
  readonly seed: string
  readonly run: number
  readonly octets: Uint8Array
  readonly detail: string
}

export interface FuzzReport {
  readonly runs: number
  readonly outcomes: ReadonlyMap<string, number>
  readonly slowestMs: number
  readonly faults: readonly FuzzFault[]
}

/** Longest time for one input of a few kilobytes, in milliseconds of processor time. */
export const HANG_MS = 250

/**
 * Feeds mutants of the seeds to their readers. The same seeds and number give the same mutants in the same order.
 *
 * @param goesOn asked before each input with the number of inputs so far
 */
export function fuzzReaders(seeds: FuzzSeeds, number: number, goesOn: (runs: number) => boolean): FuzzReport {
  const random: Random = randomOf(number)
  const outcomes = new Map<string, number>()
  const faults: FuzzFault[] = []
  let slowestMs = 0
  let runs = 0
  for (; goesOn(runs); runs++) {
    const seed = seeds.inputs[runs % seeds.inputs.length]
    if (seed === undefined) break
    const other = seeds.inputs[random(seeds.inputs.length)] ?? seed
    const isXml = seed.kind === 'sealed-body' || seed.kind === 'sealed-document'
    const octets = (isXml ? mutateXml : mutate)(seed.octets, other.octets, random)
    // Now and then to another reader: an answer where a list is expected.
    const kind = random(16) === 0 ? (READER_KINDS[random(READER_KINDS.length)] ?? seed.kind) : seed.kind
    const fault = { kind, seed: seed.name, run: runs, octets }
    const from = process.cpuUsage()
    try {
      const outcome = `${kind}: ${readAs(kind, octets, seeds)}`
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    } catch (error) {
      faults.push({ ...fault, what: 'crash', detail: error instanceof Error ? (error.stack ?? '') : String(error) })
    }
    const { user, system } = process.cpuUsage(from)
    const tookMs = (user + system) / 1000
    slowestMs = Math.max(slowestMs, tookMs)
    if (tookMs > HANG_MS) faults.push({ ...fault, what: 'hang', detail: `${tookMs.toFixed(0)} ms` })
  }
  return { runs, outcomes, slowestMs, faults }
}
