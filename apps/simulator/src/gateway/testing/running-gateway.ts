import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { startSimulator, type Simulator } from '../../main.ts'
import { productSide, type ProductSide } from './product-side.ts'

export interface RunningGateway {
  readonly simulator: Simulator
  readonly product: ProductSide
  readonly now: () => Temporal.Instant
  readonly pass: (duration: Temporal.DurationLike) => void
  /** Where the keys are. */
  readonly dataDir: string
}

/** A simulator of its own with a clock that the test moves; stopped after the tests of the file. */
export async function runningGateway(): Promise<RunningGateway> {
  let at = Temporal.Instant.from('2026-11-29T06:00:00Z')
  const now = (): Temporal.Instant => at
  const dataDir = await mkdtemp(join(tmpdir(), 'qyzmet-gateway-'))
  const simulator = await startSimulator({ dataDir, httpPort: 0, ncaLayerPort: 0, clock: now, slowMs: 30 })
  after(async () => {
    await simulator.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return {
    simulator,
    product: productSide(simulator, now),
    now,
    pass: (duration) => void (at = at.add(duration)),
    dataDir,
  }
}
