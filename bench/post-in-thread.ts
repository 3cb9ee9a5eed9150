// Posts one body as often as it is told to, so that the measured thread does nothing but answer.
import { workerData } from 'node:worker_threads'
import { serveJobs } from '../apps/server/src/threads/serve-jobs.ts'

export interface Posting {
  readonly url: string
  readonly body: Uint8Array<ArrayBuffer>
}

const { url, body } = workerData as Posting // Put there by the bench.

serveJobs(async (): Promise<number> => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })
  await response.arrayBuffer()
  return response.status
})
