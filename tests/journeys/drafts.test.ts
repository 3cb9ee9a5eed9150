import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { temporaryFolder } from '../../apps/server/src/database/embedded.ts'
import { uiKk } from '../../apps/server/src/messages/ui.kk.ts'
import { uiRu } from '../../apps/server/src/messages/ui.ru.ts'
import { peopleKk } from '../../apps/server/src/people/messages/people.kk.ts'
import { applicationKk } from '../../apps/server/src/portal/messages/application.kk.ts'
import { cabinetKk } from '../../apps/server/src/portal/messages/cabinet.kk.ts'
import { formKk } from '../../apps/server/src/portal/messages/form.kk.ts'
import { servicesKk } from '../../apps/server/src/portal/messages/services.kk.ts'
import {
  apply,
  beginApplication,
  fillApplication,
  fillPages,
  goOn,
  numberOn,
  question,
  SCAN,
  seeHeading,
  sendFile,
  SERVICE,
  sign,
  TEACHER,
  WORKPLACE,
  write,
} from './application.ts'
import { openAt, openOffice } from './casework.ts'
import { examine } from './examine.ts'
import { citizen, signIn } from './people.ts'
import { startInProcess } from './product.ts'
import { field, outcomeTitle, pageTitle, regulation } from './regulation.ts'
import { openStage } from './scene.ts'

const stage = await openStage(startInProcess)
const { product } = stage
after(stage.close)

/** How many applications and drafts the cabinet lists. */
async function inCabinet(page: Page): Promise<{ readonly drafts: number; readonly cases: number }> {
  await page.goto('/kk/cabinet')
  await seeHeading(page, cabinetKk.title)
  const links = page.getByRole('main').getByRole('link')
  const all = await Promise.all((await links.all()).map((link) => link.getAttribute('href')))
  const addresses = [...new Set(all)]
  return {
    drafts: addresses.filter((address) => address?.includes('/applications/')).length,
    cases: addresses.filter((address) => address?.includes('/cabinet/cases/')).length,
  }
}

test(
  'Back after sending shows where the application is and sends nothing again',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    await signIn(page, citizen('ordinary'))
    const number = await apply(page)
    await page.goBack()
    await seeHeading(page, applicationKk.draft.sentTitle)
    await examine(window, 'sent-already')
    await page.goBack()
    await page.getByRole('link', { name: applicationKk.check.toSign }).click()
    await seeHeading(page, applicationKk.draft.sentTitle)
    await page.getByRole('link', { name: applicationKk.draft.sentLink }).click()
    assert.equal(await numberOn(page), number)
    assert.deepEqual(await inCabinet(page), { drafts: 0, cases: 1 })
  }),
)

test(
  'after signing out, Back shows nothing of the person who was there',
  stage.scene(async ({ open }) => {
    const { page } = await open()
    const person = citizen('ordinary')
    await signIn(page, person)
    await seeHeading(page, cabinetKk.title)
    await page.getByRole('button', { name: uiKk.navigation.signOut }).click()
    await page.getByRole('link', { name: uiKk.navigation.signIn }).waitFor()
    await page.goBack()
    await seeHeading(page, peopleKk.signIn.title)
    assert.equal(await page.getByText(person.name).count(), 0)
  }),
)

test(
  'a double press and a form sent twice open one case',
  stage.scene(async ({ open }) => {
    const { page, context } = await open()
    await signIn(page, citizen('family'))
    await page.goto(SERVICE)
    await page.getByRole('button', { name: servicesKk.page.start, exact: true }).dblclick()
    await page.getByRole('link', { name: applicationKk.draft.goOn }).waitFor()
    assert.deepEqual(await inCabinet(page), { drafts: 1, cases: 0 })

    await page.getByRole('main').getByRole('link', { name: regulation.standard.form.title.kk }).click()
    await page.getByRole('link', { name: applicationKk.draft.goOn }).click()
    await fillPages(page)
    await page
      .getByRole('link', { name: new RegExp(`${applicationKk.documents.add}.*${RegExp.escape(WORKPLACE)}`) })
      .click()
    await sendFile(page, SCAN)
    await goOn(page)
    await page.getByRole('link', { name: applicationKk.check.toSign }).click()
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/sign'))
    await page.getByRole('button', { name: applicationKk.sign.button, exact: true }).dblclick()
    const request = await sent
    await seeHeading(page, applicationKk.done.accepted)
    const number = await numberOn(page)

    const again = await context.request.post(request.url(), {
      data: request.postData() ?? '',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: product.baseUrl },
    })
    assert.equal(again.status(), 200)
    assert.ok((await again.text()).includes(number), 'the second sending finds what the first one did')
    assert.deepEqual(await inCabinet(page), { drafts: 0, cases: 1 })
  }),
)

test(
  'a double press of staff does the step once and says nothing of a fault',
  stage.scene(async (scene) => {
    const { page } = await scene.open()
    await signIn(page, citizen('ordinary'))
    const number = await apply(page)
    const clerk = await openAt(await openOffice(scene).clerk(), number, 'register')
    await clerk.page.getByRole('button', { name: outcomeTitle('register', 'registered'), exact: true }).dblclick()
    await clerk.page.getByRole('status').waitFor()
    assert.equal(await clerk.page.getByRole('alert').count(), 0)
    await page.getByRole('link', { name: applicationKk.done.follow }).click()
    assert.equal(await page.getByText(new RegExp(`^${outcomeTitle('register', 'registered')}`)).count(), 0)
  }),
)

test(
  'who comes back after the session ended signs in and stands on the same page with the draft',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    await signIn(page, citizen('expired-document'))
    await beginApplication(page)
    await seeHeading(page, pageTitle('category'))
    await write(page, field('category'), TEACHER['category'])
    await goOn(page)
    await seeHeading(page, pageTitle('contacts'))
    const here = page.url()
    product.pass({ minutes: 31 })
    await page.getByLabel(field('phone').label.kk).fill('87012345678')
    await goOn(page)
    await page.getByText(peopleKk.signIn.ended.idle).waitFor()
    await examine(window, 'session-ended')
    await signIn(page, citizen('expired-document'))
    await seeHeading(page, pageTitle('contacts'))
    assert.equal(page.url(), here)
    await page.getByRole('link', { name: uiKk.back }).click()
    const chosen = question(page.getByRole('main'), field('category').label.kk)
    const option = field('category').options?.find(({ value }) => value === TEACHER['category'])
    assert.ok(await chosen.getByRole('radio', { name: option?.label.kk ?? '' }).isChecked())
  }),
)

test(
  'another language shows the same page and keeps the draft',
  stage.scene(async ({ open }) => {
    const { page } = await open()
    await signIn(page, citizen('expired-document'))
    await beginApplication(page)
    await write(page, field('category'), TEACHER['category'])
    await goOn(page)
    await seeHeading(page, pageTitle('contacts'))
    await page.getByLabel(field('phone').label.kk).fill('8 701 234 56 78')
    await goOn(page)
    await seeHeading(page, pageTitle('family'))
    await page.getByRole('link', { name: uiKk.back }).click()
    await seeHeading(page, pageTitle('contacts'))
    const { pathname } = new URL(page.url())
    await page.getByRole('link', { name: 'Русский' }).click()
    await seeHeading(page, pageTitle('contacts', 'ru'))
    assert.equal(new URL(page.url()).pathname, pathname.replace('/kk/', '/ru/'))
    assert.match(await page.getByLabel(field('phone').label.ru).inputValue(), /701.*234.*56.*78/)
    assert.equal(await page.locator('html').getAttribute('lang'), 'ru')
    await page.getByRole('button', { name: uiRu.continue, exact: true }).click()
    await seeHeading(page, pageTitle('family', 'ru'))
    await page.getByRole('link', { name: 'Қазақша' }).click()
    await seeHeading(page, pageTitle('family'))
  }),
)

test(
  'a draft is left, found in the cabinet, gone on with, and thrown away',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    const main = page.getByRole('main')
    await signIn(page, citizen('no-address'))
    await beginApplication(page)
    await write(page, field('category'), TEACHER['category'])
    await page.getByRole('button', { name: applicationKk.draft.saveAndLeave }).click()
    await seeHeading(page, cabinetKk.title)
    await examine(window, 'cabinet-draft')
    await main.getByRole('link', { name: regulation.standard.form.title.kk }).click()
    await examine(window, 'parts')
    await page.goto(SERVICE)
    await main.getByText(servicesKk.page.draft).waitFor()
    await page.goBack()
    await main.getByRole('link', { name: applicationKk.draft.remove }).click()
    await seeHeading(page, applicationKk.draft.removeTitle)
    await examine(window, 'remove-draft')
    await page.getByRole('button', { name: applicationKk.draft.removeYes }).click()
    assert.deepEqual(await inCabinet(page), { drafts: 0, cases: 0 })
  }),
)

test(
  'what cannot be right is said at its field and on top, and nothing typed is lost',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    const main = page.getByRole('main')
    await page.goto('/kk/sign-in')
    await signIn(page, { iin: '900514497062', name: '' })
    await main.getByRole('link', { name: peopleKk.iin.faults['wrong-check-digit'] }).waitFor()
    await examine(window, 'sign-in-errors')
    await signIn(page, { ...citizen('no-address'), iin: citizen('no-address').iin.replace(/(\d{6})/, '$1 ') })
    await seeHeading(page, cabinetKk.title)

    await beginApplication(page)
    await seeHeading(page, pageTitle('category'))
    await goOn(page)
    await main.getByRole('link', { name: field('category').missing?.kk ?? '' }).waitFor()
    assert.match(await page.title(), new RegExp(`^${uiKk.errorPrefix}`))
    await examine(window, 'form-errors')
    await write(page, field('category'), TEACHER['category'])
    await goOn(page)

    await seeHeading(page, pageTitle('contacts'))
    await main.getByLabel(field('address').label.kk).fill('Тараз')
    const since = question(main, field('residence-since').label.kk)
    for (const [part, value] of Object.entries({ day: '31', month: '2', year: '2012' })) {
      await since.getByLabel(uiKk.date[part === 'day' || part === 'month' ? part : 'year']).fill(value)
    }
    await main.getByLabel(field('phone').label.kk).fill('12')
    await goOn(page)
    await main.getByRole('link', { name: formKk.faults['date-impossible'] }).waitFor()
    await main.getByRole('link', { name: formKk.faults['phone-malformed'] }).click()
    assert.ok(await main.getByLabel(field('phone').label.kk).evaluate((input) => input === document.activeElement))
    assert.equal(await since.getByLabel(uiKk.date.day).inputValue(), '31')
    assert.equal(await main.getByLabel(field('address').label.kk).inputValue(), 'Тараз')
    await examine(window, 'form-errors-date')
  }),
)

test(
  'people of the family are added and taken away, and their IINs are looked at',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    const main = page.getByRole('main')
    const members = field('members').fields ?? []
    const label = (id: string): string => members.find((candidate) => candidate.id === id)?.label.kk ?? id
    await signIn(page, citizen('family'))
    await beginApplication(page)
    await write(page, field('category'), TEACHER['category'])
    await goOn(page)
    await main.getByLabel(field('phone').label.kk).fill('87012345678')
    await goOn(page)
    await seeHeading(page, pageTitle('family'))
    await page.getByRole('button', { name: applicationKk.people.add }).click()
    const first = main.getByRole('group', { name: applicationKk.people.person(1) })
    await first.getByLabel(label('name')).fill('Отбасов Нұрдәулет Мысалұлы')
    await first.getByLabel(label('iin')).fill('880809300000')
    await page.getByRole('button', { name: applicationKk.people.addAnother }).click()
    const second = main.getByRole('group', { name: applicationKk.people.person(2) })
    await second.waitFor()
    assert.equal(await first.getByLabel(label('name')).inputValue(), 'Отбасов Нұрдәулет Мысалұлы')
    await examine(window, 'form-family-two')
    await second.getByRole('button', { name: applicationKk.people.remove }).click()
    await second.waitFor({ state: 'detached' })
    await goOn(page)
    const fault = formKk.aboutPerson(1, formKk.faults['iin-wrong-check-digit'])
    await main.getByRole('link', { name: fault }).waitFor()
    await examine(window, 'form-family-errors')
  }),
)

test(
  'a file that cannot be taken is told why: none, empty, of another kind, locked, too large',
  stage.scene(async (scene) => {
    const window = await scene.open()
    const { page } = window
    const main = page.getByRole('main')
    const { errors } = applicationKk.documents
    await signIn(page, citizen('ordinary'))
    await beginApplication(page)
    await fillPages(page)
    await main.getByRole('link', { name: WORKPLACE }).click()
    await seeHeading(page, WORKPLACE)
    await examine(window, 'upload')
    const upload = page.getByRole('button', { name: applicationKk.documents.upload, exact: true })
    await upload.click()
    await main.getByRole('link', { name: errors['none-chosen'] }).waitFor()
    await examine(window, 'upload-errors')
    for (const [fault, buffer] of [
      ['file-empty', Buffer.alloc(0)],
      ['file-type', Buffer.from('MZ this is a program')],
      ['file-locked', Buffer.concat([SCAN.buffer, Buffer.from('trailer<</Encrypt 5 0 R>>')])],
    ] as const) {
      await sendFile(page, { ...SCAN, buffer })
      await main.getByRole('link', { name: errors[fault] }).waitFor()
    }
    // Scripts say it before 30 MB go over a slow line; the server says it to browsers without them.
    const folder = await temporaryFolder('qyzmet-large-file-')
    try {
      const large = join(folder, SCAN.name)
      await writeFile(large, Buffer.concat([SCAN.buffer, Buffer.alloc(30 * 1024 * 1024)]))
      await sendFile(page, large)
      await main.getByRole('alert').getByText(errors['file-too-large']).waitFor()
      const bare = await scene.open({ scripts: false })
      await bare.context.addCookies(await window.context.cookies())
      await bare.page.goto(page.url())
      await sendFile(bare.page, large)
      await bare.page.getByRole('main').getByRole('link', { name: errors['file-too-large'] }).waitFor()
      await examine(bare, 'upload-too-large')
    } finally {
      await rm(folder, { recursive: true })
    }
  }),
)

test(
  'an answer changed after signing was opened makes the old bytes useless: the person signs what stands now',
  stage.scene(async ({ open }) => {
    const { page, context } = await open()
    await signIn(page, citizen('ordinary'))
    await fillApplication(page)
    await page.getByRole('link', { name: applicationKk.check.toSign }).click()
    await seeHeading(page, applicationKk.sign.title)
    const other = await context.newPage()
    await other.goto(page.url().replace(/sign$/, 'pages/contacts?from=check'))
    await other.getByLabel(field('phone').label.kk).fill('87071112233')
    await goOn(other)
    await seeHeading(other, applicationKk.check.title)
    await sign(page)
    await page.getByText(applicationKk.sign.changed).waitFor()
    await sign(page)
    await seeHeading(page, applicationKk.done.accepted)
  }),
)
