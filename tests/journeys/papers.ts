import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { type ReadPdf, readPdf } from '../../apps/server/src/documents/testing/read-pdf.ts'

export interface Paper extends ReadPdf {
  readonly bytes: Buffer
}

/** Downloads a document by its link and reads it; every document of ours is an archival, tagged PDF. */
export async function download(page: Page, link: Locator): Promise<Paper> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const bytes = await readFile(await download.path())
  return archival(bytes)
}

/** Opens a document as staff do, in the same session, and reads it. */
export async function openPaper(page: Page, link: Locator): Promise<Paper> {
  const address = await link.getAttribute('href')
  assert.ok(address, 'the document has an address')
  const answer = await page.context().request.get(address)
  assert.equal(answer.status(), 200, address)
  assert.equal(answer.headers()['content-type'], 'application/pdf')
  return archival(await answer.body())
}

function archival(bytes: Buffer): Paper {
  assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-')
  const pdf = readPdf(bytes)
  assert.match(pdf.metadata, /<pdfaid:part>2<\/pdfaid:part>/)
  assert.match(pdf.metadata, /<pdfaid:conformance>A<\/pdfaid:conformance>/)
  return { bytes, ...pdf }
}
