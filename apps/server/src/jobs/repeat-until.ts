import { setTimeout as sleep } from 'node:timers/promises'

export interface RepeatOptions {
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
  /** Between two looks for work. */
  readonly pauseMs: number
}

/**
 * Does a piece of work again and again until aborted. What it throws is told, and it is done again after the pause.
 *
 * @param isMore whether there is more to do at once, without the pause; by default never
 */
export async function repeatUntil<Result>(
  { signal, onError, pauseMs }: RepeatOptions,
  work: () => Promise<Result>,
  isMore: (result: Result) => boolean = () => false,
): Promise<void> {
  while (!signal.aborted) {
    const goesOn = await work().then(isMore, (error: unknown) => {
      onError(error)
      return false
    })
    if (!goesOn) await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
