import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlFaults } from '../ui/testing/html-faults.ts'
import type { Browser } from './browser.ts'
import { beginDraft, openCase, STEPS, walkTo } from './case-walk.ts'
import { linksOf } from './html-forms.ts'
import type { PersonName } from './people-of-the-scene.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

/** Follows every link of our own from an address on, each once, and finds none that leads nowhere. */
async function follow(browser: Browser, start: string, seen: Set<string>): Promise<void> {
  const waiting: [address: string, from: string][] = [[start, 'the start']]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [address, from] = next
    if (seen.has(address)) continue
    seen.add(address)
    const answer = await browser.get(address)
    assert.ok(answer.statusCode < 400, `${from} leads to ${address}: ${answer.statusCode}`)
    const { location } = answer.headers
    if (location !== undefined) waiting.push([location, address])
    if (!String(answer.headers['content-type']).startsWith('text/html')) continue
    assert.deepEqual(htmlFaults(answer.body), [], address)
    for (const href of linksOf(answer.body)) {
      const path = href.split('#', 1)[0] ?? ''
      // The other two languages have the same pages; walking them once more shows nothing new.
      // Other providers of identity are other sites.
      if (path.startsWith('/kk') && !path.startsWith('/kk/sign-in/with/')) waiting.push([path, address])
    }
  }
}

test('every link that somebody without an account meets leads somewhere', async () => {
  await follow(scene.browser(), '/kk/', new Set())
})

test('every link leads somewhere, for the applicant and for those whose step it is, at every step', async () => {
  await beginDraft(await scene.of('citizen'))
  const caseId = await openCase(scene)
  const acting: Readonly<Record<(typeof STEPS)[number] | 'closed', PersonName>> = {
    register: 'clerk',
    assign: 'head',
    'check-documents': 'executor',
    'prepare-session': 'executor',
    'decide-in-session': 'member1',
    'draft-result': 'executor',
    'sign-result': 'head',
    'dispatch-result': 'clerk',
    closed: 'clerk',
  }
  const seen = new Set<string>()
  for (const step of [...STEPS, 'closed'] as const) {
    await walkTo(scene, caseId, step)
    await follow(await scene.of(acting[step]), '/kk/work', new Set())
    await follow(await scene.of('citizen'), `/kk/cabinet/cases/${caseId}`, step === 'register' ? seen : new Set(seen))
  }
})
