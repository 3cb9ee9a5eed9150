import { randomBytes } from 'node:crypto'
import { grantedToken, timeStampRequest } from '@qyzmet/eds'
import { filesOf, packContainer } from '@qyzmet/evidence'
import { sha256Of } from '../documents/blobs.ts'
import { caseContents, type CaseContentsDependencies } from './case-contents.ts'

export interface CaseContainerDependencies extends CaseContentsDependencies {
  /** Puts a time-stamp request to the authority; a thrown error means that it is silent. */
  readonly askStamp: (request: Uint8Array) => Promise<Uint8Array>
}

export interface CaseContainer {
  readonly bytes: Uint8Array
  /** False when the time stamping authority was silent: everything is inside, but nothing proves since when. */
  readonly isStamped: boolean
}

/**
 * A case as one file that proves itself.
 *
 * @returns undefined when there is no such case
 * @throws {CaseIncompleteError} when something the case speaks of is not kept
 */
export async function caseContainer(deps: CaseContainerDependencies, id: string): Promise<CaseContainer | undefined> {
  const contents = await caseContents(deps, id)
  if (!contents) return undefined
  let isStamped = false
  const bytes = await packContainer(filesOf(contents), async (manifest) => {
    const token = await stampOver(manifest, deps.askStamp)
    isStamped = token !== undefined
    return token
  })
  return { bytes, isStamped }
}

const NONCE_BYTES = 16

async function stampOver(
  manifest: Uint8Array,
  askStamp: CaseContainerDependencies['askStamp'],
): Promise<Uint8Array | undefined> {
  const nonce = randomBytes(NONCE_BYTES)
  // Kept positive and without leading zeros, as DER wants its numbers.
  nonce[0] = 0x40 | ((nonce[0] ?? 0) & 0x3f)
  const digest = Buffer.from(sha256Of(manifest), 'hex')
  try {
    return grantedToken(await askStamp(timeStampRequest(digest, nonce)), nonce)
  } catch {
    return undefined
  }
}
