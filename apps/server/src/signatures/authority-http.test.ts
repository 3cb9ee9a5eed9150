import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { test } from 'node:test'
import { AuthorityUnavailableError, authorityHttp } from './authority-http.ts'

async function authority(answer: RequestListener): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const to = (url: string) => authorityHttp({ ocspUrl: url, crlUrls: [url], deltaCrlUrls: [], stampUrl: url })

test('an OCSP question is posted with its type and the answer comes back byte for byte', async () => {
  const { url, stop } = await authority((request, response) => {
    assert.equal(request.headers['content-type'], 'application/ocsp-request')
    assert.equal(request.headers['user-agent'], 'qyzmet')
    request.pipe(response.setHeader('content-type', 'application/ocsp-response'))
  })
  assert.deepEqual([...(await to(url).askOcsp(Uint8Array.of(1, 2, 3)))], [1, 2, 3])
  await stop()
})

test('another type, an error status, a redirect or a body without end is no answer', async () => {
  const answers: RequestListener[] = [
    (_, response) => void response.setHeader('content-type', 'text/html').end('portal'),
    (_, response) => void response.writeHead(503).end(),
    (_, response) => void response.writeHead(303, { location: '/elsewhere' }).end(),
    (_, response) =>
      void response.setHeader('content-type', 'application/timestamp-reply').end(Buffer.alloc(65 * 1024)),
  ]
  for (const answer of answers) {
    const { url, stop } = await authority(answer)
    await assert.rejects(to(url).askStamp(Uint8Array.of(1)), AuthorityUnavailableError)
    await stop()
  }
})
