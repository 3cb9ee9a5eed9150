import { readFile, rename, writeFile } from 'node:fs/promises'
import { newKey, readKey, type KeyKind, type SigningKey } from './signing-key.ts'

/** The private key kept in a file, or a new one kept there from now on. @param bits length of a new RSA key */
export async function keyFile(path: string, kind: KeyKind, bits: number): Promise<SigningKey> {
  const known = await readIfThere(path)
  if (known !== undefined) return readKey(known.toString('utf8'), kind)
  const key = await newKey(kind, bits)
  await writeWhole(path, key.pem)
  return key
}

/** The certificate kept in a file, or the one built now. */
export async function certificateFile(path: string, build: () => Uint8Array): Promise<Uint8Array> {
  const known = await readIfThere(path)
  if (known !== undefined) return new Uint8Array(known)
  const der = build()
  await writeWhole(path, der)
  return der
}

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** A crash leaves the old file or the new one, never half of one. */
export async function writeWhole(path: string, content: string | Buffer | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
