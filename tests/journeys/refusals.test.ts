import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { describeFinding } from '@qyzmet/eds'
import { MEDIA_TYPE } from '@qyzmet/evidence'
import type { Page } from 'playwright-core'
import { applicationKk } from '../../apps/server/src/portal/messages/application.kk.ts'
import { cabinetKk } from '../../apps/server/src/portal/messages/cabinet.kk.ts'
import { providerKk } from '../../apps/server/src/provider/messages/provider.kk.ts'
import { registersKk } from '../../apps/server/src/provider/messages/registers.kk.ts'
import { publicKk } from '../../apps/server/src/public/messages/public.kk.ts'
import { apply, SCAN, seeHeading, sign, UNPROVEN_TEACHER, type Written } from './application.ts'
import {
  acceptDocuments,
  confirm,
  decideInSession,
  type Desk,
  dispatchResult,
  draftResult,
  giveGround,
  nameExecutor,
  type Office,
  openAt,
  openOffice,
  prepareSession,
  press,
  type Refusal,
  registerRequest,
  seeDone,
  signPaper,
} from './casework.ts'
import { examine } from './examine.ts'
import { download, openPaper } from './papers.ts'
import { administrator, citizen, holder, type Person, signIn, substitute } from './people.ts'
import { startInProcess } from './product.ts'
import { groundTitle, outcomeTitle, regulation } from './regulation.ts'
import { openStage, type Scene, type Window } from './scene.ts'

const stage = await openStage(startInProcess)
after(stage.close)

/** Somebody who has applied, and the number of what they sent. */
async function applicant(
  scene: Scene,
  person: Person,
  written?: Written,
): Promise<Window & { readonly number: string }> {
  const window = await scene.open()
  await signIn(window.page, person)
  return { ...window, number: await apply(window.page, written) }
}

async function toExecutor(office: Office, number: string): Promise<void> {
  await registerRequest(office, number)
  await nameExecutor(office, number)
}

async function toCommission(office: Office, number: string): Promise<void> {
  await toExecutor(office, number)
  await acceptDocuments(office, number)
  await prepareSession(office, number, 'Меншігінде тұрғын үй бар екені анықталды.')
}

/** The refusal as the applicant finds it: ground, reason, what can be done, how to appeal, and the paper. */
async function seeRefusal(page: Page, person: Person, refusal: Refusal): Promise<void> {
  const main = page.getByRole('main')
  await page.goto('/kk/cabinet')
  await main.getByText(cabinetKk.closes.refused).waitFor()
  await main.getByRole('link', { name: regulation.shortTitle.kk, exact: true }).click()
  await main.getByText(cabinetKk.case.refused).waitFor()
  const ground = regulation.standard.grounds.find(({ id }) => id === refusal.ground)
  for (const told of [
    groundTitle(refusal.ground),
    refusal.reason,
    ground?.remedy?.kk ?? '',
    regulation.standard.appeal.text.kk,
  ]) {
    await main.getByText(told).first().waitFor()
  }
  const paper = await download(page, main.getByRole('link', { name: cabinetKk.case.download, exact: true }))
  const text = paper.text.replaceAll(/\s+/g, ' ')
  for (const told of [person.name, groundTitle(refusal.ground), refusal.reason, holder('head').name]) {
    assert.ok(text.includes(told), `the refusal says «${told}»`)
  }
}

test(
  'a refusal by the commission reaches the applicant with ground, reason and the way to appeal',
  stage.scene(async (scene) => {
    const person = citizen('ordinary')
    const refusal = { ground: 'not-in-need', reason: 'Тараз қаласында меншігіңізде үш бөлмелі пәтер бар.' }
    const home = await applicant(scene, person)
    const { number, page } = home
    const office = openOffice(scene)
    await toCommission(office, number)
    await decideInSession(office, number, refusal)

    const executor = await openAt(await office.executor(), number, 'draft-result')
    const notice = executor.page.getByRole('button', { name: outcomeTitle('draft-result', 'notice'), exact: true })
    assert.equal(await notice.count(), 0, 'a notice cannot be drafted against the conclusion')
    await draftResult(office, number, 'refusal')
    await page.goto('/kk/cabinet')
    await page.getByRole('link', { name: regulation.shortTitle.kk, exact: true }).first().click()
    assert.equal(await page.getByText(refusal.reason).count(), 0, 'the applicant learns nothing before the signature')
    await signPaper(await openAt(await office.head(), number, 'sign-result'))
    await dispatchResult(office, number)
    await seeRefusal(page, person, refusal)
    await examine(home, 'case-refused')
  }),
)

/** The register waits for consent that nobody gives: the applicant is told, and the executor enters what a paper says. */
async function enterAnswer(home: Window, executor: Desk, number: string): Promise<void> {
  const { page } = home
  const main = page.getByRole('main')
  await untilSeen(page, '/kk/cabinet', cabinetKk.consent.tag)
  await main.getByRole('link', { name: regulation.shortTitle.kk, exact: true }).click()
  await main.getByText(cabinetKk.consent.howOwn).waitFor()
  await examine(home, 'case-consent')
  await page.goto('/kk/cabinet/notices')
  await examine(home, 'notice-settings')

  const form = executor.page.getByRole('link', { name: registersKk.enter })
  await openAt(executor, number, 'check-documents')
  await examine(executor, 'case-register-silent')
  await form.click()
  await press(executor.page, registersKk.form.button)
  await executor.page.getByRole('link', { name: registersKk.form.outcomeMissing }).waitFor()
  await examine(executor, 'enter-answer-errors')
  await executor.page.getByRole('radio', { name: registersKk.form.found, exact: true }).check()
  await executor.page.getByLabel(registersKk.facts.name).fill('Жауапсызов Нариман')
  await executor.page.getByLabel(registersKk.form.reason).fill('Азамат келісім бермеді, жеке куәлігін әкелді.')
  await executor.page.locator('input[type=file]').setInputFiles(SCAN)
  await press(executor.page, registersKk.form.button)
  await executor.page.getByRole('link', { name: registersKk.scan }).waitFor()
  await examine(executor, 'case-entered-by-hand')
  await page.goto('/kk/cabinet')
  await main.getByRole('link', { name: regulation.shortTitle.kk, exact: true }).click()
  await main.getByText(cabinetKk.entered.title).waitFor()
  assert.equal(await main.getByText(cabinetKk.consent.howOwn).count(), 0)
}

/** Registers are asked by jobs: opens the page until they have been. */
async function untilSeen(page: Page, url: string, words: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto(url)
    if (await page.getByText(words).first().isVisible()) return
  }
  assert.fail(`«${words}» never came to ${url}`)
}

test(
  'documents that do not meet the standard are refused without the commission',
  stage.scene(async (scene) => {
    const person = citizen('consent-expired')
    const refusal = { ground: 'documents-violated', reason: 'Анықтамада мекеменің мөрі мен күні жоқ.' }
    const home = await applicant(scene, person, UNPROVEN_TEACHER)
    const { number, page } = home
    const office = openOffice(scene)
    await toExecutor(office, number)
    await enterAnswer(home, await office.executor(), number)
    const executor = await openAt(await office.executor(), number, 'check-documents')
    const violated = executor.page.getByRole('radio', {
      name: outcomeTitle('check-documents', 'violated'),
      exact: true,
    })

    await violated.check()
    await press(executor.page, providerKk.case.chooseAndContinue)
    await executor.page.getByRole('link', { name: providerKk.case.groundMissing }).waitFor()
    await executor.page.getByRole('link', { name: providerKk.case.reasonMissing }).waitFor()
    await examine(executor, 'check-documents-errors')
    assert.ok(await violated.isChecked(), 'the page comes back as it was filled')
    await giveGround(executor.page, refusal)
    await press(executor.page, providerKk.case.chooseAndContinue)
    await examine(executor, 'confirm-refusal')
    await confirm(executor.page)

    await draftResult(office, number, 'refusal')
    const head = await office.head()
    await head.page.goto('/kk/work?tab=all')
    await head.page.getByRole('link', { name: providerKk.toSign.title }).click()
    await examine(head, 'to-sign')
    await sign(head.page, providerKk.toSign.button)
    await head.page.getByText(providerKk.toSign.done, { exact: true }).waitFor()
    await dispatchResult(office, number)
    await seeRefusal(page, person, refusal)

    const evidence = await page.getByRole('link', { name: cabinetKk.case.evidence }).getAttribute('href')
    const buffer = await (await page.context().request.get(evidence ?? '')).body()
    await page.goto('/kk/verify')
    await page.locator('input[type=file]').setInputFiles({ name: 'refusal.asice', mimeType: MEDIA_TYPE, buffer })
    await page.getByRole('button', { name: publicKk.verify.check }).last().click()
    await seeHeading(page, publicKk.verify.container.holds.paper)
    await examine(home, 'verify-container')
    const desk = await office.at(administrator())
    await desk.page.goto('/kk/work/gateway')
    await examine(desk, 'gateway')
  }),
)

/** A case whose draft lies before the head; walked there by the first test that needs it. */
let drafted: Promise<string> | undefined
function caseBeforeHead(scene: Scene, office: Office): Promise<string> {
  drafted ??= (async () => {
    const { number } = await applicant(scene, citizen('no-address'), UNPROVEN_TEACHER)
    await toCommission(office, number)
    await decideInSession(office, number)
    await draftResult(office, number, 'notice')
    return number
  })()
  return drafted
}

test(
  'the head whose key is not right is told why, and the document stays unsigned',
  stage.scene(async (scene) => {
    const office = openOffice(scene)
    const number = await caseBeforeHead(scene, office)
    const head = await openAt(await office.head(), number, 'sign-result')
    await head.page.getByRole('link', { name: providerKk.sign.button, exact: true }).click()
    await stage.product.signNext('revoked')
    await sign(head.page, providerKk.sign.button)
    await head.page.getByText(describeFinding('certificate-revoked', 'kk')).waitFor()
    await examine(head, 'signing-by-staff-refuted')
    await openAt(head, number, 'sign-result')
  }),
)

test(
  'the head returns a draft with a reason, and the executor drafts it again',
  stage.scene(async (scene) => {
    const office = openOffice(scene)
    const number = await caseBeforeHead(scene, office)
    const head = await openAt(await office.head(), number, 'sign-result')
    const reason = 'Мекенжайды толық көрсетіңіз.'
    await head.page.locator('summary', { hasText: providerKk.sign.returnTitle }).click()
    await press(head.page, outcomeTitle('sign-result', 'returned'))
    await head.page.getByRole('link', { name: providerKk.case.reasonMissing }).waitFor()
    await examine(head, 'return-errors')
    await head.page.getByLabel(providerKk.case.returnReason).fill(reason)
    await press(head.page, outcomeTitle('sign-result', 'returned'))
    await seeDone(head.page)

    const executor = await openAt(await office.executor(), number, 'draft-result')
    await executor.page
      .getByRole('navigation', { name: providerKk.case.tabs.label })
      .getByRole('link', { name: providerKk.case.tabs.history })
      .click()
    await executor.page.getByText(reason).waitFor()
    await draftResult(office, number, 'notice')
    await openAt(head, number, 'sign-result')
  }),
)

test(
  'the substitute signs for the absent head, and the paper names who signs',
  stage.scene(async (scene) => {
    const office = openOffice(scene)
    const number = await caseBeforeHead(scene, office)
    const { person, absent } = substitute()
    const deputy = await office.at(person)
    await deputy.page.getByText(absent.name).first().waitFor()
    await openAt(deputy, number, 'sign-result')
    const link = deputy.page.getByRole('link', { name: providerKk.sign.openPdf }).first()
    const paper = await openPaper(deputy.page, link)
    assert.ok(paper.text.includes(person.name))
    await signPaper(deputy)
    await openAt(await office.clerk(), number, 'dispatch-result')

    const absentee = await scene.open({ screen: 'desktop' })
    await signIn(absentee.page, absent)
    await absentee.page.getByText(person.name).waitFor()
    await examine(absentee, 'absent')
  }),
)

test(
  'a stranger to the case, on either side, is not let in',
  stage.scene(async (scene) => {
    const { page, number } = await applicant(scene, citizen('ordinary'))
    await page.getByRole('link', { name: applicationKk.done.follow }).click()
    const own = new URL(page.url()).pathname
    const other = await scene.open()
    await signIn(other.page, citizen('family'))
    await other.page.waitForURL(/cabinet/)
    await other.page.goto(own)
    await seeHeading(other.page, cabinetKk.case.notFound)
    assert.equal(await other.page.getByText(number).count(), 0)
    await other.page.goto('/kk/work')
    assert.equal(await other.page.getByText(number).count(), 0)
    await examine(other, 'staff-only')
  }),
)
