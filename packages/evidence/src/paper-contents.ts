import { canonicalJson, decoding, DecodingError, type JsonObject, utf8 } from '@qyzmet/casework'
import type { Text } from '@qyzmet/regulation'
import { decodeUtf8, parseJson } from './container-texts.ts'
import { type KeptSignature, putSignature, readSignature, signatureLines } from './kept-signature.ts'

/** One issued paper and all that proves it: what its holder keeps. Of the case it holds nothing else. */
export interface PaperContents {
  readonly kind: string
  readonly number: string
  readonly datedOn: string
  readonly title: Text
  readonly provider: Text
  /** Code of the public check, as printed on the paper. */
  readonly code: string
  readonly training: boolean
  readonly exportedAt: Temporal.Instant
  readonly timeZone: string
  readonly pdf: Uint8Array
  /** Signatures over exactly these octets; none for a receipt. */
  readonly signatures: readonly KeptSignature[]
  /** The authorities that signatures were judged against, as PEM. A verifier should bring its own. */
  readonly anchors: string
}

/** The file that tells what else lies in a container of a paper. */
export const PAPER_INDEX = 'paper.json'
const FORMAT = 'qyzmet-paper-1'
const ANCHORS = 'anchors.pem'

const { boolean, fields, instant, oneOf, text } = decoding
const words = fields({ kk: text, ru: text, en: text })
const index = fields({
  format: oneOf(FORMAT),
  kind: text,
  number: text,
  datedOn: text,
  title: words,
  provider: words,
  code: text,
  training: boolean,
  exportedAt: instant,
  timeZone: text,
  file: text,
  signatures: signatureLines,
})

/** The files of a container with one paper, by name. The same contents always give the same files. */
export function filesOfPaper(contents: PaperContents): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const put = (name: string, bytes: Uint8Array): string => {
    files.set(name, bytes)
    return name
  }
  const { pdf, signatures, anchors, exportedAt, title, provider, ...rest } = contents
  put(ANCHORS, utf8(anchors))
  const said: JsonObject = {
    format: FORMAT,
    ...rest,
    title: { ...title },
    provider: { ...provider },
    exportedAt: exportedAt.toString(),
    file: put(`papers/${contents.kind}.pdf`, pdf),
    signatures: signatures.map((signature, at) => putSignature(signature, at, put)),
  }
  put(PAPER_INDEX, utf8(`${canonicalJson(said)}\n`))
  return files
}

/**
 * Reads the files of a container with one paper back.
 *
 * @throws {DecodingError} when they are not those of a paper, or name a file that is not there
 */
export function readPaper(files: ReadonlyMap<string, Uint8Array>): PaperContents {
  const bytesOf = (name: string): Uint8Array => {
    const bytes = files.get(name)
    if (bytes === undefined) throw new DecodingError(`there is no ${name}`)
    return bytes
  }
  const textOf = (name: string): string => decodeUtf8(bytesOf(name), name)
  const { format: _, file, signatures, ...said } = index(parseJson(textOf(PAPER_INDEX), PAPER_INDEX), PAPER_INDEX)
  return {
    ...said,
    pdf: bytesOf(file),
    signatures: signatures.map((line) => readSignature(line, bytesOf)),
    anchors: textOf(ANCHORS),
  }
}
