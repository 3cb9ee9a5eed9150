import { filesOfPaper } from '@qyzmet/evidence'
import type { Sql } from '../database/connect.ts'
import type { BlobStore } from '../documents/blobs.ts'
import type { IssuedDocument } from '../documents/documents.queries.ts'
import { CaseIncompleteError, keptSignature } from './kept-signature.ts'
import { packStamped, type StampedContainer, type StampPorts } from './packed.ts'

export interface PaperContainerDependencies extends StampPorts {
  readonly sql: Sql
  readonly blobs: BlobStore
  /** The trusted authorities as PEM. */
  readonly anchors: string
}

/**
 * One paper with its signatures and their evidence, as a file that proves itself. It holds nothing of the case
 * that does not stand on the paper.
 *
 * @param timeZone in which moments are told to whoever checks it
 * @throws {CaseIncompleteError} when the paper or a signature over it is not kept
 */
export async function paperContainer(
  deps: PaperContainerDependencies,
  issued: Omit<IssuedDocument, 'issuedAt' | 'isSuperseded'>,
  timeZone: string,
): Promise<StampedContainer> {
  const { sql, blobs, anchors, now } = deps
  const { kind, number, datedOn, title, provider, code, training, pdfSha256, signatureIds } = issued
  const blob = await blobs.get(pdfSha256)
  if (!blob) throw new CaseIncompleteError(`Nothing is kept under ${pdfSha256}.`)
  const signatures = await Promise.all(signatureIds.map((id) => keptSignature(sql, id)))
  const files = filesOfPaper({
    kind,
    number,
    datedOn: datedOn.toString(),
    title,
    provider,
    code,
    training,
    exportedAt: now(),
    timeZone,
    pdf: blob.bytes,
    signatures,
    anchors,
  })
  return packStamped(files, deps)
}
