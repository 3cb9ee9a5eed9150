import {
  AnchorsError,
  checkTimeStamp,
  judge,
  nationalSuite,
  parseAnchors,
  sameBytes,
  type TrustAnchors,
} from '@qyzmet/eds'
import type { OpenedContainer } from './archive.ts'
import { sha256Hex } from './digest.ts'
import { type Finding, finding } from './findings.ts'
import type { KeptSignature } from './kept-signature.ts'
import { manifestOf } from './manifest.ts'

/** What became of one signature when it was judged anew from what is inside. */
export interface JudgedSignature {
  readonly id: string
  readonly purpose: string
  readonly verdict: 'VALID' | 'INVALID' | 'INDETERMINATE'
  readonly reason?: string
  readonly signer?: { readonly name: string; readonly organisation?: string; readonly serial: string }
  /** The moment that the signature is proved to have existed, and at which it was judged. */
  readonly at: Temporal.Instant
}

export interface VerifyOptions {
  /** Authorities to trust; without them those inside are taken and it is said so. */
  readonly anchors?: TrustAnchors
}

/** The authorities to judge by: those that were brought, else those of the container itself, which proves less. */
export function trustedAnchors(
  { anchors, training }: { readonly anchors: string; readonly training: boolean },
  options: VerifyOptions,
): { readonly anchors?: TrustAnchors; readonly findings: readonly Finding[] } {
  if (options.anchors) return { anchors: options.anchors, findings: [] }
  try {
    const inside = parseAnchors(anchors, { profile: training ? 'training' : 'production' })
    return { anchors: inside, findings: [finding('anchors-inside', inside.id)] }
  } catch (error) {
    if (!(error instanceof AnchorsError)) throw error
    return { findings: [finding('unreadable', error.message)] }
  }
}

/** Whether the list is that of the files inside: nothing was changed, added or taken out since it was made. */
export function checkList({ files, manifest }: OpenedContainer): readonly Finding[] {
  const isListed = manifest !== undefined && sameBytes(manifestOf(files), manifest)
  return isListed ? [] : [finding('list-differs', firstDifference(manifest, files))]
}

/** Since when it is proved that the list is as it is. */
export function checkStamp(
  { files, manifest, stamp }: OpenedContainer,
  anchors: TrustAnchors,
): { readonly findings: readonly Finding[]; readonly at?: Temporal.Instant } {
  if (stamp === undefined) return { findings: [finding('not-stamped')] }
  const check = checkTimeStamp(stamp, manifest ?? manifestOf(files), anchors, nationalSuite)
  return check.status === 'right'
    ? { findings: [], at: check.genTime }
    : { findings: [finding('stamp-wrong', check.reason)] }
}

/** The first file whose own list entry is not in the list; for people, no part of the proof. */
function firstDifference(manifest: Uint8Array | undefined, files: ReadonlyMap<string, Uint8Array>): string | undefined {
  if (manifest === undefined) return undefined
  const said = new TextDecoder().decode(manifest)
  for (const [name, bytes] of files) {
    const entry = new TextDecoder()
      .decode(manifestOf(new Map([[name, bytes]])))
      .match(/ {2}<asic:DataObjectReference[^]*<\/asic:DataObjectReference>\n/)
    if (entry && !said.includes(entry[0])) return name
  }
  return undefined
}

const MISSING = 'signed-bytes-missing'

/** Judges a signature from its own evidence, over the document of the container that has the hash it names. */
export function judgeAgain(
  signature: KeptSignature,
  documents: ReadonlyMap<string, Uint8Array>,
  anchors: TrustAnchors,
): JudgedSignature {
  const { id, purpose, receivedAt } = signature
  const document = documents.get(signature.documentSha256)
  if (document === undefined) return { id, purpose, verdict: 'INDETERMINATE', reason: MISSING, at: receivedAt }
  const verdict = judge({
    cms: signature.cms,
    document,
    expected: { iin: signature.expectedIin, bin: signature.expectedBin, role: signature.expectedRoles },
    anchors,
    receivedAt,
    checkedAt: signature.checkedAt,
    ocspResponse: signature.ocspAnswer,
    ocspNonce: signature.ocspNonce,
    crl: signature.crl,
    deltaCrl: signature.deltaCrl,
    timeStamp: signature.timeStamp,
  })
  const { signer } = verdict
  return {
    id,
    purpose,
    verdict: verdict.verdict,
    ...(verdict.verdict === 'VALID' ? {} : { reason: verdict.reason }),
    ...(signer
      ? {
          signer: {
            name: signer.commonName,
            ...(signer.organisation === undefined ? {} : { organisation: signer.organisation }),
            serial: signer.serial,
          },
        }
      : {}),
    at: verdict.evidence.judgedAt,
  }
}

/** What signatures leave unproved. */
export function signatureFindings(judged: readonly JudgedSignature[]): readonly Finding[] {
  return judged.flatMap(({ verdict, reason, purpose }) => {
    if (verdict === 'VALID') return []
    const code = reason === MISSING ? 'signed-thing-missing' : 'signature-unproved'
    return [finding(code, reason === undefined ? purpose : `${purpose}: ${reason}`)]
  })
}

/** Documents by the hash that signatures name. */
export function byHash(documents: readonly Uint8Array[]): ReadonlyMap<string, Uint8Array> {
  return new Map(documents.map((bytes) => [sha256Hex(bytes), bytes]))
}
