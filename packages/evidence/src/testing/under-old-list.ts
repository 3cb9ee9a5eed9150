import { unzipSync, zipSync } from 'fflate'

/** A container whose files were changed by somebody who left its list and its stamp as they were. */
export function underOldList(
  container: Uint8Array,
  change: (files: Readonly<Record<string, Uint8Array>>) => Readonly<Record<string, Uint8Array>>,
): Uint8Array {
  return zipSync({ ...change(unzipSync(container)) })
}
