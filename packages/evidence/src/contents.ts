import { canonicalJson, decoding, DecodingError, type Json, utf8 } from '@qyzmet/casework'
import { decodeUtf8, parseJson } from './container-texts.ts'
import { sha256Hex } from './digest.ts'
import { type KeptSignature, numbered, putSignature, readSignature, signatureLines } from './kept-signature.ts'

const { boolean, fields, instant, list, number, oneOf, optional, text } = decoding

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
  /** Of what somebody entered by hand: the paper it was read from. */
  readonly scan?: Uint8Array
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
/** The file that tells what else lies in a container of a case. */
export const CASE_INDEX = 'case.json'
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
      scan: optional(text),
    }),
  ),
  signatures: signatureLines,
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
  const answers = contents.answers.map(({ request, answer, scan, askedAt, answeredAt, transport, ...rest }, at) => ({
    ...rest,
    ...(transport === undefined ? {} : { transport }),
    askedAt: askedAt.toString(),
    answeredAt: answeredAt.toString(),
    ...maybe('request', `registers/${numbered(at)}-${rest.register}.request`, request),
    ...maybe('answer', `registers/${numbered(at)}-${rest.register}.answer`, answer),
    ...(scan ? maybe('scan', `registers/${numbered(at)}-${rest.register}.${endingOf(scan)}`, scan) : {}),
  }))
  const signatures = contents.signatures.map((signature, at) => putSignature(signature, at, put))
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
  put(CASE_INDEX, utf8(`${canonicalJson(said)}\n`))
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
  const said = index(parseJson(textOf(CASE_INDEX), CASE_INDEX), CASE_INDEX)
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
    answers: said.answers.map(({ request, answer, scan, ...rest }) => ({
      ...rest,
      ...(request === undefined ? {} : { request: bytesOf(request) }),
      ...(answer === undefined ? {} : { answer: bytesOf(answer) }),
      ...(scan === undefined ? {} : { scan: bytesOf(scan) }),
    })),
    events,
    regulation: { mainFile: said.mainFile, files: regulation },
    calendar: { path: said.calendar, text: textOf(said.calendar) },
    signatures: said.signatures.map((line) => readSignature(line, bytesOf)),
    anchors: textOf(ANCHORS),
  }
}

/** Hash that the events of a case name as its edition: of the main file's name and every text, as canonical JSON. */
export function hashOfEdition(regulation: CaseContents['regulation']): string {
  const { mainFile, files } = regulation
  return sha256Hex(utf8(canonicalJson({ mainFile, files: Object.fromEntries(files) })))
}

function endingOf(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0x25 && b === 0x50) return 'pdf'
  if (a === 0xff && b === 0xd8) return 'jpg'
  return a === 0x89 && b === 0x50 ? 'png' : 'bin'
}
