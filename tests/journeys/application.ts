import assert from 'node:assert/strict'
import type { Field } from '@qyzmet/regulation'
import type { Locator, Page } from 'playwright-core'
import { uiKk } from '../../apps/server/src/messages/ui.kk.ts'
import { applicationKk as words } from '../../apps/server/src/portal/messages/application.kk.ts'
import { servicesKk } from '../../apps/server/src/portal/messages/services.kk.ts'
import { documentTitle, pagesFor, regulation } from './regulation.ts'

/** What an applicant writes, by field of the form; a date as `2015-09-01`. */
export type Written = Readonly<Record<string, string>>

export const SERVICE = `/kk/services/${regulation.id}`

/** A teacher who owns nothing and lives alone: one document to attach. */
export const TEACHER: Written = {
  category: 'public-workers',
  phone: '8 701 234-56-78',
  'others-in-family': 'no',
  need: 'no-dwelling',
  'owned-dwellings': 'none',
  area: '34,5',
  'changed-housing': 'no',
  employer: '№ 12 орта мектеп',
  position: 'Қазақ тілі мұғалімі',
  'employed-since': '2015-09-01',
  'consent-housing-check': 'yes',
  'consent-data': 'yes',
  'statement-true': 'yes',
}

/** The same, told by somebody of whom the register says nothing yet: the first signature proves who they are. */
export const UNPROVEN_TEACHER: Written = {
  ...TEACHER,
  address: 'Тараз қаласы, Үлгі көшесі, 14-үй',
  'residence-since': '2012-03-01',
}

/** The document a teacher has to bring. */
export const WORKPLACE = documentTitle('workplace')

/** A scan as small as one can be. */
export const SCAN = {
  name: 'анықтама.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
}

export interface Filling {
  readonly written?: Written
  /** Called on each page of the form before it is answered. */
  readonly onArrival?: (page: string) => Promise<void>
  /** Called on each page of the form before it is sent. */
  readonly onAnswered?: (page: string) => Promise<void>
}

/** From the page of the service, signed in, to the check of the answers. */
export async function fillApplication(page: Page, filling: Filling = {}): Promise<void> {
  await beginApplication(page)
  await fillPages(page, filling)
  await attachDocument(page, WORKPLACE)
  await goOn(page)
  await seeHeading(page, words.check.title)
}

export async function beginApplication(page: Page): Promise<void> {
  await page.goto(SERVICE)
  const { start, draftNew } = servicesKk.page
  await page
    .getByRole('button', { name: start, exact: true })
    .or(page.getByRole('button', { name: draftNew }))
    .click()
  await page.getByRole('link', { name: words.draft.goOn }).click()
}

/** Answers page after page, in the order in which the regulation's form asks. */
export async function fillPages(page: Page, filling: Filling = {}): Promise<void> {
  const { written = TEACHER, onArrival, onAnswered } = filling
  for (const { page: asked, fields } of pagesFor(written)) {
    await seeHeading(page, asked.title.kk)
    await onArrival?.(asked.id)
    for (const field of fields) await write(page, field, written[field.id])
    await onAnswered?.(asked.id)
    await goOn(page)
  }
  await seeHeading(page, words.documents.title)
}

/** Answers one question by the words that stand at it. */
export async function write(page: Page, field: Field, answer: string | undefined): Promise<void> {
  if (answer === undefined) return
  const main = page.getByRole('main')
  const label = field.label.kk
  switch (field.widget) {
    case 'radios': {
      const option = field.options?.find(({ value }) => value === answer)?.label.kk
      return question(main, label)
        .getByRole('radio', { name: option ?? answer, exact: true })
        .check()
    }
    case 'declaration':
      return main.getByRole('checkbox', { name: label }).check()
    case 'date': {
      const [year = '', month = '', day = ''] = answer.split('-')
      const group = question(main, label)
      await group.getByLabel(uiKk.date.day).fill(day)
      await group.getByLabel(uiKk.date.month).fill(month)
      return group.getByLabel(uiKk.date.year).fill(year)
    }
    case 'select': {
      const option = field.options?.find(({ value }) => value === answer)?.label.kk
      await main.getByLabel(label).selectOption({ label: option ?? answer })
      return
    }
    case 'text':
    case 'textarea':
    case 'iin':
    case 'phone':
    case 'number':
    case 'address':
      return main.getByLabel(label).fill(answer)
    case 'checkboxes':
    case 'people':
      throw new Error(`These journeys do not answer ${field.widget}.`)
  }
}

export async function attachDocument(page: Page, document: string, file = SCAN): Promise<void> {
  const link = page.getByRole('link', { name: document })
  await link.and(page.getByRole('link', { name: words.documents.add })).click()
  await seeHeading(page, document)
  await sendFile(page, file)
  await seeHeading(page, words.documents.title)
}

/** @param file its path where it is large: the browser then reads it itself, which the line to it would take many seconds for */
export async function sendFile(page: Page, file: typeof SCAN | string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: words.documents.upload, exact: true }).click()
}

/** From the check of the answers over the signing page; ends on whatever page follows. */
export async function signApplication(page: Page): Promise<void> {
  await page.getByRole('link', { name: words.check.toSign }).click()
  await seeHeading(page, words.sign.title)
  await sign(page)
}

/** Presses the button of the signing form and waits until the signature is sent. */
export async function sign(page: Page, button = words.sign.button): Promise<void> {
  await Promise.all([
    page.waitForEvent('framenavigated'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  await page.waitForLoadState()
}

/** The whole application up to its number. */
export async function apply(page: Page, written = TEACHER): Promise<string> {
  await fillApplication(page, { written })
  await signApplication(page)
  await seeHeading(page, words.done.accepted)
  return numberOn(page)
}

export async function numberOn(page: Page): Promise<string> {
  const text = await page.getByRole('main').innerText()
  const number = /ZHQ-\d{4}-\d{6}/.exec(text)?.[0]
  assert.ok(number, 'the page shows the number of the application')
  return number
}

export async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: uiKk.continue, exact: true }).click()
}

/** Waits for the page with this heading. */
export async function seeHeading(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

/** A question made of several boxes, by its legend. */
export function question(main: Locator, legend: string): Locator {
  return main.getByRole('group', { name: legend })
}
