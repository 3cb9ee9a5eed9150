import type { Browser, Fields } from '../../testing/browser.ts'
import { A_PDF, ANSWERS, pathOf } from '../../testing/case-walk.ts'
import { formsOf, linksOf } from '../../testing/html-forms.ts'
import { PEOPLE, PROVIDER } from '../../testing/people-of-the-scene.ts'

/** The service centre of the training. */
export const CENTRE = 'taraz-centre-training'
/** What an operator chooses to take in for the queue of Zhambyl. */
export const CENTRE_SERVICE = `zhambyl-queue/centre/${PROVIDER}`

/** What an operator types in. */
export const ENTERED: Fields = {
  ...ANSWERS,
  _surname: 'Мысалов',
  '_given-name': 'Асқар',
  _patronymic: 'Мысалұлы',
  _language: 'kk',
}

/** Begins papers and gives their address. */
export async function begin(browser: Browser, service: string, fields: Fields = {}): Promise<string> {
  return pathOf(await browser.fillIn('/kk/work/counter', { _service: service, _iin: PEOPLE.citizen.iin, ...fields }))
}

/** Fills the form in until it leads to the documents: answers may bring up questions, and lists want somebody. */
export async function fillIn(browser: Browser, papers: string, answers: Fields = {}): Promise<void> {
  const { _iin: _, ...typed } = answers
  for (let asked = 0; asked < 8; asked += 1) {
    const sent = await browser.fillIn(papers, { ...ENTERED, ...typed })
    if (sent.statusCode === 303 && pathOf(sent) === `${papers}/documents`) return
    const list = linksOf(sent.body).find((href) => sent.body.includes(`value="add:${href.slice(1)}"`))
    if (list !== undefined) await press(browser, papers, `add:${list.slice(1)}`)
    else pathOf(sent)
  }
  throw new TypeError(`${papers} asks for more than the test answers`)
}

/** Presses a button of the form as it stands. */
async function press(browser: Browser, papers: string, button: string): Promise<void> {
  const form = formsOf((await browser.get(papers)).body).find(({ names }) => names.has('_iin'))
  pathOf(await browser.post(papers, { ...Object.fromEntries(form?.fields ?? []), _action: button }))
}

/** What only a representative brings. */
export const POWER = 'power-of-attorney'

/** Gives a scan for each document of somebody who has come in person. */
export async function scanAll(browser: Browser, papers: string): Promise<void> {
  const shown = await browser.get(`${papers}/documents`)
  const places = formsOf(shown.body)
    .map(({ action }) => action)
    .filter((action) => action.startsWith(`${papers}/documents/`) && !/\/(remove|power-of-attorney)$/.test(action))
  for (const place of new Set(places)) pathOf(await browser.upload(place, A_PDF))
}
