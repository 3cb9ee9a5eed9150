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

/** Starts the product on a new data folder, and stops it when `use` is done. */
export async function withProduct<Result>(use: (baseUrl: string) => Promise<Result>): Promise<Result> {
  const folder = await temporaryFolder('qyzmet-bench-')
  try {
    const { result } = await runOnce(folder, use)
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function timeOneStart(folder: string): Promise<number> {
  const { startedInMs } = await runOnce(folder, async () => undefined)
  return startedInMs
}

async function runOnce<Result>(
  folder: string,
  use: (baseUrl: string) => Promise<Result>,
): Promise<{ readonly startedInMs: number; readonly result: Result }> {
  const [port, simulatorPort, ncaLayerPort] = await Promise.all([freePort(), freePort(), freePort()])
  const baseUrl = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, join(ROOT, 'tools/start.ts')], {
    stdio: 'ignore',
    env: {
      ...process.env,
      QYZMET_DATA: folder,
      QYZMET_PORT: String(port),
      QYZMET_PUBLIC_URL: baseUrl,
      QYZMET_SIMULATOR_PORT: String(simulatorPort),
      QYZMET_NCALAYER_PORT: String(ncaLayerPort),
    },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    for (;;) {
      const response = await fetch(`${baseUrl}/kk/`).catch(() => undefined)
      if (response?.ok) {
        await response.text()
        const startedInMs = performance.now() - startedAt
        return { startedInMs, result: await use(baseUrl) }
      }
      if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}`)
      await sleep(20)
    }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}
