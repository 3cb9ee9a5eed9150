import { MAX_BLOB_BYTES } from './blobs.ts'

/** Kinds of file an applicant may attach. */
export type AttachmentMediaType = 'application/pdf' | 'image/jpeg' | 'image/png'

/** Why a file was not taken; each has a sentence of its own for the person. */
export type UploadRejection = 'file-empty' | 'file-too-large' | 'file-type' | 'file-locked'

export type Upload =
  | { readonly accepted: true; readonly bytes: Uint8Array; readonly mediaType: AttachmentMediaType }
  | { readonly accepted: false; readonly rejection: UploadRejection }

/**
 * Takes in one uploaded file. Reading stops as soon as the limit is passed, and the
 * kind is told from the bytes, never from the name or from what the browser says.
 *
 * @param limit largest size in bytes
 */
export async function readUpload(source: AsyncIterable<Uint8Array>, limit = MAX_BLOB_BYTES): Promise<Upload> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of source) {
    size += part.length
    if (size > limit) return { accepted: false, rejection: 'file-too-large' }
    parts.push(part)
  }
  if (size === 0) return { accepted: false, rejection: 'file-empty' }
  const bytes = Buffer.concat(parts, size)
  const mediaType = mediaTypeOf(bytes)
  if (!mediaType) return { accepted: false, rejection: 'file-type' }
  if (mediaType === 'application/pdf' && isLocked(bytes)) return { accepted: false, rejection: 'file-locked' }
  return { accepted: true, bytes, mediaType }
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])

function mediaTypeOf(bytes: Buffer): AttachmentMediaType | undefined {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'image/png'
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return 'image/jpeg'
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf'
  return undefined
}

/** A PDF that asks for a password names its encryption in a dictionary that is itself never encrypted. */
function isLocked(pdf: Buffer): boolean {
  for (let at = pdf.indexOf('/Encrypt'); at !== -1; at = pdf.indexOf('/Encrypt', at + 8)) {
    if (/^\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(pdf.toString('latin1', at, at + 40))) return true
  }
  return false
}
