import { citeItem, type Locale } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../../ui/Button.tsx'
import { ErrorSummary, errorOf, type PageError } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Link, Prose } from '../../ui/Heading.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { peopleMessages } from '../messages/people.ts'
import type { IdentityProblem } from '../../identity/identity-sign-in.ts'
import type { IdentityProvider } from '../../identity/identity-provider.ts'
import { identityMessages } from '../../identity/messages/identity.ts'
import type { FoundSession } from '../sessions.ts'

/** What the regulation says when authentication is refuted, with the item that says it. */
export interface RefusalMessage {
  readonly text: string
  /** Short name of the act. */
  readonly act: string
  /** Item of the act, such as `11(4)`. */
  readonly item: string
}

/** Another way to say who one is. */
export type ProviderView = Pick<IdentityProvider, 'id' | 'title'>

/** Why the form is shown (again). */
export type SignInNotice =
  | { readonly kind: 'none' }
  | { readonly kind: 'ended'; readonly why: Extract<FoundSession, { state: 'ended' }>['why'] }
  | { readonly kind: 'refuted'; readonly attemptsLeft: number; readonly message?: RefusalMessage }
  /** `time` is the local time at which sign-in opens again. */
  | { readonly kind: 'paused'; readonly time: string; readonly message?: RefusalMessage }
  | { readonly kind: 'blocked' }
  /** Another provider of identity was tried in vain. */
  | { readonly kind: 'provider'; readonly provider: ProviderView; readonly problem: IdentityProblem }

export interface SignInView {
  readonly locale: Locale
  readonly iin: string
  readonly returnPath?: string
  readonly service?: string
  readonly errors: readonly PageError[]
  readonly notice: SignInNotice
  readonly providers: readonly ProviderView[]
}

export function SignInPage({ view }: { readonly view: SignInView }): JSX.Element {
  const { locale, errors } = view
  const t = peopleMessages[locale]
  const query = view.returnPath === undefined ? '' : `?return=${encodeURIComponent(view.returnPath)}`
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{t.signIn.title}</Heading>
      <Notice view={view} />
      <Form action={`/${locale}/sign-in`}>
        {view.returnPath === undefined ? null : <input type="hidden" name="return" value={view.returnPath} />}
        {view.service === undefined ? null : <input type="hidden" name="service" value={view.service} />}
        <TextInput
          name="iin"
          label={t.iin.label}
          hint={t.iin.hint}
          value={view.iin}
          error={errorOf(errors, 'iin')}
          width={20}
          inputMode="numeric"
          autoComplete="username"
        />
        <TextInput
          name="password"
          type="password"
          label={t.password.label}
          error={errorOf(errors, 'password')}
          width={20}
          autoComplete="current-password"
        />
        <ButtonRow>
          <Button>{t.signIn.submit}</Button>
        </ButtonRow>
        {view.providers.length === 0 ? null : (
          <ButtonRow>
            {view.providers.map(({ id, title }) => (
              <ButtonLink key={id} variant="secondary" href={`/${locale}/sign-in/with/${id}${query}`}>
                {t.signIn.enterWith(title[locale])}
              </ButtonLink>
            ))}
          </ButtonRow>
        )}
        <Prose>
          <p>
            {t.signIn.noAccount} <Link href={`/${locale}/sign-up${query}`}>{t.signIn.noAccountLink}</Link>.
          </p>
          <p>
            {t.signIn.forgotten} <Link href={`/${locale}/password`}>{t.signIn.forgottenLink}</Link>.
          </p>
        </Prose>
      </Form>
    </>
  )
}

function Notice({ view }: { readonly view: SignInView }): JSX.Element | null {
  const { locale, notice } = view
  const t = peopleMessages[locale].signIn
  switch (notice.kind) {
    case 'none':
      return null
    case 'ended':
      return (
        <Alert tone="info" title={t.endedTitle}>
          <p>{t.ended[notice.why]}</p>
          {view.returnPath === undefined ? null : <p>{t.endedDrafts}</p>}
        </Alert>
      )
    case 'refuted':
      return (
        <Alert tone="danger" title={t.refutedTitle} live>
          <Told locale={locale} message={notice.message} />
          <p>{t.attemptsLeft(notice.attemptsLeft)}</p>
        </Alert>
      )
    case 'paused':
      return (
        <Alert tone="danger" title={t.pausedTitle} live>
          {notice.message === undefined ? null : <Told locale={locale} message={notice.message} />}
          <p>{t.paused(notice.time)}</p>
        </Alert>
      )
    case 'provider':
      return (
        <Alert tone="danger" title={identityMessages[locale].problemTitle} live>
          <p>{identityMessages[locale].problems[notice.problem](notice.provider.title[locale])}</p>
        </Alert>
      )
    case 'blocked':
      return (
        <Alert tone="danger" title={t.blockedTitle} live>
          <p>{t.blocked}</p>
        </Alert>
      )
  }
}

/** The words of the regulation and where they stand; without a regulation, our own. */
function Told(props: { readonly locale: Locale; readonly message: RefusalMessage | undefined }): JSX.Element {
  const t = peopleMessages[props.locale].signIn
  if (props.message === undefined) return <p>{t.refuted}</p>
  return (
    <>
      <p>{props.message.text}</p>
      <p class="q-hint">{t.basis(props.message.act, citeItem(props.message.item, props.locale))}</p>
    </>
  )
}
