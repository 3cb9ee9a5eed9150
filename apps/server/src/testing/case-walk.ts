import assert from 'node:assert/strict'
import { one } from '../database/query.ts'
import type { Answer, Browser, Fields, UploadedFile } from './browser.ts'
import { linksOf } from './html-forms.ts'
import type { PersonName } from './people-of-the-scene.ts'
import type { Scene } from './scene.ts'
import type { KeyStory } from './state-around.ts'

/** Where a case may stand on the portal's way, in order. */
export const STEPS = [
  'register',
  'assign',
  'check-documents',
  'prepare-session',
  'decide-in-session',
  'draft-result',
  'sign-result',
  'dispatch-result',
] as const
export type Step = (typeof STEPS)[number]
/** `closed` is after the last step. */
export type Place = Step | 'closed'

export const A_PDF: UploadedFile = { name: 'қорытынды.pdf', bytes: Buffer.from('%PDF-1.7\n% a paper\n') }

/** Everything the form may ask in a case that needs one file; each page takes what it has boxes for. */
export const ANSWERS: Fields = {
  category: 'emergency',
  address: 'Тараз қаласы, Төле би көшесі, 35-үй, 12-пәтер',
  'residence-since-year': '2010',
  'residence-since-month': '5',
  'residence-since-day': '1',
  phone: '+7 701 234 56 78',
  'others-in-family': 'no',
  need: 'emergency',
  'owned-dwellings': 'none',
  area: '40',
  rooms: '2',
  'changed-housing': 'no',
  'consent-housing-check': 'yes',
  'consent-data': 'yes',
  'statement-true': 'yes',
}

export interface OpenCaseOptions {
  readonly by?: PersonName
  readonly answers?: Fields
  readonly file?: UploadedFile
  readonly key?: KeyStory
}

/** Begins an application and gives the path of its draft, such as `/kk/applications/…`. */
export async function beginDraft(browser: Browser, locale = 'kk'): Promise<string> {
  const begun = await browser.fillIn(
    `/${locale}/services/zhambyl-queue`,
    {},
    `/${locale}/services/zhambyl-queue/applications`,
  )
  return pathOf(begun)
}

/** Fills in every page of a draft and gives every file it asks for; the draft may then be signed. */
export async function fillDraft(browser: Browser, draft: string, options: OpenCaseOptions = {}): Promise<void> {
  const answers = { ...ANSWERS, ...options.answers }
  const parts = await browser.get(draft)
  let next = linksOf(parts.body).find((href) => href.startsWith(`${draft}/pages/`)) ?? `${draft}/documents`
  while (next.startsWith(`${draft}/pages/`)) {
    const sent = await browser.fillIn(next, answers)
    const before = next
    next = pathOf(sent)
    assert.notEqual(next, before, `${before} asks for more than the scene answers`)
  }
  const documents = await browser.get(`${draft}/documents`)
  const wanted = linksOf(documents.body).filter((href) => href.startsWith(`${draft}/documents/`))
  for (const href of new Set(wanted)) {
    await browser.get(href)
    pathOf(await browser.upload(href, options.file ?? A_PDF))
  }
  assert.equal(pathOf(await browser.fillIn(`${draft}/documents`)), `${draft}/check`)
}

/** What the signing form of a draft sends, signed. */
export async function signedForm(
  scene: Scene,
  name: PersonName,
  draft: string,
  key: KeyStory = 'valid',
): Promise<Fields> {
  const browser = await scene.of(name)
  const page = await browser.get(`${draft}/sign`)
  const bytes = (await browser.get(`${draft}/request`)).rawPayload
  const hidden = [...page.body.matchAll(/<input type="hidden" name="(document|token)" value="([^"]*)"/g)]
  return {
    ...Object.fromEntries(hidden.map(([, field = '', value = '']) => [field, value])),
    cms: await scene.sign(name, bytes, key),
  }
}

/** Applies through the portal, from the service page to the signature. @returns id of the case, whose first jobs are done */
export async function openCase(scene: Scene, options: OpenCaseOptions = {}): Promise<string> {
  const name = options.by ?? 'citizen'
  const browser = await scene.of(name)
  const draft = await beginDraft(browser)
  await fillDraft(browser, draft, options)
  const sent = await browser.post(`${draft}/sign`, await signedForm(scene, name, draft, options.key))
  assert.equal(pathOf(sent), `${draft}/done`)
  await scene.settled()
  return caseOf(scene, draft)
}

/** Id of the case that a sent draft has opened. */
export async function caseOf({ database }: Scene, draft: string): Promise<string> {
  const id = draft.split('/')[3] ?? ''
  const row = await one(database.owner<{ case_id: string }[]>`select case_id from application_draft where id = ${id}`)
  return row.case_id
}

/** Which way a case goes where it may go several. */
export interface Way {
  readonly documents?: 'compliant' | 'violated'
  readonly votes?: 'positive' | 'negative'
  /** Written wherever a person writes words of their own. */
  readonly words?: string
}

/** Has the right people do one step after another until the case stands at a step. */
export async function walkTo(scene: Scene, caseId: string, place: Place, way: Way = {}): Promise<void> {
  for (;;) {
    const step = await placeOf(scene, caseId)
    if (step === place) return
    assert.notEqual(step, 'closed', `the case ended before ${place}`)
    await doStep(scene, caseId, step as Step, way) // The table of steps refuses any other.
    await scene.settled()
    assert.notEqual(await placeOf(scene, caseId), step, `${step} was not done`)
  }
}

/** The open step of a case; `closed` when there is none. */
export async function placeOf({ database }: Scene, caseId: string): Promise<string> {
  const { step } = await one(
    database.owner<{ step: string | null }[]>`select step from case_head where case_id = ${caseId}`,
  )
  return step ?? 'closed'
}

type DoStep = (scene: Scene, caseId: string, way: Way) => Promise<void>

const DO: Readonly<Record<Step, DoStep>> = {
  register: (scene, caseId) => complete(scene, 'clerk', caseId, { outcome: 'registered' }),
  assign: (scene, caseId) =>
    complete(scene, 'head', caseId, { outcome: 'assigned', executor: scene.accounts.executor }),
  'check-documents': (scene, caseId, { documents = 'compliant', words = 'Құжаттар толық емес' }) =>
    complete(scene, 'executor', caseId, {
      outcome: documents,
      ...(documents === 'violated' ? { ground: 'documents-violated', reason: words } : {}),
    }),
  'prepare-session': (scene, caseId, { words = 'Отбасы тұрғын үйге мұқтаж' }) =>
    complete(scene, 'executor', caseId, { outcome: 'prepared', opinion: words }),
  'decide-in-session': async (scene, caseId, way) => {
    for (const member of MEMBERS) await vote(scene, member, caseId, way)
    await scene.settled()
    for (const member of MEMBERS) await signAtWork(scene, member, caseId)
  },
  'draft-result': (scene, caseId, { documents, votes }) =>
    complete(scene, 'executor', caseId, {
      outcome: documents === 'violated' || votes === 'negative' ? 'refusal' : 'notice',
    }),
  'sign-result': async (scene, caseId) => {
    await signAtWork(scene, 'head', caseId)
  },
  'dispatch-result': (scene, caseId) => complete(scene, 'clerk', caseId, { outcome: 'dispatched' }),
}

const MEMBERS = ['member1', 'member2', 'member3'] as const

/** Has the right people do the open step of a case, and does not wait for what follows. */
export async function doStep(scene: Scene, caseId: string, step: Step, way: Way = {}): Promise<void> {
  assert.ok(Object.hasOwn(DO, step), `the scene does not know the step ${step}`)
  await DO[step](scene, caseId, way)
}

async function complete(scene: Scene, name: PersonName, caseId: string, fields: Fields): Promise<void> {
  await decide(await scene.of(name), caseId, 'complete', fields)
}

/** Sends a decision form of the case page, and the page that asks whether it is meant. */
export async function decide(browser: Browser, caseId: string, form: string, fields: Fields): Promise<Answer> {
  const page = `/kk/work/cases/${caseId}`
  let answer = await browser.fillIn(page, fields, `${page}/${form}`)
  if (answer.statusCode === 200) answer = await browser.post(`${page}/${form}`, hiddenFields(answer.body))
  pathOf(answer)
  return answer
}

function hiddenFields(body: string): Fields {
  const main = body.slice(body.indexOf('<main'))
  const fields = main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, decoded(value)]))
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

export async function vote(scene: Scene, member: PersonName, caseId: string, way: Way = {}): Promise<void> {
  const { votes = 'positive', words = 'Жалғыз үйі авариялық емес' } = way
  const fields = votes === 'positive' ? { outcome: votes } : { outcome: votes, ground: 'not-in-need', reason: words }
  await decide(await scene.of(member), caseId, 'vote', fields)
}

/** Signs the minutes or the result that the case now puts before the person. */
export async function signAtWork(
  scene: Scene,
  name: PersonName,
  caseId: string,
  key: KeyStory = 'valid',
): Promise<Answer> {
  const send = await openSigning(scene, name, caseId, key)
  return send()
}

/** Opens the page to sign, signs what it shows, and leaves it to the caller when to send. */
export async function openSigning(
  scene: Scene,
  name: PersonName,
  caseId: string,
  key: KeyStory = 'valid',
): Promise<() => Promise<Answer>> {
  const browser = await scene.of(name)
  const page = `/kk/work/cases/${caseId}`
  const shown = await browser.get(`${page}/sign`)
  const pdf = linksOf(shown.body).find((href) => href.startsWith(`${page}/papers/`))
  assert.ok(pdf, `nothing is put before ${name} to sign: ${shown.statusCode} ${shown.headers.location ?? ''}`)
  const bytes = (await browser.get(pdf)).rawPayload
  const document = /\/papers\/([0-9a-f]{64})/.exec(pdf)?.[1] ?? ''
  const cms = await scene.sign(name, bytes, key)
  return () => browser.post(`${page}/sign`, { document, cms })
}

/** Where an answer leads; the answer must be "see other". */
export function pathOf(answer: Answer): string {
  const text = answer.body.replace(/^.*<main/s, '<main').slice(0, 1500)
  assert.equal(answer.statusCode, 303, `expected a redirect, not ${answer.statusCode}: ${text}`)
  return String(answer.headers.location).split('#', 1)[0] ?? ''
}
