import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fastify from 'fastify'
import { connect } from '../database/connect.ts'
import { problemOf, sendProblem } from '../problems.ts'
import { openCase, walkTo } from '../testing/case-walk.ts'
import { DOORS } from '../testing/doors.ts'
import { fullName, PEOPLE } from '../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { apiRoutes } from './routes.ts'

let scene: Scene
let described: Described
before(async () => {
  scene = await openScene()
  described = (await scene.browser().get('/api/openapi.json')).json()
})
after(() => scene.stop())

/** As much of an OpenAPI document as is looked at here. */
interface Described {
  readonly openapi: string
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>
}
interface Operation {
  readonly summary: string
  readonly security?: readonly object[]
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
  >
}

const ajv = new Ajv2020({ strict: false, validateFormats: false })

/** The answer is what the published document says of this path, by another validator than the server's. */
function assertAsDescribed(path: string, status: string, answer: unknown): void {
  const type = status === '200' ? 'application/json' : 'application/problem+json'
  const schema = described.paths[path]?.get.responses[status]?.content[type]?.schema
  assert.ok(schema, `${path} ${status} is not described`)
  const isRight = ajv.compile(schema)
  assert.ok(isRight(answer), `${path}: ${JSON.stringify(isRight.errors)}`)
}

test('the document describes every address that answers programs, and no other', () => {
  assert.equal(described.openapi, '3.1.0')
  const answering = Object.keys(DOORS).filter(
    // What eGov Mobile asks has the form that the state gave it.
    (route) => /^GET \/(api|health)/.test(route) && !/openapi|egov-mobile/.test(route),
  )
  assert.deepEqual(
    Object.keys(described.paths).toSorted(),
    answering.map((route) => route.slice(4).replaceAll(/:([a-z]+)/g, '{$1}')).toSorted(),
  )
  for (const [path, { get }] of Object.entries(described.paths)) {
    assert.ok(get.summary.length > 0, path)
    assert.deepEqual(Object.keys(get.responses).toSorted(), ['200', '4XX', '5XX'], path)
    assert.equal(get.security !== undefined, path.startsWith('/api/cases'), `${path} says who may ask`)
  }
})

test('the lists and the documents answer as described, and name nobody in full', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'closed')
  const nobody = scene.browser()
  assertAsDescribed('/health', '200', (await nobody.get('/health')).json())
  const lists = (await nobody.get('/api/queue')).json<{ lists: { provider: string; list: string }[] }>()
  assertAsDescribed('/api/queue', '200', lists)
  const [list] = lists.lists
  const page = await nobody.get(`/api/queue/${list?.provider}/${list?.list}?page=1`)
  assertAsDescribed('/api/queue/{provider}/{list}', '200', page.json())
  assert.ok(!page.body.includes(PEOPLE.citizen.surname) && !page.body.includes(PEOPLE.citizen.iin))
  const beyond = await nobody.get(`/api/queue/${list?.provider}/${list?.list}?page=99`)
  assert.deepEqual(beyond.json<{ lines: object[] }>().lines, [])

  const [document] = await scene.database.owner<{ code: string }[]>`
    select code from prepared_document where case_id = ${caseId} and kind = 'notice'`
  const checked = await nobody.get(`/api/documents/${document?.code}`)
  assertAsDescribed('/api/documents/{code}', '200', checked.json())
  assert.ok(!checked.body.includes(fullName(PEOPLE.citizen)))
})

test('an applicant reads where an own case stands, and of a decision nothing before it is delivered', async () => {
  const citizen = await scene.of('citizen')
  const caseId = await openCase(scene)
  const way = { votes: 'negative', words: 'Құпия себеп' } as const
  for (const step of ['register', 'decide-in-session', 'sign-result'] as const) {
    await walkTo(scene, caseId, step, way)
    const answer = await citizen.get(`/api/cases/${caseId}`)
    assertAsDescribed('/api/cases/{id}', '200', answer.json())
    const { status, decision, documents, dueOn } = answer.json<{
      status: string
      decision: null
      documents: []
      dueOn: string
    }>()
    assert.deepEqual([status, decision, documents], ['open', null, []])
    assert.match(dueOn, /^\d{4}-\d\d-\d\d$/)
    for (const secret of [way.words, 'Бас тарту керек', fullName(PEOPLE.member1)])
      assert.ok(!answer.body.includes(secret))
  }
  await walkTo(scene, caseId, 'closed', way)
  const closed = (await citizen.get(`/api/cases/${caseId}`)).json<{
    status: string
    step: null
    decision: { decision: string; reason: string }
    documents: { kind: string }[]
    queue: null
  }>()
  assertAsDescribed('/api/cases/{id}', '200', closed)
  assert.deepEqual(
    [closed.status, closed.step, closed.decision.decision, closed.queue],
    ['closed', null, 'refused', null],
  )
  assert.deepEqual(
    closed.documents.map(({ kind }) => kind),
    ['refusal'],
  )
  const own = (await citizen.get('/api/cases')).json<{ cases: { id: string }[] }>()
  assertAsDescribed('/api/cases', '200', own)
  assert.ok(own.cases.some(({ id }) => id === caseId))
})

test('every "no" is a problem with a code', async () => {
  const [nobody, other, clerk, unconfirmed] = [
    scene.browser(),
    await scene.of('otherCitizen'),
    await scene.of('clerk'),
    await scene.of('unconfirmed'),
  ]
  const [line] = (await (await scene.of('citizen')).get('/api/cases')).json<{ cases: { id: string }[] }>().cases
  const url = `/api/cases/${line?.id}`
  const asked = [
    [nobody, url, '401 sign-in-needed'],
    [other, url, '404 not-found'],
    [other, '/api/cases/no-uuid', '404 not-found'],
    [clerk, url, '403 citizens-only'],
    [unconfirmed, url, '403 register-check-pending'],
    [nobody, '/api/documents/0000', '404 not-found'],
    [nobody, '/api/queue/nowhere/none', '404 not-found'],
    [nobody, '/api/queue/zhambyl-training/emergency?page=0', '400 malformed-request'],
    [nobody, '/api/queue/zhambyl-training/emergency?page=x', '400 malformed-request'],
  ] as const
  for (const [browser, address, expected] of asked) {
    const answer = await browser.get(address)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, address)
    const { status, code } = answer.json<{ status: number; code: string }>()
    assert.equal(`${status} ${code}`, expected, address)
    assertAsDescribed('/api/cases/{id}', '4XX', answer.json())
  }
})

test('an answer that is not as described is a bug and goes nowhere; a database that is away is said so', async () => {
  const sql = connect('postgres://nobody@127.0.0.1:9/none')
  const app = fastify()
  app.decorate('requireCitizen', async () => undefined)
  app.setErrorHandler((error: Error, _, reply) => sendProblem(reply, problemOf(error)))
  await apiRoutes(app, {
    sql,
    cases: { load: async () => undefined },
    documents: { verifyByCode: async () => undefined },
    papers: { issuedOf: async () => [] },
    // Every list holds somebody.
    waitingLists: {
      all: async () => [{ providerId: 'a', list: 'b', title: SAME, provider: SAME, total: 0 }],
      page: async () => undefined,
    },
    queuePlaceOf: async () => undefined,
  })
  const wrong = await app.inject('/api/queue')
  assert.deepEqual([wrong.statusCode, wrong.json<{ code: string }>().code], [500, 'internal'])
  const health = await app.inject('/health')
  assert.deepEqual([health.statusCode, health.json<{ code: string }>().code], [503, 'store-unavailable'])
  await app.close()
  await sql.end({ timeout: 1 })
})

const SAME = { kk: 'а', ru: 'а', en: 'a' }
