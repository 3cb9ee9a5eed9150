import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** Cost of one hash: memory in KiB, passes over it, lanes. Kept in every hash, so that it can be raised later. */
export interface PasswordCost {
  readonly memoryKib: number
  readonly passes: number
  readonly lanes: number
}

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /**
   * Compares in constant time. With no hash (no such account) it does the same work and says no,
   * so that the time tells nobody whether the account exists.
   */
  verify(password: string, hash: string | undefined): Promise<boolean>
  /** True when the hash was made at another cost and should be made anew at the next sign-in. */
  isStale(hash: string): boolean
}

/** Too many people are signing in at once; the caller answers "try again in a moment". */
export class PasswordHasherBusyError extends Error {
  override readonly name = 'PasswordHasherBusyError'
}

/** The stored text is not a hash of ours. */
export class PasswordHashMalformedError extends Error {
  override readonly name = 'PasswordHashMalformedError'
}

export const PASSWORD_COST: PasswordCost = { memoryKib: 19_456, passes: 2, lanes: 1 }

const SALT_BYTES = 16
const TAG_BYTES = 32

export interface PasswordHasherOptions {
  readonly cost?: PasswordCost
  /** Hashes computed at the same time; each holds a thread of the pool and `memoryKib` of memory. */
  readonly concurrency?: number
  /** Callers that may wait for their turn; further ones get `PasswordHasherBusyError`. */
  readonly waiting?: number
  /** What turns a password into a tag; Argon2id on the thread pool unless another is given. */
  readonly derive?: typeof derive
}

/** Argon2id on the thread pool, a few at a time, so that sign-ins never hold up other requests. */
export async function createPasswordHasher(options: PasswordHasherOptions = {}): Promise<PasswordHasher> {
  const cost = options.cost ?? PASSWORD_COST
  const turn = createTurnstile(options.concurrency ?? 2, options.waiting ?? 200)
  const tagOf = options.derive ?? derive

  const hash = (password: string): Promise<string> =>
    turn(async () => {
      const salt = randomBytes(SALT_BYTES)
      return print(cost, salt, await tagOf(password, salt, cost))
    })
  const nobodysHash = await hash(randomBytes(16).toString('hex'))

  return {
    hash,
    verify: (password, stored) =>
      turn(async () => {
        const { cost: storedCost, salt, tag } = parse(stored ?? nobodysHash)
        const same = timingSafeEqual(await tagOf(password, salt, storedCost), tag)
        return same && stored !== undefined
      }),
    isStale: (stored) => {
      const { cost: made } = parse(stored)
      return made.memoryKib !== cost.memoryKib || made.passes !== cost.passes || made.lanes !== cost.lanes
    },
  }
}

/** The tag of a password by Argon2id. */
export function derive(password: string, salt: Uint8Array, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      {
        // Composed form: the same letters typed on another keyboard give the same bytes.
        message: Buffer.from(password.normalize('NFC'), 'utf8'),
        nonce: salt,
        parallelism: cost.lanes,
        tagLength: TAG_BYTES,
        memory: cost.memoryKib,
        passes: cost.passes,
      },
      (error, tag) => (error ? reject(error) : resolve(tag)),
    )
  })
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function print(cost: PasswordCost, salt: Buffer, tag: Buffer): string {
  const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${text(salt)}$${text(tag)}`
}

function parse(hash: string): { cost: PasswordCost; salt: Buffer; tag: Buffer } {
  const [, memoryKib, passes, lanes, salt, tag] = PHC.exec(hash) ?? []
  if (memoryKib === undefined || !passes || !lanes || !salt || !tag) {
    throw new PasswordHashMalformedError('The stored password hash cannot be read.')
  }
  const parsed = {
    cost: { memoryKib: Number(memoryKib), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
  if (parsed.tag.length !== TAG_BYTES) throw new PasswordHashMalformedError('The stored password hash is cut short.')
  return parsed
}

/** Lets `width` tasks run at once and `waiting` wait in order. */
function createTurnstile(width: number, waiting: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0
  const queue: (() => void)[] = []
  return async (task) => {
    if (running >= width) {
      if (queue.length >= waiting) throw new PasswordHasherBusyError('Too many passwords are being checked.')
      await new Promise<void>((resolve) => queue.push(resolve))
    } else {
      running += 1
    }
    try {
      return await task()
    } finally {
      // A waiting task takes over this place, so `running` stays; without one the place is given up.
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
