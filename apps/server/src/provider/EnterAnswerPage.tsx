import type { JSX } from 'preact'
import { PaperInput } from '../documents/PaperInput.tsx'
import type { EnteredFact } from '../registers/by-hand.ts'
import { Button } from '../ui/Button.tsx'
import { Radios } from '../ui/Choices.tsx'
import { errorOf, ErrorSummary, type PageError } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { Textarea, TextInput } from '../ui/TextInput.tsx'
import { registerMessages } from './messages/registers.ts'

/** What is asked of who enters an answer by hand. */
export interface EnterAnswerView {
  readonly register: string
  readonly subject: string | undefined
  readonly facts: readonly { readonly fact: EnteredFact; readonly label: string }[]
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly PageError[]
}

/** Facts that take more than a line. */
const LONG: readonly EnteredFact[] = ['powers', 'residents', 'records']

export function EnterAnswerPage({ view }: { readonly view: EnterAnswerView }): JSX.Element {
  const t = registerMessages[usePage().locale].form
  const { errors, values } = view
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1} caption={[view.register, view.subject].filter(Boolean).join(', ')}>
        {t.title}
      </Heading>
      <p class="q-lead">{t.lead}</p>
      <Form multipart>
        <Radios
          name="outcome"
          label={t.outcome}
          options={[
            { value: 'found', label: t.found },
            { value: 'not-found', label: t['not-found'] },
          ]}
          value={values['outcome']}
          error={errorOf(errors, 'outcome')}
        />
        {view.facts.map(({ fact, label }, index) => {
          const field = {
            name: fact,
            label,
            hint: index === 0 ? t.factsHint : undefined,
            error: errorOf(errors, fact),
            value: values[fact],
          }
          return LONG.includes(fact) ? <Textarea key={fact} {...field} /> : <TextInput key={fact} {...field} />
        })}
        <Textarea name="reason" label={t.reason} error={errorOf(errors, 'reason')} value={values['reason']} />
        <PaperInput
          name="file"
          label={t.scan}
          hint={t.scanHint}
          error={errorOf(errors, 'file')}
          tooLarge={t.scanFaults['file-too-large']}
        />
        <Button>{t.button}</Button>
      </Form>
    </>
  )
}
