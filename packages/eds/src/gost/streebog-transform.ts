import { MATRIX, ROUND_CONSTANTS, SUBSTITUTION } from './streebog-constants.ts'
import { readWords } from './running-hash.ts'

/** 32-bit words in a block; a 64-bit word of the standard is two of them, the lower first. */
export const WORDS = 16

/** The constants of the twelve rounds. */
export const CONSTANTS: readonly Int32Array[] = ROUND_CONSTANTS.map((printed) => {
  const block = new Int32Array(WORDS)
  readWords(printed.toReversed(), 0, block)
  return block
})

/**
 * Substitution, transposition and multiplication by the matrix in one look-up: for each octet of a 64-bit word and each
 * of its values, the two halves of the product.
 */
const LOW = new Int32Array(8 * 256)
const HIGH = new Int32Array(8 * 256)
for (let place = 0; place < 8; place++) {
  for (let octet = 0; octet < 256; octet++) {
    let product = 0n
    for (let bit = 0; bit < 8; bit++) {
      if ((((SUBSTITUTION[octet] ?? 0) >> bit) & 1) === 1) product ^= MATRIX[63 - place * 8 - bit] ?? 0n
    }
    LOW[place * 256 + octet] = Number(product & 0xffffffffn)
    HIGH[place * 256 + octet] = Number(product >> 32n)
  }
}

/**
 * LPS of `left` xor `right` into `out`, which may be one of them.
 *
 * All the time of the hash goes here. Written as a loop it takes twice as long.
 */
export function transform(left: Int32Array, right: Int32Array, out: Int32Array): void {
  const w0 = (left[0] ?? 0) ^ (right[0] ?? 0)
  const w1 = (left[1] ?? 0) ^ (right[1] ?? 0)
  const w2 = (left[2] ?? 0) ^ (right[2] ?? 0)
  const w3 = (left[3] ?? 0) ^ (right[3] ?? 0)
  const w4 = (left[4] ?? 0) ^ (right[4] ?? 0)
  const w5 = (left[5] ?? 0) ^ (right[5] ?? 0)
  const w6 = (left[6] ?? 0) ^ (right[6] ?? 0)
  const w7 = (left[7] ?? 0) ^ (right[7] ?? 0)
  const w8 = (left[8] ?? 0) ^ (right[8] ?? 0)
  const w9 = (left[9] ?? 0) ^ (right[9] ?? 0)
  const w10 = (left[10] ?? 0) ^ (right[10] ?? 0)
  const w11 = (left[11] ?? 0) ^ (right[11] ?? 0)
  const w12 = (left[12] ?? 0) ^ (right[12] ?? 0)
  const w13 = (left[13] ?? 0) ^ (right[13] ?? 0)
  const w14 = (left[14] ?? 0) ^ (right[14] ?? 0)
  const w15 = (left[15] ?? 0) ^ (right[15] ?? 0)
  out[0] =
    (LOW[w0 & 0xff] ?? 0) ^
    (LOW[0x100 | (w2 & 0xff)] ?? 0) ^
    (LOW[0x200 | (w4 & 0xff)] ?? 0) ^
    (LOW[0x300 | (w6 & 0xff)] ?? 0) ^
    (LOW[0x400 | (w8 & 0xff)] ?? 0) ^
    (LOW[0x500 | (w10 & 0xff)] ?? 0) ^
    (LOW[0x600 | (w12 & 0xff)] ?? 0) ^
    (LOW[0x700 | (w14 & 0xff)] ?? 0)
  out[1] =
    (HIGH[w0 & 0xff] ?? 0) ^
    (HIGH[0x100 | (w2 & 0xff)] ?? 0) ^
    (HIGH[0x200 | (w4 & 0xff)] ?? 0) ^
    (HIGH[0x300 | (w6 & 0xff)] ?? 0) ^
    (HIGH[0x400 | (w8 & 0xff)] ?? 0) ^
    (HIGH[0x500 | (w10 & 0xff)] ?? 0) ^
    (HIGH[0x600 | (w12 & 0xff)] ?? 0) ^
    (HIGH[0x700 | (w14 & 0xff)] ?? 0)
  out[2] =
    (LOW[(w0 >>> 8) & 0xff] ?? 0) ^
    (LOW[0x100 | ((w2 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x200 | ((w4 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x300 | ((w6 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x400 | ((w8 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x500 | ((w10 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x600 | ((w12 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x700 | ((w14 >>> 8) & 0xff)] ?? 0)
  out[3] =
    (HIGH[(w0 >>> 8) & 0xff] ?? 0) ^
    (HIGH[0x100 | ((w2 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x200 | ((w4 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x300 | ((w6 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x400 | ((w8 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x500 | ((w10 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x600 | ((w12 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x700 | ((w14 >>> 8) & 0xff)] ?? 0)
  out[4] =
    (LOW[(w0 >>> 16) & 0xff] ?? 0) ^
    (LOW[0x100 | ((w2 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x200 | ((w4 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x300 | ((w6 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x400 | ((w8 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x500 | ((w10 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x600 | ((w12 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x700 | ((w14 >>> 16) & 0xff)] ?? 0)
  out[5] =
    (HIGH[(w0 >>> 16) & 0xff] ?? 0) ^
    (HIGH[0x100 | ((w2 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x200 | ((w4 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x300 | ((w6 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x400 | ((w8 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x500 | ((w10 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x600 | ((w12 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x700 | ((w14 >>> 16) & 0xff)] ?? 0)
  out[6] =
    (LOW[w0 >>> 24] ?? 0) ^
    (LOW[0x100 | (w2 >>> 24)] ?? 0) ^
    (LOW[0x200 | (w4 >>> 24)] ?? 0) ^
    (LOW[0x300 | (w6 >>> 24)] ?? 0) ^
    (LOW[0x400 | (w8 >>> 24)] ?? 0) ^
    (LOW[0x500 | (w10 >>> 24)] ?? 0) ^
    (LOW[0x600 | (w12 >>> 24)] ?? 0) ^
    (LOW[0x700 | (w14 >>> 24)] ?? 0)
  out[7] =
    (HIGH[w0 >>> 24] ?? 0) ^
    (HIGH[0x100 | (w2 >>> 24)] ?? 0) ^
    (HIGH[0x200 | (w4 >>> 24)] ?? 0) ^
    (HIGH[0x300 | (w6 >>> 24)] ?? 0) ^
    (HIGH[0x400 | (w8 >>> 24)] ?? 0) ^
    (HIGH[0x500 | (w10 >>> 24)] ?? 0) ^
    (HIGH[0x600 | (w12 >>> 24)] ?? 0) ^
    (HIGH[0x700 | (w14 >>> 24)] ?? 0)
  out[8] =
    (LOW[w1 & 0xff] ?? 0) ^
    (LOW[0x100 | (w3 & 0xff)] ?? 0) ^
    (LOW[0x200 | (w5 & 0xff)] ?? 0) ^
    (LOW[0x300 | (w7 & 0xff)] ?? 0) ^
    (LOW[0x400 | (w9 & 0xff)] ?? 0) ^
    (LOW[0x500 | (w11 & 0xff)] ?? 0) ^
    (LOW[0x600 | (w13 & 0xff)] ?? 0) ^
    (LOW[0x700 | (w15 & 0xff)] ?? 0)
  out[9] =
    (HIGH[w1 & 0xff] ?? 0) ^
    (HIGH[0x100 | (w3 & 0xff)] ?? 0) ^
    (HIGH[0x200 | (w5 & 0xff)] ?? 0) ^
    (HIGH[0x300 | (w7 & 0xff)] ?? 0) ^
    (HIGH[0x400 | (w9 & 0xff)] ?? 0) ^
    (HIGH[0x500 | (w11 & 0xff)] ?? 0) ^
    (HIGH[0x600 | (w13 & 0xff)] ?? 0) ^
    (HIGH[0x700 | (w15 & 0xff)] ?? 0)
  out[10] =
    (LOW[(w1 >>> 8) & 0xff] ?? 0) ^
    (LOW[0x100 | ((w3 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x200 | ((w5 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x300 | ((w7 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x400 | ((w9 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x500 | ((w11 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x600 | ((w13 >>> 8) & 0xff)] ?? 0) ^
    (LOW[0x700 | ((w15 >>> 8) & 0xff)] ?? 0)
  out[11] =
    (HIGH[(w1 >>> 8) & 0xff] ?? 0) ^
    (HIGH[0x100 | ((w3 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x200 | ((w5 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x300 | ((w7 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x400 | ((w9 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x500 | ((w11 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x600 | ((w13 >>> 8) & 0xff)] ?? 0) ^
    (HIGH[0x700 | ((w15 >>> 8) & 0xff)] ?? 0)
  out[12] =
    (LOW[(w1 >>> 16) & 0xff] ?? 0) ^
    (LOW[0x100 | ((w3 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x200 | ((w5 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x300 | ((w7 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x400 | ((w9 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x500 | ((w11 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x600 | ((w13 >>> 16) & 0xff)] ?? 0) ^
    (LOW[0x700 | ((w15 >>> 16) & 0xff)] ?? 0)
  out[13] =
    (HIGH[(w1 >>> 16) & 0xff] ?? 0) ^
    (HIGH[0x100 | ((w3 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x200 | ((w5 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x300 | ((w7 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x400 | ((w9 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x500 | ((w11 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x600 | ((w13 >>> 16) & 0xff)] ?? 0) ^
    (HIGH[0x700 | ((w15 >>> 16) & 0xff)] ?? 0)
  out[14] =
    (LOW[w1 >>> 24] ?? 0) ^
    (LOW[0x100 | (w3 >>> 24)] ?? 0) ^
    (LOW[0x200 | (w5 >>> 24)] ?? 0) ^
    (LOW[0x300 | (w7 >>> 24)] ?? 0) ^
    (LOW[0x400 | (w9 >>> 24)] ?? 0) ^
    (LOW[0x500 | (w11 >>> 24)] ?? 0) ^
    (LOW[0x600 | (w13 >>> 24)] ?? 0) ^
    (LOW[0x700 | (w15 >>> 24)] ?? 0)
  out[15] =
    (HIGH[w1 >>> 24] ?? 0) ^
    (HIGH[0x100 | (w3 >>> 24)] ?? 0) ^
    (HIGH[0x200 | (w5 >>> 24)] ?? 0) ^
    (HIGH[0x300 | (w7 >>> 24)] ?? 0) ^
    (HIGH[0x400 | (w9 >>> 24)] ?? 0) ^
    (HIGH[0x500 | (w11 >>> 24)] ?? 0) ^
    (HIGH[0x600 | (w13 >>> 24)] ?? 0) ^
    (HIGH[0x700 | (w15 >>> 24)] ?? 0)
}
