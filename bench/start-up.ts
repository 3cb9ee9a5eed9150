// From the command to the first page: a new installation, and one that was there before.
import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort, temporaryFolder } from '../apps/server/src/database/embedded.ts'

export interface StartUp {
  /** Milliseconds until the first page, with making the database. */
  readonly newMs: readonly number[]
  /** Milliseconds until the first page on an existing database. */
  readonly againMs: readonly number[]
}

const ROOT = fileURLToPath(new URL('../', import.meta.url))
/** The bar of the cold start of everything. */
export const START_UP_BAR_MS = 5000

/** Starts the whole product (PostgreSQL, server, simulator) several times and times each. */
export async function measureStartUp(rounds = 3): Promise<StartUp> {
  const newMs: number[] = []
  const againMs: number[] = []
  for (let round = 0; round < rounds; round++) {
    const folder = await temporaryFolder('qyzmet-bench-')
    newMs.push(await timeOneStart(folder))
    againMs.push(await timeOneStart(folder))
    await rm(folder, { recursive: true, force: true })
  }
  return { newMs, againMs }
}

async function timeOneStart(folder: string): Promise<number> {
  const [port, simulatorPort, ncaLayerPort] = await Promise.all([freePort(), freePort(), freePort()])
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, join(ROOT, 'tools/start.ts')], {
    stdio: 'ignore',
    env: {
      ...process.env,
      QYZMET_DATA: folder,
      QYZMET_PORT: String(port),
      QYZMET_PUBLIC_URL: `http://127.0.0.1:${port}`,
      QYZMET_SIMULATOR_PORT: String(simulatorPort),
      QYZMET_NCALAYER_PORT: String(ncaLayerPort),
    },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${port}/kk/`).catch(() => undefined)
      if (response?.ok) {
        await response.text()
        return performance.now() - startedAt
      }
      if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}`)
      await sleep(20)
    }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}
