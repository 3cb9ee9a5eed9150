import { DecodingError } from '@qyzmet/casework'
import { type ContainerLimits, openContainer, type OpenedContainer } from './archive.ts'
import { sha256Hex } from './digest.ts'
import { type Finding, finding } from './findings.ts'
import {
  byHash,
  checkList,
  checkStamp,
  judgeAgain,
  type JudgedSignature,
  signatureFindings,
  trustedAnchors,
  type VerifyOptions,
} from './judge-again.ts'
import { type PaperContents, readPaper } from './paper-contents.ts'

/** What the container of one paper proves, and what it fails to prove. */
export interface PaperReport {
  readonly kind: 'paper'
  readonly findings: readonly Finding[]
  readonly stampedAt?: Temporal.Instant
  readonly training: boolean
  /** What the container says of its paper; the paper itself is what is proved. */
  readonly paper?: Pick<PaperContents, 'kind' | 'number' | 'datedOn' | 'title' | 'provider' | 'code' | 'timeZone'> & {
    readonly sha256: string
  }
  readonly signatures: readonly JudgedSignature[]
  readonly anchorSet?: string
}

/**
 * Checks the container of one paper with nothing but its own octets: that the signatures are over exactly this paper,
 * and were valid when they were made.
 *
 * @throws {ContainerError} when the octets are no container
 */
export function verifyPaper(
  bytes: Uint8Array,
  options: VerifyOptions & { limits?: ContainerLimits } = {},
): PaperReport {
  return reportOnPaper(openContainer(bytes, options.limits), options)
}

/** The same for a container that is open already. */
export function reportOnPaper(opened: OpenedContainer, options: VerifyOptions): PaperReport {
  const read = contentsOf(opened)
  const list = checkList(opened)
  if ('severity' in read) return { kind: 'paper', findings: [read, ...list], training: false, signatures: [] }
  const { kind, number, datedOn, title, provider, code, timeZone, pdf, training } = read.contents
  const sha256 = sha256Hex(pdf)
  const inside = {
    kind: 'paper',
    training,
    paper: { kind, number, datedOn, title, provider, code, timeZone, sha256 },
  } as const
  const trust = trustedAnchors(read.contents, options)
  if (trust.anchors === undefined) return { ...inside, findings: [...trust.findings, ...list], signatures: [] }
  const { anchors } = trust
  const stamp = checkStamp(opened, anchors)
  const documents = byHash([pdf])
  const judged = read.contents.signatures.map((signature) => judgeAgain(signature, documents, anchors))
  return {
    ...inside,
    training: training || anchors.training,
    findings: [
      ...trust.findings,
      ...list,
      ...stamp.findings,
      ...(judged.length === 0 ? [finding('unsigned')] : []),
      ...signatureFindings(judged),
    ],
    ...(stamp.at ? { stampedAt: stamp.at } : {}),
    signatures: judged,
    anchorSet: anchors.id,
  }
}

function contentsOf(opened: OpenedContainer): { readonly contents: PaperContents } | Finding {
  try {
    return { contents: readPaper(opened.files) }
  } catch (error) {
    if (!(error instanceof DecodingError)) throw error
    return finding('unreadable', error.message)
  }
}
