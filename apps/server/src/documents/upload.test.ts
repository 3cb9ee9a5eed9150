import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readUpload } from './upload.ts'

async function* parts(...chunks: readonly (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk
}

test('the kind of a file is told from its bytes', async () => {
  for (const [bytes, mediaType] of [
    ['%PDF-1.7\n…', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n…', 'image/png'],
    ['\xff\xd8\xff\xe0…', 'image/jpeg'],
  ] as const) {
    const upload = await readUpload(parts(bytes.slice(0, 3), bytes.slice(3)))
    assert.ok(upload.accepted)
    assert.equal(upload.mediaType, mediaType)
    assert.deepEqual(upload.bytes, Buffer.from(bytes, 'latin1'))
  }
})

test('a file of another kind is not taken, whatever it is called', async () => {
  for (const bytes of ['MZ\x90\x00', '<html>', 'PK\x03\x04', ' %PDF-1.7'])
    assert.deepEqual(await readUpload(parts(bytes)), { accepted: false, rejection: 'file-type' })
})

test('an empty file is not taken', async () => {
  assert.deepEqual(await readUpload(parts()), { accepted: false, rejection: 'file-empty' })
})

test('reading stops as soon as a file is too large', async () => {
  let read = 0
  async function* endless(): AsyncIterable<Uint8Array> {
    for (;;) {
      read += 1000
      yield new Uint8Array(1000)
    }
  }
  assert.deepEqual(await readUpload(endless(), 4500), { accepted: false, rejection: 'file-too-large' })
  assert.equal(read, 5000)
})

test('a file of exactly the limit is taken', async () => {
  const upload = await readUpload(parts('%PDF-', new Uint8Array(95)), 100)
  assert.ok(upload.accepted)
})

test('a PDF that asks for a password is not taken', async () => {
  for (const trailer of ['trailer << /Root 1 0 R /Encrypt 5 0 R >>', 'trailer << /Encrypt << /Filter /Standard >> >>'])
    assert.deepEqual(await readUpload(parts('%PDF-1.7\n', trailer)), { accepted: false, rejection: 'file-locked' })
  assert.ok((await readUpload(parts('%PDF-1.7\n(about /Encryption)'))).accepted)
})
