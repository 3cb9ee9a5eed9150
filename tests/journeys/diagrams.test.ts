import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { currentChromium } from './browsers.ts'

const REGULATIONS = fileURLToPath(new URL('../../regulations/', import.meta.url))
const VIEWER = join(
  dirname(createRequire(import.meta.url).resolve('bpmn-js/package.json')),
  'dist/bpmn-navigated-viewer.production.min.js',
)

/** What bpmn-js offers to a page. */
interface Viewer {
  importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>
}
declare global {
  var BpmnJS: new (options: { readonly container: string }) => Viewer
  var viewer: Viewer
}

let browser: Browser
let page: Page
before(async () => {
  browser = await currentChromium()
  page = await browser.newPage()
  await page.setContent('<div id="canvas" style="width: 1200px; height: 800px"></div>')
  await page.addScriptTag({ content: await readFile(VIEWER, 'utf8') })
  await page.evaluate(() => {
    globalThis.viewer = new globalThis.BpmnJS({ container: '#canvas' })
  })
})
after(() => browser.close())

test('every drawing kept beside a regulation opens in bpmn-js without a warning, and shows its steps', async () => {
  const files = (await readdir(REGULATIONS, { recursive: true })).filter((file) => file.endsWith('.bpmn'))
  assert.ok(files.length >= 30)
  for (const file of files) {
    const xml = await readFile(join(REGULATIONS, file), 'utf8')
    const warnings = await page.evaluate(async (text) => {
      const opened = await globalThis.viewer.importXML(text)
      return opened.warnings.map(String)
    }, xml)
    assert.deepEqual(warnings, [], file)
    const drawn = await page.locator('#canvas .djs-shape').count()
    assert.ok(drawn >= xml.split('<bpmndi:BPMNShape').length - 1, file)
  }
})
