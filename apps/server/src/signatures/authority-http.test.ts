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

const to = (url: string, elapsedMs?: () => number) =>
  authorityHttp({ ocspUrl: url, crlUrl: url, stampUrl: url }, elapsedMs)

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

test('a revocation list is fetched again after five minutes and is the same array while it is the same list', async () => {
  let fetched = 0
  let nowMs = 0
  const { url, stop } = await authority((_, response) => {
    fetched += 1
    response.end(Buffer.from(fetched < 3 ? 'list' : 'other'))
  })
  const { fetchCrl } = to(url, () => nowMs)
  const first = await fetchCrl()
  assert.equal(await fetchCrl(), first)
  assert.equal(fetched, 1)
  nowMs = 300_001
  assert.equal(await fetchCrl(), first)
  assert.equal(fetched, 2)
  nowMs = 600_002
  assert.notEqual(await fetchCrl(), first)
  await stop()
})

test('a revocation list is fetched once for all who ask at the same time, and again after a failure', async () => {
  let fetched = 0
  const { url, stop } = await authority((_, response) => {
    fetched += 1
    response.writeHead(fetched === 1 ? 503 : 200).end('list')
  })
  const { fetchCrl } = to(url)
  const failed = await Promise.allSettled([fetchCrl(), fetchCrl()])
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  const lists = await Promise.all([fetchCrl(), fetchCrl(), fetchCrl()])
  assert.equal(new Set(lists).size, 1)
  assert.equal(fetched, 2)
  await stop()
})
