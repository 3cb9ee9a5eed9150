import { createVault } from '../vault.ts'

/** Seals with a key that everybody knows. */
export const testVault = createVault([new Uint8Array(32).fill(7)])
