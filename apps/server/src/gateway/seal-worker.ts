import { workerData } from 'node:worker_threads'
import { parseAnchors } from '@qyzmet/eds'
import { XmlNotWritableError } from '@qyzmet/gateway'
import { serveJobs } from '../threads/serve-jobs.ts'
import type { SealJob, SealResult, SealThreadSettings } from './seal-threads.ts'
import { createSystemSeal } from './system-seal.ts'
import { buffersOf, packed, unpacked } from './travelling.ts'

const { anchors, ...settings } = workerData as SealThreadSettings // Put there by `sealInThreads` and by nobody else.

// A thread has one job at a time, and each says its moment.
let at = Temporal.Instant.fromEpochMilliseconds(0)
const seal = createSystemSeal(settings, parseAnchors(anchors, settings), () => at)

serveJobs(
  async (job: SealJob): Promise<SealResult> => {
    at = Temporal.Instant.from(job.at)
    const work = seal[job.does] as (...given: readonly unknown[]) => Promise<unknown>
    try {
      // Packed by `sealInThreads` for the function of that name.
      return { gave: packed(await work(...(unpacked(job.given) as readonly unknown[]))) }
    } catch (error) {
      if (error instanceof XmlNotWritableError) return { notWritable: error.message }
      throw error
    }
  },
  (result) => [...buffersOf(result)],
)
