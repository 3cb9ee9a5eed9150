import type { Pauses } from '../jobs/growing-pause.ts'

/** Between two tries of one message, in either direction. */
export const PAUSES: Pauses = { firstSeconds: 5, longestSeconds: 3600 }
