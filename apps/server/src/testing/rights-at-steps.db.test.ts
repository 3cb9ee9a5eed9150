import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { one } from '../database/query.ts'
import type { Browser, Fields } from './browser.ts'
import { decide, openCase, placeOf, signAtWork, type Step, STEPS, walkTo, type Way } from './case-walk.ts'
import { formsOf, linksOf, textOf } from './html-forms.ts'
import { fullName, PEOPLE, type PersonName, sendOnLeave } from './people-of-the-scene.ts'
import { cabinetKk } from '../portal/messages/cabinet.kk.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

/** Everybody who works at the body that has the case. */
const STAFF = [
  'clerk',
  'head',
  'executor',
  'otherExecutor',
  'member1',
  'member2',
  'member3',
  'substitute',
] as const satisfies readonly PersonName[]
type Staff = (typeof STAFF)[number]

/** Whose step it is; the substitute acts for a head who is on leave. Written down from items 5 and 11 of the act. */
const ACTS: Readonly<Record<Step, readonly Staff[]>> = {
  register: ['clerk'],
  assign: ['head', 'substitute'],
  'check-documents': ['executor'],
  'prepare-session': ['executor'],
  'decide-in-session': ['member1', 'member2', 'member3'],
  'draft-result': ['executor'],
  'sign-result': ['head', 'substitute'],
  'dispatch-result': ['clerk'],
}

/** At which steps whoever acts may read what the applicant has written and attached. */
const READS_REQUEST: readonly Step[] = [
  'assign',
  'check-documents',
  'prepare-session',
  'decide-in-session',
  'draft-result',
  'sign-result',
]
/** Who enters a request in the journal sees which papers came with it. */
const READS_FILES: readonly Step[] = ['register', ...READS_REQUEST]
const READS_REGISTERS = READS_REQUEST.slice(1)
const READS_OPINION: readonly Step[] = ['decide-in-session', 'draft-result', 'sign-result']

const ADDRESS = 'Төле би көшесі'
const FILE = 'қорытынды.pdf'
const OPINION = 'Отбасының жалғыз үйі авариялық'
/** The other two show the files once more, and dates. */
const TABS = ['task', 'application', 'history'] as const

/** Decision forms with what each step's own person would send. */
const OFFERS: Readonly<Record<Step, readonly [form: string, fields: Fields]>> = {
  register: ['complete', { outcome: 'registered' }],
  assign: ['complete', { outcome: 'assigned' }],
  'check-documents': ['complete', { outcome: 'compliant' }],
  'prepare-session': ['complete', { outcome: 'prepared', opinion: 'Бөтен пікір' }],
  'decide-in-session': ['vote', { outcome: 'positive' }],
  'draft-result': ['complete', { outcome: 'notice' }],
  'sign-result': ['complete', { outcome: 'returned', reason: 'Бөтен себеп' }],
  'dispatch-result': ['complete', { outcome: 'dispatched' }],
}

async function allTabs(browser: Browser, caseId: string): Promise<string> {
  let body = ''
  for (const tab of TABS) {
    const page = await browser.get(`/kk/work/cases/${caseId}?tab=${tab}`)
    assert.equal(page.statusCode, 200)
    body += page.body
  }
  return body
}

async function eventsOf(caseId: string): Promise<number> {
  const { owner } = scene.database
  const { events } = await one(
    owner<{ events: number }[]>`select count(*)::int as events from event where stream_id = ${caseId}`,
  )
  return events
}

async function attachmentOf(caseId: string): Promise<string> {
  const { owner } = scene.database
  const { sha256 } = await one(owner<{ sha256: string }[]>`
    select encode(file.sha256, 'hex') as sha256 from draft_attachment file
    join application_draft draft on draft.id = draft_id where case_id = ${caseId}`)
  return sha256
}

test('at each step only the people of the step read the case and act; the others see where it stands', async () => {
  const caseId = await openCase(scene)
  const page = `/kk/work/cases/${caseId}`
  const attachment = await attachmentOf(caseId)
  for (const step of STEPS) {
    await walkTo(scene, caseId, step, { words: OPINION })
    const events = await eventsOf(caseId)
    for (const name of STAFF) {
      const where = `${name} at ${step}`
      const browser = await scene.of(name)
      const acts = ACTS[step].includes(name)
      const sees = (steps: readonly Step[]): boolean => acts && steps.includes(step)
      const body = await allTabs(browser, caseId)
      assert.equal(body.includes(fullName(PEOPLE.citizen)), acts, `${where}: the applicant's name`)
      assert.ok(!body.includes(PEOPLE.citizen.iin), `${where}: the applicant's number`)
      assert.equal(body.includes(ADDRESS), sees(READS_REQUEST), `${where}: the answers`)
      assert.equal(body.includes(FILE), sees(READS_FILES), `${where}: the attachments`)
      assert.equal(body.includes(OPINION), sees(READS_OPINION), `${where}: the opinion`)
      assert.equal(body.includes('Жеке тұлғалар'), sees(READS_REGISTERS), `${where}: the registers`)
      const hasForm = formsOf(body).some(({ action }) => action.startsWith(`${page}/`))
      const hasTask = hasForm || linksOf(body).includes(`${page}/sign`)
      // Whoever named the executor may name another as long as steps of the executor are left.
      const mayReassign = ['head', 'substitute'].includes(name) && hasExecutor(step)
      assert.equal(hasTask, acts || mayReassign, `${where}: something to do`)

      const file = await browser.get(`${page}/files/${attachment}`)
      assert.equal(file.statusCode, sees(READS_FILES) ? 200 : 404, `${where}: the file itself`)
      const draft = await browser.get(`${page}/draft.pdf`)
      assert.equal(draft.statusCode, acts && step === 'sign-result' ? 200 : 403, `${where}: the draft`)

      if (!acts) {
        const [form, fields] = OFFERS[step]
        const refused = await browser.post(`${page}/${form}`, { step, version: '99', ...fields })
        assert.equal(refused.statusCode, 409, `${where}: doing the step all the same`)
        for (const path of ['sign', 'to-sign']) {
          const sign = await browser.get(`${page}/${path}`)
          assert.equal(`${sign.statusCode} ${sign.headers.location}`, `303 ${page}`, `${where}: ${path}`)
        }
        const cms = Buffer.from('not a signature').toString('base64')
        const signed = await browser.post(`${page}/sign`, { document: attachment, cms })
        assert.equal(signed.statusCode, 409, `${where}: a signature`)
      }
      if (!mayReassign) {
        const fields = { executor: scene.accounts.otherExecutor, reason: 'Бөтен', version: '99' }
        assert.equal((await browser.post(`${page}/reassign`, fields)).statusCode, 409, `${where}: another executor`)
      }
      assert.equal((await browser.post(`${page}/close-session`, { step, version: '99' })).statusCode, 409, where)
    }
    assert.equal(await eventsOf(caseId), events, `somebody changed the case at ${step}`)
    assert.equal(await placeOf(scene, caseId), step)
  }
  const { count } = await one(
    scene.database.owner<{ count: number }[]>`select count(*)::int from signature where case_id = ${caseId}`,
  )
  // The applicant's, the minutes' and not one of those that were tried in vain.
  assert.equal(count, 1 + 3 + 1)
})

/** Steps at which an executor is named and has something left to do. */
function hasExecutor(step: Step): boolean {
  return ['check-documents', 'prepare-session', 'decide-in-session', 'draft-result', 'sign-result'].includes(step)
}

const SECRET = {
  opinion: 'Құпия пікір: отбасы мұқтаж емес сияқты',
  vote: 'Құпия дауыс себебі',
  ground: 'Өтініш беруші тұрғын үйге мұқтаж емес',
} as const

test('nobody but those who decide reads opinion, votes, conclusion and draft before the result is delivered', async () => {
  const caseId = await openCase(scene)
  const way: Way = { votes: 'negative', words: SECRET.opinion }
  await walkTo(scene, caseId, 'decide-in-session', way)
  for (const member of ['member1', 'member2', 'member3'] as const) {
    const fields = { outcome: 'negative', ground: 'not-in-need', reason: SECRET.vote }
    await decide(await scene.of(member), caseId, 'vote', fields)
  }
  for (const step of STEPS.slice(STEPS.indexOf('decide-in-session'))) {
    if (step !== 'decide-in-session') await walkTo(scene, caseId, step, way)
    if (step === 'decide-in-session')
      for (const member of ['member1', 'member2'] as const) await signAtWork(scene, member, caseId)
    for (const name of STAFF.filter((one) => !ACTS[step].includes(one))) {
      assertUndecided(await allTabs(await scene.of(name), caseId), `${name} at ${step}`)
    }
    await assertApplicantKnowsNothing(caseId, step)
    if (step === 'decide-in-session') await signAtWork(scene, 'member3', caseId)
  }
  await walkTo(scene, caseId, 'closed', way)
  const citizen = await scene.of('citizen')
  const decided = await citizen.get(`/kk/cabinet/cases/${caseId}`)
  assert.ok(decided.body.includes(SECRET.ground), 'the refusal is told once it is delivered')
  for (const secret of [SECRET.opinion, ...memberNames()]) assert.ok(!decided.body.includes(secret), secret)
})

function memberNames(): readonly string[] {
  return [PEOPLE.member1, PEOPLE.member2, PEOPLE.member3].map(fullName)
}

function assertUndecided(body: string, where: string): void {
  for (const secret of Object.values(SECRET)) assert.ok(!body.includes(secret), `${where} reads: ${secret}`)
  const text = textOf(body)
  for (const secret of ['Бас тарту керек', 'Дәлелді бас тарту']) {
    assert.ok(!text.includes(secret), `${where} reads: ${secret}`)
  }
}

/** Every page and paper of the applicant's that has to do with the case. */
async function assertApplicantKnowsNothing(caseId: string, step: Step): Promise<void> {
  const citizen = await scene.of('citizen')
  const base = `/kk/cabinet/cases/${caseId}`
  for (const path of ['', '/application']) {
    const shown = await citizen.get(base + path)
    assert.equal(shown.statusCode, 200)
    assertUndecided(shown.body, `the applicant at ${step}`)
    for (const name of memberNames()) assert.ok(!shown.body.includes(name), `${name} at ${step}`)
  }
  const { owner } = scene.database
  const prepared = await owner<{ id: string; kind: string; sha256: string }[]>`
    select id, kind, encode(pdf_sha256, 'hex') as sha256 from prepared_document where case_id = ${caseId}`
  for (const { id, kind } of prepared) {
    const expected = kind === 'receipt' ? 200 : 404
    assert.equal((await citizen.get(`${base}/documents/${id}`)).statusCode, expected, `${kind} at ${step}`)
  }
  const nobody = scene.browser()
  const codes = await owner<{ code: string; kind: string }[]>`
    select code, kind from prepared_document where case_id = ${caseId} and kind <> 'receipt'`
  for (const { code, kind } of codes) {
    assert.equal((await nobody.get(`/kk/verify/${code}`)).statusCode, 404, `${kind} at ${step} by its code`)
    assert.equal((await nobody.get(`/api/documents/${code}`)).statusCode, 404, `${kind} at ${step} by its code`)
  }
}

test('minutes and results can be opened only by those who sign them, and the clerk gets the result to send', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'dispatch-result')
  const { owner } = scene.database
  const papers = await owner<{ kind: string; sha256: string }[]>`
    select kind, encode(pdf_sha256, 'hex') as sha256 from prepared_document where case_id = ${caseId}`
  assert.deepEqual(papers.map(({ kind }) => kind).toSorted(), ['minutes', 'notice'])
  for (const { kind, sha256 } of papers) {
    for (const name of STAFF) {
      const answer = await (await scene.of(name)).get(`/kk/work/cases/${caseId}/papers/${sha256}.pdf`)
      assert.equal(answer.statusCode, kind === 'notice' && name === 'clerk' ? 200 : 404, `${kind} for ${name}`)
    }
  }
})

test('who substitutes the executor does the step of that very person, and the absent executor cannot', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'check-documents')
  const today = scene.now().toZonedDateTimeISO('Asia/Almaty').toPlainDate()
  const leave = await sendOnLeave(scene.sql, {
    absent: scene.accounts.executor,
    substitute: scene.accounts.substitute,
    today,
  })
  const executor = await scene.of('executor')
  assert.equal((await executor.get(`/kk/work/cases/${caseId}`)).statusCode, 403)
  const fields = { step: 'check-documents', outcome: 'compliant', version: '1' }
  assert.equal((await executor.post(`/kk/work/cases/${caseId}/complete`, fields)).statusCode, 403)
  await decide(await scene.of('substitute'), caseId, 'complete', { outcome: 'compliant' })
  assert.equal(await placeOf(scene, caseId), 'prepare-session')
  const history = await (await scene.of('substitute')).get(`/kk/work/cases/${caseId}?tab=history`)
  assert.ok(textOf(history.body).includes(fullName(PEOPLE.executor)), 'for whom they acted')
  await scene.database.owner`delete from substitution where id = ${leave}`
  assert.equal((await executor.get(`/kk/work/cases/${caseId}`)).statusCode, 200)
})

test('a vote cannot be cast for an absent member', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'decide-in-session')
  const today = scene.now().toZonedDateTimeISO('Asia/Almaty').toPlainDate()
  const absence = { absent: scene.accounts.member3, substitute: scene.accounts.otherExecutor, today }
  const leave = await sendOnLeave(scene.sql, absence)
  const page = `/kk/work/cases/${caseId}`
  const posted = { step: 'decide-in-session', outcome: 'positive', version: '1' }
  assert.equal((await (await scene.of('otherExecutor')).post(`${page}/vote`, posted)).statusCode, 409)
  await scene.database.owner`delete from substitution where id = ${leave}`
})

test('every look of staff at the case is written down, with what was shown, and the applicant reads who looked', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'check-documents')
  const readsOf = (name: PersonName) => scene.database.owner<{ step: string; purpose: string; fields: string[] }[]>`
    select step, purpose, fields from read_audit
    where case_id = ${caseId} and account_id = ${scene.accounts[name]} order by read_at, id`
  const page = `/kk/work/cases/${caseId}`
  const attachment = await attachmentOf(caseId)
  const executor = await scene.of('executor')
  const before = (await readsOf('executor')).length
  await executor.get(page)
  await executor.get(`${page}/files/${attachment}`)
  const looks = (await readsOf('executor')).slice(before)
  assert.deepEqual(
    looks.map(({ step, purpose }) => [step, purpose]),
    [
      ['check-documents', 'casework'],
      ['check-documents', 'attachment'],
    ],
  )
  assert.deepEqual([...(looks[0]?.fields ?? [])].toSorted(), [
    'answers',
    'applicant',
    'attachments',
    'executor',
    'register-answers',
    'status',
  ])
  // Who takes part elsewhere in the process sees the status, and that is written down too.
  const clerkBefore = (await readsOf('clerk')).length
  await (await scene.of('clerk')).get(page)
  const clerkLooks = (await readsOf('clerk')).slice(clerkBefore)
  assert.deepEqual([...(clerkLooks[0]?.fields ?? [])].toSorted(), ['executor', 'status'])
  // Whoever was turned away has seen nothing.
  await (await scene.of('otherClerk')).get(page)
  await (await scene.of('otherCitizen')).get(page)
  assert.deepEqual([...(await readsOf('otherClerk')), ...(await readsOf('otherCitizen'))], [])

  const citizen = await scene.of('citizen')
  const shown = await citizen.get(`/kk/cabinet/cases/${caseId}/reads`)
  const text = textOf(shown.body)
  for (const name of ['executor', 'clerk', 'head'] as const) assert.ok(text.includes(fullName(PEOPLE[name])), name)
  assert.ok(!text.includes(fullName(PEOPLE.otherClerk)))
})

test('whose name a list or a search has shown is written down too, and who takes no part at the step finds no name', async () => {
  const caseId = await openCase(scene)
  const { number } = await one(
    scene.database.owner<{ number: string }[]>`select number from case_head where case_id = ${caseId}`,
  )
  const readsOf = (name: PersonName) => scene.database.owner<{ purpose: string }[]>`
    select purpose from read_audit where case_id = ${caseId} and account_id = ${scene.accounts[name]}`
  const clerk = await scene.signIn('clerk')
  assert.ok((await clerk.get('/kk/work')).body.includes(fullName(PEOPLE.citizen)))
  assert.deepEqual(
    (await readsOf('clerk')).map(({ purpose }) => purpose),
    ['list'],
  )
  await clerk.get('/kk/work')
  assert.equal((await readsOf('clerk')).length, 1, 'once a day is enough for a list')
  for (const sought of [number, PEOPLE.citizen.iin]) {
    const found = await clerk.get(`/kk/work?q=${sought}`)
    assert.ok(found.body.includes(number) && found.body.includes(fullName(PEOPLE.citizen)))
  }
  assert.deepEqual((await readsOf('clerk')).map(({ purpose }) => purpose).toSorted(), ['list', 'search'])

  const member = await scene.of('member1')
  const found = await member.get(`/kk/work?q=${number}`)
  assert.ok(found.body.includes(number))
  assert.ok(!found.body.includes(PEOPLE.citizen.surname))
  assert.deepEqual([...(await readsOf('member1'))], [])
})

test('only who is at the step enters what a silent register did not say, with a reason and a scan', async () => {
  const { people } = scene.simulator.gateway.faults
  people.set(PEOPLE.citizen.iin, 'failed')
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'check-documents')
  const page = `/kk/work/cases/${caseId}`
  const executor = await scene.of('executor')
  const enterOf = (body: string) => linksOf(body).find((href) => href.startsWith(`${page}/enter?`))
  const form = enterOf((await executor.get(page)).body) ?? assert.fail('there is nothing to enter')
  const scan = { name: 'куәлік.pdf', bytes: Buffer.from('%PDF-1.7\nscan\n%%EOF'), type: 'application/pdf' }
  const good = { outcome: 'found', name: 'Үлгібаева Айсәуле', reason: 'Тіркелім жауап бермейді' }
  const events = await eventsOf(caseId)

  for (const [name, shown] of [
    ['clerk', 409],
    ['otherExecutor', 409],
    ['otherProvidersExecutor', 403],
  ] as const) {
    const other = await scene.of(name)
    await other.get('/kk/work')
    const answers = [await other.get(form), await other.upload(form, scan, good)]
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [shown, shown],
      name,
    )
    assert.equal(enterOf((await other.get(page)).body), undefined)
  }
  const anotherCase = form.replace(caseId, await openCase(scene))
  assert.equal((await executor.upload(anotherCase, scan, good)).statusCode, 409, 'a case that is not at the step')

  const wrong: readonly (readonly [Readonly<Record<string, string>>, typeof scan, string])[] = [
    [{ ...good, outcome: 'perhaps' }, scan, 'outcome'],
    [{ ...good, name: ' ' }, scan, 'name'],
    [{ ...good, reason: '' }, scan, 'reason'],
    [{ ...good, reason: 'а'.repeat(2001) }, scan, 'reason'],
    [good, { ...scan, name: '' }, 'file'],
    [good, { ...scan, bytes: Buffer.from('MZ not a paper') }, 'file'],
    [good, { ...scan, bytes: Buffer.alloc(0) }, 'file'],
  ]
  for (const [fields, file, field] of wrong) {
    await executor.get(form)
    const answer = await executor.upload(form, file, fields)
    assert.equal(answer.statusCode, 422, field)
    assert.ok(linksOf(answer.body).includes(`#${field}`), `the summary leads to ${field}`)
  }
  const forged = await executor.upload(form, scan, { ...good, _csrf: (await scene.of('head')).token() })
  assert.equal(forged.statusCode, 403)
  assert.ok(!forged.body.includes(good.reason), 'nothing that another page sent is shown')
  assert.equal(await eventsOf(caseId), events, 'nothing of all this is in the case')

  await executor.get(form)
  assert.equal((await executor.upload(form, scan, good)).statusCode, 303)
  const { body } = await executor.get(page)
  const scanAt = linksOf(body).find((href) => href.startsWith(`${page}/scans/`)) ?? assert.fail('the scan is not shown')
  assert.ok(body.includes(good.reason) && body.includes(good.name) && enterOf(body) === undefined)
  assert.equal((await executor.get(scanAt)).body, scan.bytes.toString())
  assert.equal((await (await scene.of('clerk')).get(scanAt)).statusCode, 404)
  assert.equal((await executor.upload(form, scan, good)).statusCode, 409, 'once it is enough')

  const citizen = await scene.of('citizen')
  const [own, reads] = [
    await citizen.get(`/kk/cabinet/cases/${caseId}`),
    await citizen.get(`/kk/cabinet/cases/${caseId}/reads`),
  ]
  assert.ok(own.body.includes(cabinetKk.entered.title) && own.body.includes(fullName(PEOPLE.executor)))
  assert.ok(reads.body.includes(cabinetKk.reads.purposes['entry-by-hand']))
  people.clear()
})
