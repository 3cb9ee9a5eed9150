// What a citizen's first visit transfers: the page and everything it loads, as a current browser asks for it.
import { request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'

export interface PageWeight {
  readonly path: string
  /** Bytes on the wire. */
  readonly total: number
  readonly script: number
  readonly style: number
  readonly html: number
}

export const PAGE_BAR_BYTES = 60 * 1024
export const SCRIPT_BAR_BYTES = 15 * 1024

/** Weighs pages of a running product, each as a first visit. */
export async function weighPages(baseUrl: string, paths: readonly string[]): Promise<readonly PageWeight[]> {
  return Promise.all(paths.map((path) => weigh(baseUrl, path)))
}

async function weigh(baseUrl: string, path: string): Promise<PageWeight> {
  const page = await fetchRaw(`${baseUrl}${path}`)
  const html = page.text
  const loaded = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address)
  const sizes = await Promise.all(
    [...new Set(loaded)].map(async (address) => ({ address, size: (await fetchRaw(`${baseUrl}${address}`)).size })),
  )
  const sumOf = (ending: string): number =>
    sizes.filter(({ address }) => address.endsWith(ending)).reduce((sum, { size }) => sum + size, 0)
  const assets = sizes.reduce((sum, { size }) => sum + size, 0)
  return { path, total: page.size + assets, script: sumOf('.js'), style: sumOf('.css'), html: page.size }
}

/** Asks as a browser does and counts the encoded bytes, which `fetch` itself would hide. */
async function fetchRaw(url: string): Promise<{ readonly size: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { 'accept-encoding': 'br', accept: 'text/html' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const body = Buffer.concat(chunks)
        const isBrotli = response.headers['content-encoding'] === 'br'
        resolve({ size: body.length, text: (isBrotli ? brotliDecompressSync(body) : body).toString('utf8') })
      })
    })
    asked.once('error', reject).end()
  })
}
