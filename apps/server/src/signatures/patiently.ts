import { setTimeout as sleep } from 'node:timers/promises'

/** The simulator writes its anchors and the keys it gives out when it starts; the product may be faster. */
const WAIT_FOR_SIMULATOR_MS = 20_000
const PAUSE_MS = 50

/** Tries to read what the simulator writes until it is there; in production the first failure counts. */
export async function readPatiently<T>(profile: 'training' | 'production', read: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + (profile === 'training' ? WAIT_FOR_SIMULATOR_MS : 0)
  for (;;) {
    try {
      return await read()
    } catch (cause) {
      if (performance.now() >= deadline) throw cause
      await sleep(PAUSE_MS)
    }
  }
}
