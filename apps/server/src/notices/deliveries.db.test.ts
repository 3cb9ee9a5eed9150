import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { decodeEvent } from '@qyzmet/casework'
import { parseCaseId } from '../cases/case-id.ts'
import { createCaseService } from '../cases/case-service.ts'
import type { CaseSurroundings } from '../cases/surroundings.ts'
import { sha256Of } from '../documents/blobs.ts'
import { readStream } from '../event-log/read.ts'
import { calendarsOf, readRegulationFiles } from '../regulations/edition-files.ts'
import { createEditions } from '../regulations/editions.ts'
import { openCase } from '../testing/case-walk.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { htmlFaults } from '../ui/testing/html-faults.ts'
import { createNoticeAddresses, type NoticeAddresses, parseAddress } from './addresses.ts'
import type { NoticeChannels } from './channel.ts'
import { beginSending, deliveriesOfCase, type Delivery } from './deliveries.queries.ts'
import { emailChannel } from './email-channel.ts'
import { queueNotice } from './queue-notice.ts'
import { NoticeNotRecordedError } from './record-given.ts'
import { noticesKk } from './messages/notices.kk.ts'
import { followMessages } from './send-notice.ts'
import { smsChannel } from './sms-channel.ts'

const EMAIL = 'aisaule@example.kz'
const PHONE = '+77015550101'

const calendars = calendarsOf(await readRegulationFiles(new URL('../../../../regulations/', import.meta.url).pathname))

let scene: Scene
let caseId: string
let channels: NoticeChannels
let addresses: NoticeAddresses

before(async () => {
  scene = await openScene()
  const { hostname, port } = new URL(scene.simulator.smtpUrl)
  const from = 'Qyzmet <qyzmet@example.kz>'
  channels = {
    email: emailChannel({ host: hostname, port: Number(port), tls: 'none', from }),
    sms: smsChannel({ url: `${scene.simulator.url}/sms`, token: 'only-in-training' }),
  }
  addresses = createNoticeAddresses({ sql: scene.sql, channels, now: scene.now })
  const { citizen } = scene.accounts
  await addresses.askCode(citizen, 'email', EMAIL, 'ru')
  assert.equal(await addresses.confirm(citizen, 'email', codeIn(lettersTo(EMAIL).at(-1))), true)
  await addresses.askCode(citizen, 'sms', '8 (701) 555-01-01', 'ru')
  assert.equal(await addresses.confirm(citizen, 'sms', codeIn(messagesTo(PHONE).at(-1))), true)
  caseId = await openCase(scene)
  await scene.settled()
})
beforeEach(() => {
  scene.simulator.faults.mail = 'none'
  scene.simulator.faults.sms = 'none'
})
after(() => scene.stop())

function lettersTo(address: string): readonly string[] {
  return scene.simulator.delivered.mail.letters.filter(({ to }) => to.includes(address)).map(({ text }) => text.trim())
}

function messagesTo(number: string): readonly string[] {
  return [...scene.simulator.delivered.messages.values()].filter(({ to }) => to === number).map(({ text }) => text)
}

function codeIn(text = ''): string {
  return /\b\d{6}\b/.exec(text)?.[0] ?? assert.fail(`no code in ${text}`)
}

/** Tells the applicant of an event of their case that they were not told of, and lets the product's worker send it. */
async function tell(version: number): Promise<void> {
  const notice = {
    caseId,
    version,
    accountId: scene.accounts.citizen,
    code: 'overdue' as const,
    number: `N-${version}`,
  }
  await queueNotice(scene.sql, { ...notice, path: `/cabinet/cases/${caseId}`, writtenAt: scene.now() })
  await scene.settled()
}

async function deliveryOf(version: number, channel: Delivery['channel']): Promise<Delivery> {
  const found = (await deliveriesOfCase(scene.sql, caseId)).find(
    (one) => one.version === version && one.channel === channel,
  )
  return found ?? assert.fail(`nothing was queued of ${version} for ${channel}`)
}

async function given() {
  const id = parseCaseId(caseId) ?? assert.fail()
  const events = (await readStream(scene.sql, id)).map(({ data }) => decodeEvent(JSON.parse(data)))
  return events.flatMap((event) => (event.type === 'NoticeGiven' ? [event] : []))
}

test('an accepted application is told of by every confirmed way, and the case keeps the proof', async () => {
  const [letter, ...others] = lettersTo(EMAIL).filter((text) => !/\d{6}\./.test(text))
  assert.deepEqual(others, [])
  assert.match(letter ?? '', /^ОҚУ ҮЛГІСІ[^]*№ \S+ өтінішіңіз қабылданды\.[^]*\/kk\/cabinet\/cases\/[0-9a-f-]{36}/)
  const events = (await given()).filter(({ code }) => code === 'accepted')
  assert.deepEqual(events.map(({ channel, status }) => `${channel} ${status}`).toSorted(), [
    'email sent',
    'portal sent',
    'sms sent',
  ])
  const byLetter = events.find(({ channel }) => channel === 'email')
  assert.equal(byLetter?.textSha256, sha256Of(Buffer.from(letter ?? '')))
  assert.ok(scene.simulator.delivered.mail.letters.some(({ messageId }) => messageId === byLetter?.messageId))
  assert.ok(!JSON.stringify(events).includes(EMAIL), 'the log holds no address')
})

test('nothing is told twice, however often it is asked for', async () => {
  await tell(1)
  const before = [lettersTo(EMAIL).length, messagesTo(PHONE).length, (await given()).length]
  await tell(1)
  await scene.hurry()
  assert.deepEqual([lettersTo(EMAIL).length, messagesTo(PHONE).length, (await given()).length], before)
})

test('what delivers is down: the notice waits, is tried again, and goes out once', async () => {
  Object.assign(scene.simulator.faults, { mail: 'down', sms: 'down' })
  await tell(2)
  for (const channel of ['email', 'sms'] as const) assert.equal((await deliveryOf(2, channel)).status, 'queued')
  assert.match((await deliveryOf(2, 'email')).detail ?? '', /421/)
  Object.assign(scene.simulator.faults, { mail: 'none', sms: 'none' })
  await scene.hurry()
  for (const channel of ['email', 'sms'] as const) assert.equal((await deliveryOf(2, channel)).status, 'sent')
  assert.equal(lettersTo(EMAIL).filter((text) => text.includes('N-2')).length, 1)
})

test('an address that takes nothing is a failure that people see, and is not tried again', async () => {
  Object.assign(scene.simulator.faults, { mail: 'refuse', sms: 'refuse' })
  await tell(3)
  const [email, sms] = await Promise.all([deliveryOf(3, 'email'), deliveryOf(3, 'sms')])
  assert.deepEqual([email.status, sms.status, sms.detail], ['failed', 'failed', 'HTTP 422'])
  assert.match(email.detail ?? '', /550/)
  assert.deepEqual(
    (await given()).filter(({ of }) => of === 3),
    [],
  )
})

test('a letter of which nobody can tell whether it went out is not sent again', async () => {
  scene.simulator.faults.mail = 'cut'
  await tell(4)
  assert.equal((await deliveryOf(4, 'email')).status, 'unclear')
  scene.simulator.faults.mail = 'none'
  await scene.hurry()
  assert.equal(lettersTo(EMAIL).filter((text) => text.includes('N-4')).length, 1)
})

test('a process killed while it sent: letters are put before a person, short messages go on under their id', async () => {
  Object.assign(scene.simulator.faults, { mail: 'down', sms: 'down' })
  await tell(5)
  for (const channel of ['email', 'sms'] as const) {
    assert.ok(await beginSending(scene.sql, (await deliveryOf(5, channel)).id))
  }
  Object.assign(scene.simulator.faults, { mail: 'none', sms: 'none' })
  await scene.hurry()
  assert.equal((await deliveryOf(5, 'email')).status, 'unclear')
  assert.equal((await deliveryOf(5, 'sms')).status, 'sent')
  assert.equal(messagesTo(PHONE).filter((text) => text.includes('N-5')).length, 1)
})

test('short messages are followed until they arrived, which the case keeps too', async () => {
  const { sql, now } = scene
  const parts = { sql, channels, publicUrl: '', training: true, now }
  const refused = { accepted: false, rejection: { code: 'not-open', parameters: {} } } as const
  await assert.rejects(followMessages({ ...parts, cases: { execute: async () => refused } }), NoticeNotRecordedError)
  assert.equal((await deliveryOf(1, 'sms')).status, 'sent', 'what the case did not take is not called delivered')
  const cases = createCaseService({ sql, editions: createEditions(sql, calendars), now, surroundings: NOBODY })
  await followMessages({ ...parts, cases })
  await followMessages({ ...parts, cases })
  assert.equal((await deliveryOf(1, 'sms')).status, 'delivered')
  const arrived = (await given()).filter(({ of, status }) => of === 1 && status === 'delivered')
  assert.deepEqual(
    arrived.map(({ channel, messageId }) => [channel, messageId]),
    [['sms', (await deliveryOf(1, 'sms')).id]],
  )
})

const NOBODY: CaseSurroundings = {
  commissionMembers: async () => [],
  holdersOf: async () => [],
  minutesSha256: async () => undefined,
  draftSha256: async () => undefined,
  reportSha256: async () => undefined,
}

test('an address counts only with the code that was sent there; codes run out, and so does trying', async () => {
  const { otherCitizen } = scene.accounts
  const to = 'guljazira@example.kz'
  assert.equal(await addresses.askCode(otherCitizen, 'email', 'no address', 'kk'), 'malformed')
  assert.equal(await addresses.askCode(otherCitizen, 'email', to, 'kk'), 'sent')
  const code = codeIn(lettersTo(to).at(-1))
  const wrong = code === '000000' ? '111111' : '000000'
  assert.equal(await addresses.confirm(scene.accounts.citizen, 'email', code), false, 'nobody else’s')
  for (let tries = 0; tries < 5; tries += 1) assert.equal(await addresses.confirm(otherCitizen, 'email', wrong), false)
  assert.equal(await addresses.confirm(otherCitizen, 'email', code), false, 'tried too often')
  scene.simulator.faults.mail = 'refuse'
  assert.equal(await addresses.askCode(otherCitizen, 'email', to, 'kk'), 'not-taken')
  scene.simulator.faults.mail = 'none'
  assert.deepEqual(await addresses.of(otherCitizen), [{ channel: 'email', pending: to }])
  for (let sent = 2; sent < 5; sent += 1) assert.equal(await addresses.askCode(otherCitizen, 'email', to, 'kk'), 'sent')
  assert.equal(await addresses.askCode(otherCitizen, 'email', to, 'kk'), 'too-many')
  assert.equal(await addresses.confirm(otherCitizen, 'email', codeIn(lettersTo(to).at(-1))), true)
  assert.equal((await addresses.of(otherCitizen))[0]?.address, to)
  await addresses.remove(otherCitizen, 'email')
  assert.equal((await addresses.of(otherCitizen))[0]?.address, undefined)
})

test('an address is a mailbox or a mobile number of the country, and nothing that could be more', () => {
  for (const typed of ['a@b', 'a b@c.kz', 'a@c.kz\r\nBcc: x@y.kz', 'a@c.kz, d@c.kz', '<a@c.kz>', 'a..b@c.kz', '']) {
    assert.equal(parseAddress('email', typed), undefined, typed)
  }
  assert.equal(parseAddress('email', ' Aisaule.U+1@example.kz '), 'Aisaule.U+1@example.kz')
  for (const typed of ['+7 701 555 01 01', '87015550101', '7015550101', '+7 (701) 555-01-01']) {
    assert.equal(parseAddress('sms', typed), PHONE, typed)
  }
  for (const typed of ['+1 701 555 0101', '12345', '+7 495 555 01 01', '701555010']) {
    assert.equal(parseAddress('sms', typed), undefined, typed)
  }
})

test('the cabinet sets a channel up with a code, and both sides of the case see when notice was given', async () => {
  const browser = await scene.of('citizen')
  const page = '/ru/cabinet/notices'
  const shown = await browser.get(page)
  assert.deepEqual(htmlFaults(shown.body), [])
  assert.ok(shown.body.includes(EMAIL))
  const wrong = await browser.fillIn(page, { email: 'no address' }, `${page}/email`)
  assert.equal(wrong.statusCode, 422)
  assert.deepEqual(htmlFaults(wrong.body), [])
  const to = 'new@example.kz'
  assert.equal((await browser.fillIn(page, { email: to }, `${page}/email`)).statusCode, 303)
  const code = codeIn(lettersTo(to).at(-1))
  const tried = await browser.fillIn(
    page,
    { 'email-code': code === '000000' ? '1' : '000000' },
    `${page}/email/confirm`,
  )
  assert.equal(tried.statusCode, 422)
  assert.ok((await browser.get(page)).body.includes(EMAIL), 'the old address stands until the new one is confirmed')
  assert.equal((await browser.fillIn(page, { 'email-code': code }, `${page}/email/confirm`)).statusCode, 303)
  assert.ok(!(await browser.get(page)).body.includes(EMAIL))
  assert.equal((await browser.fillIn(page, { language: 'en' }, `${page}/language`)).statusCode, 303)
  await tell(6)
  assert.match(lettersTo(to).at(-1) ?? '', /The time to answer your application No N-6 has run out/)
  assert.equal((await browser.fillIn(page, {}, `${page}/sms/remove`)).statusCode, 303)

  const { statuses, what } = noticesKk.given
  const own = await browser.get(`/kk/cabinet/cases/${caseId}`)
  assert.deepEqual(htmlFaults(own.body), [])
  for (const words of [what.accepted, statuses.sent, statuses.failed, statuses.unclear, statuses.delivered]) {
    assert.ok(own.body.includes(words), words)
  }
  const work = await (await scene.of('clerk')).get(`/kk/work/cases/${caseId}?tab=history`)
  assert.deepEqual(htmlFaults(work.body), [])
  assert.ok(work.body.includes(statuses.failed) && !work.body.includes(to), 'staff see what became of it, not where to')
})
