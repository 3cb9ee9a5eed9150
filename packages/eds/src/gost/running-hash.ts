/** A hash that takes its input piece by piece. */
export interface RunningHash {
  update(piece: Uint8Array): void
  /** Ends the hash; nothing may follow. */
  digest(): Uint8Array
}

/** Hands over whole blocks of what comes in pieces of any length. */
export function cutIntoBlocks(
  blockOctets: number,
  absorb: (octets: Uint8Array, offset: number) => void,
): {
  readonly update: (piece: Uint8Array) => void
  /** What is left over, filled up with zeros to a block. */
  readonly rest: () => { readonly block: Uint8Array; readonly octets: number }
} {
  const pending = new Uint8Array(blockOctets)
  let pendingOctets = 0
  return {
    update(piece) {
      let offset = 0
      if (pendingOctets > 0) {
        offset = Math.min(blockOctets - pendingOctets, piece.length)
        pending.set(piece.subarray(0, offset), pendingOctets)
        pendingOctets += offset
        if (pendingOctets < blockOctets) return
        absorb(pending, 0)
      }
      for (; offset + blockOctets <= piece.length; offset += blockOctets) absorb(piece, offset)
      pending.set(piece.subarray(offset))
      pendingOctets = piece.length - offset
    },
    rest: () => ({ block: pending.fill(0, pendingOctets), octets: pendingOctets }),
  }
}

/** Adds two numbers of 32-bit words, the lowest first, modulo the length; the sum replaces the first. */
export function addInPlace(sum: Int32Array, other: Int32Array): void {
  let carry = 0
  for (let word = 0; word < sum.length; word++) {
    const total = ((sum[word] ?? 0) >>> 0) + ((other[word] ?? 0) >>> 0) + carry
    sum[word] = total
    carry = total > 0xffffffff ? 1 : 0
  }
}

/** Reads as many little-endian words as the block has. */
export function readWords(octets: Uint8Array, offset: number, block: Int32Array): void {
  const view = new DataView(octets.buffer, octets.byteOffset + offset, block.length * 4)
  for (let word = 0; word < block.length; word++) block[word] = view.getInt32(word * 4, true)
}

export function wordsToOctets(words: Int32Array): Uint8Array {
  const octets = new Uint8Array(words.length * 4)
  const view = new DataView(octets.buffer)
  for (const [place, word] of words.entries()) view.setInt32(place * 4, word, true)
  return octets
}

/** Writes a count of octets, below 2^53, as a number of bits into the two lowest words. */
export function writeBitLength(words: Int32Array, octets: number): void {
  words[0] = (octets % 0x20000000) * 8
  words[1] = Math.floor(octets / 0x20000000)
}

/** A word; reading beyond the end gives 0. */
export function at(words: Int32Array, place: number): number {
  return words[place] ?? 0
}
