import type { Locale } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { sha256Of } from '../../documents/blobs.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonRow } from '../../ui/Button.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Lead } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { SignForm } from '../../ui/SignForm.tsx'
import { peopleMessages } from '../messages/people.ts'
import { CredentialsFields, type CredentialsView } from './SignUpPages.tsx'

export function PasswordPage({ view }: { readonly view: CredentialsView }): JSX.Element {
  const { locale, errors } = view
  const t = peopleMessages[locale].passwordChange
  return (
    <>
      <BackLink href={`/${locale}/sign-in`} />
      <ErrorSummary errors={errors} />
      <Heading level={1}>{t.title}</Heading>
      <Lead>{t.lead}</Lead>
      <Form action={`/${locale}/password`}>
        <CredentialsFields view={view} />
        <ButtonRow>
          <Button>{t.submit}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

const PASSWORD_CHANGE = {
  kk: peopleMessages.kk.passwordChange.title,
  ru: peopleMessages.ru.passwordChange.title,
  en: peopleMessages.en.passwordChange.title,
}

/** What became of the last signature, if one was sent. */
export type SignatureNotice =
  | { readonly kind: 'none' }
  | { readonly kind: 'refuted'; readonly reason: string }
  | { readonly kind: 'undecided'; readonly reason: string }

export function SignPasswordPage(props: {
  readonly locale: Locale
  readonly changeId: string
  /** The exact bytes to sign. */
  readonly document: Uint8Array
  readonly iin: string
  readonly ncaLayerUrl: string
  readonly training: boolean
  readonly notice: SignatureNotice
}): JSX.Element {
  const { locale, notice } = props
  const t = peopleMessages[locale].passwordChange
  const base = `/${locale}/password/${props.changeId}`
  return (
    <>
      <BackLink href={`/${locale}/password`} />
      <Heading level={1}>{t.signTitle}</Heading>
      {notice.kind === 'none' ? null : (
        <Alert
          tone={notice.kind === 'refuted' ? 'danger' : 'warning'}
          title={notice.kind === 'refuted' ? t.refutedTitle : t.undecidedTitle}
          live
        >
          <p>{notice.reason}</p>
          {notice.kind === 'undecided' ? <p>{t.undecided}</p> : null}
        </Alert>
      )}
      <Lead>{t.signLead}</Lead>
      <SignForm
        action={base}
        name={PASSWORD_CHANGE}
        mediaType="application/json"
        documentUrl={`${base}/document`}
        sha256={sha256Of(props.document)}
        bytes={props.document}
        iin={props.iin}
        ncaLayerUrl={props.ncaLayerUrl}
        training={props.training}
        button={t.signButton}
      />
    </>
  )
}
