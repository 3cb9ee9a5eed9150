import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { setImmediate as othersTurn } from 'node:timers/promises'

/** Where a kept value stands; one that was put anywhere else does not open. */
export interface KeptPlace {
  readonly table: 'message_in' | 'message_out' | 'register_answer' | 'register_consent'
  readonly column: string
  /** Of the row. */
  readonly id: string
}

/** Seals what is kept of other systems' messages, so that neither the database nor its copies show it. */
export interface Vault {
  /** Of the key that seals now; stands in `key_id` of each row that is wholly under it. */
  readonly keyId: string
  readonly seal: (value: Uint8Array, place: KeptPlace) => Uint8Array
  /** The same for a value of any length: while a long one is sealed, others have their turns. */
  readonly sealInTurns: (value: Uint8Array, place: KeptPlace) => Promise<Uint8Array>
  /** The value as it was given; one that was kept in the clear comes back as it is. @throws {VaultError} */
  readonly open: (kept: Uint8Array, place: KeptPlace) => Uint8Array
  readonly sealText: (value: string, place: KeptPlace) => string
  /** @throws {VaultError} */
  readonly openText: (kept: string, place: KeptPlace) => string
}

/** A kept value does not open: its key is not there, or it was changed or moved. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
}

export const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_ID_BYTES = 8
/** Sealed at a time; more takes turns. */
const PART_BYTES = 512 * 1024
/** No message begins so; texts, in which octets stand as Base64, begin with the same in letters. */
const MARK = Buffer.from([0x00, 0x71, 0x79, 0x7a, 0x2d, 0x76, 0x31, 0x00])
export const TEXT_MARK = 'qyz-v1:'
const HEAD_BYTES = MARK.length + KEY_ID_BYTES

/**
 * AES-256-GCM with a nonce of chance for each value. What is bound to the place can be read there only: nobody can put
 * one person's answer into another's case.
 *
 * @param keys of 32 octets; the first one seals, the others only open what was sealed before
 */
export function createVault(keys: readonly [Uint8Array, ...Uint8Array[]]): Vault {
  const known = new Map(keys.map((key) => [keyIdOf(key), key]))
  const [current] = keys
  const keyId = keyIdOf(current)

  /** Seals part by part into what is given back at the end. */
  function* sealing(value: Uint8Array, place: KeptPlace): Generator<void, Uint8Array> {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(boundTo(place))
    const sealed = Buffer.allocUnsafe(HEAD_BYTES + IV_BYTES + TAG_BYTES + value.length)
    for (let at = 0; at < value.length; at += PART_BYTES) {
      if (at > 0) yield
      cipher.update(value.subarray(at, at + PART_BYTES)).copy(sealed, HEAD_BYTES + IV_BYTES + TAG_BYTES + at)
    }
    cipher.final() // Gives nothing more in this mode.
    Buffer.concat([MARK, Buffer.from(keyId, 'hex'), iv, cipher.getAuthTag()]).copy(sealed)
    return sealed
  }
  const seal: Vault['seal'] = (value, place) => {
    const parts = sealing(value, place)
    for (;;) {
      const part = parts.next()
      if (part.done) return part.value
    }
  }
  const sealInTurns: Vault['sealInTurns'] = async (value, place) => {
    const parts = sealing(value, place)
    for (;;) {
      const part = parts.next()
      if (part.done) return part.value
      await othersTurn()
    }
  }
  const open: Vault['open'] = (kept, place) => {
    const bytes = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength)
    if (!bytes.subarray(0, MARK.length).equals(MARK)) return kept
    const id = bytes.toString('hex', MARK.length, HEAD_BYTES)
    const key = known.get(id)
    if (key === undefined) throw new VaultError(`${nameOf(place)} is under the key ${id}, which is not listed.`)
    const iv = bytes.subarray(HEAD_BYTES, HEAD_BYTES + IV_BYTES)
    const tag = bytes.subarray(HEAD_BYTES + IV_BYTES, HEAD_BYTES + IV_BYTES + TAG_BYTES)
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
      decipher.setAAD(boundTo(place)).setAuthTag(tag)
      const value = decipher.update(bytes.subarray(HEAD_BYTES + IV_BYTES + TAG_BYTES))
      return Buffer.concat([value, decipher.final()])
    } catch (cause) {
      throw new VaultError(`${nameOf(place)} was changed, or belongs elsewhere.`, { cause })
    }
  }
  return {
    keyId,
    seal,
    sealInTurns,
    open,
    sealText: (value, place) => TEXT_MARK + Buffer.from(seal(Buffer.from(value), place)).toString('base64'),
    openText: (kept, place) =>
      kept.startsWith(TEXT_MARK)
        ? Buffer.from(open(Buffer.from(kept.slice(TEXT_MARK.length), 'base64'), place)).toString('utf8')
        : kept,
  }
}

/** Tells keys apart and gives nothing away of them. */
function keyIdOf(key: Uint8Array): string {
  return createHash('sha256')
    .update('qyzmet vault key ')
    .update(key)
    .digest('hex')
    .slice(0, 2 * KEY_ID_BYTES)
}

function boundTo(place: KeptPlace): Buffer {
  return Buffer.from(nameOf(place))
}

function nameOf({ table, column, id }: KeptPlace): string {
  return `${table}.${column} ${id}`
}
