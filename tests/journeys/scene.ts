import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { currentChromium } from './browsers.ts'
import type { RunningProduct } from './product.ts'

/** Screens people sit before; CSS pixels. */
export const SCREENS = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 900 },
} as const

export interface Seat {
  readonly screen?: keyof typeof SCREENS
  /** False: the browser runs no scripts at all. */
  readonly scripts?: boolean
  /** Default: the browser of the stage. */
  readonly browser?: Browser
}

/** One browser window with nobody signed in yet. */
export interface Window {
  readonly page: Page
  readonly context: BrowserContext
  readonly scripts: boolean
  /** Notes a fault of the page; the scene goes on and fails at its end with all that were found. */
  readonly report: (fault: string) => void
}

/** What one test does with people at browsers; afterwards all windows are closed. */
export interface Scene {
  readonly open: (seat?: Seat) => Promise<Window>
}

/** A product and a browser shared by the tests of a file. */
export interface Stage<Product extends RunningProduct> {
  readonly product: Product
  readonly browser: Browser
  /** Wraps a test: opens windows for it, watches them for faults, keeps pictures of them when it fails. */
  readonly scene: (play: (scene: Scene) => Promise<void>) => (test: { readonly name: string }) => Promise<void>
  readonly close: () => Promise<void>
}

const PICTURES = fileURLToPath(new URL('../../.cache/journeys/', import.meta.url))
/** Longest wait for a page or for something on it. */
const PATIENCE_MS = 45_000
/** Characters of the product's log that go with a failure. */
const LOG_SHOWN = 4000

export async function openStage<Product extends RunningProduct>(
  start: () => Promise<Product>,
): Promise<Stage<Product>> {
  const [product, browser] = await Promise.all([start(), currentChromium()])
  return {
    product,
    browser,
    scene: (play) => (test) => playScene(play, test.name, product, browser),
    close: async () => {
      await browser.close()
      await product.stop()
    },
  }
}

async function playScene(
  play: (scene: Scene) => Promise<void>,
  name: string,
  { baseUrl, printed }: RunningProduct,
  stageBrowser: Browser,
): Promise<void> {
  const windows: Window[] = []
  const faults: string[] = []
  const open = async ({ screen = 'phone', scripts = true, browser = stageBrowser }: Seat = {}): Promise<Window> => {
    const context = await browser.newContext({
      baseURL: baseUrl,
      viewport: SCREENS[screen],
      locale: 'kk-KZ',
      javaScriptEnabled: scripts,
    })
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    watch(page, new URL(baseUrl).origin, faults)
    const report = (fault: string): void => void faults.push(fault)
    const window = { page, context, scripts, report }
    windows.push(window)
    return window
  }
  try {
    await play({ open })
    if (faults.length > 0) throw new Error(`The pages had faults of their own:\n${faults.join('\n')}`)
  } catch (cause) {
    const pictures = await takePictures(windows, name)
    const log = printed().slice(-LOG_SHOWN)
    throw new Error(`${String(cause)}\nPictures of the windows:\n${pictures.join('\n')}\nThe product says:\n${log}`, {
      cause,
    })
  } finally {
    await Promise.all(windows.map(({ context }) => context.close()))
  }
}

/**
 * Collects what no page may do: errors of scripts, violations of the content security policy (the browser reports
 * them as console errors), broken links to our own files, requests to anybody else.
 */
function watch(page: Page, origin: string, faults: string[]): void {
  const add = (fault: string): void => {
    faults.push(`${page.url()}: ${fault}`)
  }
  page.on('pageerror', (error) => add(String(error)))
  page.on('console', (message) => {
    // A page that comes back with faults has a status of 4xx, which the console repeats.
    const repeatsStatus = message.text().startsWith('Failed to load resource') && message.location().url === page.url()
    if (message.type() === 'error' && !repeatsStatus) add(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 500) add(`${response.status()} from ${response.url()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol !== 'data:' && url.origin !== origin) add(`asks ${url.origin}`)
  })
}

async function takePictures(windows: readonly Window[], name: string): Promise<readonly string[]> {
  await mkdir(PICTURES, { recursive: true })
  const slug = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)
  return Promise.all(
    windows.map(async ({ page }, index) => {
      const path = join(PICTURES, `${slug}-${index + 1}.png`)
      await page.screenshot({ path, fullPage: true }).catch(() => undefined)
      return `  ${path} (${page.url()})`
    }),
  )
}
