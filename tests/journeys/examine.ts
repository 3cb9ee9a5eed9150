import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { SCREENS, type Window } from './scene.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Rules whose answer depends on the size of the screen; the others need one look only. */
const LAYOUT_RULES = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block']

/** The text of axe, given to each page once: its own Playwright binding gives it anew for every look, at thrice the time. */
const AXE = await readFile(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

declare global {
  /** Present in pages that were given `AXE`. */
  var axe: typeof Axe
}
/** The narrowest screen on which nothing may stick out; WCAG 1.4.10. */
const NARROWEST = { width: 320, height: 640 }
/** Names a folder that keeps a picture of every page examined, for people to look at. */
const PICTURES = process.env['QYZMET_PICTURES']

/**
 * Holds the page in a window to what every page owes: no fault that axe finds, on a phone and on a desk, and nothing
 * wider than a narrow screen. Works for windows without scripts too. What is found is reported to the scene.
 */
export async function examine(window: Window, name: string): Promise<void> {
  const page = window.scripts ? window.page : await twinOf(window)
  const before = page.viewportSize() ?? SCREENS.phone
  await page.evaluate(AXE)
  for (const [screen, size] of Object.entries(SCREENS)) {
    await page.setViewportSize(size)
    if (PICTURES !== undefined) await keepPicture(page, PICTURES, `${name}-${screen}`)
    const runOnly: Axe.RunOnly =
      screen === 'phone' ? { type: 'tag', values: RULES } : { type: 'rule', values: LAYOUT_RULES }
    for (const fault of await page.evaluate(axeFaults, runOnly)) window.report(`${name} (${screen}): ${fault}`)
  }
  await page.setViewportSize(NARROWEST)
  for (const fault of await page.evaluate(tooWide)) window.report(`${name} on the narrowest screen: ${fault}`)
  if (page === window.page) await page.setViewportSize(before)
  else await page.context().close()
}

/** Runs in the page: what axe finds wrong. */
async function axeFaults(runOnly: Axe.RunOnly): Promise<readonly string[]> {
  const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] })
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`)
}

/** Runs in the page: what makes it scroll sideways. */
function tooWide(): readonly string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const stickingOut = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth && element.closest('.q-scroll > *') === null,
  )
  const names = stickingOut.map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
  return [`${scrollWidth} px wide because of ${names.join(', ')}`]
}

/** The same page in a browser that runs scripts, as a page without scripts stood there: axe itself is one. */
async function twinOf({ page, context }: Window): Promise<Page> {
  const bare = (await page.content()).replaceAll(/<script\b[^>]*><\/script>|<\/?noscript>/g, '')
  const browser = context.browser()
  assert.ok(browser, 'the window belongs to a browser')
  const twin = await (await browser.newContext({ viewport: page.viewportSize() ?? SCREENS.phone })).newPage()
  const url = page.url()
  await twin.route(url, (route) => route.fulfill({ body: bare, contentType: 'text/html; charset=utf-8' }))
  await twin.goto(url)
  return twin
}

async function keepPicture(page: Page, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
