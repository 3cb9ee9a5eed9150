import { workerData } from 'node:worker_threads'
import { parseAnchors } from '@qyzmet/eds'
import { serveJobs } from '../threads/serve-jobs.ts'
import type { SealJob, SealResult, SealThreadSettings } from './seal-threads.ts'
import { createSystemSeal } from './system-seal.ts'

const { anchors, ...settings } = workerData as SealThreadSettings // Put there by `sealInThreads` and by nobody else.

// A thread has one job at a time, and each says its moment.
let at = Temporal.Instant.fromEpochMilliseconds(0)
const seal = createSystemSeal(settings, parseAnchors(anchors, settings), () => at)

serveJobs((job: SealJob): Promise<SealResult> => {
  at = Temporal.Instant.from(job.at)
  return seal[job.does](job.text)
})
