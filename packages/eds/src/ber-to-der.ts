import { DEFAULT_DER_LIMITS, DerError, readLength, readTag, TAG, type DerLimits } from './der.ts'
import { derValue } from './der-writer.ts'

const CONSTRUCTED_OCTET_STRING = 0x24

/**
 * Rewrites indefinite lengths and octet strings in pieces, which CMS permits, in their DER form.
 *
 * Nothing else is forgiven. Input that is already definite comes back byte for byte. The result is never
 * longer than the input plus four octets for each open value.
 *
 * @throws {DerError} when the structure is broken or a limit is exceeded
 */
export function berToDer(bytes: Uint8Array, limits: DerLimits = DEFAULT_DER_LIMITS): Uint8Array {
  if (bytes.length > limits.maxBytes) throw new DerError('the input is too large', 0)
  const plainEnd = endOfDefinite(bytes, 0, bytes.length, 0, limits)
  const { der, end } =
    plainEnd === undefined ? convert(bytes, 0, bytes.length, 0, limits) : { der: bytes, end: plainEnd }
  if (end !== bytes.length) throw new DerError('bytes follow the value', end)
  return der
}

/** Where a value ends that has nothing to rewrite, as nearly all have; undefined for one that has. */
function endOfDefinite(
  bytes: Uint8Array,
  start: number,
  limit: number,
  depth: number,
  limits: DerLimits,
): number | undefined {
  if (depth > limits.maxDepth) throw new DerError('values are nested too deep', start)
  const tag = readTag(bytes, start, limit, 0)
  const length = readLength(bytes, start, limit, 0)
  if (length === 'indefinite' || tag === CONSTRUCTED_OCTET_STRING) return undefined
  if ((tag & 0x20) === 0) return length.end
  let position = length.contentStart
  for (let children = 0; position < length.end; children++) {
    if (children === limits.maxChildren) throw new DerError('too many values', position)
    const end = endOfDefinite(bytes, position, length.end, depth + 1, limits)
    if (end === undefined) return undefined
    position = end
  }
  return position
}

interface Converted {
  readonly tag: number
  readonly der: Uint8Array
  /** Content octets of `der`. */
  readonly content: Uint8Array
  readonly end: number
  readonly isRewritten: boolean
}

function convert(bytes: Uint8Array, start: number, limit: number, depth: number, limits: DerLimits): Converted {
  if (depth > limits.maxDepth) throw new DerError('values are nested too deep', start)
  const tag = readTag(bytes, start, limit, 0)
  const length = readLength(bytes, start, limit, 0)
  const isIndefinite = length === 'indefinite'
  if ((tag & 0x20) === 0) {
    if (isIndefinite) throw new DerError('an indefinite length needs a constructed value', start)
    const { contentStart, end } = length
    const content = bytes.subarray(contentStart, end)
    return { tag, der: bytes.subarray(start, end), content, end, isRewritten: false }
  }

  const contentStart = isIndefinite ? start + 2 : length.contentStart
  const contentLimit = isIndefinite ? limit : length.end
  const parts: Converted[] = []
  let position = contentStart
  let isClosed = !isIndefinite
  while (position < contentLimit) {
    if (isIndefinite && bytes[position] === 0 && bytes[position + 1] === 0 && position + 2 <= contentLimit) {
      isClosed = true
      position += 2
      break
    }
    if (parts.length === limits.maxChildren) throw new DerError('too many values', position)
    const part = convert(bytes, position, contentLimit, depth + 1, limits)
    parts.push(part)
    position = part.end
  }
  if (!isClosed) throw new DerError('the indefinite value is not closed', start)
  if (tag === CONSTRUCTED_OCTET_STRING) {
    if (parts.some((part) => part.tag !== TAG.octetString)) throw new DerError('a piece is no octet string', start)
    const content = Buffer.concat(parts.map((part) => part.content))
    return { tag: TAG.octetString, der: derValue(TAG.octetString, content), content, end: position, isRewritten: true }
  }
  if (!isIndefinite && !parts.some((part) => part.isRewritten)) {
    const content = bytes.subarray(contentStart, position)
    return { tag, der: bytes.subarray(start, position), content, end: position, isRewritten: false }
  }
  const content = Buffer.concat(parts.map((part) => part.der))
  return { tag, der: derValue(tag, content), content, end: position, isRewritten: true }
}
