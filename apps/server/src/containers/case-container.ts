import { requestStamp, type TrustAnchors } from '@qyzmet/eds'
import { filesOf, packContainer } from '@qyzmet/evidence'
import { caseContents, type CaseContentsDependencies } from './case-contents.ts'

export interface CaseContainerDependencies extends CaseContentsDependencies {
  /** Puts a time-stamp request to the authority; a thrown error means that it is silent. */
  readonly askStamp: (request: Uint8Array) => Promise<Uint8Array>
  /** Whose stamps are taken. */
  readonly trusted: TrustAnchors
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
    const token = await stampOver(manifest, deps)
    isStamped = token !== undefined
    return token
  })
  return { bytes, isStamped }
}

async function stampOver(
  manifest: Uint8Array,
  { askStamp, trusted: anchors, now }: CaseContainerDependencies,
): Promise<Uint8Array | undefined> {
  try {
    return await requestStamp(manifest, { askStamp, anchors, now })
  } catch {
    return undefined
  }
}
