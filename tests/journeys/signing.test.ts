import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, test } from 'node:test'
import { describeFinding, type SignatureFinding } from '@qyzmet/eds'
import { citeItem } from '@qyzmet/regulation'
import jsQR from 'jsqr'
import type { Page } from 'playwright-core'
import { TRAINING_PASSWORD } from '../../apps/server/src/people/training.ts'
import { fillAdoption } from '../../apps/server/src/portal/co-signing/testing/adoption.ts'
import { coSigningKk } from '../../apps/server/src/portal/messages/co-signing.kk.ts'
import { openBrowser } from '../../apps/server/src/testing/browser.ts'
import { signingKk } from '../../apps/server/src/messages/signing.kk.ts'
import { phoneKk } from '../../apps/server/src/phone-signing/messages/phone.kk.ts'
import { peopleKk } from '../../apps/server/src/people/messages/people.kk.ts'
import { applicationKk } from '../../apps/server/src/portal/messages/application.kk.ts'
import { cabinetKk } from '../../apps/server/src/portal/messages/cabinet.kk.ts'
import { servicesKk } from '../../apps/server/src/portal/messages/services.kk.ts'
import type { SigningStory } from '../../apps/simulator/src/ncalayer/signer.ts'
import { fillApplication, numberOn, seeHeading, SERVICE, sign, signApplication } from './application.ts'
import { press } from './casework.ts'
import { examine } from './examine.ts'
import { citizen, signIn } from './people.ts'
import { startInProcess } from './product.ts'
import { actorTitle, messageAt, regulation, stepItem, stepTitle } from './regulation.ts'
import { openStage, SCREENS } from './scene.ts'

const stage = await openStage(startInProcess)
const { product } = stage
after(stage.close)

/** What is wrong with a key → what the person is told. */
const REFUTED: readonly (readonly [SigningStory, SignatureFinding])[] = [
  ['revoked', 'certificate-revoked'],
  ['expired', 'certificate-expired'],
  ['not-yet-valid', 'certificate-not-yet-valid'],
  ['auth', 'key-usage-wrong'],
  ['broken', 'signature-wrong'],
]

test(
  'C1: who is not recognised is told so in the words of the regulation, with the item',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    await page.goto(SERVICE)
    await page.getByRole('link', { name: servicesKk.page.startSignedOut }).click()
    await signIn(page, citizen('ordinary'), 'бұл менің құпиясөзім емес')
    await page.getByText(messageAt('report-sign-in-refusal')).waitFor()
    await page.getByText(citeItem(stepItem('report-sign-in-refusal'), 'kk')).waitFor()
    await page.getByText(peopleKk.signIn.attemptsLeft(4)).waitFor()
    assert.equal(await page.getByLabel(peopleKk.iin.label).inputValue(), citizen('ordinary').iin)
    await examine(window, 'sign-in-refuted')
    await signIn(page, citizen('ordinary'))
    await page.getByRole('button', { name: servicesKk.page.start, exact: true }).waitFor()
  }),
)

test(
  'C2: each reason for which a signature is not confirmed is told, and the draft can be signed again',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    const main = page.getByRole('main')
    await signIn(page, citizen('ordinary'))
    await fillApplication(page)
    await main.getByRole('link', { name: applicationKk.check.toSign }).click()
    for (const [index, [story, finding]] of REFUTED.entries()) {
      await seeHeading(page, applicationKk.sign.title)
      await product.signNext(story)
      await sign(page)
      await main.getByText(messageAt('report-signature-refusal')).waitFor()
      await main.getByText(describeFinding(finding, 'kk')).waitFor()
      if (index === 0) await examine(window, 'signature-refuted')
      await press(page, applicationKk.sign.again)
    }
    await seeHeading(page, applicationKk.sign.title)
    await sign(page)
    await seeHeading(page, applicationKk.done.accepted)
    await numberOn(page)
    await page.goto('/kk/cabinet')
    assert.equal(await main.getByText(cabinetKk.closes.stopped, { exact: true }).count(), REFUTED.length)
    await main.getByRole('link', { name: regulation.shortTitle.kk, exact: true }).last().click()
    await main.getByText(describeFinding('certificate-revoked', 'kk')).waitFor()
    await examine(window, 'case-stopped')
  }),
)

test(
  'C2: while neither OCSP nor the revocation list answers, the application waits, and goes on by itself afterwards',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    const main = page.getByRole('main')
    await signIn(page, citizen('family'))
    await fillApplication(page)
    await product.breakAuthority({ ocsp: 'down', crl: 'down' })
    try {
      await signApplication(page)
      await seeHeading(page, applicationKk.done.pending)
      await examine(window, 'done-pending')
      await main.getByRole('link', { name: applicationKk.done.follow }).click()
      await main.getByText(cabinetKk.case.beingSent).waitFor()
      await main.getByText(stepTitle('check-signature')).first().waitFor()
      await main.getByText(actorTitle('portal')).first().waitFor()
      await examine(window, 'case-pending')
    } finally {
      await product.breakAuthority({ ocsp: 'none', crl: 'none' })
    }
    for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 1000) {
      if (await main.getByText(cabinetKk.case.inWork).isVisible()) break
      await sleep(1000)
      await page.reload()
    }
    await main.getByText(cabinetKk.case.inWork).waitFor()
    await numberOn(page)
  }),
)

test(
  'a person who closes the window of NCALayer, has none or takes a wrong key is told what to do, and nothing is sent',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    const status = page.getByRole('main').getByRole('status')
    const button = page.getByRole('button', { name: applicationKk.sign.button, exact: true })
    await signIn(page, citizen('expired-document'))
    await fillApplication(page)
    await page.getByRole('link', { name: applicationKk.check.toSign }).click()
    await seeHeading(page, applicationKk.sign.title)

    await product.signNext('cancel')
    await button.click()
    await status.getByText(signingKk.says.cancelled).waitFor()
    await product.signNext('failure')
    await button.click()
    await status.getByText(signingKk.says.failure).waitFor()
    await product.signNext('other-person')
    await button.click()
    const [wrongPerson = ''] = signingKk.says['wrong-person'].split('{needed}')
    await status.getByText(`${wrongPerson}********${citizen('expired-document').iin.slice(-4)}`).waitFor()
    await product.signNext('old-version')
    await button.click()
    await status.getByText(signingKk.says['old-version']).waitFor()
    await page.routeWebSocket(/.*/, (socket) => socket.close())
    await button.click()
    await status.getByText(signingKk.says['not-running']).waitFor()
    await status.getByRole('link', { name: signingKk.phone.otherWay }).waitFor()
    await examine(window, 'sign-no-ncalayer')
    // What a browser says when the person has once told it to let no page reach this computer.
    await page.evaluate(() => {
      navigator.permissions.query = async () =>
        Object.assign(new EventTarget(), { state: 'denied' }) as PermissionStatus
    })
    await button.click()
    await status.getByText(signingKk.says.blocked).waitFor()
    await page.goto('/kk/cabinet')
    await page.getByRole('heading', { name: cabinetKk.drafts }).waitFor()
    assert.equal(await page.getByRole('heading', { name: cabinetKk.open }).count(), 0)
  }),
)

test(
  'at a desk the code is scanned with a telephone, whose wrong key is told on both screens, and the page goes on by itself',
  stage.scene(async (scene) => {
    const window = await scene.open({ screen: 'desktop' })
    const { page } = window
    const person = citizen('ordinary')
    await signIn(page, person)
    await fillApplication(page)
    await page.getByRole('link', { name: applicationKk.check.toSign }).click()
    await seeHeading(page, applicationKk.sign.title)
    await press(page, signingKk.phone.button)
    await seeHeading(page, phoneKk.title)
    await examine(window, 'phone-waiting')

    // The telephone is a machine of its own: it knows the product by what the code says.
    const telephone = await stage.browser.newContext({ viewport: SCREENS.phone, locale: 'kk-KZ' })
    try {
      const phone = await telephone.newPage()
      await phone.goto(`${product.simulatorUrl}/egov-mobile/`)
      await phone.getByLabel('QR кодтағы мекенжай').fill(await scan(page))
      await phone.getByRole('button', { name: 'Кодты ашу' }).click()
      await page.getByText(phoneKk.says.opened).waitFor()
      await phone.getByText(regulation.shortTitle.kk).waitFor()
      const signAs = async (story: string): Promise<void> => {
        await phone.getByLabel('Кімнің кілтімен қол қойылады').selectOption(person.iin)
        await phone.getByLabel('Не болады').selectOption(story)
        await phone.getByRole('button', { name: 'Қол қою' }).click()
      }
      await signAs('other-person')
      await phone.getByText(describeFinding('iin-mismatch', 'kk')).waitFor()
      await page.getByText(describeFinding('iin-mismatch', 'kk')).waitFor()
      await signAs('gost')
      await phone.getByText('Қолтаңба жіберілді').waitFor()
    } finally {
      await telephone.close()
    }
    await seeHeading(page, applicationKk.done.accepted)
    await numberOn(page)
  }),
)

test(
  'an application of a married person waits for the spouse, who signs it on her own screen, and only then has its number',
  stage.scene(async (scene) => {
    const [applicant, spouse] = [citizen('ordinary'), citizen('family')]
    const besides = openBrowser(product.app, '10.0.0.1')
    await besides.fillIn('/kk/sign-in', { iin: applicant.iin, password: TRAINING_PASSWORD })
    const draft = await fillAdoption(besides, { spouseIin: spouse.iin })

    const window = await scene.open()
    const { page } = window
    await signIn(page, applicant)
    await page.goto(`${draft}/sign`)
    await page.getByRole('heading', { name: coSigningKk.before.title }).waitFor()
    await examine(window, 'sign-with-others')
    await sign(page, applicationKk.sign.buttonWithOthers)
    await seeHeading(page, coSigningKk.waiting.title)
    await examine(window, 'waiting-for-others')

    const other = await scene.open()
    await signIn(other.page, spouse)
    await other.page.goto('/kk/cabinet')
    await other.page.getByRole('heading', { name: coSigningKk.cabinet.awaited }).waitFor()
    await examine(other, 'cabinet-awaited')
    await other.page.getByRole('link', { name: 'Бала асырап алуға есепке тұру', exact: true }).click()
    await seeHeading(other.page, coSigningKk.request.title)
    await other.page.getByText(applicant.name).first().waitFor()
    await examine(other, 'request-to-sign')
    await sign(other.page, coSigningKk.request.button)
    await seeHeading(other.page, coSigningKk.state.signed)

    const accepted = page.getByRole('heading', { level: 1, name: applicationKk.done.accepted })
    for (let waitedMs = 0; waitedMs < 60_000 && !(await accepted.isVisible()); waitedMs += 500) {
      await sleep(500)
      await page.reload()
    }
    await page.getByText(applicationKk.done.number).waitFor()
  }),
)

/** What the code on a page says, read from its picture as a camera would. */
async function scan(page: Page): Promise<string> {
  const { side, pixels } = await page.evaluate(async () => {
    const side = 400
    const picture = new Image(side, side)
    picture.src = `data:image/svg+xml,${encodeURIComponent(document.querySelector('.q-qr svg')?.outerHTML ?? '')}`
    await picture.decode()
    const canvas = new OffscreenCanvas(side, side).getContext('2d')
    canvas?.drawImage(picture, 0, 0, side, side)
    return { side, pixels: [...(canvas?.getImageData(0, 0, side, side).data ?? [])] }
  })
  return jsQR.default(Uint8ClampedArray.from(pixels), side, side)?.data ?? ''
}
