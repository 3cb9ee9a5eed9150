import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import type { NoticeAddress } from '../../notices/addresses.queries.ts'
import type { ChannelName } from '../../notices/channel.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Radios } from '../../ui/Choices.tsx'
import { errorOf, ErrorSummary, type PageError } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Lead } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { noticeSettingsMessages } from '../messages/notice-settings.ts'

export interface NoticeSettingsView {
  /** Language in which notices come. */
  readonly language: Locale
  readonly offered: readonly ChannelName[]
  readonly addresses: readonly NoticeAddress[]
  readonly errors: readonly PageError[]
  /** What was typed and not accepted, by the name of its field. */
  readonly typed: Readonly<Record<string, string>>
  readonly isDone: boolean
}

/** Where notices go beside the cabinet, and in which language. */
export function NoticeSettingsPage({ view }: { readonly view: NoticeSettingsView }): JSX.Element {
  const { locale } = usePage()
  const t = noticeSettingsMessages[locale]
  return (
    <>
      <ErrorSummary errors={view.errors} />
      <Heading level={1}>{t.title}</Heading>
      <Lead>{t.lead}</Lead>
      {view.isDone ? (
        <Alert tone="success" live>
          <p>{t.done}</p>
        </Alert>
      ) : null}
      {view.offered.length === 0 ? <p>{t.none}</p> : null}
      {view.offered.map((channel) => (
        <Channel key={channel} channel={channel} view={view} />
      ))}
      <Form action={`/${locale}/cabinet/notices/language`}>
        <Radios
          name="language"
          label={t.language}
          value={view.language}
          options={LOCALES.map((value) => ({ value, label: t.languages[value] }))}
        />
        <Button variant="secondary">{t.save}</Button>
      </Form>
    </>
  )
}

function Channel({ channel, view }: { readonly channel: ChannelName; readonly view: NoticeSettingsView }): JSX.Element {
  const { locale } = usePage()
  const t = noticeSettingsMessages[locale]
  const known = view.addresses.find((one) => one.channel === channel)
  const action = `/${locale}/cabinet/notices/${channel}`
  return (
    <section>
      <Heading level={2}>{t.channels[channel]}</Heading>
      <p>{known?.address === undefined ? t.off : t.goesTo(known.address)}</p>
      {known?.pending === undefined ? null : (
        <Form action={`${action}/confirm`}>
          <p>{t.codeSent(known.pending)}</p>
          <TextInput
            name={`${channel}-code`}
            label={t.code}
            hint={t.codeHint}
            error={errorOf(view.errors, `${channel}-code`)}
            width={6}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
          />
          <Button>{t.confirm}</Button>
        </Form>
      )}
      <Form action={action}>
        <TextInput
          name={channel}
          type={channel === 'email' ? 'email' : 'tel'}
          label={t.address[channel]}
          hint={t.hint[channel]}
          value={view.typed[channel]}
          error={errorOf(view.errors, channel)}
          autoComplete={channel === 'email' ? 'email' : 'tel'}
          maxLength={254}
          spellCheck={false}
        />
        <Button variant="secondary">{t.sendCode}</Button>
      </Form>
      {known?.address === undefined ? null : (
        <Form action={`${action}/remove`}>
          <Button variant="plain">{t.remove}</Button>
        </Form>
      )}
    </section>
  )
}
