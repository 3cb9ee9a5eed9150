import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { many, one } from '../database/query.ts'
import { readPdf } from '../documents/testing/read-pdf.ts'
import { htmlFaults } from '../ui/testing/html-faults.ts'
import type { Browser, Fields } from './browser.ts'
import { ANSWERS, beginDraft, fillDraft, openCase, pathOf, STEPS, type Step, walkTo, type Way } from './case-walk.ts'
import { linksOf, textOf } from './html-forms.ts'
import { PEOPLE, type PersonName } from './people-of-the-scene.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

/** What would do harm as HTML, as an attribute, as SQL, as a template, as a sheet of a spreadsheet, as Typst. */
const HOSTILE = [
  `<script>alert("1")</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'; drop table event; --`,
  `{{7*7}} \${7*7} <%= 7*7 %>`,
  `#sys.version #read("/etc/passwd") *b* _i_ $x$ @label \\#`,
  `&lt;b&gt; &amp; &#60;`,
].join(' ')

/** The same without what only the longest fields hold. */
const SHORT = `<b>"x"</b> '; -- #sys *b* $x$`

const TEXTS: Fields = {
  ...ANSWERS,
  category: 'public-workers',
  address: HOSTILE,
  employer: SHORT,
  position: SHORT,
  'employed-since-year': '2015',
  'employed-since-month': '3',
  'employed-since-day': '2',
  need: 'no-dwelling',
}

/** Nothing that was typed is anything but text: no tag and no attribute of ours came from it. */
function assertHarmless(body: string, where: string): void {
  assert.deepEqual(htmlFaults(body), [], where)
  for (const tag of ['<script>alert', '<img', '<b>']) assert.ok(!body.includes(tag), `${where}: ${tag}`)
  assert.ok(!body.includes('49 '), `${where}: a template was filled in`)
}

async function assertPages(browser: Browser, pages: readonly string[], where: string): Promise<string> {
  let all = ''
  for (const page of pages) {
    const answer = await browser.get(page)
    assert.equal(answer.statusCode, 200, `${where} ${page}`)
    assertHarmless(answer.body, `${where} ${page}`)
    all += textOf(answer.body)
  }
  return all
}

const ACTING: Readonly<Record<Step, PersonName>> = {
  register: 'clerk',
  assign: 'head',
  'check-documents': 'executor',
  'prepare-session': 'executor',
  'decide-in-session': 'member1',
  'draft-result': 'executor',
  'sign-result': 'head',
  'dispatch-result': 'clerk',
}

test('whatever the applicant and the staff write, every page shows it as text and every paper prints it', async () => {
  const citizen = await scene.of('citizen')
  const file = { name: 'a"><img src=x onerror=alert(1)>.pdf', bytes: Buffer.from('%PDF-1.7 hostile') }
  const caseId = await openCase(scene, { answers: TEXTS, file })
  const way: Way = { votes: 'negative', words: HOSTILE }
  const cabinet = `/kk/cabinet/cases/${caseId}`
  const work = `/kk/work/cases/${caseId}`
  for (const step of STEPS) {
    await walkTo(scene, caseId, step, way)
    const staff = await scene.of(ACTING[step])
    const tabs = ['task', 'application', 'documents', 'history', 'terms'].map((tab) => `${work}?tab=${tab}`)
    const seen = await assertPages(staff, ['/kk/work', '/kk/work?tab=all', ...tabs], step)
    if (step === 'check-documents')
      assert.ok(seen.includes(HOSTILE) && seen.includes(SHORT), 'it is read as it was written')
    await assertPages(citizen, [cabinet, `${cabinet}/application`, `${cabinet}/reads`, '/kk/cabinet'], step)
  }
  await walkTo(scene, caseId, 'closed', way)
  const read = await assertPages(citizen, [cabinet, `${cabinet}/application`], 'closed')
  assert.ok(read.includes(HOSTILE))

  const papers = await many(scene.database.owner<{ kind: string; bytes: Buffer }[]>`
    select kind, bytes from prepared_document join blob on sha256 = pdf_sha256 where case_id = ${caseId}`)
  const receipt = await citizen.get(`${cabinet}/receipt`)
  const copy = await citizen.get(`${cabinet}/application.pdf`)
  assert.deepEqual([receipt.statusCode, copy.statusCode], [200, 200])
  const written = { copy: copy.rawPayload, ...Object.fromEntries(papers.map(({ kind, bytes }) => [kind, bytes])) }
  for (const [kind, bytes] of Object.entries(written)) {
    assert.ok(squeeze(readPdf(bytes).text).includes(squeeze(HOSTILE)), `${kind} prints what was written`)
  }
})

/** Lines of a PDF break where the page ends. */
function squeeze(text: string): string {
  return text.replaceAll(/[\s\u00ad]+/g, '')
}

test('a form that comes back with faults shows what was typed, as text', async () => {
  const citizen = await scene.of('citizen')
  const draft = await beginDraft(citizen)
  pathOf(await citizen.fillIn(`${draft}/pages/category`, { category: 'emergency' }))
  for (const field of ['phone', 'residence-since-year', 'address']) {
    const fields = { ...ANSWERS, address: SHORT, [field]: `"><script>alert("${field}")</script>` }
    const answer = await citizen.fillIn(`${draft}/pages/contacts`, fields)
    if (field !== 'address') assert.equal(answer.statusCode, 422, field)
    assertHarmless(answer.body, field)
  }
  const browser = scene.browser()
  for (const page of ['sign-in', 'sign-up', 'password']) {
    const answer = await browser.fillIn(`/kk/${page}`, { iin: HOSTILE, password: HOSTILE, repeated: SHORT })
    assert.equal(answer.statusCode, 422)
    assertHarmless(answer.body, page)
  }
  const member = await scene.of('head')
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'assign')
  const page = `/kk/work/cases/${caseId}`
  const wrong = await member.fillIn(page, { executor: HOSTILE }, `${page}/complete`)
  assert.equal(wrong.statusCode, 422)
  assertHarmless(wrong.body, 'a decision')
})

test('whatever is sought is sought as text', async () => {
  const clerk = await scene.of('clerk')
  const nobody = scene.browser()
  for (const sought of [HOSTILE, SHORT, '%', '_', "ZHQ%' or '1'='1", '\\', '%25', "'", '"', '\u0000']) {
    const query = encodeURIComponent(sought)
    const found = await clerk.get(`/kk/work?q=${query}`)
    assert.equal(found.statusCode, 200)
    assertHarmless(found.body, sought)
    assert.deepEqual(
      linksOf(found.body).filter((href) => href.includes('/work/cases/')),
      [],
      sought,
    )
    for (const page of [`/kk/verify/${query}`, `/kk/queue/zhambyl-training/${query}`]) {
      assert.ok([400, 404, 414].includes((await nobody.get(page)).statusCode), page)
    }
    const typed = await nobody.fillIn('/kk/verify', { code: sought })
    assertHarmless(typed.body, sought)
  }
  const { events } = await one(scene.database.owner<{ events: number }[]>`select count(*)::int as events from event`)
  assert.ok(events > 0, 'no table was dropped')
  assert.ok(PEOPLE.citizen.iin)
})

test('a text that is too long is turned down where it is typed, and nothing else is lost', async () => {
  const citizen = await scene.of('citizen')
  const draft = await beginDraft(citizen)
  await fillDraft(citizen, draft)
  const long = await citizen.fillIn(`${draft}/pages/contacts`, { ...ANSWERS, address: 'ә'.repeat(4000) })
  assert.equal(long.statusCode, 422)
  const kept = await citizen.get(`${draft}/pages/contacts`)
  assert.ok(textOf(kept.body).length > 0)
  assert.ok(kept.body.includes('701'), 'the telephone is still there')
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'prepare-session')
  const page = `/kk/work/cases/${caseId}`
  const executor = await scene.of('executor')
  const opinion = await executor.fillIn(page, { outcome: 'prepared', opinion: 'ә'.repeat(4001) }, `${page}/complete`)
  assert.equal(opinion.statusCode, 422)
  assertHarmless(opinion.body, 'a long opinion')
  assert.equal(
    (await executor.fillIn(page, { outcome: 'prepared', opinion: 'ә'.repeat(4000) }, `${page}/complete`)).statusCode,
    303,
  )
})
