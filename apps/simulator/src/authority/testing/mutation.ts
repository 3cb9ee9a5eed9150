import { derValue, readXml, XmlError, type XmlElement } from '@qyzmet/eds'

/** A whole number from 0 and below `limit`. */
export type Random = (limit: number) => number

/** The same seed gives the same numbers on every machine (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

/** Longest mutant: duplicated parts would double without end. */
const MAX_OCTETS = 64 * 1024
/** Octets at which lengths, tags and numbers change their meaning. */
const EDGES = [0x00, 0x01, 0x1f, 0x30, 0x7f, 0x80, 0x81, 0x84, 0xa0, 0xff] as const

/** A damaged copy: up to four changes, each of the raw octets or of whole values with the lengths around them made right. */
export function mutate(octets: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let mutant = octets
  for (let left = 1 + random(4); left > 0; left--) {
    const changed = random(2) === 0 ? changeOctets(mutant, other, random) : changeValues(mutant, other, random)
    if (changed.length <= MAX_OCTETS) mutant = changed
  }
  return mutant
}

function changeOctets(octets: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const at = random(octets.length + 1)
  const until = Math.min(octets.length, at + 1 + random(24))
  const [before, middle, after] = [octets.subarray(0, at), octets.subarray(at, until), octets.subarray(until)]
  switch (random(7)) {
    case 0:
      return Buffer.concat([before, middle.map((octet) => octet ^ (1 << random(8))), after])
    case 1:
      return Buffer.concat([before, middle.map(() => EDGES[random(EDGES.length)] ?? 0), after])
    case 2:
      return Buffer.concat([before, after])
    case 3:
      return Buffer.concat([before, middle, middle, after])
    case 4:
      return before
    case 5:
      return Buffer.concat([before, other.subarray(random(other.length + 1)), after])
    default:
      return Buffer.concat([before, Uint8Array.from({ length: 1 + random(8) }, () => random(256)), middle, after])
  }
}

/**
 * The same for XML: up to four changes, each of the raw octets, of single tags, or of whole elements that are left out,
 * doubled, moved, wrapped, hidden in comments or taken from the other text.
 */
export function mutateXml(octets: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let mutant = octets
  for (let left = 1 + random(4); left > 0; left--) {
    const kind = random(8)
    const changed =
      kind === 0
        ? changeOctets(mutant, other, random)
        : changePieces(mutant, other, random, kind === 1 ? tagPlaces : elementPlaces)
    if (changed.length <= MAX_OCTETS) mutant = changed
  }
  return mutant
}

interface Place {
  readonly start: number
  readonly end: number
}

function changePieces(
  octets: Uint8Array,
  other: Uint8Array,
  random: Random,
  placesOf: (text: string) => readonly Place[],
): Uint8Array {
  const text = new TextDecoder().decode(octets)
  const places = placesOf(text)
  const { start, end } = places[random(places.length)] ?? { start: 0, end: text.length }
  const target = places[random(places.length)] ?? { start: 0, end: 0 }
  const [before, piece, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)]
  const foreign = new TextDecoder().decode(other)
  const foreignPlaces = placesOf(foreign)
  const donor = foreignPlaces[random(foreignPlaces.length)] ?? { start: 0, end: 0 }
  const changes: readonly string[] = [
    before + after,
    before + piece + piece + after,
    text.slice(0, target.start) + piece + text.slice(target.start),
    target.end <= start
      ? text.slice(0, target.end) + piece + text.slice(target.end, start) + after
      : before + text.slice(end, Math.max(end, target.end)) + piece + text.slice(Math.max(end, target.end)),
    before + '<a>'.repeat(120) + '</a>'.repeat(120) + after,
    before + foreign.slice(donor.start, donor.end) + after,
    `${before}<!--${piece}-->${after}`,
    `${before}<x Id="body">${piece}</x>${after}`,
    before + piece.replace(/ [\w:]+="[^"]*"/, '') + after,
    before + piece.replace(/(?<=>)[^<]+/, (inside) => `${inside}<!-- -->`) + after,
  ]
  return new TextEncoder().encode(changes[random(changes.length)])
}

function tagPlaces(text: string): readonly Place[] {
  return [...text.matchAll(/<[^<]*/g)].map((found) => ({ start: found.index, end: found.index + found[0].length }))
}

/** None in a text that is no longer XML. */
function elementPlaces(text: string): readonly Place[] {
  const all = (element: XmlElement): readonly XmlElement[] => [element, ...element.children.flatMap(all)]
  try {
    return all(readXml(text))
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    return []
  }
}

interface Value {
  readonly tag: number
  readonly bytes: Uint8Array
  /** Undefined for a primitive value. */
  readonly inside?: readonly Value[]
}

function changeValues(octets: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const [root] = readValues(octets, 0) ?? []
  if (root === undefined) return octets
  const all = flatten(root)
  const target = all[random(all.length)] ?? root
  const foreign = flatten(readValues(other, 0)?.[0] ?? root)
  const donor = (random(2) === 0 ? all : foreign)[random(random(2) === 0 ? all.length : foreign.length)] ?? root
  const replacements: readonly (readonly Uint8Array[])[] = [
    [],
    [target.bytes, target.bytes],
    [donor.bytes],
    [target.bytes, donor.bytes],
    [derValue(target.tag)],
    [derValue(target.tag ^ (1 << random(8)), contentOf(target))],
    Array.from({ length: 1 + random(200) }, () => target.bytes),
    [Array.from({ length: 40 }).reduce<Uint8Array>((inner) => derValue(0x30, inner), target.bytes)],
  ]
  return rebuild(root, target, replacements[random(replacements.length)] ?? [])
}

function rebuild(value: Value, target: Value, replacement: readonly Uint8Array[]): Uint8Array {
  if (value === target) return Buffer.concat(replacement)
  if (value.inside === undefined) return value.bytes
  return derValue(value.tag, ...value.inside.map((inner) => rebuild(inner, target, replacement)))
}

function flatten(value: Value): readonly Value[] {
  return [value, ...(value.inside ?? []).flatMap(flatten)]
}

function contentOf({ bytes, inside }: Value): Uint8Array {
  if (inside !== undefined) return Buffer.concat(inside.map((value) => value.bytes))
  const first = bytes[1] ?? 0
  return bytes.subarray(first < 0x80 ? 2 : 2 + (first & 0x7f))
}

/** A lenient reader of its own: what was damaged before is still taken apart as far as it goes. */
function readValues(octets: Uint8Array, depth: number): readonly Value[] | undefined {
  const values: Value[] = []
  for (let at = 0; at < octets.length;) {
    const tag = octets[at] ?? 0
    const first = octets[at + 1]
    if (first === undefined) return undefined
    const count = first < 0x80 ? 0 : first & 0x7f
    if (count > 4) return undefined
    const length =
      count === 0 ? first : octets.subarray(at + 2, at + 2 + count).reduce((sum, octet) => sum * 256 + octet, 0)
    const [start, end] = [at + 2 + count, at + 2 + count + length]
    if (end > octets.length) return undefined
    const inside = (tag & 0x20) !== 0 && depth < 30 ? readValues(octets.subarray(start, end), depth + 1) : undefined
    values.push({ tag, bytes: octets.subarray(at, end), ...(inside === undefined ? {} : { inside }) })
    at = end
  }
  return values
}
