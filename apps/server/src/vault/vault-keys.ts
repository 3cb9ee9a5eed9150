import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createVault, KEY_BYTES, type Vault } from './vault.ts'

export interface VaultSettings {
  readonly vaultKeysFile: string
  readonly profile: 'training' | 'production'
}

/** The keys of kept bytes cannot be used. */
export class VaultKeysError extends Error {
  override readonly name = 'VaultKeysError'
}

/** A key that training makes for itself begins so, wherever it is copied to; the rest is chance. */
const TRAINING_MARK = Buffer.from('training')

/**
 * Reads the keys of kept bytes: 32 octets in Base64 a line, the one that seals first; lines with `#` tell something. In
 * training a key is made where there is no file.
 *
 * @throws {VaultKeysError} for keys that cannot be used; in production also for those of training
 */
export async function openVault({ vaultKeysFile: file, profile }: VaultSettings): Promise<Vault> {
  const text = await readKeys(file, profile)
  const keys = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => Buffer.from(line, 'base64'))
  const [current, ...earlier] = keys
  if (current === undefined || keys.some((key) => key.length !== KEY_BYTES)) {
    throw new VaultKeysError(`${file} must hold keys of ${KEY_BYTES} octets in Base64, one a line.`)
  }
  if (profile === 'production' && keys.some((key) => key.subarray(0, TRAINING_MARK.length).equals(TRAINING_MARK))) {
    throw new VaultKeysError(`${file} holds a key of training.`)
  }
  return createVault([current, ...earlier])
}

async function readKeys(file: string, profile: VaultSettings['profile']): Promise<string> {
  try {
    if (profile === 'training' && !existsSync(file)) await makeKey(file)
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new VaultKeysError(`${file} cannot be read.`, { cause })
  }
}

/** A second server that starts at the same time finds the key of the first. */
async function makeKey(file: string): Promise<void> {
  const key = Buffer.concat([TRAINING_MARK, randomBytes(KEY_BYTES - TRAINING_MARK.length)])
  const made = `${file}.${randomUUID()}`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(made, `# Made by training for itself.\n${key.toString('base64')}\n`, { mode: 0o600 })
  try {
    await link(made, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(made)
  }
}
