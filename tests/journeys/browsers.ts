import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import current from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

const CACHE = fileURLToPath(new URL('../../.cache/browsers/', import.meta.url))
const require = createRequire(import.meta.url)

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The browser most people have. */
export async function currentChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await current.executablePath(), args: FLAGS })
}

/** The last browser of Windows 7 and 8.1: the old PC. */
export async function chromium109(): Promise<Browser> {
  const program = join(CACHE, 'chromium-109', 'chromium')
  if (!existsSync(program)) {
    const archive = join(dirname(require.resolve('chromium-109/package.json')), 'bin', 'chromium.br')
    await mkdir(dirname(program), { recursive: true })
    const unfinished = `${program}.${process.pid}`
    await writeFile(unfinished, brotliDecompressSync(await readFile(archive)))
    await chmod(unfinished, 0o755)
    await rename(unfinished, program)
  }
  return chromium.launch({ executablePath: program, args: FLAGS })
}
