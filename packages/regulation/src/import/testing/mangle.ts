/** How a converter spoils a text. Each is a share of the places where it can strike, from 0 to 1. */
export interface Damage {
  /** Lines whose letters are set apart. */
  readonly spaced: number
  /** Letters of words of six letters or more that are read as one that looks like them. */
  readonly misread: number
  /** Letters lost from the end of words of ten letters or more. */
  readonly lost: number
  /** Blanks at which a line is broken. */
  readonly broken: number
  /** Line ends behind which a page ends. */
  readonly pages: number
}

/** A source of chance from 0 to 1, given by the test. */
export type Chance = () => number

const MISREAD: Readonly<Record<string, string>> = {
  ә: 'э',
  қ: 'к',
  ғ: 'г',
  ң: 'н',
  ө: 'о',
  ү: 'у',
  ұ: 'у',
  і: 'i',
  о: 'o',
  е: 'e',
  с: 'c',
  а: 'a',
}

/** Spoils a text as converters do; what it says stays to be read. */
export function mangle(text: string, damage: Damage, chance: Chance): string {
  return text
    .split('\n')
    .map((line) => mangleLine(line, damage, chance))
    .join('\n')
}

function mangleLine(line: string, damage: Damage, chance: Chance): string {
  if (!/\p{L}/u.test(line)) return line
  const isMarked = /^\s*(?:\d+[.)]|\d*-?(?:тарау|Глава)|#)/.test(line)
  const broken = breakLine(line, damage, chance)
  return broken
    .map((part, index) => {
      const spoilt = part.replace(/\p{L}{6,}/gu, (word) => misreadWord(word, damage, chance))
      const isPlain = !(isMarked && index === 0) && /^[\p{L}\s.;,]+$/u.test(spoilt) && spoilt.trim().includes(' ')
      return isPlain && chance() < damage.spaced ? spaced(spoilt) : spoilt
    })
    .join('\n')
}

/** Breaks a long line at blanks, as a page of fixed width does; never behind a number, before its dot or inside a name. */
function breakLine(line: string, { broken, pages }: Damage, chance: Chance): readonly string[] {
  const words = line.split(/(?<=\S) (?=\p{Ll})/u)
  const parts: string[] = []
  let current = words[0] ?? ''
  for (const word of words.slice(1)) {
    if (current.length > 30 && chance() < broken) {
      parts.push(current, ...(chance() < pages ? ['', ''] : []))
      current = word
    } else current += ` ${word}`
  }
  return [...parts, current]
}

function misreadWord(word: string, { misread, lost }: Damage, chance: Chance): string {
  const read = Array.from(word, (letter) => (chance() < misread ? (MISREAD[letter] ?? letter) : letter)).join('')
  return word.length >= 12 && chance() < lost ? read.slice(0, -1) : read
}

/** `с ұ р а у  к е л д і`: letters apart, words further apart. */
function spaced(part: string): string {
  const indent = /^\s*/.exec(part)?.[0] ?? ''
  return (
    indent +
    part
      .trim()
      .split(' ')
      .map((word) => Array.from(word).join(' '))
      .join('  ')
  )
}
