import { Composer, isAlias, isCollection, isMap, isNode, isScalar, isSeq, LineCounter, Parser, visit } from 'yaml'
import type { Document, Node, Pair, YAMLParseError } from 'yaml'
import type { DiagnosticCode } from './codes.ts'
import { diagnosticAt, spotAt } from './diagnostic.ts'
import type { Diagnostic, Parameters, Spot } from './diagnostic.ts'

/** Keys and indexes from the top of a file down to a value. */
export type Path = readonly (string | number)[]

/** A file that was read as YAML and can tell where each value stands. */
export interface SourceFile {
  readonly file: string
  readonly text: string
  readonly value: unknown
  /** A diagnostic that points at the value under `path`, or at its key, or at the nearest thing above it. */
  readonly at: (path: Path, code: DiagnosticCode, parameters?: Parameters, what?: 'key' | 'value') => Diagnostic
  /** Where the value under `path` stands, or its key, or the nearest thing above it. */
  readonly spot: (path: Path, what?: 'key' | 'value') => Spot
}

export type ReadSource =
  | { readonly ok: true; readonly source: SourceFile }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** Longest file accepted, in characters. */
export const MAX_FILE_CHARACTERS = 400_000
/** Deepest nesting accepted; the schemas need less than half of it. */
export const MAX_DEPTH = 40

/**
 * Reads one YAML file.
 *
 * The language is a subset of YAML 1.2: one document, no anchors, aliases or tags, so that what is read is what is
 * written and a small file cannot grow into a large value.
 */
export function readSource(file: string, text: string): ReadSource {
  const lines = new LineCounter()
  const report = (code: DiagnosticCode, from: number, to: number, parameters: Parameters = {}): Diagnostic =>
    diagnosticAt({ file, text, lines }, { code, from, to, parameters })

  if (text.length > MAX_FILE_CHARACTERS) {
    return failed(report('file-too-large', 0, 1, { limit: MAX_FILE_CHARACTERS }))
  }
  const tooDeep = tooDeepAt(text)
  if (tooDeep !== undefined) return failed(report('too-deep', tooDeep, tooDeep + 1, { limit: MAX_DEPTH }))

  const tokens = new Parser(lines.addNewLine).parse(text)
  const documents = [...new Composer({ prettyErrors: false, uniqueKeys: true }).compose(tokens)]
  const document = documents[0]
  if (document === undefined) return failed(report('file-empty', 0, 1))
  const second = documents[1]
  if (second !== undefined) return failed(report('several-documents', second.range[0], second.range[0] + 1))

  const faults = [
    ...withoutEchoes(document.errors, text).map(({ code, pos: [from, to], message: detail }) => {
      const word = endOfWord(text, from)
      return code === 'DUPLICATE_KEY'
        ? report('duplicate-key', from, word, { key: text.slice(from, word) })
        : report('yaml-syntax', from, to, { detail })
    }),
    ...notAllowed(document, report),
  ]
  if (faults.length > 0) return { ok: false, diagnostics: faults }
  if (document.contents === null) return failed(report('file-empty', 0, 1))

  const source: SourceFile = {
    file,
    text,
    value: document.toJS({ maxAliasCount: 0 }),
    at(path, code, parameters = {}, what = 'value') {
      const [from, to] = rangeOf(document, path, what)
      return diagnosticAt({ file, text, lines }, { code, from, to, parameters })
    },
    spot(path, what = 'value') {
      const [from, to] = rangeOf(document, path, what)
      return spotAt({ file, text, lines }, from, to)
    },
  }
  return { ok: true, source }
}

/** Files that were read, by the collection they belong to: acts and standards are named by several regulations. */
const alreadyRead = new WeakMap<ReadonlyMap<string, string>, Map<string, { text: string; read: ReadSource }>>()

/**
 * Reads one file of a collection, once for as long as its text stays the same.
 *
 * @returns undefined when the collection has no such file
 */
export function readFileOf(files: ReadonlyMap<string, string>, path: string): ReadSource | undefined {
  const text = files.get(path)
  if (text === undefined) return undefined
  const known = alreadyRead.get(files) ?? new Map<string, { text: string; read: ReadSource }>()
  alreadyRead.set(files, known)
  const before = known.get(path)
  if (before?.text === text) return before.read
  const read = readSource(path, text)
  known.set(path, { text, read })
  return read
}

function failed(diagnostic: Diagnostic): ReadSource {
  return { ok: false, diagnostics: [diagnostic] }
}

/** Lines after a syntax error in which the parser's further complaints are only about the same one. */
const ECHO_LINES = 5

function withoutEchoes(errors: readonly YAMLParseError[], text: string): readonly YAMLParseError[] {
  let quietUntil = 0
  return errors.filter(({ pos: [from] }) => {
    const line = text.slice(0, from).split('\n').length
    if (line < quietUntil) return false
    quietUntil = line + ECHO_LINES
    return true
  })
}

/**
 * Offset at which nesting passes the limit, by indentation and by brackets; found before parsing because a parser
 * that recurses is what such a file attacks.
 */
function tooDeepAt(text: string): number | undefined {
  let brackets = 0
  let offset = 0
  for (const line of text.split('\n')) {
    const lead = /^[ \t]*(?:[-?:][ \t]+)*/.exec(line)?.[0] ?? ''
    if (lead.length > MAX_DEPTH * 4) return offset
    if ((lead.match(/[-?:]/g)?.length ?? 0) > MAX_DEPTH) return offset
    for (const character of line.replace(/#.*$/, '')) {
      if (character === '[' || character === '{') brackets += 1
      if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1)
      if (brackets > MAX_DEPTH) return offset
    }
    offset += line.length + 1
  }
  return undefined
}

function notAllowed(
  document: Document.Parsed,
  report: (code: DiagnosticCode, from: number, to: number, parameters?: Parameters) => Diagnostic,
): Diagnostic[] {
  const found: Diagnostic[] = []
  visit(document, {
    Node(_key, node) {
      const [from, to] = node.range ?? [0, 1]
      if (isAlias(node)) found.push(report('alias-not-allowed', from, to))
      else if (node.anchor !== undefined) found.push(report('alias-not-allowed', from, Math.min(to, from + 1)))
      else if (node.tag !== undefined) found.push(report('tag-not-allowed', from, Math.min(to, from + 1)))
    },
    Pair(_key, pair) {
      if (isCollection(pair.key)) {
        const [from, to] = pair.key.range ?? [0, 1]
        found.push(report('yaml-syntax', from, to, { detail: 'a key must be a plain word' }))
      }
    },
  })
  return found
}

/** Where the value (or its key) under `path` stands; climbs to the nearest place that exists. */
function rangeOf(document: Document.Parsed, path: Path, what: 'key' | 'value'): readonly [number, number] {
  let node: Node | null | undefined = document.contents
  let key: Node | undefined
  for (const part of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find((item) => isScalar(item.key) && item.key.value === part)
      if (pair === undefined) break
      key = isNode(pair.key) ? pair.key : undefined
      node = isNode(pair.value) ? pair.value : undefined
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)]
      if (!isNode(item)) break
      key = undefined
      node = item
    } else break
  }
  const wanted = what === 'key' ? (key ?? node) : isScalar(node) ? node : (key ?? node)
  const [from, to] = (wanted ?? key ?? document.contents)?.range ?? [0, 1]
  return [from, to]
}

function endOfWord(text: string, from: number): number {
  const length = /^[^\s:,}\]]+/.exec(text.slice(from, from + 200))?.[0].length ?? 1
  return from + length
}
