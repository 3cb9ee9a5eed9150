import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { sendBytes, type SentFile } from './send-bytes.ts'

async function headersOf(file: SentFile): Promise<Record<string, unknown>> {
  const app = Fastify()
  app.get('/', (_, reply) => sendBytes(reply, Buffer.from('%PDF-1.7'), file))
  const { headers } = await app.inject('/')
  await app.close()
  return headers
}

test('a file is never guessed to be something else and never kept by a cache', async () => {
  for (const file of [{ mediaType: 'image/png' }, { mediaType: 'application/pdf', saveAs: 'a.pdf' }]) {
    const headers = await headersOf(file)
    assert.equal(headers['content-type'], file.mediaType)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['cache-control'], 'private, no-store')
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*sandbox/)
  }
})

test('a file to be saved keeps its name in any script, and no name breaks the header', async () => {
  const { 'content-disposition': kept } = await headersOf({ mediaType: 'image/png', saveAs: 'Қ "1"\r\n(a)\'.png' })
  assert.equal(kept, "attachment; filename*=UTF-8''%D2%9A%20%221%22%0D%0A%28a%29%27.png")
})

test('a PDF that is opened is drawn by the browser, which a sandbox would forbid', async () => {
  const headers = await headersOf({ mediaType: 'application/pdf' })
  assert.equal(headers['content-disposition'], 'inline')
  assert.equal(headers['content-security-policy'], "frame-ancestors 'none'")
})

test('a file that holds nobody’s data may be kept for a while', async () => {
  const headers = await headersOf({ mediaType: 'application/pdf', publicForSeconds: 60 })
  assert.equal(headers['cache-control'], 'public, max-age=60')
})
