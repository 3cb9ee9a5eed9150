import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { AnchorsError, createVerifier, parseAnchors, type TrustAnchors, type Verifier } from '@qyzmet/eds'
import { type AuthorityAddresses, authorityHttp } from './authority-http.ts'

export interface TrustSettings extends AuthorityAddresses {
  readonly trustAnchorsFile: string
  readonly profile: 'training' | 'production'
}

/** The simulator writes its anchors when it starts; the product may be faster. */
const WAIT_FOR_SIMULATOR_MS = 20_000

/**
 * The authorities that signatures must lead to, from the configured file.
 *
 * @throws {AnchorsError} for a set that cannot be used; in production also for training or test authorities
 */
export async function readTrustAnchors(settings: TrustSettings): Promise<TrustAnchors> {
  const { trustAnchorsFile: file, profile } = settings
  const deadline = performance.now() + (profile === 'training' ? WAIT_FOR_SIMULATOR_MS : 0)
  for (;;) {
    try {
      return parseAnchors(await readFile(file, 'utf8'), { profile })
    } catch (cause) {
      if (performance.now() < deadline) await sleep(50)
      else throw cause instanceof AnchorsError ? cause : new AnchorsError(`${file} cannot be read`, { cause })
    }
  }
}

/** The verifier with its neighbours at the configured addresses. */
export function connectVerifier(
  settings: AuthorityAddresses,
  anchors: TrustAnchors,
  context: {
    readonly now: () => Temporal.Instant
    readonly report: (fault: { readonly neighbour: string; readonly cause: unknown }) => void
  },
): Verifier {
  return createVerifier({ anchors, ...authorityHttp(settings), ...context })
}

/** Has no network. */
class NoNeighbourError extends Error {
  override readonly name = 'NoNeighbourError'
}

/**
 * A verifier that asks nobody: it finds all that is wrong with a signature by itself, and is never sure that nothing is,
 * because it does not know what was revoked.
 */
export function createOfflineVerifier(anchors: TrustAnchors, now: () => Temporal.Instant): Verifier {
  const nobody = async (): Promise<never> => {
    throw new NoNeighbourError()
  }
  return createVerifier({
    anchors,
    now,
    askOcsp: nobody,
    fetchCrl: nobody,
    askStamp: nobody,
    report: () => undefined,
  })
}
