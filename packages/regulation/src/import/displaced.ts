/**
 * Phrases that were links in the original: numbers of acts, and references to items, annexes and articles. A converter
 * drops them at the end of the line and leaves two spaces where they stood.
 */
const LINKED =
  /(?:№\s*[\d/-]+|\d+(?:-\d+)?\s*-?\s*(?:тарма[ғг]|[қк]осымша|бап|бабы|тарау)\p{L}*|(?:пункт|приложени|глав|стат)\p{L}*\s+\d+)$/iu

/** Puts a linked phrase back into the gap of its line; a line without such a pair stays as it is. */
export function undoDisplacement(line: string): string {
  const body = line.trimStart()
  const indent = line.slice(0, line.length - body.length)
  const gaps = [...body.matchAll(/(?<=\S) {2,}(?=\S)/g)]
  const phrase = LINKED.exec(body)
  const [gap] = gaps
  if (gaps.length !== 1 || gap === undefined || phrase === null) return line
  if (phrase.index <= gap.index + gap[0].length) return line
  const before = body.slice(0, gap.index)
  const between = body.slice(gap.index + gap[0].length, phrase.index).trimEnd()
  return `${indent}${before} ${phrase[0]} ${between}`
}
