import { parentPort, workerData } from 'node:worker_threads'
import { parseAnchors } from '@qyzmet/eds'
import { ContainerError, summaryOf, verifyContainer } from '@qyzmet/evidence'
import type { CheckJob, CheckReply } from './container-check.ts'

const { bytes, anchors, profile, limits } = workerData as CheckJob // Put there by `checkContainer` and by nobody else.

parentPort?.postMessage(check(), [])

function check(): CheckReply {
  try {
    const report = verifyContainer(bytes, { anchors: parseAnchors(anchors, { profile }), limits })
    return { kind: 'checked', summary: summaryOf(report) }
  } catch (error) {
    if (error instanceof ContainerError) return { kind: 'refused', code: error.code }
    throw error
  }
}
