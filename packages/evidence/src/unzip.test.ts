import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { openContainer, packContainer } from './archive.ts'
import { unzip, ZipError } from './unzip.ts'

const ZEROS = new Uint8Array(4 * 1024 * 1024)
const archive = zipSync({ 'a.txt': Buffer.from('first'), 'b/zeros.bin': ZEROS }, { mtime: '1980-01-01T00:00:00' })
const all = (): boolean => true

/** The archive with some octets replaced; `at` counts from where a list entry begins. */
function patched(entry: number, at: number, octets: readonly number[]): Uint8Array {
  const bytes = Buffer.from(archive)
  let found = -1
  for (let index = 0; index <= entry; index += 1) found = bytes.indexOf(Buffer.from('504b0102', 'hex'), found + 1)
  bytes.set(octets, found + at)
  return bytes
}

function refused(bytes: Uint8Array, message: RegExp): void {
  assert.throws(
    () => unzip(bytes, all),
    (error) => error instanceof ZipError && message.test(error.message),
  )
}

test('what was packed is unpacked, and what is not wanted is left out', () => {
  const files = unzip(archive, all)
  assert.equal(Buffer.from(files.get('a.txt') ?? []).toString(), 'first')
  assert.equal(files.get('b/zeros.bin')?.length, ZEROS.length)
  assert.deepEqual([...unzip(archive, ({ name }) => name === 'a.txt').keys()], ['a.txt'])
})

test('a file that turns out larger than it says is not unpacked further', () => {
  refused(patched(1, 24, [100, 0, 0, 0]), /cannot be unpacked/)
  refused(patched(1, 24, [0, 0, 0x80, 0]), /not what the list says/)
})

test('files that share their octets are refused before any of them is unpacked', () => {
  refused(patched(1, 42, [0, 0, 0, 0]), /share the same octets|two names/)
  const twice = zipSync({ aa: Buffer.from('x'), ab: Buffer.from('x') }, { level: 0 })
  const bytes = Buffer.from(twice)
  const second = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'))
  bytes.set(Buffer.from('aa'), second + 46)
  bytes.set([0, 0, 0, 0], second + 42)
  refused(bytes, /share the same octets/)
})

test('what other programs would read otherwise is refused: two names, encryption, unknown packing, false sums', () => {
  refused(patched(0, 46, [0x7a]), /two names/)
  refused(patched(0, 8, [1]), /encrypted/)
  refused(patched(0, 10, [99]), /nobody uses/)
  refused(patched(0, 16, [0, 0, 0, 0]), /not what the list says/)
  refused(archive.subarray(0, archive.length - 1), /no end/)
  refused(Buffer.concat([archive, Buffer.from('tail')]), /no end/)
  refused(Buffer.alloc(0), /no end/)
  for (let length = 0; length < archive.length; length += 97) {
    assert.throws(() => unzip(archive.subarray(0, length), all), ZipError)
  }
})

test('a container that would unpack to more than it may is refused by what its list says', async () => {
  const bytes = await packContainer(new Map([['papers/zeros.pdf', ZEROS]]), async () => undefined)
  assert.ok(bytes.length < 20_000)
  assert.throws(() => openContainer(bytes, { maxBytes: 1024 * 1024, maxFiles: 10 }), { code: 'too-large' })
  assert.throws(() => openContainer(bytes, { maxBytes: 2 ** 30, maxFiles: 2 }), { code: 'too-large' })
  assert.equal(openContainer(bytes).files.size, 1)
})
