// Every channel by which papers come in, of every regulation in the folder: nothing about a service is told here.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type CaseEvent, decodeEvent } from '@qyzmet/casework'
import type { ActionName, Regulation, Step } from '@qyzmet/regulation'
import { parseCaseId } from '../cases/case-id.ts'
import { REGULATIONS } from '../cases/testing/walked-case.ts'
import { one } from '../database/query.ts'
import { readStream } from '../event-log/read.ts'
import accounts from '../people/training-accounts.json' with { type: 'json' }
import { insertService } from '../people/staff.queries.ts'
import { TRAINING_PASSWORD } from '../people/training.ts'
import { compileEdition, mainFilesOf, readRegulationFiles } from '../regulations/edition-files.ts'
import type { Browser } from '../testing/browser.ts'
import { decide, pathOf, placeOf } from '../testing/case-walk.ts'
import { answersTo } from '../testing/form-answers.ts'
import { formsOf, linksOf, textOf } from '../testing/html-forms.ts'
import { PROVIDER } from '../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { begin, fillIn, scanAll } from './testing/at-the-counter.ts'
import { wayIn } from './way-in.ts'

const files = await readRegulationFiles(REGULATIONS)
// Of several wordings the one that is in force last is the one that training opens.
const regulations = new Map(
  mainFilesOf(files)
    .map((path) => compileEdition(files, path).regulation ?? assert.fail(path))
    .toSorted((a, b) => a.edition.period.from.toString().localeCompare(b.edition.period.from.toString()))
    .map((regulation) => [regulation.id, regulation]),
)
const channels = [...regulations.values()].flatMap((regulation) =>
  [...regulation.channels.keys()].filter((channel) => channel !== 'portal').map((channel) => ({ regulation, channel })),
)
const bodies = [{ provider: accounts.provider, staff: accounts.staff }, ...accounts.others]

/** Services that no body of the training gives. */
const GIVEN_ELSEWHERE: Readonly<Record<string, string>> = {
  'almaty-certificate': 'almaty-training',
  'almaty-privatisation': 'almaty-training',
  'wko-certificate': PROVIDER,
}

let scene: Scene
before(async () => {
  scene = await openScene()
  for (const [service, body] of Object.entries(GIVEN_ELSEWHERE)) await insertService(scene.sql, body, service)
})
after(() => scene.stop())

const browsers = new Map<string, Promise<Browser>>()
function browserOf(iin: string): Promise<Browser> {
  const opened = browsers.get(iin) ?? signIn(iin)
  browsers.set(iin, opened)
  return opened
}

async function signIn(iin: string): Promise<Browser> {
  const browser = scene.browser()
  assert.equal((await browser.fillIn('/kk/sign-in', { iin, password: TRAINING_PASSWORD })).statusCode, 303)
  return browser
}

function bodyOf({ id }: Regulation): string {
  const found = bodies.find(({ provider }) => provider.services.some((service) => service === id))
  return found?.provider.id ?? GIVEN_ELSEWHERE[id] ?? assert.fail(id)
}

/** Who takes papers in by a channel, and what they choose to do so. */
async function takerOf(
  regulation: Regulation,
  channel: string,
): Promise<{ readonly browser: Browser; readonly service: string; readonly iin: string }> {
  const { taker } = wayIn(regulation, channel) ?? assert.fail(`nobody takes papers in by ${channel}`)
  const body = bodyOf(regulation)
  const isOperator = regulation.actors.get(taker.actor)?.kind === 'operator'
  const staff = bodies.filter(({ provider }) => isOperator || provider.id === body).flatMap((one) => one.staff)
  const { iin } = staff.find((person) => 'actor' in person && person.actor === taker.actor) ?? assert.fail(taker.actor)
  return { browser: await browserOf(iin), service: [regulation.id, channel, body].join('/'), iin }
}

const GOOD: Partial<Record<ActionName, string>> = {
  'hand-in': 'handed-in',
  authenticate: 'entered',
  'check-package': 'complete',
  'compose-request': 'composed',
  'ask-register': 'asked',
  'check-answer': 'found',
  'scan-documents': 'scanned',
}

/** Where papers that are in order come to stand once the registers have found the person. */
function standsAt({ channels: all }: Regulation, channel: string): Step {
  const { graph } = all.get(channel) ?? assert.fail()
  let step = graph.steps.get(graph.start)
  for (let steps = 0; step !== undefined && steps < 30; steps += 1) {
    const good = GOOD[step.action]
    const outcome = step.outcomes.find(({ id }) => id === good)
    if (outcome === undefined) return step
    step = graph.steps.get(outcome.edges[0]?.to ?? '')
  }
  return assert.fail(channel)
}

async function caseOf(papers: string): Promise<string> {
  const id = papers.split('/').at(-1) ?? ''
  const row = await one(
    scene.database.owner<{ case_id: string }[]>`select case_id from application_draft where id = ${id}`,
  )
  return row.case_id
}

async function openingOf(caseId: string): Promise<Extract<CaseEvent, { type: 'CaseOpened' }>> {
  const [first] = await readStream(scene.sql, parseCaseId(caseId) ?? assert.fail())
  const event = decodeEvent(JSON.parse(first?.data ?? ''))
  return event.type === 'CaseOpened' ? event : assert.fail(event.type)
}

test('the folder has channels by which papers come in', () => {
  assert.ok(channels.length >= 9, channels.map(({ regulation, channel }) => `${regulation.id} ${channel}`).join(', '))
})

for (const { regulation, channel } of channels) {
  describe(`${regulation.id}, ${channel}`, () => {
    test('papers that are complete become a case that stands where the next person acts', async () => {
      const { browser, service } = await takerOf(regulation, channel)
      const papers = await begin(browser, service)
      await fillIn(browser, papers, answersTo(regulation))
      await scanAll(browser, papers)
      pathOf(await browser.fillIn(`${papers}/check`, {}, `${papers}/check`))
      await scene.settled()
      pathOf(await browser.post(`${papers}/done`))
      await scene.settled()
      const caseId = await caseOf(papers)
      const opened = await openingOf(caseId)
      assert.deepEqual(
        [opened.regulation, opened.channel, opened.providerId],
        [regulation.id, channel, bodyOf(regulation)],
      )
      assert.ok(opened.attachments.length > 0)
      const step = standsAt(regulation, channel)
      assert.equal(await placeOf(scene, caseId), step.id)
      const done = await browser.get(`${papers}/done`)
      assert.ok(textOf(done.body).includes(step.title.kk))
      const isOwn = step.actor === wayIn(regulation, channel)?.taker.actor
      const next = `/kk/work/cases/${caseId}${step.action === 'sign-and-send-request' ? '/sign' : ''}`
      assert.equal(linksOf(done.body).includes(next), isOwn, 'whoever acts next is led there')
      if (step.action !== 'register') return
      await decide(browser, caseId, 'complete', { outcome: 'registered' })
      assert.notEqual(await placeOf(scene, caseId), step.id)
    })

    test('papers that are incomplete are refused', async () => {
      const { browser, service } = await takerOf(regulation, channel)
      const papers = await begin(browser, service)
      await fillIn(browser, papers, answersTo(regulation))
      const shown = await browser.get(`${papers}/check`)
      assert.ok(formsOf(shown.body).some(({ action }) => action === `${papers}/refuse`))
      pathOf(await browser.fillIn(`${papers}/check`, {}, `${papers}/refuse`))
      const caseId = await caseOf(papers)
      const { graph } = regulation.channels.get(channel) ?? assert.fail()
      const place = graph.steps.get(await placeOf(scene, caseId)) ?? assert.fail()
      assert.equal(place.action, 'refuse-acceptance')
      await decide(browser, caseId, 'complete', { outcome: 'receipt-given' })
      assert.equal(await placeOf(scene, caseId), 'closed')
      assert.deepEqual(scene.jobErrors, [])
    })
  })
}
