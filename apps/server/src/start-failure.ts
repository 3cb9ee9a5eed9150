import { ConfigError } from './config.ts'

/**
 * What whoever starts the product can do about a failure.
 *
 * @returns undefined for a failure that only its stack explains
 */
export function startFailure(error: unknown): string | undefined {
  if (error instanceof ConfigError) return `The settings have faults:\n${error.message}`
  if (!(error instanceof Error && 'code' in error && 'port' in error)) return undefined
  const place = `${'address' in error ? `${String(error.address)}:` : 'port '}${String(error.port)}`
  if (error.code === 'EADDRINUSE')
    return `Another program listens at ${place}. End it, or choose another port with QYZMET_PORT.`
  if (error.code === 'EACCES')
    return `This user may not listen at ${place}. Choose a port from 1024 on with QYZMET_PORT.`
  return undefined
}
