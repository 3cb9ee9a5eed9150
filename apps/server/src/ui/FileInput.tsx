import type { JSX } from 'preact'
import { Field, type FieldProps, fieldIds } from './Field.tsx'
import { useUiMessages } from './page-context.ts'

/**
 * One file, or several. The form around it must be `multipart`. The browser's own box speaks the language of
 * the browser; the shared script puts ours in front of it, and without scripts the box stays.
 */
export function FileInput(
  props: FieldProps & {
    /** Kinds offered first by the browser, such as `.pdf,.jpg`; the server looks at the bytes. */
    readonly accept?: string | undefined
    readonly multiple?: boolean | undefined
    /** Lets the shared script say it before the file is sent; the server says it in any case. */
    readonly tooLarge?: { readonly bytes: number; readonly message: string } | undefined
  },
): JSX.Element {
  const t = useUiMessages()
  const { id, describedBy, invalid } = fieldIds(props)
  return (
    <Field {...props}>
      <input
        class="q-file"
        type="file"
        id={id}
        name={props.name}
        accept={props.accept}
        multiple={props.multiple}
        data-choose={t.file.choose}
        data-none={t.file.none}
        data-max-bytes={props.tooLarge?.bytes}
        data-too-large={props.tooLarge?.message}
        aria-describedby={describedBy}
        aria-invalid={invalid}
      />
    </Field>
  )
}
