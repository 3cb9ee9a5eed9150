import type { Pauses } from '../jobs/growing-pause.ts'

/** Between two tries of one message, in either direction: it does not wait long after a neighbour is back. */
export const PAUSES: Pauses = { firstSeconds: 5, longestSeconds: 600 }
