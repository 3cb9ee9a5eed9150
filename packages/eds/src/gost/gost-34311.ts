import {
  addInPlace,
  at,
  cutIntoBlocks,
  readWords,
  wordsToOctets,
  writeBitLength,
  type RunningHash,
} from './running-hash.ts'

/** Eight rows of a substitution, the first for the lowest four bits. */
export type SubstitutionBox = readonly string[]

/**
 * The box printed as an example in the standard, which Kazakhstan's GOST 34.311-95 uses in earnest. Russia's practice
 * is another one (CryptoPro).
 *
 * Source: RFC 5831, section 7.1; RFC 4357, section 11.2, id-GostR3411-94-TestParamSet
 */
export const TEST_BOX: SubstitutionBox = [
  '4a92d80e6b1c7f53',
  'eb4c6dfa23810759',
  '581da342efc7609b',
  '7da1089fe46cb253',
  '6c715fd84a9e03b2',
  '4ba0721d36859cfe',
  'db413f590ae7682c',
  '1fd057a4923e6b8c',
]

const BLOCK_OCTETS = 32
/** 32-bit words in a block, the lowest first. */
const WORDS = 8

/**
 * The hash GOST 34.311-95 (GOST R 34.11-94) with a starting value of zero.
 *
 * Source: RFC 5831
 */
export function createGost34311(box: SubstitutionBox = TEST_BOX): RunningHash {
  const tables = box === TEST_BOX ? TEST_TABLES : tablesOf(box)
  const state = new Int32Array(WORDS)
  const sum = new Int32Array(WORDS)
  const block = new Int32Array(WORDS)
  let hashedOctets = 0

  const absorb = (octets: Uint8Array, offset: number): void => {
    readWords(octets, offset, block)
    addInPlace(sum, block)
    step(state, block, tables)
    hashedOctets += BLOCK_OCTETS
  }
  const blocks = cutIntoBlocks(BLOCK_OCTETS, absorb)

  return {
    update: blocks.update,
    digest() {
      const last = blocks.rest()
      const octetsInAll = hashedOctets + last.octets
      if (last.octets > 0) absorb(last.block, 0)
      writeBitLength(block.fill(0), octetsInAll)
      step(state, block, tables)
      step(state, sum, tables)
      return wordsToOctets(state)
    },
  }
}

/** Source: RFC 5831, section 5.1: the one constant of the key schedule that is not zero, C3. */
const C3 = Int32Array.of(0xff00ff00, 0xff00ff00, 0x00ff00ff, 0x00ff00ff, 0x00ffff00, 0xff0000ff, 0x000000ff, 0xff00ffff)

// One step runs to its end before another begins, so all share one workspace. The machines Node runs on are
// little-endian, as the order of octets in the standard's words is.
const u = new Int32Array(WORDS)
const v = new Int32Array(WORDS)
const mixed = new Int32Array(WORDS)
const mixedOctets = new Uint8Array(mixed.buffer)
const key = new Int32Array(WORDS)
const keyOctets = new Uint8Array(key.buffer)
const enciphered = new Int32Array(WORDS)
const encipheredHalves = new Uint16Array(enciphered.buffer)
const register = new Uint16Array(16 + 61)

/** The step function: `state` takes in `block`. */
function step(state: Int32Array, block: Int32Array, tables: Int32Array): void {
  u.set(state)
  v.set(block)
  for (let part = 0; part < 4; part++) {
    if (part > 0) {
      shiftHalves(u)
      if (part === 2) for (let word = 0; word < WORDS; word++) u[word] = at(u, word) ^ at(C3, word)
      shiftHalves(v)
      shiftHalves(v)
    }
    for (let word = 0; word < WORDS; word++) mixed[word] = at(u, word) ^ at(v, word)
    permute()
    encipher(at(state, part * 2), at(state, part * 2 + 1), tables, part * 2)
  }
  shiftRegister(12)
  for (let word = 0; word < WORDS; word++) enciphered[word] = at(enciphered, word) ^ at(block, word)
  shiftRegister(1)
  for (let word = 0; word < WORDS; word++) enciphered[word] = at(enciphered, word) ^ at(state, word)
  shiftRegister(61)
  state.set(enciphered)
}

/** A: of the 64-bit parts y4‖y3‖y2‖y1 makes (y1⊕y2)‖y4‖y3‖y2. */
function shiftHalves(parts: Int32Array): void {
  const low = at(parts, 0) ^ at(parts, 2)
  const high = at(parts, 1) ^ at(parts, 3)
  parts.copyWithin(0, 2)
  parts[6] = low
  parts[7] = high
}

/** P: octet i + 4k of the key is octet 8i + k of the mix. */
function permute(): void {
  for (let i = 0; i < 4; i++) for (let k = 0; k < 8; k++) keyOctets[i + 4 * k] = mixedOctets[8 * i + k] ?? 0
}

/** ψ, `times` times: sixteen 16-bit words move down by one, and a sum of six of them comes in at the top. */
function shiftRegister(times: number): void {
  const w = (place: number): number => register[place] ?? 0
  register.set(encipheredHalves)
  for (let turn = 0; turn < times; turn++) {
    register[turn + 16] = w(turn) ^ w(turn + 1) ^ w(turn + 2) ^ w(turn + 3) ^ w(turn + 12) ^ w(turn + 15)
  }
  encipheredHalves.set(register.subarray(times, times + 16))
}

/** Simple substitution of GOST 28147-89 of one 64-bit word under a key of eight words. */
function encipher(low: number, high: number, tables: Int32Array, place: number): void {
  let left = low
  let right = high
  for (let round = 0; round < 32; round++) {
    const mixed = (left + at(key, round < 24 ? round & 7 : 31 - round)) | 0
    const substituted =
      at(tables, mixed & 0xff) ^
      at(tables, 0x100 | ((mixed >>> 8) & 0xff)) ^
      at(tables, 0x200 | ((mixed >>> 16) & 0xff)) ^
      at(tables, 0x300 | (mixed >>> 24))
    const next = right ^ substituted
    right = left
    left = next
  }
  enciphered[place] = right
  enciphered[place + 1] = left
}

/** Substitution and rotation by 11 bits, for each octet of a word. */
function tablesOf(box: SubstitutionBox): Int32Array {
  const rows = box.map((row) => Array.from(row, (digit) => Number.parseInt(digit, 16)))
  const tables = new Int32Array(4 * 256)
  for (let place = 0; place < 4; place++) {
    for (let octet = 0; octet < 256; octet++) {
      const low = rows[place * 2]?.[octet & 15] ?? 0
      const high = rows[place * 2 + 1]?.[octet >> 4] ?? 0
      const word = ((high << 4) | low) << (place * 8)
      tables[place * 256 + octet] = (word << 11) | (word >>> 21)
    }
  }
  return tables
}

const TEST_TABLES = tablesOf(TEST_BOX)
