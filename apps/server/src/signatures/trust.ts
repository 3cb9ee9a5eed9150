import { readFile } from 'node:fs/promises'
import { AnchorsError, createVerifier, parseAnchors, type TrustAnchors, type Verifier } from '@qyzmet/eds'
import { type AuthorityAddresses, authorityHttp } from './authority-http.ts'
import { readPatiently } from './patiently.ts'

export interface TrustSettings extends AuthorityAddresses {
  readonly trustAnchorsFile: string
  readonly profile: 'training' | 'production'
}

/**
 * The authorities that signatures must lead to, from the configured file.
 *
 * @throws {AnchorsError} for a set that cannot be used; in production also for training or test authorities
 */
export async function readTrustAnchors(settings: TrustSettings): Promise<TrustAnchors> {
  const { trustAnchorsFile: file, profile } = settings
  try {
    return await readPatiently(profile, async () => parseAnchors(await readFile(file, 'utf8'), { profile }))
  } catch (cause) {
    throw cause instanceof AnchorsError ? cause : new AnchorsError(`${file} cannot be read`, { cause })
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
