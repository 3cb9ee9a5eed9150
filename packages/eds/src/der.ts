/** What a byte string broke when it was read as DER; `offset` counts from the first byte given. */
export class DerError extends Error {
  override readonly name = 'DerError'
  readonly offset: number

  constructor(message: string, offset: number) {
    super(`${message} (at byte ${String(offset)})`)
    this.offset = offset
  }
}

export interface DerLimits {
  /** Longest input read, in bytes. */
  readonly maxBytes: number
  /** Deepest nesting of constructed values. */
  readonly maxDepth: number
  /** Most values directly inside one constructed value. */
  readonly maxChildren: number
}

export const DEFAULT_DER_LIMITS: DerLimits = { maxBytes: 16 * 1024 * 1024, maxDepth: 32, maxChildren: 4096 }

/** One value: tag, length, content. Nested values are read on demand by `derChildren`. */
export interface DerNode {
  /** The identifier octet: class, constructed bit and a tag number below 31. */
  readonly tag: number
  /** The whole value with its tag and length. */
  readonly bytes: Uint8Array
  readonly content: Uint8Array
  /** Where the value starts in the input. */
  readonly offset: number
  readonly depth: number
  readonly limits: DerLimits
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** The tag of a context-specific value `[number]`, constructed unless said otherwise. */
export function contextTag(number: number, form: 'constructed' | 'primitive' = 'constructed'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) | number
}

const CONSTRUCTED = 0x20

/** A universal tag has one form in DER: only SEQUENCE, SET and EXTERNAL kinds are constructed. */
function assertForm(tag: number, offset: number): void {
  if (tag >= 0x40) return
  const number = tag & 0x1f
  if (number === 0) throw new DerError('tag number 0 is not a value', offset)
  const mustBeConstructed = number === 0x10 || number === 0x11 || number === 0x08 || number === 0x0b
  if (((tag & CONSTRUCTED) !== 0) !== mustBeConstructed)
    throw new DerError('primitive and constructed forms are mixed up', offset)
}

/**
 * Reads the length octets after a tag at `start`; the value must end at or before `limit`.
 *
 * @param base what to add to a position to name it in an error
 * @returns where the content starts and ends, or that the length is indefinite
 * @throws {DerError} for a length that is not minimal, has more than four octets or exceeds `limit`
 */
export function readLength(
  bytes: Uint8Array,
  start: number,
  limit: number,
  base: number,
): { readonly contentStart: number; readonly end: number } | 'indefinite' {
  const first = bytes[start + 1]
  if (first === undefined || start + 2 > limit) throw new DerError('the value is cut off', base + start)
  if (first === 0x80) return 'indefinite'
  let contentStart = start + 2
  let length = first
  if (first > 0x80) {
    const count = first & 0x7f
    if (count > 4) throw new DerError('the length field is too long', base + start)
    length = 0
    for (let index = 0; index < count; index++) {
      const octet = bytes[contentStart + index]
      if (octet === undefined || contentStart + index >= limit) {
        throw new DerError('the length is cut off', base + start)
      }
      length = length * 256 + octet
    }
    if (length < 0x80 || length < 2 ** (8 * (count - 1))) throw new DerError('the length is not minimal', base + start)
    contentStart += count
  }
  const end = contentStart + length
  if (end > limit) throw new DerError('the value is longer than what holds it', base + start)
  return { contentStart, end }
}

/** The identifier octet at `start`. @throws {DerError} for a tag number above 30, which nothing here uses */
export function readTag(bytes: Uint8Array, start: number, limit: number, base: number): number {
  const tag = bytes[start]
  if (tag === undefined || start >= limit) throw new DerError('the value is cut off', base + start)
  if ((tag & 0x1f) === 0x1f) throw new DerError('tag numbers above 30 are not used here', base + start)
  return tag
}

/** Reads one DER tag and length. @throws {DerError} */
export function readDerHeader(
  bytes: Uint8Array,
  start: number,
  limit: number,
  base: number,
): { readonly tag: number; readonly contentStart: number; readonly end: number } {
  const tag = readTag(bytes, start, limit, base)
  assertForm(tag, base + start)
  const length = readLength(bytes, start, limit, base)
  if (length === 'indefinite') throw new DerError('indefinite length', base + start)
  return { tag, ...length }
}

/**
 * Reads exactly one value that fills `bytes`.
 *
 * @throws {DerError} when it is not DER, exceeds a limit or is followed by other bytes
 */
export function readDer(bytes: Uint8Array, limits: DerLimits = DEFAULT_DER_LIMITS): DerNode {
  if (bytes.length > limits.maxBytes) throw new DerError('the input is too large', 0)
  const { tag, contentStart, end } = readDerHeader(bytes, 0, bytes.length, 0)
  if (end !== bytes.length) throw new DerError('bytes follow the value', end)
  return { tag, bytes, content: bytes.subarray(contentStart, end), offset: 0, depth: 0, limits }
}

/** The values inside a constructed value, in order. @throws {DerError} */
export function derChildren(node: DerNode): readonly DerNode[] {
  if ((node.tag & CONSTRUCTED) === 0) throw new DerError('the value holds no other values', node.offset)
  return innerValues(node, node.content)
}

/** The values of a SEQUENCE OF, in order. @throws {DerError} */
export function derItems(node: DerNode): readonly DerNode[] {
  if (node.tag !== TAG.sequence) throw new DerError('a sequence is expected', node.offset)
  return derChildren(node)
}

/**
 * The one value wrapped in a primitive value, such as an extension in its OCTET STRING.
 *
 * @throws {DerError} when the content is not exactly one value
 */
export function derInside(node: DerNode, content: Uint8Array = node.content): DerNode {
  const [only, ...others] = innerValues(node, content)
  if (only === undefined || others.length > 0) throw new DerError('one value is expected inside', node.offset)
  return only
}

function innerValues(node: DerNode, content: Uint8Array): readonly DerNode[] {
  const depth = node.depth + 1
  if (depth > node.limits.maxDepth) throw new DerError('values are nested too deep', node.offset)
  const base = node.offset + (node.bytes.length - content.length)
  const found: DerNode[] = []
  let position = 0
  while (position < content.length) {
    if (found.length === node.limits.maxChildren) throw new DerError('too many values', base + position)
    const { tag, contentStart, end } = readDerHeader(content, position, content.length, base)
    found.push({
      tag,
      bytes: content.subarray(position, end),
      content: content.subarray(contentStart, end),
      offset: base + position,
      depth,
      limits: node.limits,
    })
    position = end
  }
  return found
}

/** Walks the fields of a SEQUENCE in order; what is not taken is an error at `end`. */
export interface DerFields {
  /** The next field, which must bear `tag`. @throws {DerError} */
  take(tag: number, what: string): DerNode
  /** The next field whatever its tag. @throws {DerError} */
  takeAny(what: string): DerNode
  /** The next field when it bears `tag`. */
  maybe(tag: number): DerNode | undefined
  /** All fields left. */
  rest(): readonly DerNode[]
  /** @throws {DerError} when a field is left */
  end(): void
}

/** @param tag what the node itself must be @throws {DerError} */
export function derFields(node: DerNode, tag: number = TAG.sequence, what = 'a sequence'): DerFields {
  if (node.tag !== tag) throw new DerError(`${what} is expected`, node.offset)
  const children = derChildren(node)
  let next = 0
  const takeAny = (expected: string): DerNode => {
    const child = children[next]
    if (child === undefined) throw new DerError(`${expected} is missing`, node.offset)
    next += 1
    return child
  }
  return {
    takeAny,
    take(expectedTag, expected) {
      const child = takeAny(expected)
      if (child.tag !== expectedTag) throw new DerError(`${expected} is expected`, child.offset)
      return child
    },
    maybe(expectedTag) {
      const child = children[next]
      if (child?.tag !== expectedTag) return undefined
      next += 1
      return child
    },
    rest() {
      const left = children.slice(next)
      next = children.length
      return left
    },
    end() {
      const child = children[next]
      if (child !== undefined) throw new DerError('an unexpected field', child.offset)
    },
  }
}
