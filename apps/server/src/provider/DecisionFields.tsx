import type { JSX } from 'preact'
import { Button, ButtonRow } from '../ui/Button.tsx'
import { Radios, Select } from '../ui/Choices.tsx'
import { errorOf, ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { usePage } from '../ui/page-context.ts'
import { Textarea, TextInput } from '../ui/TextInput.tsx'
import type { AskedInput, DecisionForm } from './case-view.ts'
import { providerMessages } from './messages/provider.ts'

/** The decision form of a step: its outcomes, and what any of them must bring with it. */
export function DecisionFields(props: {
  readonly form: DecisionForm
  readonly action: string
  readonly button: string
  /** Text of the button where there is one outcome; absent: the title of that outcome. */
  readonly singleButton?: string | undefined
  readonly question: string
  /** Prefix of ids, where a page holds two forms. */
  readonly prefix?: string | undefined
  readonly reasonLabel?: string | undefined
}): JSX.Element {
  const { form } = props
  const [only] = form.outcomes
  const single = form.outcomes.length === 1 && only !== undefined ? only : undefined
  const prefix = props.prefix ?? ''
  const asked = askedInputs(form)
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <Form action={props.action}>
        <input type="hidden" name="step" value={form.step} />
        <input type="hidden" name="version" value={String(form.version)} />
        {single === undefined ? (
          <Radios
            name="outcome"
            id={`${prefix}outcome`}
            label={props.question}
            options={form.outcomes}
            value={form.values['outcome']}
            error={errorOf(form.errors, `${prefix}outcome`)}
          />
        ) : (
          <input type="hidden" name="outcome" value={single.value} />
        )}
        {asked.map((input) => (
          <InputField
            key={input}
            input={input}
            form={form}
            prefix={prefix}
            optional={form.outcomes.some((outcome) => !outcome.inputs.includes(input))}
            reasonLabel={props.reasonLabel}
          />
        ))}
        <ButtonRow>
          <Button>{single === undefined ? props.button : (props.singleButton ?? single.label)}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

function InputField(props: {
  readonly input: AskedInput
  readonly form: DecisionForm
  readonly prefix: string
  /** True when some outcome goes without it: which one needs it is checked after pressing. */
  readonly optional: boolean
  readonly reasonLabel: string | undefined
}): JSX.Element {
  const { form, input, prefix } = props
  const t = providerMessages[usePage().locale].case
  const common = { name: input, id: `${prefix}${input}`, error: errorOf(form.errors, `${prefix}${input}`) }
  const needed = form.outcomes.filter((outcome) => outcome.inputs.includes(input)).map((outcome) => outcome.label)
  const onlyFor = props.optional ? t.onlyFor(needed) : undefined
  switch (input) {
    case 'ground':
      return <Radios {...common} label={t.ground} hint={onlyFor} options={form.grounds} value={form.values['ground']} />
    case 'reason':
      return (
        <Textarea
          {...common}
          label={props.reasonLabel ?? t.reason}
          hint={onlyFor ?? (props.reasonLabel === undefined ? t.reasonHint : undefined)}
          value={form.values['reason']}
        />
      )
    case 'executor':
      return <Select {...common} label={form.executorTitle} options={form.executors} value={form.values['executor']} />
    case 'opinion':
      return <Textarea {...common} label={t.opinion} hint={t.opinionHint} rows={6} value={form.values['opinion']} />
    case 'report':
      return <Textarea {...common} label={t.report} hint={t.reportHint} rows={8} value={form.values['report']} />
    case 'sum':
      return (
        <TextInput
          {...common}
          label={t.sum}
          hint={t.sumHint}
          inputMode="numeric"
          width={12}
          value={form.values['sum']}
        />
      )
  }
}

const ORDER: readonly AskedInput[] = ['executor', 'report', 'sum', 'opinion', 'ground', 'reason']

function askedInputs(form: DecisionForm): readonly AskedInput[] {
  return ORDER.filter((input) => form.outcomes.some((outcome) => outcome.inputs.includes(input)))
}
