import {
  BrokenHistoryError,
  type CaseEvent,
  decodeEvent,
  decoding,
  DecodingError,
  type Due,
  dueOf,
  fold,
  type OpenedCase,
  type SignatureRef,
  TOTAL_TERM,
  utf8,
  verifyChain,
} from '@qyzmet/casework'
import { CalendarGapError, compileRegulation, parseCalendar, type Regulation, termClockOf } from '@qyzmet/regulation'
import { type ContainerLimits, type OpenedContainer, openContainer } from './archive.ts'
import { type CaseContents, hashOfEdition, readContents } from './contents.ts'
import { sha256, sha256Hex } from './digest.ts'
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

const { fields, record, text } = decoding
const entered = fields({ outcome: text, facts: record(text), reason: text, scanSha256: text })

/** What a container proves, and what it fails to prove. */
export interface CaseReport {
  readonly kind: 'case'
  /** Empty, or `weak` ones only, when everything holds. */
  readonly findings: readonly Finding[]
  /** The moment that the stamp over the whole container proves. */
  readonly stampedAt?: Temporal.Instant
  readonly training: boolean
  readonly caseId?: string
  readonly regulation?: Regulation
  readonly state?: OpenedCase
  /** The total term as the ledger and the calendar inside give it. */
  readonly due?: Due
  readonly events: number
  /** Hash of the chain up to the last event, hexadecimal. */
  readonly lastHash?: string
  readonly attachments: number
  readonly answers: number
  readonly papers: readonly { readonly kind: string; readonly number: string; readonly sha256: string }[]
  readonly signatures: readonly JudgedSignature[]
  /** Version of the set of authorities that was trusted. */
  readonly anchorSet?: string
}

/**
 * Checks a case container to the bottom with nothing but its own octets: no network, no clock, no server.
 *
 * @throws {ContainerError} when the octets are no container
 */
export function verifyCase(bytes: Uint8Array, options: VerifyOptions & { limits?: ContainerLimits } = {}): CaseReport {
  return reportOnCase(openContainer(bytes, options.limits), options)
}

/** The same for a container that is open already. */
export function reportOnCase(opened: OpenedContainer, options: VerifyOptions): CaseReport {
  const nothing = { kind: 'case', events: 0, attachments: 0, answers: 0, papers: [], signatures: [] } as const
  const read = contentsOf(opened)
  const list = checkList(opened)
  if (read.contents === undefined) return { ...nothing, findings: [read.finding, ...list], training: false }
  const { contents } = read
  const inside = {
    ...nothing,
    training: contents.training,
    caseId: contents.caseId,
    events: contents.events.length,
    attachments: contents.attachments.length,
    answers: contents.answers.length,
    papers: contents.papers.map(({ kind, number, bytes }) => ({ kind, number, sha256: sha256Hex(bytes) })),
  }
  const trust = trustedAnchors(contents, options)
  if (trust.anchors === undefined) return { ...inside, findings: [...trust.findings, ...list] }
  const { anchors } = trust
  const stamp = checkStamp(opened, anchors)
  const history = checkHistory(contents)
  const documents = byHash([
    contents.request,
    ...contents.attachments.map((attachment) => attachment.bytes),
    ...contents.papers.map((paper) => paper.bytes),
  ])
  const judged = contents.signatures.map((signature) => judgeAgain(signature, documents, anchors))
  const lastHash = contents.events.at(-1)?.hash
  return {
    ...inside,
    findings: [
      ...trust.findings,
      ...list,
      ...stamp.findings,
      ...history.findings,
      ...(history.state ? checkParts(contents, history.state, history.events, judged) : []),
      ...signatureFindings(judged.filter((signature) => counts(signature, contents, history.events))),
    ],
    ...(stamp.at ? { stampedAt: stamp.at } : {}),
    training: contents.training || anchors.training,
    ...(history.regulation ? { regulation: history.regulation } : {}),
    ...(history.state ? { state: history.state } : {}),
    ...(history.due ? { due: history.due } : {}),
    ...(lastHash === undefined ? {} : { lastHash }),
    signatures: judged,
    anchorSet: anchors.id,
  }
}

/** True when nothing in the report is a fault. */
export function holds({ findings }: { readonly findings: readonly Finding[] }): boolean {
  return findings.every(({ severity }) => severity !== 'fault')
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

interface History {
  readonly findings: readonly Finding[]
  readonly events: readonly CaseEvent[]
  readonly state?: OpenedCase
  readonly regulation?: Regulation
  readonly due?: Due
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
    const { calendar } = parseCalendar(contents.calendar.text)
    if (calendar?.id !== regulation.calendar) {
      return { findings: [...findings, finding('calendar-unsound', contents.calendar.path)], events, state, regulation }
    }
    const due = dueOf(state.ledger, TOTAL_TERM, termClockOf(regulation, calendar))
    return { findings, events, state, regulation, ...(due ? { due } : {}) }
  } catch (error) {
    if (error instanceof CalendarGapError) return { findings: [finding('calendar-unsound', error.message)], events: [] }
    if (!(error instanceof DecodingError || error instanceof BrokenHistoryError || error instanceof SyntaxError))
      throw error
    return { findings: [finding('history-broken', error.message)], events: [] }
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
  const signed = new Set([
    state.requestSha256,
    ...given.keys(),
    ...contents.papers.map(({ bytes }) => sha256Hex(bytes)),
  ])
  const known = new Set(judged.map(({ id }) => id))
  // Papers handed over a counter were signed with a pen; who took them in signs when sending them.
  const isOnPaper = events[0]?.by.kind === 'staff'
  if (!isOnPaper && !known.has(state.signatureId)) findings.push(finding('signature-missing', 'request'))
  for (const { iin, signature } of state.coSignatures ?? []) {
    const kept = contents.signatures.find(({ id }) => id === signature.signatureId)
    const isTheirs = kept?.documentSha256 === state.requestSha256 && kept.expectedIin === iin
    if (!isTheirs) findings.push(finding('signature-missing', 'co-signature'))
  }
  const answers = new Map(contents.answers.map((answer) => [answer.receiptId, answer]))
  for (const event of events) {
    for (const { signatureId, documentSha256, signerName } of signaturesIn(event)) {
      if (!known.has(signatureId)) findings.push(finding('signature-missing', signerName))
      if (!signed.has(documentSha256)) findings.push(finding('paper-missing', signerName))
    }
    if (event.type === 'RegisterAnswered') findings.push(...checkAnswer(event, answers.get(event.receiptId)))
  }
  return findings
}

/** The signatures that an event rests on. */
function signaturesIn(event: CaseEvent): readonly SignatureRef[] {
  return [
    ...('signature' in event && event.signature ? [event.signature] : []),
    ...('copies' in event && event.copies ? event.copies : []),
  ]
}

/**
 * False for a try that was refused then and is now: nothing in the case rests on it, and it travels along only because
 * it was made.
 */
function counts(judged: JudgedSignature, contents: CaseContents, events: readonly CaseEvent[]): boolean {
  const wasRefused = contents.signatures.some(({ id, verdict }) => id === judged.id && verdict === 'INVALID')
  const isRestedOn = events.some((event) => restsOn(event, judged.id))
  return isRestedOn || !wasRefused || judged.verdict !== 'INVALID'
}

function restsOn(event: CaseEvent, signatureId: string): boolean {
  if (event.type !== 'CaseOpened') return signaturesIn(event).some((signature) => signature.signatureId === signatureId)
  const others = event.coSignatures?.map(({ signature }) => signature.signatureId) ?? []
  return [event.signatureId, ...others].includes(signatureId)
}

function checkAnswer(
  event: Extract<CaseEvent, { type: 'RegisterAnswered' }>,
  answer: CaseContents['answers'][number] | undefined,
): readonly Finding[] {
  const { register, outcome, bytes } = event
  if (answer === undefined) return [finding('answer-missing', register)]
  const isSame = (kept: Uint8Array | undefined, sha256Wanted: string): boolean =>
    kept !== undefined && sha256Hex(kept) === sha256Wanted
  const isAsRecorded =
    answer.register === register &&
    answer.outcome === outcome &&
    (bytes === undefined || (isSame(answer.request, bytes.questionSha256) && isSame(answer.answer, bytes.answerSha256)))
  if (!isAsRecorded) return [finding('answer-differs', register)]
  return event.reason === undefined ? [] : checkScan(register, answer)
}

/** What somebody entered by hand names the scan of the paper that they read it from. */
function checkScan(register: string, { answer, scan }: CaseContents['answers'][number]): readonly Finding[] {
  if (scan === undefined) return [finding('scan-missing', register)]
  const named = answer && scanNamedIn(answer)
  return named === sha256Hex(scan) ? [] : [finding('scan-differs', register)]
}

function scanNamedIn(answer: Uint8Array): string | undefined {
  try {
    return entered(JSON.parse(new TextDecoder().decode(answer)), 'answer').scanSha256
  } catch (error) {
    if (error instanceof DecodingError || error instanceof SyntaxError) return undefined
    throw error
  }
}
