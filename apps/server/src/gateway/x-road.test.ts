import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { after, test } from 'node:test'
import type { RoadRequest } from '@qyzmet/gateway'
import { createXRoad } from './x-road.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
let answer: Answer
const server = createServer((request, response) => answer(request, response))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => server.close())
const address = server.address()
assert.ok(typeof address === 'object' && address)

const SERVICE = 'KZ/GOV/990140000017/courts/records'
const road = createXRoad({
  securityServer: `http://127.0.0.1:${address.port}`,
  client: 'KZ/GOV/000000000000/qyzmet',
  userPrefix: 'KZ',
  clock: Temporal.Now.instant,
  maxBytes: 10_000,
})
const question = (): RoadRequest => ({
  messageId: 'm-1',
  serviceId: SERVICE,
  data: { form: 'elements', xml: '<iin>010101500012</iin>' },
  caseNumber: '2026-7',
  officer: '900404300001',
  deadline: Temporal.Now.instant().add({ seconds: 5 }),
})
/** As the security server marks an answer. */
const marked = (response: ServerResponse): ServerResponse => {
  const marks = {
    'x-road-id': 'm-1',
    'x-road-service': SERVICE,
    'x-road-request-id': 'r-1',
    'x-road-request-hash': 'h',
  }
  for (const [name, value] of Object.entries(marks)) response.setHeader(name, value)
  return response
}

test('a question goes to the service through the security server, with case and officer, and the answer comes back', async () => {
  let sent: IncomingMessage['headers'] = {}
  let path: string | undefined
  answer = (request, response) => {
    sent = request.headers
    path = request.url
    request.pipe(marked(response))
  }
  const told = await road.send(question())
  assert.ok(told.kind === 'answered' && told.data?.form === 'elements' && told.data.xml.includes('010101500012'))
  assert.equal(path, `/r1/${SERVICE}`)
  assert.equal(sent['x-road-client'], 'KZ/GOV/000000000000/qyzmet')
  assert.deepEqual([sent['x-road-issue'], sent['x-road-userid']], ['2026-7', 'KZ900404300001'])
  assert.deepEqual([told.receipt.transport, told.receipt.signature], ['xroad', 'absent'])
})

test('a fault of the road, an answer to another question, and silence are told apart', async () => {
  answer = (_, response) => void response.writeHead(500, { 'x-road-error': 'Server.ClientProxy' }).end()
  const fault = await road.send(question())
  assert.ok(fault.kind === 'fault' && fault.code === 'Server.ClientProxy')
  answer = (_, response) => void marked(response).setHeader('x-road-id', 'm-2').end('<data/>')
  const other = await road.send(question())
  assert.ok(other.kind === 'no-answer' && other.detail === 'malformed')
  answer = (_, response) => void response.destroy()
  const silent = await road.send(question())
  assert.ok(silent.kind === 'no-answer' && silent.detail === 'unreachable' && silent.retryable)
  const nameless = await road.send({ ...question(), serviceId: 'courts' })
  assert.ok(nameless.kind === 'no-answer' && nameless.detail === 'not-writable')
})
