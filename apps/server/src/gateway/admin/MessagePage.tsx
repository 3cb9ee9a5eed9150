import { maskSecrets } from '@qyzmet/gateway'
import { formatInstant } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Textarea } from '../../ui/TextInput.tsx'
import { trafficMessages } from '../messages/traffic.ts'
import { AGAIN, type MessageDetail } from '../traffic.queries.ts'
import { failureWords } from './failure-words.ts'

export const MAX_REASON = 500

export interface MessageView {
  readonly message: MessageDetail
  readonly timeZone: string
  readonly notice?: 'done' | 'over'
  /** True when the look is written down and what the message says may be shown. */
  readonly isOpen?: boolean
  readonly reason?: { readonly value: string; readonly fault: 'missing' | 'long' }
}

/** One message: its moments and troubles, what it says once that was asked for, and what a person may decide. */
export function MessagePage({ view }: { readonly view: MessageView }): JSX.Element {
  const { locale } = usePage()
  const t = trafficMessages[locale]
  return (
    <>
      <BackLink href={`/${locale}/work/gateway`}>{t.title}</BackLink>
      <Heading level={1}>{t.message.title}</Heading>
      {view.notice === undefined ? null : (
        <Alert tone={view.notice === 'done' ? 'success' : 'warning'} live>
          <p>{t.decide[view.notice]}</p>
        </Alert>
      )}
      <Facts view={view} />
      {view.message.state === 'set-aside' ? <Decide view={view} /> : null}
      <Heading level={2}>{t.words.title}</Heading>
      <Words view={view} />
    </>
  )
}

function Facts({ view: { message, timeZone } }: { readonly view: MessageView }): JSX.Element {
  const { locale } = usePage()
  const t = trafficMessages[locale]
  const at = (moment: Temporal.Instant | undefined) => moment && formatInstant(moment, timeZone, locale)
  const rows = [
    { label: t.direction, value: t.directions[message.direction] },
    { label: t.state, value: t.states[message.state] },
    { label: t.service, value: message.serviceId },
    { label: t.kind, value: message.kind },
    { label: t.message.provider, value: message.providerId },
    { label: t.message.case, value: message.caseId },
    { label: t.message.number, value: message.messageId },
    { label: t.message.correlation, value: message.correlationId },
    { label: t.at, value: at(message.at) },
    { label: t.message.done, value: at(message.doneAt) },
    { label: t.message.next, value: at(message.nextAt) },
    { label: t.attempts, value: message.attempts },
    ...(message.direction === 'in'
      ? [{ label: t.message.repeats, value: message.repeats }]
      : [{ label: t.message.delivery, value: message.delivery }]),
    { label: t.message.signature, value: message.signature && t.message.signatures[message.signature] },
    { label: t.failure, value: message.failure && failureWords(message.failure, t) },
    ...(message.decision === undefined || message.decidedAt === undefined
      ? []
      : [
          {
            label: t.message.decision,
            value: (
              <>
                <p>{message.decision === AGAIN ? t.message.wasAgain : message.decision}</p>
                <p class="q-muted">{t.message.decided(message.decidedBy ?? '', at(message.decidedAt) ?? '')}</p>
              </>
            ),
          },
        ]),
  ]
  // Of what has not happened there is nothing to say.
  return <SummaryList rows={rows.filter(({ value }) => value !== undefined && value !== '')} />
}

function Decide({ view: { message, reason } }: { readonly view: MessageView }): JSX.Element {
  const { locale } = usePage()
  const t = trafficMessages[locale]
  const base = `/${locale}/work/gateway/messages/${message.id}`
  const faults = { missing: t.decide.reasonMissing, long: t.decide.reasonLong(MAX_REASON) }
  return (
    <>
      <Heading level={2}>{t.decide.title}</Heading>
      <p>{t.decide.retryHint}</p>
      <Form action={`${base}/retry`}>
        <Button>{t.message.again}</Button>
      </Form>
      <Form action={`${base}/give-up`}>
        <Textarea
          name="reason"
          label={t.decide.reason}
          hint={t.decide.reasonHint}
          value={reason?.value}
          error={reason && faults[reason.fault]}
        />
        <Button variant="danger">{t.decide.giveUp}</Button>
      </Form>
    </>
  )
}

function Words({ view: { message, isOpen } }: { readonly view: MessageView }): JSX.Element {
  const { locale } = usePage()
  const t = trafficMessages[locale].words
  const { content, sentBytes, receivedBytes } = message
  if (content === undefined && sentBytes === undefined && receivedBytes === undefined) return <p>{t.none}</p>
  if (isOpen !== true) {
    return (
      <>
        <p>{t.hidden}</p>
        <Form action={`/${locale}/work/gateway/messages/${message.id}/show`}>
          <Button variant="secondary">{t.show}</Button>
        </Form>
      </>
    )
  }
  return (
    <>
      <Alert tone="info" live>
        <p>{t.logged}</p>
      </Alert>
      <Said title={t.content} text={content && JSON.stringify(content, null, 2)} />
      <Said title={t.sent} text={sentBytes && Buffer.from(sentBytes).toString()} />
      <Said title={t.received} text={receivedBytes && Buffer.from(receivedBytes).toString()} />
    </>
  )
}

function Said({ title, text }: { readonly title: string; readonly text: string | undefined }): JSX.Element | null {
  if (text === undefined) return null
  return (
    <>
      <Heading level={3}>{title}</Heading>
      <pre class="q-prewrap">{maskSecrets(text)}</pre>
    </>
  )
}
