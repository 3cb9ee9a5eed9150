import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import { signingKk } from '../../apps/server/src/messages/signing.kk.ts'
import { uiKk } from '../../apps/server/src/messages/ui.kk.ts'
import { applicationKk } from '../../apps/server/src/portal/messages/application.kk.ts'
import { cabinetKk } from '../../apps/server/src/portal/messages/cabinet.kk.ts'
import { providerKk } from '../../apps/server/src/provider/messages/provider.kk.ts'
import {
  apply,
  attachDocument,
  beginApplication,
  fillApplication,
  fillPages,
  goOn,
  seeHeading,
  SERVICE,
  signApplication,
  TEACHER,
  WORKPLACE,
  write,
} from './application.ts'
import { chromium109 } from './browsers.ts'
import { openAt, openOffice, registerRequest } from './casework.ts'
import { examine } from './examine.ts'
import { download } from './papers.ts'
import { citizen, holder, signIn } from './people.ts'
import { startInProcess } from './product.ts'
import { field, pageTitle, stepTitle } from './regulation.ts'
import { openStage } from './scene.ts'

const stage = await openStage(startInProcess)
const old = await chromium109()
after(async () => {
  await old.close()
  await stage.close()
})

test(
  'without scripts everything works up to signing, and the signing page says what is missing',
  stage.scene(async (scene) => {
    const window = await scene.open({ scripts: false })
    const { page } = window
    await page.goto('/kk/')
    await examine(window, 'bare-services')
    await page.goto(SERVICE)
    await examine(window, 'bare-service')
    for (const name of ['regulation', 'handbook']) {
      await page.goto(`${SERVICE}/${name}`)
      await examine(window, `bare-${name}`)
    }
    await page.goto('/kk/sign-in')
    await examine(window, 'bare-sign-in')
    await signIn(page, citizen('ordinary'))
    await seeHeading(page, cabinetKk.title)
    await beginApplication(page)
    await goOn(page)
    await page.getByRole('link', { name: field('category').missing?.kk ?? '' }).waitFor()
    await examine(window, 'bare-form-errors')
    await fillPages(page, { onAnswered: (asked) => examine(window, `bare-form-${asked}`) })
    await examine(window, 'bare-documents')
    await attachDocument(page, WORKPLACE)
    await goOn(page)
    await seeHeading(page, applicationKk.check.title)
    await examine(window, 'bare-check')
    await page.getByRole('link', { name: applicationKk.check.toSign }).click()
    await seeHeading(page, applicationKk.sign.title)
    assert.equal((await page.locator('noscript').innerText()).trim(), signingKk.noScript)
    await examine(window, 'bare-sign')
    await page.goto('/kk/cabinet')
    await examine(window, 'bare-cabinet')
    await page.goto('/kk/verify')
    await examine(window, 'bare-verify')
  }),
)

test(
  'staff do a step without scripts',
  stage.scene(async (scene) => {
    const { page } = await scene.open()
    await signIn(page, citizen('family'))
    const number = await apply(page)
    const desk = await scene.open({ scripts: false, screen: 'desktop' })
    await signIn(desk.page, holder('clerk'))
    await seeHeading(desk.page, providerKk.inbox.title)
    await examine(desk, 'bare-inbox')
    const clerk = { ...desk, person: holder('clerk') }
    await openAt(clerk, number, 'register')
    await examine(desk, 'bare-register')
    await registerRequest({ ...openOffice(scene), clerk: async () => clerk }, number)
  }),
)

test(
  'the last browser of Windows 7 carries a citizen from the service page to the receipt',
  stage.scene(async (scene) => {
    const window = await scene.open({ browser: old, screen: 'desktop' })
    const { page } = window
    await page.goto('/kk/')
    await examine(window, 'old-services')
    await page.goto(SERVICE)
    await examine(window, 'old-service')
    await signIn(page, citizen('ordinary'))
    await seeHeading(page, cabinetKk.title)
    await fillApplication(page, { onAnswered: (asked) => examine(window, `old-form-${asked}`) })
    await examine(window, 'old-check')
    await signApplication(page)
    await seeHeading(page, applicationKk.done.accepted)
    await examine(window, 'old-done')
    await download(page, page.getByRole('link', { name: applicationKk.done.receipt }))
    await page.getByRole('link', { name: applicationKk.done.follow }).click()
    await page.getByText(stepTitle('register')).first().waitFor()
  }),
)

test(
  'a form page is filled and sent with the keyboard alone',
  stage.scene(async ({ open }) => {
    const { page } = await open({ screen: 'desktop' })
    await signIn(page, citizen('ordinary'))
    await beginApplication(page)
    await write(page, field('category'), TEACHER['category'])
    await goOn(page)
    await seeHeading(page, pageTitle('contacts'))
    await page.reload()

    // The skip link comes first and leads past the header.
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), uiKk.skipToContent)
    assert.ok(await page.getByRole('link', { name: uiKk.skipToContent }).isVisible())
    await page.keyboard.press('Enter')
    assert.ok(await page.getByRole('main').evaluate((main) => main === document.activeElement))

    // From there Tab reaches every question, then every way on, in the order they are read.
    const reached: string[] = []
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab')
      reached.push(await focused(page))
    }
    const { day, month, year } = uiKk.date
    const wanted = [
      field('address').label.kk,
      day,
      month,
      year,
      field('phone').label.kk,
      uiKk.continue,
      applicationKk.draft.saveAndLeave,
      applicationKk.draft.toParts,
    ]
    assert.deepEqual(
      reached.filter((name) => wanted.includes(name)),
      wanted,
    )

    // Enter sends the form; the list of faults takes the focus and leads to the field.
    await page.getByLabel(field('phone').label.kk).fill('1')
    await page.keyboard.press('Enter')
    const summary = page.getByRole('group', { name: uiKk.errorSummary(1) })
    await summary.waitFor()
    assert.ok(await summary.evaluate((box) => box === document.activeElement))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await focused(page), field('phone').label.kk)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('87012345678')
    await page.keyboard.press('Enter')
    await seeHeading(page, pageTitle('family'))
  }),
)

test(
  'the keys of the list of work do not listen while somebody types, and can be switched off',
  stage.scene(async (scene) => {
    const { page } = await scene.open()
    await signIn(page, citizen('expired-document'))
    const number = await apply(page)
    const { page: desk } = await openOffice(scene).clerk()
    await desk.keyboard.press('KeyJ')
    const first = await focused(desk)
    assert.match(first, /^ZHQ-/)
    await desk.keyboard.press('Slash')
    await desk.keyboard.type('jkn')
    assert.equal(await desk.getByRole('searchbox').inputValue(), 'jkn')
    await desk.getByRole('searchbox').fill(number)
    await desk.keyboard.press('Enter')
    await desk.getByText(providerKk.inbox.found(1)).waitFor()
    await desk.goto('/kk/work?tab=all')
    await desk.getByRole('button', { name: providerKk.inbox.keysOff }).click()
    await desk.keyboard.press('KeyJ')
    assert.ok(!(await focused(desk)).startsWith('ZHQ-'))
    await desk.reload()
    await desk.getByRole('button', { name: providerKk.inbox.keysOn }).waitFor()
  }),
)

interface Weight {
  total: number
  script: number
}

test(
  'a first visit to each page of a citizen weighs at most 60 kB, of it 15 kB script',
  stage.scene(async ({ open }) => {
    const { page: signedIn, context } = await open()
    await signIn(signedIn, citizen('ordinary'))
    await seeHeading(signedIn, cabinetKk.title)
    const cookies = await context.cookies()
    await beginApplication(signedIn)
    const form = signedIn.url()
    await fillApplication(signedIn)
    const check = signedIn.url()
    for (const address of [
      '/kk/',
      SERVICE,
      '/kk/sign-in',
      form,
      check,
      check.replace(/check$/, 'sign'),
      '/kk/cabinet',
    ]) {
      const visitor = await open()
      await visitor.context.addCookies(cookies)
      const { total, script } = await weigh(visitor.page, address)
      assert.ok(total > 5000, `${address} was weighed`)
      assert.ok(total <= 60_000, `${address} weighs ${total} bytes`)
      assert.ok(script <= 15_000, `${address} has ${script} bytes of script`)
    }
  }),
)

/** Bytes over the line, compressed and with headers, for somebody whose browser knows nothing of us yet. */
async function weigh(page: Page, address: string): Promise<Weight> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const types = new Map<string, string>()
  const weight: Weight = { total: 0, script: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight.total += encodedDataLength
    if (types.get(requestId) === 'Script') weight.script += encodedDataLength
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  return weight
}

/** What a screen reader would call the element that has the focus. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (element instanceof HTMLInputElement) return element.labels?.[0]?.textContent?.trim() ?? ''
    return element?.textContent?.trim() ?? ''
  })
}
