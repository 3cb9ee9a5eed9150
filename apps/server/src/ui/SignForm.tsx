import type { Locale } from '@qyzmet/regulation'
import type { HTMLAttributes, JSX } from 'preact'
import { parseSha256, type Sha256 } from '../documents/blobs.ts'
import { signingMessages } from '../messages/signing.ts'
import { type PhoneOffer, writeOffer } from '../phone-signing/offer.ts'
import { type ExpectedCertificate, usagesToOffer } from '../signatures/certificate-rule.ts'
import { Alert } from './Alert.tsx'
import { Button, ButtonRow } from './Button.tsx'
import { Details } from './Details.tsx'
import { Form } from './Form.tsx'
import { Link } from './Heading.tsx'
import { usePage } from './page-context.ts'

export interface SignFormProps {
  readonly action: string
  /** What is signed, as a telephone names it. */
  readonly name: Readonly<Record<Locale, string>>
  readonly mediaType: string
  /** Where the exact bytes are fetched from. */
  readonly documentUrl: string
  /** SHA-256 of those bytes, hexadecimal. */
  readonly sha256: string
  /** The bytes themselves where they are not kept among the files. */
  readonly bytes?: Uint8Array | undefined
  /** Further documents that are signed in the same act. */
  readonly alongside?: readonly SignedAlongside[] | undefined
  /** Whose key is asked for. */
  readonly iin: string
  /** The organisation the signer must act for, and as what; absent: any certificate of the person's own. */
  readonly certificate?: ExpectedCertificate | undefined
  readonly ncaLayerUrl: string
  /** True when the keys are those of the simulator, which lead to no authority NCALayer knows. */
  readonly training?: boolean | undefined
  /** Further hidden fields of the form. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  readonly button: string
}

/** A further document of one act; its signature is posted as `cms-` with its hash. */
export interface SignedAlongside {
  readonly name: Readonly<Record<Locale, string>>
  readonly mediaType: string
  readonly documentUrl: string
  readonly sha256: Sha256
}

/**
 * The button that has NCALayer sign the bytes at an address and posts `cms` (Base64) and `document` (their hash), and
 * where it is offered the button that has eGov Mobile sign them. The page needs the script `sign-document.js`.
 */
export function SignForm(props: SignFormProps): JSX.Element {
  return (
    <>
      <NcaLayerForm {...props} />
      <PhoneForm {...props} />
    </>
  )
}

/** Where the National Certification Authority gives the program out. */
const NCALAYER_SITE = 'https://pki.gov.kz/ncalayer/'

function NcaLayerForm(props: SignFormProps): JSX.Element {
  return (
    <NcaLayer {...props} phoneForm={PHONE_FORM}>
      <Form action={props.action}>
        <input type="hidden" name="document" value={props.sha256} />
        <input type="hidden" name="cms" value="" data-document={props.documentUrl} />
        {(props.alongside ?? []).map(({ sha256, documentUrl }) => (
          <input key={sha256} type="hidden" name={`cms-${sha256}`} value="" data-document={documentUrl} />
        ))}
        {Object.entries(props.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ButtonRow>
          <Button id="sign">{props.button}</Button>
        </ButtonRow>
      </Form>
    </NcaLayer>
  )
}

/**
 * Has NCALayer fill in each hidden field of the form inside that has a `data-document`, with one password for all; a
 * field inside a `data-choice` only when its box is ticked. The page needs the script `sign-document.js`.
 */
export function NcaLayer(
  props: Pick<SignFormProps, 'iin' | 'certificate' | 'ncaLayerUrl' | 'training'> & {
    /** Id of what signs on a telephone instead on this page. */
    readonly phoneForm?: string
    readonly children: JSX.Element
  },
): JSX.Element {
  const { locale, sealForPhone } = usePage()
  const t = signingMessages[locale]
  return (
    <q-sign
      data-iin={props.iin}
      data-bin={props.certificate?.bin}
      data-usages={props.certificate && usagesToOffer(props.certificate).join(' ')}
      data-nca-layer={props.ncaLayerUrl}
      data-training={props.training === true ? '' : undefined}
    >
      <p class="q-hint">{t.help}</p>
      <noscript>
        <Alert tone="warning">
          <p>{t.noScript}</p>
        </Alert>
      </noscript>
      {props.children}
      <div role="status">
        {Object.entries(t.says).map(([what, words]) => (
          <p key={what} data-says={what} hidden>
            {words}
          </p>
        ))}
        {sealForPhone === undefined || props.phoneForm === undefined ? null : (
          <p data-on-fault hidden>
            <Link href={`#${props.phoneForm}`}>{t.phone.otherWay}</Link>
          </p>
        )}
      </div>
      <Details summary={t.install.summary}>
        <ol class="q-list">
          {t.install.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>
          <Link href={NCALAYER_SITE}>{t.install.link}</Link>
        </p>
      </Details>
    </q-sign>
  )
}

/** Where a page offers to sign on a telephone. */
export const PHONE_FORM = 'sign-on-phone'

/** Works without scripts. The signature comes back to the same form as one from NCALayer. */
function PhoneForm(props: SignFormProps): JSX.Element | null {
  const { locale, sealForPhone } = usePage()
  const sha256 = parseSha256(props.sha256)
  const { action, name, mediaType, bytes, alongside = [], iin, certificate, fields = {} } = props
  const sealed =
    sha256 &&
    sealForPhone?.(
      writeOffer({
        documents: [
          {
            sha256,
            name,
            mediaType,
            field: 'cms',
            ...(bytes === undefined ? {} : { bytes: Buffer.from(bytes).toString('base64') }),
          },
          ...alongside.map((document) => ({
            sha256: document.sha256,
            name: document.name,
            mediaType: document.mediaType,
            field: `cms-${document.sha256}`,
          })),
        ],
        signer: { iin, bin: certificate?.bin, role: certificate?.roles },
        action,
        fields: { ...fields, document: sha256 },
        page: action,
      }),
    )
  if (sealed === undefined) return null
  const t = signingMessages[locale].phone
  return (
    <Form action={`/${locale}/phone-signing`} id={PHONE_FORM}>
      <input type="hidden" name="offer" value={sealed} />
      <p class="q-hint">{t.help}</p>
      <ButtonRow>
        <Button variant="secondary">{t.button}</Button>
      </ButtonRow>
    </Form>
  )
}

/**
 * The button that has eGov Mobile sign those documents of a form that are ticked. It stands in that form, beside the
 * button for NCALayer, and works without scripts.
 */
export function SignChosenOnPhone({ offer }: { readonly offer: PhoneOffer }): JSX.Element | null {
  const { locale, sealForPhone } = usePage()
  if (sealForPhone === undefined) return null
  const t = signingMessages[locale].phone
  return (
    <div id={PHONE_FORM}>
      <input type="hidden" name="offer" value={sealForPhone(writeOffer(offer))} />
      <p class="q-hint">{t.help}</p>
      <ButtonRow>
        <Button variant="secondary" formAction={`/${locale}/phone-signing`}>
          {t.button}
        </Button>
      </ButtonRow>
    </div>
  )
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'q-sign': HTMLAttributes<HTMLElement>
    }
  }
}
