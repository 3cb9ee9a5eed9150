import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { sha256Of } from './blobs.ts'
import { sendBlob } from './send-blob.ts'

test('a kept file is sent and nothing after it; without one the other answer is given', async () => {
  const bytes = Buffer.from('%PDF-1.7')
  const kept = sha256Of(bytes)
  const deps = { blobs: { get: async (sha256: string) => (sha256 === kept ? { bytes, mediaType: 'a/b' } : undefined) } }
  let missed = 0
  const app = Fastify()
  app.get<{ Params: { sha256: string } }>('/:sha256', (request, reply) => {
    const { sha256 } = request.params
    const file = sha256 === 'none' ? undefined : { sha256, mediaType: 'application/pdf' }
    return sendBlob({ reply, deps }, file, () => {
      missed += 1
      return reply.code(404).send('missing')
    })
  })
  const answers = await Promise.all([kept, '0'.repeat(64), 'none', 'no-hash'].map((name) => app.inject(`/${name}`)))
  assert.deepEqual(
    answers.map(({ statusCode, body }) => [statusCode, body]),
    [[200, '%PDF-1.7'], ...[1, 2, 3].map(() => [404, 'missing'])],
  )
  assert.equal(missed, 3)
  await app.close()
})
