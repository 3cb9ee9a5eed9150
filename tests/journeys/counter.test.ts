import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { counterKk as words } from '../../apps/server/src/counter/messages/counter.kk.ts'
import { applicationKk } from '../../apps/server/src/portal/messages/application.kk.ts'
import { providerKk } from '../../apps/server/src/provider/messages/provider.kk.ts'
import { numberOn, SCAN, seeHeading, sign, TEACHER, UNPROVEN_TEACHER, type Written, write } from './application.ts'
import { openAt, openOffice, press } from './casework.ts'
import { examine } from './examine.ts'
import { openPaper } from './papers.ts'
import { citizen, operator, type Person, signIn } from './people.ts'
import { startInProcess } from './product.ts'
import { documentTitle, outcomeTitle, pagesFor, regulation } from './regulation.ts'
import { openStage, type Scene, type Window } from './scene.ts'

const stage = await openStage(startInProcess)
after(stage.close)

/** What has to be brought to a centre, beside what the answers call for. */
const BROUGHT = ['identity-original', 'application', 'workplace'].map(documentTitle)

async function openCounter(scene: Scene, seat: Parameters<Scene['open']>[0]): Promise<Window> {
  const window = await scene.open(seat)
  await signIn(window.page, operator())
  await seeHeading(window.page, providerKk.inbox.title)
  await window.page.getByRole('link', { name: words.title }).click()
  await seeHeading(window.page, words.title)
  return window
}

async function begin(page: Page, { iin }: Pick<Person, 'iin'>): Promise<void> {
  const main = page.getByRole('main')
  await main.getByRole('radio', { name: regulation.shortTitle.kk, exact: true }).check()
  await main.getByLabel(words.list.iin).fill(iin)
  await press(page, words.list.button)
  await seeHeading(page, regulation.standard.form.title.kk)
}

/** Answers the whole form; questions that the answers bring up stand on the page that comes back. */
async function fillForm(page: Page, answers: Written, more?: () => Promise<void>): Promise<void> {
  const fields = pagesFor(answers).flatMap((asked) => asked.fields)
  const written = new Set<string>()
  for (let times = 0; times < 5; times += 1) {
    for (const field of fields) {
      const stands = page.locator(`[id="${field.id}"], [id="${field.id}-day"], [name="${field.id}"]`).first()
      if (written.has(field.id) || answers[field.id] === undefined || (await stands.count()) === 0) continue
      await write(page, field, answers[field.id])
      written.add(field.id)
    }
    await press(page, words.form.goOn)
    const documents = page.getByRole('heading', { level: 1, name: words.documents.title })
    const asksMore = page.getByText(words.form.asksMore)
    await documents.or(asksMore).first().waitFor()
    if (await documents.isVisible()) return
    await more?.()
  }
  assert.fail('the form asks for more than the journey writes')
}

async function scan(page: Page, document: string): Promise<void> {
  const place = page.getByRole('listitem').filter({ has: page.getByLabel(document) })
  await place.getByLabel(document).setInputFiles(SCAN)
  await place.getByRole('button', { name: words.documents.add }).click()
  await place.getByText(applicationKk.documents.attached(1)).waitFor()
}

test(
  'an operator takes papers in, signs the package, and the clerk of the provider has the case',
  stage.scene(async (scene) => {
    const window = await openCounter(scene, { screen: 'desktop' })
    const { page } = window
    const main = page.getByRole('main')
    await examine(window, 'counter')
    await press(page, words.list.button)
    await main.getByRole('link', { name: words.list.serviceMissing }).waitFor()
    await examine(window, 'counter-errors')
    const { iin, name } = citizen('ordinary')
    // As it is read from the document, in groups.
    await begin(page, { iin: iin.replaceAll(/(\d{4})(?=\d)/g, '$1 ') })
    assert.equal(await main.getByLabel(words.list.iin).inputValue(), iin)
    assert.equal(await main.getByLabel(words.form.surname).inputValue(), name.split(' ')[0])
    await examine(window, 'counter-form')
    await press(page, words.form.goOn)
    await main.getByRole('link', { name: regulation.standard.form.pages[0]?.fields[0]?.missing?.kk ?? '' }).waitFor()
    await examine(window, 'counter-form-errors')
    await fillForm(page, TEACHER)
    await examine(window, 'counter-documents')
    await main.getByRole('link', { name: words.documents.toCheck }).click()
    await seeHeading(page, words.check.title)
    await main.getByText(words.check.incompleteTitle).waitFor()
    await examine(window, 'counter-check-incomplete')
    await main.getByRole('link', { name: words.check.back }).click()
    for (const document of BROUGHT) await scan(page, document)
    await examine(window, 'counter-documents-given')
    await main.getByRole('link', { name: words.documents.toCheck }).click()
    await main.getByText(words.check.completeTitle).waitFor()
    await examine(window, 'counter-check')
    await press(page, words.check.accept)
    await seeHeading(page, words.done.accepted)
    await examine(window, 'counter-done')
    const done = page.url()
    await main.getByRole('link', { name: words.done.sign }).click()
    await seeHeading(page, providerKk.package.title)
    await examine(window, 'counter-package')
    await sign(page, providerKk.package.button)
    await page.goto(done)
    const number = await numberOn(page)
    await examine(window, 'counter-done-number')
    const receipt = await openPaper(page, main.getByRole('link', { name: words.done.receipt }))
    assert.ok(receipt.text.includes(number))
    const office = openOffice(scene)
    await openAt(await office.clerk(), number, 'register')
  }),
)

test(
  'without scripts papers are taken in too, and incomplete ones refused with a receipt',
  stage.scene(async (scene) => {
    const window = await openCounter(scene, { scripts: false })
    const { page } = window
    const main = page.getByRole('main')
    await examine(window, 'bare-counter')
    await begin(page, { iin: citizen('no-address').iin })
    await main.getByLabel(words.form.surname).fill('Мекенсізов')
    await press(page, words.form.refuse)
    await seeHeading(page, words.refusal.title)
    await press(page, words.check.refuse)
    await main.getByRole('link', { name: words.refusal.missing }).waitFor()
    await examine(window, 'bare-counter-refusal')
    await page.getByRole('link', { name: words.documents.toForm }).click()
    await fillForm(page, UNPROVEN_TEACHER, () => examine(window, 'bare-counter-asks-more'))
    await examine(window, 'bare-counter-documents')
    await scan(page, BROUGHT[0] ?? '')
    await page.getByRole('link', { name: words.documents.toForm }).click()
    await press(page, words.form.later)
    await main.getByText(words.form.saved).waitFor()
    await examine(window, 'bare-counter-saved')
    await main.getByRole('link', { name: citizen('no-address').name }).click()
    await press(page, words.form.goOn)
    await main.getByRole('link', { name: words.documents.toCheck }).click()
    await main.getByLabel(words.check.note).fill('Ертең әкеледі')
    await press(page, words.check.refuse)
    await seeHeading(page, words.done.refused)
    await main.getByText('Ертең әкеледі').waitFor()
    await examine(window, 'bare-counter-refused')
    await main.getByRole('link', { name: words.done.openCase }).click()
    await examine(window, 'bare-counter-receipt')
    await press(page, outcomeTitle('refuse-acceptance', 'receipt-given', 'kk', 'centre'))
  }),
)
