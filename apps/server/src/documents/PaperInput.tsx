import type { JSX } from 'preact'
import type { FieldProps } from '../ui/Field.tsx'
import { FileInput } from '../ui/FileInput.tsx'
import { MAX_BLOB_BYTES } from './blobs.ts'

/** A box for what people scan or photograph: offers the kinds and tells of the size that `readUpload` takes. */
export function PaperInput({
  tooLarge,
  ...field
}: FieldProps & { readonly tooLarge: string; readonly multiple?: boolean }): JSX.Element {
  return <FileInput {...field} accept=".pdf,.jpg,.jpeg,.png" tooLarge={{ bytes: MAX_BLOB_BYTES, message: tooLarge }} />
}
