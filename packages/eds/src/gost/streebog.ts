import {
  addInPlace,
  at,
  cutIntoBlocks,
  readWords,
  wordsToOctets,
  writeBitLength,
  type RunningHash,
} from './running-hash.ts'
import { CONSTANTS, transform, WORDS } from './streebog-transform.ts'

const BLOCK_OCTETS = 64

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

// One block is done before another begins, so all share one workspace.
const key = new Int32Array(WORDS)
const data = new Int32Array(WORDS)

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
