import { setTimeout as sleep } from 'node:timers/promises'

/** A queue of pieces of work that several servers share. */
export interface Work<Piece> {
  /** Takes at most so many pieces out, those that waited longest first; they are nobody else's until they are done. */
  readonly claim: (limit: number) => Promise<readonly Piece[]>
  /** Does one piece, and puts down how it went. */
  readonly perform: (piece: Piece) => Promise<void>
}

/** Pieces that one process has in hand at the same time. */
const AT_ONCE = 16

export interface KeepOptions {
  /** After so long without work, it is looked for again. */
  readonly pauseMs: number
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/** Does what comes until aborted. A piece that takes long holds up none but itself. */
export async function keepDoing<Piece>(
  { claim, perform }: Work<Piece>,
  { pauseMs, signal, onError }: KeepOptions,
): Promise<void> {
  const inHand = new Set<Promise<void>>()
  while (!signal.aborted) {
    const free = AT_ONCE - inHand.size
    const pieces = await claim(free).catch((error: unknown) => {
      onError(error)
      return []
    })
    for (const piece of pieces) {
      const done = perform(piece)
        .catch(onError)
        .finally(() => inHand.delete(done))
      inHand.add(done)
    }
    if (inHand.size === AT_ONCE) await Promise.race(inHand)
    else if (pieces.length < free) await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
  await Promise.all(inHand)
}
