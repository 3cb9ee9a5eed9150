import assert from 'node:assert/strict'
import type { Browser } from '../../../testing/browser.ts'
import { fillDraft, pathOf } from '../../../testing/case-walk.ts'

/** Answers of a married person who wishes to adopt, without the number of the spouse. */
const ANSWERS = {
  address: 'Мысал қаласы, Мысал көшесі, 1-үй',
  phone: '+7 701 234 56 78',
  'marital-status': 'married',
  'lives-with-relatives': 'no',
  'marriage-date': 'since-2008',
  'dwelling-right': 'owned',
  area: '60',
  rooms: '3',
  'income-tenge': '300000',
  'children-wanted': '1',
  'age-wanted': 'any',
  'sex-wanted': 'any',
  siblings: 'yes',
  motives: 'Үйімізде балаға орын бар',
  'no-bars': 'yes',
  'consent-visit': 'yes',
  'consent-data': 'yes',
  'statement-true': 'yes',
}
const SERVICE = '/kk/services/aktobe-adoption'
const ON_PAPER = 'spouse-consent-on-paper'

/**
 * Fills in an application of a married person, with or without the consent of the spouse on paper.
 *
 * @returns the path of the draft, which may then be signed
 */
export async function fillAdoption(
  browser: Browser,
  { spouseIin, onPaper = false }: { readonly spouseIin: string; readonly onPaper?: boolean },
): Promise<string> {
  const draft = pathOf(await browser.fillIn(SERVICE, {}, `${SERVICE}/applications`))
  await fillDraft(browser, draft, { answers: { ...ANSWERS, 'spouse-iin': spouseIin } })
  if (onPaper) return draft
  const shown = (await browser.get(`${draft}/documents`)).body
  const item = new RegExp(`id="document-${ON_PAPER}"[^]*?name="file" value="([^"]+)"`)
  const [, file = assert.fail(shown)] = item.exec(shown) ?? []
  await browser.post(`${draft}/documents/remove`, { file })
  return draft
}
