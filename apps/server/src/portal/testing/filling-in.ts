import assert from 'node:assert/strict'
import type { LightMyRequestResponse } from 'fastify'
import { type Browser, hiddenFieldsOf, openBrowser } from '../../people/testing/test-portal.ts'
import { SERVICE, type TestPortal } from './test-portal.ts'

/** Answers that make the form of the housing queue complete, page by page, for an applicant who attaches nothing. */
export const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  category: { category: 'orphans' },
  contacts: {
    address: 'Тараз қ., Төле би даңғылы, 12-үй',
    'residence-since-day': '1',
    'residence-since-month': '9',
    'residence-since-year': '2010',
    phone: '8 (701) 234-56-78',
  },
  family: { 'others-in-family': 'no' },
  housing: { need: 'no-dwelling', 'owned-dwellings': 'none', 'changed-housing': 'no' },
  declarations: { 'consent-housing-check': 'yes', 'consent-data': 'yes', 'statement-true': 'yes' },
}

export interface Applying {
  readonly browser: Browser
  /** `/kk/applications/<id>`. */
  readonly base: string
}

/** Signs a citizen in and begins an application. @param index which of the training citizens */
export async function beginApplying(portal: TestPortal, index = 0): Promise<Applying> {
  const browser = openBrowser(portal.app)
  const citizen = portal.citizens[index]
  assert.ok(citizen)
  await browser.signIn(citizen.iin, citizen.password)
  await browser.get(`/kk/services/${SERVICE}`)
  const begun = await browser.post(`/kk/services/${SERVICE}/applications`)
  assert.equal(begun.statusCode, 303, begun.body.slice(0, 300))
  return { browser, base: String(begun.headers.location) }
}

/** Opens a page of the form and sends it with the given answers. */
export async function sendPage(
  { browser, base }: Applying,
  page: string,
  answers: Readonly<Record<string, string>>,
): Promise<LightMyRequestResponse> {
  await browser.get(`${base}/pages/${page}`)
  return browser.post(`${base}/pages/${page}`, answers)
}

/** Answers every page of the form. @returns where the last page leads */
export async function fillIn(applying: Applying): Promise<string> {
  let where = ''
  for (const [page, answers] of Object.entries(ANSWERS)) {
    const sent = await sendPage(applying, page, answers)
    assert.equal(sent.statusCode, 303, `${page}: ${sent.body.slice(0, 200)}`)
    where = String(sent.headers.location)
  }
  return where
}

/** A file with the way it is sent, as a browser without scripts sends it. */
export async function upload(
  { browser }: Applying,
  portal: TestPortal,
  url: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<LightMyRequestResponse> {
  await browser.get(url)
  const boundary = '----test'
  const { _csrf: token = '' } = hiddenFieldsOf(browser.page())
  const payload = Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n`),
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\n`),
    Buffer.from('content-type: application/pdf\r\n\r\n'),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return portal.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie: browser.cookieHeader(), 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
}
