import { canonicalJson, decoding, DecodingError, type Json } from '@qyzmet/casework'
import { hexOf } from '@qyzmet/eds'
import { sha256Hex } from './digest.ts'

const { boolean, fields, instant, list, number, oneOf, optional, text } = decoding

/** A kept signature and all its verdict rests on, so that the verdict can be reached again without a network. */
export interface KeptSignature {
  readonly id: string
  readonly purpose: string
  readonly documentSha256: string
  readonly expectedIin: string
  readonly cms: Uint8Array
  readonly receivedAt: Temporal.Instant
  readonly checkedAt: Temporal.Instant
  readonly verdict: 'VALID' | 'INVALID' | 'INDETERMINATE'
  readonly rules: string
  readonly anchorSet: string
  readonly ocspAnswer?: Uint8Array
  readonly ocspNonce?: Uint8Array
  /** The revocation list that was asked when the responder was silent. */
  readonly crl?: Uint8Array
  /** What changed since that list. */
  readonly deltaCrl?: Uint8Array
  readonly timeStamp?: Uint8Array
  readonly certificates: readonly Uint8Array[]
}

export interface KeptEvent {
  readonly version: number
  /** Canonical JSON, byte for byte as it was written. */
  readonly data: string
  /** Hash of the chain up to this event, hexadecimal. */
  readonly hash: string
}

export interface KeptAnswer {
  readonly receiptId: string
  readonly register: string
  readonly outcome: string
  /** How the answer came; `simulator` can never pass for a real one. */
  readonly transport?: string
  readonly askedAt: Temporal.Instant
  readonly answeredAt: Temporal.Instant
  readonly request?: Uint8Array
  readonly answer?: Uint8Array
}

export interface KeptPaper {
  readonly kind: string
  readonly number: string
  readonly locale: string
  readonly signatureIds: readonly string[]
  readonly bytes: Uint8Array
}

/** Everything that tells what happened in a case and proves it. */
export interface CaseContents {
  readonly caseId: string
  readonly training: boolean
  readonly exportedAt: Temporal.Instant
  readonly request: Uint8Array
  readonly attachments: readonly { readonly documentId: string; readonly bytes: Uint8Array }[]
  readonly papers: readonly KeptPaper[]
  readonly answers: readonly KeptAnswer[]
  readonly events: readonly KeptEvent[]
  /** The texts that the edition is compiled from, by path, and the calendar that its days are counted by. */
  readonly regulation: { readonly mainFile: string; readonly files: ReadonlyMap<string, string> }
  readonly calendar: { readonly path: string; readonly text: string }
  readonly signatures: readonly KeptSignature[]
  /** The authorities that signatures were judged against, as PEM. A verifier should bring its own. */
  readonly anchors: string
}

const FORMAT = 'qyzmet-case-1'
const INDEX = 'case.json'
const REQUEST = 'request/application.json'
const EVENTS = 'events.jsonl'
const ANCHORS = 'anchors.pem'

const index = fields({
  format: oneOf(FORMAT),
  caseId: text,
  training: boolean,
  exportedAt: instant,
  mainFile: text,
  calendar: text,
  attachments: list(fields({ documentId: text, file: text })),
  papers: list(fields({ kind: text, number: text, locale: text, signatureIds: list(text), file: text })),
  answers: list(
    fields({
      receiptId: text,
      register: text,
      outcome: text,
      transport: optional(text),
      askedAt: instant,
      answeredAt: instant,
      request: optional(text),
      answer: optional(text),
    }),
  ),
  signatures: list(
    fields({
      id: text,
      purpose: text,
      documentSha256: text,
      expectedIin: text,
      receivedAt: instant,
      checkedAt: instant,
      verdict: oneOf('VALID', 'INVALID', 'INDETERMINATE'),
      rules: text,
      anchorSet: text,
      cms: text,
      ocspAnswer: optional(text),
      ocspNonce: optional(text),
      crl: optional(text),
      deltaCrl: optional(text),
      timeStamp: optional(text),
      certificates: list(text),
    }),
  ),
})
const eventLine = fields({ version: number, data: text, hash: text })

/** The files of a container, by name. The same contents always give the same files. */
export function filesOf(contents: CaseContents): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const put = (name: string, bytes: Uint8Array): string => {
    files.set(name, bytes)
    return name
  }
  const maybe = (key: string, name: string, bytes: Uint8Array | undefined): Record<string, string> =>
    bytes === undefined ? {} : { [key]: put(name, bytes) }

  put(REQUEST, contents.request)
  put(EVENTS, utf8(contents.events.map((event) => `${canonicalJson({ ...event })}\n`).join('')))
  put(ANCHORS, utf8(contents.anchors))
  put(contents.calendar.path, utf8(contents.calendar.text))
  for (const [path, yaml] of contents.regulation.files) put(`regulation/${path}`, utf8(yaml))
  const attachments = contents.attachments.map(({ documentId, bytes }, at) => ({
    documentId,
    file: put(`request/${numbered(at)}-${documentId}.${endingOf(bytes)}`, bytes),
  }))
  const papers = contents.papers.map(({ bytes, signatureIds, ...paper }, at) => ({
    ...paper,
    signatureIds: [...signatureIds],
    file: put(`papers/${numbered(at)}-${paper.kind}.pdf`, bytes),
  }))
  const answers = contents.answers.map(({ request, answer, askedAt, answeredAt, transport, ...rest }, at) => ({
    ...rest,
    ...(transport === undefined ? {} : { transport }),
    askedAt: askedAt.toString(),
    answeredAt: answeredAt.toString(),
    ...maybe('request', `registers/${numbered(at)}-${rest.register}.request`, request),
    ...maybe('answer', `registers/${numbered(at)}-${rest.register}.answer`, answer),
  }))
  const signatures = contents.signatures.map((signature, at) => {
    const folder = `signatures/${numbered(at)}-${signature.purpose}`
    const { id, purpose, documentSha256, expectedIin, verdict, rules, anchorSet } = signature
    return {
      id,
      purpose,
      documentSha256,
      expectedIin,
      verdict,
      rules,
      anchorSet,
      receivedAt: signature.receivedAt.toString(),
      checkedAt: signature.checkedAt.toString(),
      cms: put(`${folder}/signature.p7s`, signature.cms),
      ...maybe('ocspAnswer', `${folder}/ocsp.der`, signature.ocspAnswer),
      ...(signature.ocspNonce === undefined ? {} : { ocspNonce: hexOf(signature.ocspNonce) }),
      ...maybe('crl', `${folder}/list.crl`, signature.crl),
      ...maybe('deltaCrl', `${folder}/changes.crl`, signature.deltaCrl),
      ...maybe('timeStamp', `${folder}/stamp.tst`, signature.timeStamp),
      certificates: signature.certificates.map((der, number) => put(`${folder}/${numbered(number)}.cer`, der)),
    }
  })
  const said: Json = {
    format: FORMAT,
    caseId: contents.caseId,
    training: contents.training,
    exportedAt: contents.exportedAt.toString(),
    mainFile: contents.regulation.mainFile,
    calendar: contents.calendar.path,
    attachments,
    papers,
    answers,
    signatures,
  }
  put(INDEX, utf8(`${canonicalJson(said)}\n`))
  return files
}

/**
 * Reads the files of a container back.
 *
 * @throws {DecodingError} when they are not those of a case, or name a file that is not there
 */
export function readContents(files: ReadonlyMap<string, Uint8Array>): CaseContents {
  const bytesOf = (name: string): Uint8Array => {
    const bytes = files.get(name)
    if (bytes === undefined) throw new DecodingError(`there is no ${name}`)
    return bytes
  }
  const textOf = (name: string): string => decodeUtf8(bytesOf(name), name)
  const said = index(parseJson(textOf(INDEX), INDEX), INDEX)
  const regulation = new Map(
    [...files.keys()]
      .filter((name) => name.startsWith('regulation/'))
      .map((name) => [name.slice('regulation/'.length), textOf(name)]),
  )
  const events = textOf(EVENTS)
    .split('\n')
    .filter((line) => line !== '')
    .map((line, at) => eventLine(parseJson(line, EVENTS), `${EVENTS}[${at}]`))
  return {
    caseId: said.caseId,
    training: said.training,
    exportedAt: said.exportedAt,
    request: bytesOf(REQUEST),
    attachments: said.attachments.map(({ documentId, file }) => ({ documentId, bytes: bytesOf(file) })),
    papers: said.papers.map(({ file, ...paper }) => ({ ...paper, bytes: bytesOf(file) })),
    answers: said.answers.map(({ request, answer, ...rest }) => ({
      ...rest,
      ...(request === undefined ? {} : { request: bytesOf(request) }),
      ...(answer === undefined ? {} : { answer: bytesOf(answer) }),
    })),
    events,
    regulation: { mainFile: said.mainFile, files: regulation },
    calendar: { path: said.calendar, text: textOf(said.calendar) },
    signatures: said.signatures.map(
      ({ cms, ocspAnswer, ocspNonce, crl, deltaCrl, timeStamp, certificates, ...rest }) => ({
        ...rest,
        cms: bytesOf(cms),
        ...(ocspAnswer === undefined ? {} : { ocspAnswer: bytesOf(ocspAnswer) }),
        ...(ocspNonce === undefined ? {} : { ocspNonce: bytesOfHex(ocspNonce) }),
        ...(crl === undefined ? {} : { crl: bytesOf(crl) }),
        ...(deltaCrl === undefined ? {} : { deltaCrl: bytesOf(deltaCrl) }),
        ...(timeStamp === undefined ? {} : { timeStamp: bytesOf(timeStamp) }),
        certificates: certificates.map(bytesOf),
      }),
    ),
    anchors: textOf(ANCHORS),
  }
}

/** Hash that the events of a case name as its edition: of the main file's name and every text, as canonical JSON. */
export function hashOfEdition(regulation: CaseContents['regulation']): string {
  const { mainFile, files } = regulation
  return sha256Hex(utf8(canonicalJson({ mainFile, files: Object.fromEntries(files) })))
}

function numbered(at: number): string {
  return String(at + 1).padStart(2, '0')
}

function endingOf(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0x25 && b === 0x50) return 'pdf'
  if (a === 0xff && b === 0xd8) return 'jpg'
  return a === 0x89 && b === 0x50 ? 'png' : 'bin'
}

function utf8(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}

function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new DecodingError(`${name} is not text`, { cause })
  }
}

function parseJson(content: string, name: string): unknown {
  try {
    return JSON.parse(content)
  } catch (cause) {
    throw new DecodingError(`${name} is not JSON`, { cause })
  }
}

function bytesOfHex(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new DecodingError('a nonce is not hexadecimal')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
