// Processor time of this process, so that other programs on the machine count less.
import { setImmediate as othersTurn } from 'node:timers/promises'

/** The longest time without a turn for others. */
export async function longestStretchMs(work: () => Promise<void>): Promise<number> {
  let longest = 0
  let isDone = false
  const watch = async (): Promise<void> => {
    while (!isDone) {
      const from = threadMs()
      await othersTurn()
      longest = Math.max(longest, threadMs() - from)
    }
  }
  const watching = watch()
  await work()
  isDone = true
  await watching
  return longest
}

/** Of this thread alone: other threads of the process hold nobody up. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Milliseconds since the start of the process. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
