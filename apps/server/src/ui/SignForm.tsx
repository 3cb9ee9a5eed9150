import type { HTMLAttributes, JSX } from 'preact'
import { signingMessages } from '../messages/signing.ts'
import { Alert } from './Alert.tsx'
import { Button, ButtonRow } from './Button.tsx'
import { Form } from './Form.tsx'
import { usePage } from './page-context.ts'

/**
 * The button that has NCALayer sign the bytes at an address and posts `cms` (Base64) and `document` (their hash).
 * The page needs the script `sign-document.js`.
 */
export function SignForm(props: {
  readonly action: string
  /** Where the exact bytes are fetched from. */
  readonly documentUrl: string
  /** SHA-256 of those bytes, hexadecimal. */
  readonly sha256: string
  /** Whose key NCALayer offers. */
  readonly iin: string
  readonly ncaLayerUrl: string
  /** True when the keys are those of the simulator, which lead to no authority NCALayer knows. */
  readonly training?: boolean | undefined
  /** Further hidden fields of the form. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  readonly button: string
}): JSX.Element {
  const t = signingMessages[usePage().locale]
  return (
    <q-sign
      data-document={props.documentUrl}
      data-iin={props.iin}
      data-nca-layer={props.ncaLayerUrl}
      data-training={props.training === true ? '' : undefined}
    >
      <p class="q-hint">{t.help}</p>
      <noscript>
        <Alert tone="warning">
          <p>{t.noScript}</p>
        </Alert>
      </noscript>
      <Form action={props.action}>
        <input type="hidden" name="document" value={props.sha256} />
        <input type="hidden" name="cms" value="" />
        {Object.entries(props.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ButtonRow>
          <Button id="sign">{props.button}</Button>
        </ButtonRow>
      </Form>
      <div role="status">
        {Object.entries(t.says).map(([what, words]) => (
          <p key={what} data-says={what} hidden>
            {words}
          </p>
        ))}
      </div>
    </q-sign>
  )
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'q-sign': HTMLAttributes<HTMLElement>
    }
  }
}
