import { setTimeout as sleep } from 'node:timers/promises'

/** Lets one part of the process tell another that there is something to do. */
export interface WakeUp {
  readonly wake: () => void
  /** Waits to be woken, at most so long; at once when it was woken since the last wait. */
  readonly wait: (atMostMs: number, signal: AbortSignal) => Promise<void>
}

export function createWakeUp(): WakeUp {
  let isWoken = false
  let waiting: AbortController | undefined
  return {
    wake: () => {
      isWoken = true
      waiting?.abort()
    },
    wait: async (atMostMs, signal) => {
      if (!isWoken) {
        waiting = new AbortController()
        const either = AbortSignal.any([signal, waiting.signal])
        await sleep(atMostMs, undefined, { signal: either, ref: false }).catch(() => undefined)
        waiting = undefined
      }
      isWoken = false
    },
  }
}
