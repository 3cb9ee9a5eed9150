import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fastify from 'fastify'
import { type IdentityFaults, identityRoutes } from '../../../simulator/src/identity/routes.ts'
import { TRAINING_PEOPLE } from '../../../simulator/src/registers/training-people.ts'
import { testDatabase } from '../database/test-database.ts'
import { openStateRegisters } from '../registers/testing/test-registers.ts'
import { createTestPortal, openBrowser, PUBLIC_URL } from '../people/testing/test-portal.ts'
import { TRAINING_PASSWORD } from '../people/training.ts'
import { createEgov } from './egov.ts'
import { identityMessages } from './messages/identity.ts'
import { createOpenIdConnect } from './openid-connect.ts'

const { sql, drop } = await testDatabase()
after(drop)
let now = Temporal.Now.instant()
const clock = () => now
const faults: IdentityFaults = { egov: 'none', oidc: 'none' }
const state = fastify({ forceCloseConnections: true })
await identityRoutes(state, { productUrl: PUBLIC_URL, clock, faults })
const base = await state.listen({ port: 0, host: '127.0.0.1' })
after(() => state.close())
const portal = await createTestPortal({ sql, clock, road: openStateRegisters(clock).road })
const client = { clientId: 'qyzmet', clientSecret: 'only-in-training', patienceSeconds: 2 }
const oidc = { ...client, issuer: `${base}/identity/oidc`, iinClaim: 'iin', title: 'Сынақ OIDC' }
const app = await portal.buildApp({ providers: [createEgov({ ...client, url: base }), createOpenIdConnect(oidc)] })

const citizen = portal.seeded.find((account) => account.kind === 'citizen')?.iin ?? ''
const clerk = portal.seeded.find((account) => account.actor === 'clerk')?.iin ?? ''

function iinOf(story: string, nth = 0): string {
  const person = TRAINING_PEOPLE.filter((candidate) => candidate.story === story)[nth]
  assert.ok(person)
  return person.iin
}

/** Plays the person at the provider: follows its redirects with its cookies, picks somebody, and gives the way back. */
async function chooseAt(leaving: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const cookies = new Map<string, string>()
  let address = leaving
  for (let hop = 0; hop < 10; hop += 1) {
    if (address.startsWith(PUBLIC_URL)) return address.slice(PUBLIC_URL.length)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const go = (init: RequestInit) => fetch(address, { redirect: 'manual', ...init })
    let response = await go({ headers: { cookie } })
    if (response.status === 200) {
      const action = /<form method="post" action="([^"]+)"/.exec(await response.text())?.[1] ?? ''
      address = new URL(action.replaceAll('&amp;', '&'), address).href
      response = await go({ method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) })
    }
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    assert.ok(location, `${response.status} at ${address}`)
    address = new URL(location, address).href
  }
  return assert.fail('the provider leads round in a circle')
}

/** Leaves with the button of the sign-in page and comes back. */
async function comeBack(browser: ReturnType<typeof openBrowser>, provider: string, fields: Record<string, string>) {
  const left = await browser.get(`/ru/sign-in/with/${provider}?return=%2Fru%2Fcabinet`)
  const leaving = String(left.headers.location)
  return browser.get(await chooseAt(leaving, fields))
}

const seeAccount = async (iin: string) => {
  const [row] = await sql<{ identity_proven_at: Date | null; register_check: string }[]>`
    select identity_proven_at, register_check from account where iin = ${iin}`
  return row && { proven: row.identity_proven_at !== null, check: row.register_check }
}

for (const provider of ['egov', 'oidc']) {
  test(`${provider}: staff come back signed in, to the place they left from`, async () => {
    const browser = openBrowser(app)
    const page = await browser.get('/ru/sign-in?return=%2Fru%2Fcabinet')
    assert.ok(page.body.includes(`/ru/sign-in/with/${provider}?return=%2Fru%2Fcabinet`))
    const back = await comeBack(browser, provider, { iin: clerk })
    assert.deepEqual([back.statusCode, back.headers.location], [303, '/ru/cabinet'])
    assert.deepEqual((await browser.get('/kk/work')).json().party.roles, [{ actor: 'clerk' }])
  })

  test(`${provider}: whoever declines gets back to the sign-in page with a reason`, async () => {
    const browser = openBrowser(app)
    const back = await comeBack(browser, provider, { decline: 'yes' })
    const page = await browser.get(String(back.headers.location))
    assert.match(page.body, /вход не был подтверждён/)
    assert.equal(page.statusCode, 200)
  })
}

test('somebody new is led through sign-up without a password, and the account is proven', async () => {
  const iin = iinOf('ordinary', 1)
  const browser = openBrowser(app)
  const back = await comeBack(browser, 'egov', { iin })
  const signUp = String(back.headers.location)
  assert.match(signUp, /^\/ru\/sign-up\/[0-9a-f-]{36}\?return=/)
  await browser.get(signUp)
  const made = await browser.post(signUp.split('?')[0] ?? '')
  assert.equal(made.statusCode, 303)
  assert.deepEqual(await seeAccount(iin), { proven: true, check: 'confirmed' })
})

test('an account made by a stranger passes to the owner of the IIN: its password and sessions end', async () => {
  const stranger = openBrowser(app)
  await stranger.signIn(citizen, TRAINING_PASSWORD)
  assert.equal((await stranger.get('/kk/cabinet')).statusCode, 200)
  await sql`update account set identity_proven_at = null where iin = ${citizen}`

  const owner = openBrowser(app)
  const question = String((await comeBack(owner, 'oidc', { iin: citizen })).headers.location)
  const page = await owner.get(question)
  assert.ok(page.body.includes(identityMessages.ru.questionTitle))
  assert.equal((await owner.get('/kk/cabinet')).statusCode, 303, 'not signed in before the answer')
  assert.equal((await openBrowser(app).get(question)).statusCode, 303, 'nobody else sees the question')
  await owner.get(question)
  assert.equal((await owner.post(question)).statusCode, 422)
  assert.equal((await owner.post(question, { mine: 'no' })).headers.location, '/ru/cabinet')
  assert.equal((await owner.get('/kk/cabinet')).json().party.iin, citizen)
  assert.equal((await stranger.get('/kk/cabinet')).statusCode, 303)
  assert.equal((await openBrowser(app).signIn(citizen, TRAINING_PASSWORD)).statusCode, 422)
  assert.deepEqual(await seeAccount(citizen), { proven: true, check: 'confirmed' })
})

test('an account of one’s own keeps its password and is proven', async () => {
  const [, other] = portal.seeded.filter((account) => account.kind === 'citizen')
  assert.ok(other)
  await sql`update account set identity_proven_at = null where iin = ${other.iin}`
  const browser = openBrowser(app)
  const question = String((await comeBack(browser, 'egov', { iin: other.iin })).headers.location)
  await browser.get(question)
  await browser.post(question, { mine: 'yes' })
  assert.equal((await openBrowser(app).signIn(other.iin, TRAINING_PASSWORD)).statusCode, 303)
  assert.equal((await seeAccount(other.iin))?.proven, true)
})

test('an answer is worth nothing in another browser, a second time, after its time, or with another state', async () => {
  const gone = /problem=gone/
  const leave = async (browser: ReturnType<typeof openBrowser>) =>
    chooseAt(String((await browser.get('/kk/sign-in/with/egov')).headers.location), { iin: clerk })

  const browser = openBrowser(app)
  const back = await leave(browser)
  assert.match(String((await openBrowser(app).get(back)).headers.location), gone)
  assert.match(String((await browser.get(back.replace(/state=../, 'state=xx'))).headers.location), gone)
  assert.match(String((await browser.get(back)).headers.location), /\/kk\/work/)
  assert.match(String((await browser.get(back)).headers.location), gone)

  const late = openBrowser(app)
  const lateBack = await leave(late)
  const before = now
  now = now.add({ minutes: 16 })
  assert.match(String((await late.get(lateBack)).headers.location), gone)
  now = before
})

test('a silent provider is said to be silent; passwords work on', async () => {
  faults.egov = 'token-down'
  const browser = openBrowser(app)
  assert.match(String((await comeBack(browser, 'egov', { iin: clerk })).headers.location), /problem=silent/)
  faults.egov = 'none'

  faults.oidc = 'down'
  const fresh = await portal.buildApp({ providers: [createOpenIdConnect(oidc)] })
  const left = await openBrowser(fresh).get('/kk/sign-in/with/oidc')
  assert.match(String(left.headers.location), /problem=silent/)
  faults.oidc = 'none'
  const again = await openBrowser(fresh).get('/kk/sign-in/with/oidc')
  assert.ok(String(again.headers.location).startsWith(base), 'asked anew once it is back')
})

test('an unknown provider is no page, and a code of the address that is none of ours says nothing', async () => {
  assert.equal((await openBrowser(app).get('/kk/sign-in/with/else')).statusCode, 404)
  assert.equal((await openBrowser(app).get('/sign-in/from/else')).statusCode, 404)
  const page = await openBrowser(app).get('/kk/sign-in?provider=egov&problem=%3Cscript%3E')
  assert.ok(!page.body.includes(identityMessages.kk.problemTitle))
})
