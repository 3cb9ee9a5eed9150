import {
  BrokenHistoryError,
  type CaseEvent,
  decodeEvent,
  DecodingError,
  fold,
  type OpenedCase,
  utf8,
  verifyChain,
} from '@qyzmet/casework'
import {
  AnchorsError,
  checkTimeStamp,
  judge,
  nationalSuite,
  parseAnchors,
  sameBytes,
  type TrustAnchors,
} from '@qyzmet/eds'
import { compileRegulation, type Regulation } from '@qyzmet/regulation'
import { type OpenedContainer, openContainer } from './archive.ts'
import { type CaseContents, hashOfEdition, type KeptSignature, readContents } from './contents.ts'
import { sha256, sha256Hex } from './digest.ts'
import { type Finding, finding } from './findings.ts'
import { manifestOf } from './manifest.ts'

/** What became of one signature when it was judged anew from what is inside. */
export interface JudgedSignature {
  readonly id: string
  readonly purpose: string
  readonly verdict: 'VALID' | 'INVALID' | 'INDETERMINATE'
  readonly reason?: string
  readonly signer?: { readonly name: string; readonly serial: string }
  readonly at: Temporal.Instant
}

/** What a container proves, and what it fails to prove. */
export interface CaseReport {
  /** Empty, or `weak` ones only, when everything holds. */
  readonly findings: readonly Finding[]
  /** The moment that the stamp over the whole container proves. */
  readonly stampedAt?: Temporal.Instant
  readonly training: boolean
  readonly caseId?: string
  readonly regulation?: Regulation
  readonly state?: OpenedCase
  readonly events: number
  readonly signatures: readonly JudgedSignature[]
  /** Version of the set of authorities that was trusted. */
  readonly anchorSet?: string
}

export interface VerifyCaseOptions {
  /** Authorities to trust; without them those inside are taken and it is said so. */
  readonly anchors?: TrustAnchors
}

/**
 * Checks a case container to the bottom with nothing but its own octets: no network, no clock, no server.
 *
 * @throws {ContainerError} when the octets are no container
 */
export function verifyCase(bytes: Uint8Array, options: VerifyCaseOptions = {}): CaseReport {
  const opened = openContainer(bytes)
  const read = contentsOf(opened)
  if (read.contents === undefined) {
    return { findings: [read.finding], training: false, events: 0, signatures: [] }
  }
  const { contents } = read
  const trust = anchorsOf(contents, options)
  if (trust.anchors === undefined) {
    return { findings: trust.findings, training: contents.training, events: contents.events.length, signatures: [] }
  }
  const { anchors } = trust
  const stamp = checkStamp(opened, anchors)
  const history = checkHistory(contents)
  const documents = documentsOf(contents)
  const judged = contents.signatures.map((signature) => judgeAgain(signature, documents, anchors))
  const findings = [
    ...trust.findings,
    ...stamp.findings,
    ...history.findings,
    ...(history.state ? checkParts(contents, history.state, history.events, judged) : []),
    ...judged.flatMap(({ verdict, reason, purpose }) =>
      verdict === 'VALID'
        ? []
        : [finding(signatureFinding(reason), reason === undefined ? purpose : `${purpose}: ${reason}`)],
    ),
  ]
  return {
    findings,
    ...(stamp.at ? { stampedAt: stamp.at } : {}),
    training: contents.training || anchors.training,
    caseId: contents.caseId,
    ...(history.regulation ? { regulation: history.regulation } : {}),
    ...(history.state ? { state: history.state } : {}),
    events: contents.events.length,
    signatures: judged,
    anchorSet: anchors.id,
  }
}

/** True when nothing in the report is a fault. */
export function holds(report: CaseReport): boolean {
  return report.findings.every(({ severity }) => severity !== 'fault')
}

const MISSING = 'signed-bytes-missing'

function signatureFinding(reason: string | undefined): 'signed-thing-missing' | 'signature-unproved' {
  return reason === MISSING ? 'signed-thing-missing' : 'signature-unproved'
}

function contentsOf(
  opened: OpenedContainer,
): { readonly contents: CaseContents } | { readonly contents?: undefined; readonly finding: Finding } {
  try {
    return { contents: readContents(opened.files) }
  } catch (error) {
    if (!(error instanceof DecodingError)) throw error
    return { finding: finding('unreadable', error.message) }
  }
}

function anchorsOf(
  { anchors, training }: CaseContents,
  options: VerifyCaseOptions,
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

function checkStamp(
  { files, manifest, stamp }: OpenedContainer,
  anchors: TrustAnchors,
): { readonly findings: readonly Finding[]; readonly at?: Temporal.Instant } {
  const listed = manifestOf(files)
  const isListed = manifest !== undefined && sameBytes(listed, manifest)
  const differing = isListed ? [] : [finding('list-differs', firstDifference(manifest, files))]
  if (stamp === undefined) return { findings: [...differing, finding('not-stamped')] }
  const check = checkTimeStamp(stamp, manifest ?? listed, anchors, nationalSuite)
  return check.status === 'right'
    ? { findings: differing, at: check.genTime }
    : { findings: [...differing, finding('stamp-wrong', check.reason)] }
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

interface History {
  readonly findings: readonly Finding[]
  readonly events: readonly CaseEvent[]
  readonly state?: OpenedCase
  readonly regulation?: Regulation
}

function checkHistory(contents: CaseContents): History {
  const links = contents.events.map(({ data, hash }) => ({ bytes: utf8(data), hash: Buffer.from(hash, 'hex') }))
  const chain = verifyChain(contents.caseId, links, sha256)
  if (!chain.intact) return { findings: [finding('chain-broken', String(chain.brokenAt + 1))], events: [] }
  try {
    const events = contents.events.map(({ data }) => decodeEvent(JSON.parse(data)))
    const state = fold(events)
    if (state.status === 'none') return { findings: [finding('history-broken')], events }
    const findings: Finding[] = []
    if (state.editionSha256 !== hashOfEdition(contents.regulation)) findings.push(finding('edition-differs'))
    const { regulation } = compileRegulation(contents.regulation.files, contents.regulation.mainFile)
    if (regulation === undefined) return { findings: [...findings, finding('regulation-unsound')], events, state }
    return { findings, events, state, regulation }
  } catch (error) {
    if (!(error instanceof DecodingError || error instanceof BrokenHistoryError || error instanceof SyntaxError))
      throw error
    return { findings: [finding('history-broken', error.message)], events: [] }
  }
}

/** Everything in the container that a signature may be over, by its hash. */
function documentsOf({ request, papers }: CaseContents): ReadonlyMap<string, Uint8Array> {
  return new Map([request, ...papers.map(({ bytes }) => bytes)].map((bytes) => [sha256Hex(bytes), bytes]))
}

function judgeAgain(
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
    expected: { iin: signature.expectedIin },
    anchors,
    receivedAt,
    checkedAt: signature.checkedAt,
    ocspResponse: signature.ocspAnswer,
    ocspNonce: signature.ocspNonce,
    crl: signature.crl,
    deltaCrl: signature.deltaCrl,
    timeStamp: signature.timeStamp,
  })
  return {
    id,
    purpose,
    verdict: verdict.verdict,
    ...(verdict.verdict === 'VALID' ? {} : { reason: verdict.reason }),
    ...(verdict.signer ? { signer: { name: verdict.signer.commonName, serial: verdict.signer.serial } } : {}),
    at: verdict.evidence.judgedAt,
  }
}

/** Whether all that the events speak of lies in the container as it was then. */
function checkParts(
  contents: CaseContents,
  state: OpenedCase,
  events: readonly CaseEvent[],
  judged: readonly JudgedSignature[],
): readonly Finding[] {
  const findings: Finding[] = []
  if (state.requestSha256 !== sha256Hex(contents.request)) findings.push(finding('request-differs'))
  const given = new Map(contents.attachments.map(({ documentId, bytes }) => [sha256Hex(bytes), documentId]))
  for (const { sha256: wanted, documentId, fileName } of state.attachments) {
    if (given.has(wanted)) continue
    const isThere = contents.attachments.some((attachment) => attachment.documentId === documentId)
    findings.push(finding(isThere ? 'attachment-differs' : 'attachment-missing', fileName))
  }
  const papers = new Set(contents.papers.map(({ bytes }) => sha256Hex(bytes)))
  const known = new Map(judged.map((signature) => [signature.id, signature]))
  if (!known.has(state.signatureId)) findings.push(finding('signature-missing', 'request'))
  const answers = new Set(contents.answers.map(({ receiptId }) => receiptId))
  for (const event of events) {
    if (event.type === 'MinutesSigned' || event.type === 'ResultSigned') {
      const { signatureId, documentSha256, signerName } = event.signature
      if (!known.has(signatureId)) findings.push(finding('signature-missing', signerName))
      if (!papers.has(documentSha256)) findings.push(finding('paper-missing', signerName))
    }
    if (event.type === 'RegisterAnswered' && !answers.has(event.receiptId)) {
      findings.push(finding('answer-missing', event.register))
    }
  }
  return findings
}
