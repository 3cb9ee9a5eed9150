import type { Locale } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../../ui/Button.tsx'
import { ErrorSummary, errorOf, type PageError } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Lead, Link, Prose } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { Confirmation, Panel } from '../../ui/Panel.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { peopleMessages } from '../messages/people.ts'
import type { Finding } from '../register-check.ts'

export interface CredentialsView {
  readonly locale: Locale
  readonly iin: string
  readonly errors: readonly PageError[]
  readonly returnPath?: string
}

/** IIN and a new password, typed twice: the same questions for signing up and for changing the password. */
export function CredentialsFields({ view }: { readonly view: CredentialsView }): JSX.Element {
  const t = peopleMessages[view.locale]
  return (
    <>
      <TextInput
        name="iin"
        label={t.iin.label}
        hint={t.iin.hint}
        value={view.iin}
        error={errorOf(view.errors, 'iin')}
        width={20}
        inputMode="numeric"
        autoComplete="username"
      />
      <TextInput
        name="password"
        type="password"
        label={t.password.newLabel}
        hint={t.password.newHint}
        error={errorOf(view.errors, 'password')}
        width={20}
        autoComplete="new-password"
      />
      <TextInput
        name="repeated"
        type="password"
        label={t.password.repeatLabel}
        error={errorOf(view.errors, 'repeated')}
        width={20}
        autoComplete="new-password"
      />
    </>
  )
}

export function SignUpPage({ view }: { readonly view: CredentialsView }): JSX.Element {
  const { locale, errors, returnPath } = view
  const t = peopleMessages[locale].signUp
  const query = returnPath === undefined ? '' : `?return=${encodeURIComponent(returnPath)}`
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{t.title}</Heading>
      <Lead>{t.lead}</Lead>
      <Form action={`/${locale}/sign-up`}>
        {returnPath === undefined ? null : <input type="hidden" name="return" value={returnPath} />}
        <CredentialsFields view={view} />
        <p>{t.consent}</p>
        <ButtonRow>
          <Button>{t.submit}</Button>
        </ButtonRow>
        <p>
          {t.have} <Link href={`/${locale}/sign-in${query}`}>{t.haveLink}</Link>.
        </p>
      </Form>
    </>
  )
}

/** The name stays partly hidden: whoever types a stranger's IIN must not learn who it is. */
export function ConfirmNamePage(props: {
  readonly locale: Locale
  readonly signUpId: string
  readonly maskedName: string
  readonly returnPath?: string
}): JSX.Element {
  const { locale } = props
  const t = peopleMessages[locale].signUp
  return (
    <>
      <BackLink href={`/${locale}/sign-up`} />
      <Heading level={1}>{t.confirmTitle}</Heading>
      <p>{t.confirmLead}</p>
      <Panel strong>
        <p>
          <strong>{props.maskedName}</strong>
        </p>
      </Panel>
      <p class="q-hint">{t.confirmNote}</p>
      <Form action={`/${locale}/sign-up/${props.signUpId}`}>
        {props.returnPath === undefined ? null : <input type="hidden" name="return" value={props.returnPath} />}
        <ButtonRow>
          <Button>{t.confirmYes}</Button>
          <ButtonLink href={`/${locale}/sign-up`} variant="secondary">
            {t.confirmNo}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}

/** The register stands against the person: what it says and what can be done about it. */
export function FindingPage(props: {
  readonly locale: Locale
  readonly finding: Finding
  /** True when an account exists already and may ask again. */
  readonly mayRecheck: boolean
}): JSX.Element {
  const { locale } = props
  const t = peopleMessages[locale].signUp
  const words = t.findings[props.finding]
  return (
    <>
      <Heading level={1}>{words.title}</Heading>
      <Lead>{words.text}</Lead>
      <Prose>
        <ul>
          {words.next.map((next) => (
            <li key={next}>{next}</li>
          ))}
        </ul>
      </Prose>
      {props.mayRecheck ? (
        <Form action={`/${locale}/sign-up/waiting`}>
          <ButtonRow>
            <Button variant="secondary">{t.recheck}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <ButtonRow>
          <ButtonLink href={`/${locale}/sign-up`} variant="secondary">
            {t.again}
          </ButtonLink>
        </ButtonRow>
      )}
    </>
  )
}

/** The account is made, the register is silent. */
export function WaitingPage(props: { readonly locale: Locale; readonly nextCheck?: string }): JSX.Element {
  const { locale } = props
  const t = peopleMessages[locale].signUp
  return (
    <>
      <Heading level={1}>{t.waitingTitle}</Heading>
      <Alert tone="info">
        <p>{t.waiting}</p>
        <p>{t.waitingConsent}</p>
        {props.nextCheck === undefined ? null : <p>{t.waitingNext(props.nextCheck)}</p>}
      </Alert>
      <Form action={`/${locale}/sign-up/waiting`}>
        <ButtonRow>
          <Button variant="secondary">{t.waitingCheck}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

export function ConfirmedPage(props: {
  readonly locale: Locale
  readonly name: string
  readonly next: string
}): JSX.Element {
  const t = peopleMessages[props.locale].signUp
  return (
    <Confirmation title={t.confirmedTitle}>
      <p>{t.confirmed(props.name)}</p>
      <p>
        <ButtonLink href={props.next}>{t.confirmedNext}</ButtonLink>
      </p>
    </Confirmation>
  )
}

export function ExistsPage({ locale }: { readonly locale: Locale }): JSX.Element {
  const t = peopleMessages[locale].signUp
  return (
    <>
      <Heading level={1}>{t.existsTitle}</Heading>
      <Lead>{t.exists}</Lead>
      <ButtonRow>
        <ButtonLink href={`/${locale}/sign-in`}>{t.existsSignIn}</ButtonLink>
        <ButtonLink href={`/${locale}/password`} variant="secondary">
          {t.existsPassword}
        </ButtonLink>
      </ButtonRow>
    </>
  )
}

/** Something that was begun and is over: a heading, a sentence and the way to begin again. */
export function OverPage(props: {
  readonly title: string
  readonly text: string
  readonly next: { readonly href: string; readonly text: string }
}): JSX.Element {
  return (
    <>
      <Heading level={1}>{props.title}</Heading>
      <Lead>{props.text}</Lead>
      <p>
        <ButtonLink href={props.next.href}>{props.next.text}</ButtonLink>
      </p>
    </>
  )
}
