import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { readConfig } from '../../apps/server/src/config.ts'
import { freePort, temporaryFolder } from '../../apps/server/src/database/embedded.ts'
import { testDatabase } from '../../apps/server/src/database/test-database.ts'
import { startProduct } from '../../apps/server/src/product.ts'
import { seedTrainingInstallation } from '../../apps/server/src/training.ts'
import type { AuthorityFaults } from '../../apps/simulator/src/authority/faults.ts'
import { startSimulator } from '../../apps/simulator/src/main.ts'
import { productSettings } from '../../apps/simulator/src/product-settings.ts'
import type { SigningStory } from '../../apps/simulator/src/ncalayer/signer.ts'

/** The whole product with the simulator of the state around it, on ports of its own. */
export interface RunningProduct {
  readonly baseUrl: string
  readonly simulatorUrl: string
  /** What the signing program does at the next signature. */
  readonly signNext: (story: SigningStory) => Promise<void>
  /** Breaks and mends the services of the certification authority. */
  readonly breakAuthority: (faults: Partial<AuthorityFaults>) => Promise<void>
  /** What the product has printed and logged so far. */
  readonly printed: () => string
  readonly stop: () => Promise<void>
}

export interface ProductInProcess extends RunningProduct {
  /** Lets time pass for the product and the state around it. */
  readonly pass: (duration: Temporal.DurationLike) => void
  /** For what a test does beside the windows it looks at. */
  readonly app: FastifyInstance
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const START_MS = 60_000

/** Starts what `npm start` starts: three programs on an empty data folder, each its own process. */
export async function startPrograms(): Promise<RunningProduct> {
  const data = await temporaryFolder('qyzmet-journey-')
  const [port, simulatorPort, ncaLayerPort] = [await freePort(), await freePort(), await freePort()]
  const baseUrl = `http://127.0.0.1:${port}`
  const programs = spawn(process.execPath, [...hooks(), join(ROOT, 'tools/start.ts')], {
    env: {
      ...process.env,
      QYZMET_DATA: data,
      QYZMET_PORT: String(port),
      QYZMET_PUBLIC_URL: baseUrl,
      QYZMET_SIMULATOR_PORT: String(simulatorPort),
      QYZMET_NCALAYER_PORT: String(ncaLayerPort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  programs.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  programs.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await untilAnswers(`${baseUrl}/health`, programs, () => output)
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`
  return {
    baseUrl,
    simulatorUrl,
    ...overHttp(simulatorUrl),
    printed: () => output,
    stop: async () => {
      const ended = once(programs, 'exit')
      programs.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** The same parts in this process on a database of the tests: starts faster, and time can be let pass. */
export async function startInProcess(): Promise<ProductInProcess> {
  const [database, data, port] = [await testDatabase(), await temporaryFolder('qyzmet-journey-'), await freePort()]
  let passed = Temporal.Duration.from({ seconds: 0 })
  const now = (): Temporal.Instant => Temporal.Now.instant().add(passed)
  const simulator = await startSimulator({ dataDir: data, httpPort: 0, ncaLayerPort: 0, clock: now })
  const baseUrl = `http://127.0.0.1:${port}`
  const config = readConfig({
    QYZMET_PROFILE: 'training',
    QYZMET_PORT: String(port),
    QYZMET_PUBLIC_URL: baseUrl,
    QYZMET_DATA: data,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    ...productSettings({ ...simulator, anchorsFile: join(data, 'anchors.pem') }),
    QYZMET_LOG: process.env['QYZMET_LOG'] ?? 'error',
  })
  let logged = ''
  const product = await startProduct({
    config,
    log: { debug: () => undefined, error: (message, error) => void (logged += `${format(message, error ?? '')}\n`) },
    now,
    seed: async (parts) => {
      await seedTrainingInstallation(parts)
    },
  })
  return {
    baseUrl,
    simulatorUrl: simulator.url,
    ...overHttp(simulator.url),
    printed: () => logged,
    app: product.app,
    pass: (duration) => {
      passed = passed.add(duration)
    },
    stop: async () => {
      await product.stop()
      await simulator.stop()
      await database.drop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** The same switches a presenter has. */
function overHttp(simulatorUrl: string): Pick<RunningProduct, 'signNext' | 'breakAuthority'> {
  const post = async (path: string, body: object): Promise<void> => {
    const response = await fetch(`${simulatorUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`The simulator refused ${path}: ${response.status}`)
  }
  return {
    signNext: (story) => post('/ncalayer/next', { story }),
    breakAuthority: (faults) => post('/authority/faults', faults),
  }
}

async function untilAnswers(url: string, programs: ChildProcess, output: () => string): Promise<void> {
  const deadline = performance.now() + START_MS
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (programs.exitCode !== null || performance.now() > deadline) {
      programs.kill('SIGTERM')
      throw new Error(`The product did not start.\n${output()}`)
    }
    await sleep(50)
  }
}

/** The loader of .tsx files, as this process was started with it or not. */
function hooks(): readonly string[] {
  return ['--import', new URL('../../tools/tsx-hooks.mjs', import.meta.url).href]
}

/** Has another body write to the training provider by E-akimat. */
export async function sendLetter(simulatorUrl: string, description: string): Promise<void> {
  const response = await fetch(`${simulatorUrl}/gateway/letters`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ routeId: 'R_Taraz', file: 'text', iin: '', description }),
  })
  if (response.status !== 303) throw new Error(`The simulator refused the letter: ${response.status}`)
}
