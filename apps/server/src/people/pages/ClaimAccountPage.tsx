import { formatDate, type Locale } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { identityMessages } from '../../identity/messages/identity.ts'
import { Button, ButtonRow } from '../../ui/Button.tsx'
import { Radios } from '../../ui/Choices.tsx'
import { ErrorSummary, errorOf, type PageError } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Lead } from '../../ui/Heading.tsx'

/** The owner of an IIN meets an account that somebody made with it before. */
export function ClaimAccountPage(props: {
  readonly locale: Locale
  readonly signInId: string
  /** In the zone of the country. */
  readonly madeOn: Temporal.PlainDate
  readonly errors: readonly PageError[]
}): JSX.Element {
  const { locale, errors } = props
  const t = identityMessages[locale]
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{t.questionTitle}</Heading>
      <Lead>{t.questionLead(formatDate(props.madeOn, locale))}</Lead>
      <Form action={`/${locale}/sign-in/account/${props.signInId}`}>
        <Radios
          name="mine"
          label={t.questionLabel}
          error={errorOf(errors, 'mine')}
          options={[
            { value: 'yes', label: t.questionMine, hint: t.questionMineHint },
            { value: 'no', label: t.questionOther, hint: t.questionOtherHint },
          ]}
        />
        <ButtonRow>
          <Button>{t.questionSubmit}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
