import type { JSX } from 'preact'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Choices.tsx'
import { errorOf } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Textarea, TextInput } from '../../ui/TextInput.tsx'
import { lettersMessages } from '../messages/letters.ts'
import type { DecisionType } from './decide-letter.ts'
import type { LetterView } from './LetterPage.tsx'

/** The forms for what may be done with a letter now. */
export function LetterDecisions({ view }: { readonly view: LetterView }): JSX.Element {
  return (
    <>
      {view.decisions.map((type) => (
        <Decision key={type} type={type} view={view} />
      ))}
    </>
  )
}

function Decision({ type, view }: { readonly type: DecisionType; readonly view: LetterView }): JSX.Element {
  const { locale } = usePage()
  const t = lettersMessages[locale]
  return (
    <section>
      <Heading level={2}>{t[type].title}</Heading>
      {type === 'register' ? <p>{t.register.text}</p> : null}
      <Form action={`/${locale}/work/letters/${view.letter.id}/${type}`}>
        <Fields type={type} view={view} />
        <Button variant={type === 'refuse' ? 'danger' : 'primary'}>{t[type].button}</Button>
      </Form>
    </section>
  )
}

function Fields({ type, view }: { readonly type: DecisionType; readonly view: LetterView }): JSX.Element {
  const t = lettersMessages[usePage().locale]
  const { values = {}, errors = [] } = view.refilled ?? {}
  const field = (name: string) => ({ name, value: values[name], error: errorOf(errors, name) })
  switch (type) {
    case 'register':
      return (
        <TextInput {...field('case-number')} label={t.register.caseNumber} optional width={20} spellCheck={false} />
      )
    case 'refuse':
      return <Textarea {...field('reason')} label={t.refuse.reason} hint={t.senderReads} />
    case 'give':
      return (
        <Select
          {...field('executor')}
          label={t.give.executor}
          options={view.people.map(({ accountId, name }) => ({ value: accountId, label: name }))}
        />
      )
    case 'finish':
      return <Textarea {...field('result')} label={t.finish.result} hint={t.senderReads} />
  }
}
