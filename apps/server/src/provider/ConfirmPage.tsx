import type { JSX } from 'preact'
import { Button, ButtonLink, ButtonRow } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { SummaryList } from '../ui/SummaryList.tsx'
import { providerMessages } from './messages/provider.ts'

/** Stands between pressing the button and a step that leads to a refusal. */
export function ConfirmPage(props: {
  readonly action: string
  readonly back: string
  readonly posted: Readonly<Record<string, string>>
  readonly outcome: string
  readonly ground: string | undefined
  readonly reason: string | undefined
}): JSX.Element {
  const t = providerMessages[usePage().locale]
  return (
    <>
      <Heading level={1}>{t.confirm.title}</Heading>
      <Lead>{t.confirm.lead}</Lead>
      <SummaryList
        rows={[
          { label: t.case.decision, value: props.outcome },
          ...(props.ground === undefined ? [] : [{ label: t.case.ground, value: props.ground }]),
          ...(props.reason === undefined ? [] : [{ label: t.case.reason, value: props.reason }]),
        ]}
      />
      <Form action={props.action}>
        {Object.entries(props.posted).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="confirmed" value="yes" />
        <ButtonRow>
          <Button variant="danger">{t.confirm.yes}</Button>
          <ButtonLink variant="secondary" href={props.back}>
            {t.confirm.back}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}
