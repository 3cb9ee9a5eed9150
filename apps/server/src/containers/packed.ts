import { requestStamp, type TrustAnchors } from '@qyzmet/eds'
import { packContainer } from '@qyzmet/evidence'

export interface StampPorts {
  /** Puts a time-stamp request to the authority; a thrown error means that it is silent. */
  readonly askStamp: (request: Uint8Array) => Promise<Uint8Array>
  /** Whose stamps are taken. */
  readonly trusted: TrustAnchors
  readonly now: () => Temporal.Instant
}

export interface StampedContainer {
  readonly bytes: Uint8Array
  /** False when the time stamping authority was silent: everything is inside, but nothing proves since when. */
  readonly isStamped: boolean
}

/** Packs files into a container, stamped when the authority answers. */
export async function packStamped(
  files: ReadonlyMap<string, Uint8Array>,
  { askStamp, trusted: anchors, now }: StampPorts,
): Promise<StampedContainer> {
  let isStamped = false
  const bytes = await packContainer(files, async (manifest) => {
    const token = await requestStamp(manifest, { askStamp, anchors, now }).catch(() => undefined)
    isStamped = token !== undefined
    return token
  })
  return { bytes, isStamped }
}
