// Every service that is given on the portal, from the service page to the result, by the people of the body that gives it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ProcessGraph, Regulation } from '@qyzmet/regulation'
import accounts from '../people/training-accounts.json' with { type: 'json' }
import { TRAINING_PASSWORD } from '../people/training.ts'
import { REGULATIONS } from '../cases/testing/walked-case.ts'
import { compileEdition, mainFilesOf, readRegulationFiles } from '../regulations/edition-files.ts'
import type { Browser } from './browser.ts'
import { A_PDF, caseOf, decide, pathOf, placeOf } from './case-walk.ts'
import { answersTo } from './form-answers.ts'
import { linksOf } from './html-forms.ts'
import { PEOPLE } from './people-of-the-scene.ts'
import { openScene, type Scene } from './scene.ts'
import { signAs } from './state-around.ts'

const files = await readRegulationFiles(REGULATIONS)
const bodies = [{ provider: accounts.provider, staff: accounts.staff }, ...accounts.others]
const onPortal = new Map(
  mainFilesOf(files)
    .map((path) => compileEdition(files, path).regulation ?? assert.fail(path))
    .filter(({ channels }) => channels.has('portal'))
    .map((regulation) => [regulation.id, regulation]),
)
const CITIZEN = PEOPLE.citizen
const WORDS = 'Мысал: бәрі тексерілді.'

let scene: Scene
const browsers = new Map<string, Browser>()
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

interface Person {
  readonly iin: string
  readonly name: string
}

async function browserOf(iin: string): Promise<Browser> {
  const known = browsers.get(iin)
  if (known) return known
  const browser = scene.browser()
  const answer = await browser.fillIn('/kk/sign-in', { iin, password: TRAINING_PASSWORD })
  assert.equal(answer.statusCode, 303)
  browsers.set(iin, browser)
  return browser
}

async function sign({ iin, name }: Person, bytes: Uint8Array): Promise<string> {
  const [surname = '', givenName = '', patronymic = ''] = name.split(' ')
  const body = bodies.find(({ staff }) => staff.some((person) => person.iin === iin))?.provider
  const holder = { iin, surname, givenName, patronymic }
  const organisation = body && { bin: body.bin, name: body.title.kk }
  return signAs(scene.simulator, { ...holder, ...(organisation && { organisation }) }, bytes, scene.now())
}

/** Applies on the portal; returns the id of the case. */
async function apply(regulation: Regulation): Promise<string> {
  const browser = await browserOf(CITIZEN.iin)
  const page = `/kk/services/${regulation.id}`
  const draft = pathOf(await browser.fillIn(page, {}, `${page}/applications`))
  const answers = answersTo(regulation)
  let next = linksOf((await browser.get(draft)).body).find((href) => href.startsWith(`${draft}/pages/`)) ?? ''
  while (next.startsWith(`${draft}/pages/`)) {
    const sent = pathOf(await browser.fillIn(next, answers))
    assert.notEqual(sent, next, `${regulation.id}: ${next} asks for more than the test answers`)
    next = sent
  }
  const documents = await browser.get(`${draft}/documents`)
  for (const href of new Set(linksOf(documents.body).filter((one) => one.startsWith(`${draft}/documents/`)))) {
    await browser.get(href)
    pathOf(await browser.upload(href, A_PDF))
  }
  await browser.fillIn(`${draft}/documents`)
  const shown = await browser.get(`${draft}/sign`)
  const bytes = (await browser.get(`${draft}/request`)).rawPayload
  const hidden = [...shown.body.matchAll(/<input type="hidden" name="(document|token)" value="([^"]*)"/g)]
  const name = `${CITIZEN.surname} ${CITIZEN.givenName} ${CITIZEN.patronymic}`
  const fields = {
    ...Object.fromEntries(hidden.map(([, field = '', value = '']) => [field, value])),
    cms: await sign({ iin: CITIZEN.iin, name }, bytes),
  }
  assert.equal(pathOf(await browser.post(`${draft}/sign`, fields)), `${draft}/done`)
  await scene.settled()
  return caseOf(scene, draft)
}

function holdersOf(regulation: Regulation, actor: string): readonly Person[] {
  const body = bodies.find(({ provider }) => provider.services.includes(regulation.id)) ?? assert.fail(regulation.id)
  const found = body.staff.filter((person) => 'actor' in person && person.actor === actor)
  assert.ok(found.length > 0, `nobody is ${actor} for ${regulation.id}`)
  return found.filter(({ iin }) => iin !== accounts.substitution.absent)
}

/** Does the open step as its actor would who finds everything in order. */
async function doStep(regulation: Regulation, graph: ProcessGraph, caseId: string, id: string): Promise<void> {
  const step = graph.steps.get(id) ?? assert.fail(id)
  const [person, ...others] = holdersOf(regulation, step.actor)
  assert.ok(person)
  const page = `/kk/work/cases/${caseId}`
  const signAt = async (signer: Person): Promise<void> => {
    const browser = await browserOf(signer.iin)
    const shown = await browser.get(`${page}/sign`)
    const pdf = linksOf(shown.body).find((href) => href.startsWith(`${page}/papers/`)) ?? assert.fail(shown.body)
    const bytes = (await browser.get(pdf)).rawPayload
    const document = /\/papers\/([0-9a-f]{64})/.exec(pdf)?.[1] ?? ''
    pathOf(await browser.post(`${page}/sign`, { document, cms: await sign(signer, bytes) }))
  }
  if (step.action === 'sign-result') return signAt(person)
  if (step.action === 'decide-in-session') {
    for (const member of [person, ...others])
      await decide(await browserOf(member.iin), caseId, 'vote', { outcome: 'positive' })
    await scene.settled()
    for (const member of [person, ...others]) await signAt(member)
    return
  }
  // The executor who was named answers for the case; anybody else of the post is turned away.
  const { assignee } = await assigneeOf(caseId)
  const doer = holdersOf(regulation, step.actor).find(({ iin }) => iin === assignee) ?? person
  const browser = await browserOf(doer.iin)
  const shown = await browser.get(page)
  const executor = /<option value="([0-9a-f-]{36})"/.exec(shown.body)?.[1]
  const [outcome] = [
    ...shown.body.matchAll(/name="outcome" value="([^"]+)"/g),
    ...shown.body.matchAll(/value="([^"]+)"[^>]*name="outcome"/g),
  ].map(([, value]) => value ?? '')
  const first = step.outcomes.find((candidate) => candidate.id === outcome) ?? step.outcomes[0]
  await decide(browser, caseId, 'complete', {
    outcome: first?.id ?? '',
    ...(executor === undefined ? {} : { executor }),
    report: WORDS,
    opinion: WORDS,
    reason: '',
  })
  if (step.action === 'inspect') await signAt(doer)
}

async function assigneeOf(caseId: string): Promise<{ readonly assignee: string | undefined }> {
  const rows = await scene.database.owner<{ iin: string }[]>`
    select account.iin from case_head join account on account.id::text = case_head.assignee_id
    where case_id = ${caseId}`
  return { assignee: rows[0]?.iin }
}

for (const regulation of onPortal.values()) {
  test(`${regulation.id}: an application on the portal comes to its signed result`, async () => {
    const graph = regulation.channels.get('portal')?.graph ?? assert.fail()
    const caseId = await apply(regulation)
    for (let steps = 0; steps < 30; steps += 1) {
      const place = await placeOf(scene, caseId)
      if (place === 'closed') break
      // What is done at the provider's office after the result is told has no screen here.
      if (graph.steps.get(place)?.action === 'conclude-contract' || graph.steps.get(place)?.action === 'hand-over')
        break
      await doStep(regulation, graph, caseId, place)
      await scene.settled()
      assert.notEqual(await placeOf(scene, caseId), place, `${regulation.id}: ${place} was not done`)
    }
    const cabinet = await (await browserOf(CITIZEN.iin)).get(`/kk/cabinet/cases/${caseId}`)
    assert.equal(cabinet.statusCode, 200)
    assert.deepEqual(scene.jobErrors, [])
    const told = [...graph.steps.values()].find(({ action }) => action === 'announce-result')?.message?.kk
    if (told !== undefined && (await placeOf(scene, caseId)) === 'hand-over') {
      assert.ok(cabinet.body.includes(told), 'the applicant is told to come for the paper')
      return
    }
    const paper = linksOf(cabinet.body).find((href) => href.includes(`/cases/${caseId}/documents/`))
    assert.ok(paper, `${regulation.id}: no signed paper in the cabinet at ${await placeOf(scene, caseId)}`)
    const pdf = await (await browserOf(CITIZEN.iin)).get(paper)
    assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-')
  })
}
