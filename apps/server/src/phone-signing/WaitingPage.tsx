import { formatTime, type Locale } from '@qyzmet/regulation'
import type { HTMLAttributes, JSX } from 'preact'
import { qrOf, qrSvg } from '../documents/qr.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead, Link } from '../ui/Heading.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { phoneMessages } from './messages/phone.ts'
import type { PhoneOffer } from './offer.ts'
import type { WaitingState } from './phone-signing.ts'

export interface WaitingView {
  readonly locale: Locale
  readonly offer: PhoneOffer
  readonly state: WaitingState
  readonly address: { readonly code: string; readonly link: string }
  /** Address of this page. */
  readonly path: string
  /** The same offer for a new code. */
  readonly sealedOffer: string
  readonly training: boolean
  readonly describeFinding: (reason: string) => string
}

/** The page that shows the code, waits for the telephone and sends what it brings. */
export function WaitingPage(view: WaitingView): JSX.Element {
  const { state } = view
  switch (state.kind) {
    case 'waiting':
    case 'opened':
      return <Waiting {...view} state={state} />
    case 'signed':
      return <Signed {...view} signatures={state.signatures} />
    case 'over':
      return <Over {...view} refusal={state.refusal} />
  }
}

function Waiting(
  props: WaitingView & { readonly state: Extract<WaitingState, { readonly kind: 'waiting' | 'opened' }> },
): JSX.Element {
  const { locale, offer, state, address, path } = props
  const t = phoneMessages[locale]
  const until = formatTime(state.expiresAt.toZonedDateTimeISO(COUNTRY_ZONE).toPlainTime())
  return (
    <>
      <BackLink href={offer.page} />
      <Heading level={1}>{t.title}</Heading>
      {state.refusal === undefined ? null : (
        <Alert tone="danger" title={t.refusedTitle} live>
          <p>{props.describeFinding(state.refusal)}</p>
        </Alert>
      )}
      <Lead>{t.lead}</Lead>
      {offer.signer.bin === undefined ? null : <p>{t.certificate.lead(offer.signer.bin)}</p>}
      <ol class="q-list">
        {t.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <q-wait-for-phone data-state={state.kind} data-refusal={state.refusal ?? ''} data-address={`${path}/state`}>
        <div
          class="q-qr"
          role="img"
          aria-label={t.code}
          dangerouslySetInnerHTML={{ __html: qrSvg(qrOf(address.code)) }}
        />
        <p class="q-hint">{t.until(until)}</p>
        <div role="status">
          {(['waiting', 'opened'] as const).map((kind) => (
            <p key={kind} data-says={kind} hidden={kind !== state.kind}>
              <strong>{t.says[kind]}</strong>
            </p>
          ))}
        </div>
      </q-wait-for-phone>
      <p>{t.onThisPhone}</p>
      <ButtonRow>
        <ButtonLink href={address.link} variant="secondary">
          {props.training ? t.training : t.openHere}
        </ButtonLink>
      </ButtonRow>
      <Heading level={2}>{t.documents}</Heading>
      <ul class="q-list">
        {offer.documents.map(({ field, name }) => (
          <li key={field}>{name[locale]}</li>
        ))}
      </ul>
      <p>
        <Link href={path}>{t.refresh}</Link>
      </p>
      <p>
        <Link href={offer.page}>{t.otherWay}</Link>
      </p>
    </>
  )
}

/** Goes on by itself where scripts run. */
function Signed(props: WaitingView & { readonly signatures: readonly string[] }): JSX.Element {
  const { locale, offer, signatures } = props
  const t = phoneMessages[locale]
  return (
    <>
      <Heading level={1}>{t.signedTitle}</Heading>
      <Lead>{t.signed}</Lead>
      <q-wait-for-phone data-state="signed">
        <Form action={offer.action}>
          {Object.entries(offer.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {offer.documents.map(({ field }, index) => (
            <input key={field} type="hidden" name={field} value={signatures[index] ?? ''} />
          ))}
          <ButtonRow>
            <Button>{t.finish}</Button>
          </ButtonRow>
        </Form>
      </q-wait-for-phone>
    </>
  )
}

function Over(props: WaitingView & { readonly refusal: string | undefined }): JSX.Element {
  const { locale, offer, refusal } = props
  const t = phoneMessages[locale]
  return (
    <>
      <BackLink href={offer.page} />
      <Heading level={1}>{refusal === undefined ? t.overTitle : t.closedTitle}</Heading>
      {refusal === undefined ? null : (
        <Alert tone="danger" title={t.refusedTitle}>
          <p>{props.describeFinding(refusal)}</p>
        </Alert>
      )}
      <p>{t.over}</p>
      <Form action={`/${locale}/phone-signing`}>
        <input type="hidden" name="offer" value={props.sealedOffer} />
        <ButtonRow>
          <Button>{t.newCode}</Button>
          <ButtonLink href={offer.page} variant="secondary">
            {t.otherWay}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}

/** For a code that was never given out, is forgotten, or belongs to another browser. */
export function GonePage({ locale }: { readonly locale: Locale }): JSX.Element {
  const t = phoneMessages[locale]
  return (
    <>
      <Heading level={1}>{t.goneTitle}</Heading>
      <Alert tone="warning">
        <p>{t.gone}</p>
      </Alert>
      <p>
        <ButtonLink href={`/${locale}/`} variant="secondary">
          {t.home}
        </ButtonLink>
      </p>
    </>
  )
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'q-wait-for-phone': HTMLAttributes<HTMLElement>
    }
  }
}
