import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  readXRoadQuestion,
  readXRoadResponse,
  writeXRoadAnswer,
  writeXRoadRequest,
  XRoadNameError,
  type Receipt,
  type RoadRequest,
  type XRoadResponse,
} from '../index.ts'

const now = Temporal.Instant.from('2026-11-29T07:00:00Z')
const client = { securityServer: 'https://ss.example.kz/', client: 'KZ/GOV/000140001234/akimat', userPrefix: 'KZ' }
const request: RoadRequest = {
  messageId: 'm-1',
  serviceId: 'KZ/GOV/000140005678/registers/statement',
  data: { form: 'elements', xml: '<iin>010101500012</iin>' },
  caseNumber: '12-0001 №5',
  officer: '010101500012',
  deadline: now,
}
const receipt: Receipt = {
  transport: 'xroad',
  service: request.serviceId,
  messageId: 'm-1',
  sentAt: now,
  answeredAt: now,
  requestBytes: Uint8Array.of(),
  answerBytes: Uint8Array.of(),
  signature: 'absent',
}
const response: XRoadResponse = {
  status: 200,
  headers: {
    'x-road-id': 'm-1',
    'x-road-service': request.serviceId,
    'x-road-request-id': 'r-1',
    'x-road-request-hash': 'aGFzaA==',
  },
  body: writeXRoadAnswer({ form: 'text', text: '010101500012' }),
}

test('a question goes to the address of its service with the client, the case and the officer', () => {
  const written = writeXRoadRequest(request, client)
  assert.equal(written.url, 'https://ss.example.kz/r1/KZ/GOV/000140005678/registers/statement')
  assert.equal(written.headers['x-road-client'], 'KZ/GOV/000140001234/akimat')
  assert.equal(written.headers['x-road-id'], 'm-1')
  assert.equal(written.headers['x-road-userid'], 'KZ010101500012')
  assert.equal(written.headers['x-road-issue'], '12-0001%20%E2%84%965')
  assert.deepEqual(readXRoadQuestion(written.body), request.data)
})

test('a name cannot lead out of its place, and a value cannot begin a header of its own', () => {
  const asked = (serviceId: string) => writeXRoadRequest({ ...request, serviceId }, client).url
  assert.throws(() => asked('KZ/GOV/1/sub'), XRoadNameError)
  assert.throws(() => asked('KZ/GOV/../sub/service'), XRoadNameError)
  assert.match(asked('KZ/GOV/1/sub/a?b#c'), /\/a%3Fb%23c$/)
  const { headers } = writeXRoadRequest({ ...request, caseNumber: 'a\r\nx-road-client: other' }, client)
  assert.doesNotMatch(headers['x-road-issue'] ?? '', /[\r\n ]/)
})

test('an answer is one only with the marks of the road and for the question asked', () => {
  const kind = (changes: Partial<XRoadResponse>) => {
    const answer = readXRoadResponse({ ...response, ...changes }, request, receipt)
    return answer.kind === 'no-answer' ? `${answer.kind} ${answer.detail} ${answer.retryable}` : answer.kind
  }
  const headers = (name: string, value: string | undefined) => ({ headers: { ...response.headers, [name]: value } })
  const answer = readXRoadResponse(response, request, receipt)
  assert.deepEqual(answer.kind === 'answered' && answer.data, { form: 'text', text: '010101500012' })
  assert.equal(kind({ body: '' }), 'answered')
  assert.equal(kind(headers('x-road-id', 'm-2')), 'no-answer malformed true')
  assert.equal(kind(headers('x-road-request-hash', undefined)), 'no-answer malformed true')
  assert.equal(kind(headers('x-road-service', 'KZ/GOV/1/other/statement')), 'no-answer malformed true')
  assert.equal(kind({ body: '<!DOCTYPE a><a/>' }), 'no-answer malformed true')
  assert.equal(kind({ status: 500, ...headers('x-road-error', 'Server.ServerProxy.ServiceFailed') }), 'fault')
  assert.equal(kind({ status: 503 }), 'no-answer status 503 true')
  assert.equal(kind({ status: 404 }), 'no-answer status 404 false')
})
