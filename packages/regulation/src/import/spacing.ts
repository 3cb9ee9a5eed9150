/** Words that the text also writes without spacing, in small letters, with how often. */
export type Lexicon = ReadonlyMap<string, number>

const RUN = /(?:^|(?<=\s))\S(?:\s{1,3}\S)+(?=\s|$)/g

/** Counts the words of a text, so that letters set apart can be put together into words that occur elsewhere. */
export function lexiconOf(lines: readonly string[]): Lexicon {
  const counts = new Map<string, number>()
  for (const word of lines
    .join('\n')
    .toLowerCase()
    .match(/\p{L}{2,}/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** Puts together words whose letters were set apart: `с ұ р а у  к е л д і` becomes `сұрау келді`. */
export function closeSpacing(line: string, lexicon: Lexicon, language: 'kk' | 'ru'): string {
  const closed = line.replace(RUN, (run) => (isSpaced(run) ? joinRun(run, lexicon) : run))
  return language === 'kk' ? closePartial(closed, lexicon) : closed
}

/** A run of single signs is a spaced word when most are letters; a row of digits is a row of a table. */
function isSpaced(run: string): boolean {
  return (run.match(/\p{L}/gu)?.length ?? 0) >= 3
}

function joinRun(run: string, lexicon: Lexicon): string {
  if (/\S\s{2,}\S/.test(run)) {
    return run
      .split(/\s{2,}/)
      .map((word) => word.replace(/\s/g, ''))
      .join(' ')
  }
  return segment(run.replace(/\s/g, ''), lexicon)
}

/** Cuts letters without gaps into words of the lexicon; what fits none stays whole. */
function segment(letters: string, lexicon: Lexicon): string {
  const small = letters.toLowerCase()
  if (small.length < 12 || lexicon.has(small)) return letters
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }]
  for (let end = 1; end <= small.length; end += 1) {
    let chosen = { cost: (best[end - 1]?.cost ?? 0) + 3, from: end - 1 }
    for (let from = Math.max(0, end - 24); from < end - 1; from += 1) {
      if (!lexicon.has(small.slice(from, end))) continue
      const cost = (best[from]?.cost ?? 0) + 1
      if (cost < chosen.cost) chosen = { cost, from }
    }
    best.push(chosen)
  }
  const cuts: number[] = []
  for (let end = small.length; end > 0; end = best[end]?.from ?? 0) cuts.unshift(best[end]?.from ?? 0)
  const words = cuts.map((from, index) => letters.slice(from, cuts[index + 1] ?? letters.length))
  const joined: string[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last !== undefined && (word.length === 1 || last.length === 1)) joined[joined.length - 1] = last + word
    else joined.push(word)
  }
  return joined.join(' ')
}

/** Kazakh has no words of one letter: a lone letter belongs to the word before it, or the pieces to one word. */
function closePartial(line: string, lexicon: Lexicon): string {
  if (!/(?<=\p{L} ?)\s\p{Ll}(?=\s|$|[;.,)])/u.test(line) && !/\S\s{2,}\S/.test(line.trim())) return line
  return line
    .split(/(?<=\S)\s{2,}(?=\S)/)
    .map((group) => {
      const lone = group.match(/(?<=^|\s)\p{Ll}(?=\s|$)/gu)?.length ?? 0
      const pieces = group.trim().split(/\s+/)
      const whole = pieces.join('').replace(/[^\p{L}]+$/u, '')
      const isWord = pieces.length > 1 && pieces.length < 8 && lexicon.has(whole.toLowerCase())
      if (isWord && !pieces.every((piece) => lexicon.has(piece.toLowerCase().replace(/[^\p{L}]/gu, '')))) {
        return pieces.join('')
      }
      if (lone >= 2 && pieces.length < 8) return pieces.join('')
      return lone === 0 ? group : group.replace(/(?<=\p{L}) (?=\p{Ll}(?:\s|$|[;.,)]))/gu, '')
    })
    .join(' ')
}
