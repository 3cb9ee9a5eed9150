import {
  addInPlace,
  at,
  cutIntoBlocks,
  readWords,
  wordsToOctets,
  writeBitLength,
  type RunningHash,
} from './running-hash.ts'
import { MATRIX, ROUND_CONSTANTS, SUBSTITUTION } from './streebog-constants.ts'

const BLOCK_OCTETS = 64
/** 32-bit words in a block; a 64-bit word of the standard is two of them, the lower first. */
const WORDS = 16

/**
 * The hash GOST R 34.11-2012 (Streebog), which Kazakhstan uses as GOST R 34.11-2015.
 *
 * Octets go in and come out in the order of files, the reverse of how the standard prints them.
 *
 * Source: RFC 6986
 */
export function createStreebog(bits: 256 | 512): RunningHash {
  const state = new Int32Array(WORDS).fill(bits === 256 ? 0x01010101 : 0)
  const sum = new Int32Array(WORDS)
  const length = new Int32Array(WORDS)
  const none = new Int32Array(WORDS)
  const block = new Int32Array(WORDS)
  let hashedOctets = 0

  const absorb = (octets: Uint8Array, offset: number): void => {
    readWords(octets, offset, block)
    writeBitLength(length, hashedOctets)
    compress(state, block, length)
    addInPlace(sum, block)
    hashedOctets += BLOCK_OCTETS
  }
  const blocks = cutIntoBlocks(BLOCK_OCTETS, absorb)

  return {
    update: blocks.update,
    digest() {
      const last = blocks.rest()
      const octetsInAll = hashedOctets + last.octets
      last.block[last.octets] = 1
      absorb(last.block, 0)
      writeBitLength(length, octetsInAll)
      compress(state, length, none)
      compress(state, sum, none)
      const digest = wordsToOctets(state)
      return bits === 256 ? digest.slice(32) : digest
    },
  }
}

/**
 * Substitution, transposition and multiplication by the matrix in one look-up: two words for each value of each octet
 * of a 64-bit word, the lower first.
 */
const TABLE: Int32Array = makeTable()

function makeTable(): Int32Array {
  const table = new Int32Array(8 * 256 * 2)
  for (let place = 0; place < 8; place++) {
    for (let octet = 0; octet < 256; octet++) {
      let product = 0n
      for (let bit = 0; bit < 8; bit++) {
        if ((((SUBSTITUTION[octet] ?? 0) >> bit) & 1) === 1) product ^= MATRIX[63 - place * 8 - bit] ?? 0n
      }
      table[(place * 256 + octet) * 2] = Number(product & 0xffffffffn)
      table[(place * 256 + octet) * 2 + 1] = Number(product >> 32n)
    }
  }
  return table
}

const CONSTANTS: readonly Int32Array[] = ROUND_CONSTANTS.map((printed) => {
  const block = new Int32Array(WORDS)
  readWords(printed.toReversed(), 0, block)
  return block
})

// One block is done before another begins, so all share one workspace.
const key = new Int32Array(WORDS)
const data = new Int32Array(WORDS)
const mixed = new Int32Array(WORDS)

/** The compression function g: `state` takes in `block`. */
function compress(state: Int32Array, block: Int32Array, length: Int32Array): void {
  transform(state, length, key)
  data.set(block)
  for (const constant of CONSTANTS) {
    transform(data, key, data)
    transform(key, constant, key)
  }
  for (let word = 0; word < WORDS; word++) {
    state[word] = at(state, word) ^ at(data, word) ^ at(key, word) ^ at(block, word)
  }
}

/** LPS of `left` xor `right` into `out`, which may be one of them. Written out, because all the time goes here. */
function transform(left: Int32Array, right: Int32Array, out: Int32Array): void {
  for (let word = 0; word < WORDS; word++) mixed[word] = at(left, word) ^ at(right, word)
  for (let half = 0; half < 2; half++) {
    const w0 = at(mixed, half)
    const w1 = at(mixed, half + 2)
    const w2 = at(mixed, half + 4)
    const w3 = at(mixed, half + 6)
    const w4 = at(mixed, half + 8)
    const w5 = at(mixed, half + 10)
    const w6 = at(mixed, half + 12)
    const w7 = at(mixed, half + 14)
    for (let shift = 0; shift < 32; shift += 8) {
      const e0 = ((w0 >>> shift) & 0xff) << 1
      const e1 = (((w1 >>> shift) & 0xff) << 1) | 0x200
      const e2 = (((w2 >>> shift) & 0xff) << 1) | 0x400
      const e3 = (((w3 >>> shift) & 0xff) << 1) | 0x600
      const e4 = (((w4 >>> shift) & 0xff) << 1) | 0x800
      const e5 = (((w5 >>> shift) & 0xff) << 1) | 0xa00
      const e6 = (((w6 >>> shift) & 0xff) << 1) | 0xc00
      const e7 = (((w7 >>> shift) & 0xff) << 1) | 0xe00
      const place = half * 8 + (shift >>> 2)
      out[place] =
        at(TABLE, e0) ^
        at(TABLE, e1) ^
        at(TABLE, e2) ^
        at(TABLE, e3) ^
        at(TABLE, e4) ^
        at(TABLE, e5) ^
        at(TABLE, e6) ^
        at(TABLE, e7)
      out[place + 1] =
        at(TABLE, e0 | 1) ^
        at(TABLE, e1 | 1) ^
        at(TABLE, e2 | 1) ^
        at(TABLE, e3 | 1) ^
        at(TABLE, e4 | 1) ^
        at(TABLE, e5 | 1) ^
        at(TABLE, e6 | 1) ^
        at(TABLE, e7 | 1)
    }
  }
}
