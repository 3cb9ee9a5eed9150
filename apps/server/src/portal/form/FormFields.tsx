import type { Answers, Field } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Checkboxes, type Option, Radios, Select } from '../../ui/Choices.tsx'
import { DateInput, type DateParts } from '../../ui/DateInput.tsx'
import { errorOf, type PageError } from '../../ui/ErrorSummary.tsx'
import type { FieldProps } from '../../ui/Field.tsx'
import { Hidden } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Textarea, TextInput } from '../../ui/TextInput.tsx'
import { applicationMessages } from '../messages/application.ts'
import { ACTION, SHOWN } from './form-names.ts'
import { peopleOf, personPrefix, textOf, valuesOf } from './posted-answers.ts'

/** The questions of a page of the form, each with its widget. */
export function FormFields(props: {
  readonly fields: readonly Field[]
  readonly answers: Answers
  readonly errors: readonly PageError[]
  /** Id of the only question of the page, whose label is the heading. */
  readonly headingField?: string | undefined
  /** Id of the field whose label the title of the page already says; a list of people then has no title of its own. */
  readonly titledField?: string | undefined
}): JSX.Element {
  return (
    <>
      <FormStart fields={props.fields} />
      <Questions {...props} />
    </>
  )
}

/** What a form with questions begins with, once, however many groups of questions follow. */
export function FormStart(props: { readonly fields: readonly Field[] }): JSX.Element {
  return (
    <>
      {/* Enter in a box presses the first button of the form; without this one it would be one that removes a person. */}
      <button class="ds-sr-only" type="submit" tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name={SHOWN} value={props.fields.map(({ id }) => id).join(' ')} />
    </>
  )
}

/** The questions alone. */
export function Questions(props: Parameters<typeof FormFields>[0]): JSX.Element {
  return (
    <>
      {props.fields.map((field) => (
        <Question
          key={field.id}
          field={field}
          name={field.id}
          answers={props.answers}
          errors={props.errors}
          heading={field.id === props.headingField || (field.widget === 'people' && field.id === props.titledField)}
        />
      ))}
    </>
  )
}

function Question(props: {
  readonly field: Field
  readonly name: string
  readonly answers: Answers
  readonly errors: readonly PageError[]
  readonly heading?: boolean | undefined
}): JSX.Element {
  const { locale } = usePage()
  const { field, name, errors } = props
  const answer = props.answers[field.id]
  const common: FieldProps = {
    name,
    label: field.label[locale],
    hint: field.hint?.[locale],
    error: errorOf(errors, name),
    optional: !field.required,
    heading: props.heading,
  }
  const options: readonly Option[] = (field.options ?? []).map(({ value, label, hint }) => ({
    value,
    label: label[locale],
    hint: hint?.[locale],
  }))
  switch (field.widget) {
    case 'text':
    case 'address':
      return (
        <TextInput
          {...common}
          value={textOf(answer)}
          autoComplete={field.widget === 'address' ? 'street-address' : undefined}
        />
      )
    case 'textarea':
      return <Textarea {...common} value={textOf(answer)} />
    case 'iin':
      return <TextInput {...common} value={textOf(answer)} inputMode="numeric" width={12} spellCheck={false} />
    case 'phone':
      return <TextInput {...common} value={textOf(answer)} type="tel" width={20} autoComplete="tel" />
    case 'number':
      return <TextInput {...common} value={textOf(answer)} inputMode="decimal" width={6} />
    case 'date':
      return <DateInput {...common} value={datePartsOf(textOf(answer))} />
    case 'radios':
      return <Radios {...common} options={options} value={textOf(answer)} inline={isShort(options)} />
    case 'checkboxes':
      return <Checkboxes {...common} options={options} values={valuesOf(answer)} />
    case 'select':
      return <Select {...common} options={options} value={textOf(answer)} />
    case 'declaration':
      return <Checkbox {...common} checked={textOf(answer) !== ''} />
    case 'people':
      return <People field={field} answers={props.answers} errors={errors} heading={props.heading} />
  }
}

/** A list of people: each in a box of its own, with buttons that work without scripts. */
function People(props: {
  readonly field: Field
  readonly answers: Answers
  readonly errors: readonly PageError[]
  readonly heading?: boolean | undefined
}): JSX.Element {
  const { locale } = usePage()
  const t = applicationMessages[locale].people
  const { field, errors } = props
  const people = peopleOf(props.answers[field.id])
  const error = errorOf(errors, field.id)
  const isFull = field.max !== undefined && people.length >= field.max
  return (
    <div class={error === undefined ? 'q-field' : 'q-field q-field--invalid'} id={field.id} tabIndex={-1}>
      {props.heading === true ? null : <h2 class="ds-heading q-heading-2">{field.label[locale]}</h2>}
      {field.hint === undefined ? null : <p class="q-hint">{field.hint[locale]}</p>}
      {error === undefined ? null : <p class="ds-validation-message">{error}</p>}
      {people.length === 0 ? <p class="q-muted">{t.none}</p> : null}
      {people.map((person, index) => (
        <fieldset class="q-person" key={index}>
          <legend class="ds-label">{t.person(index + 1)}</legend>
          <div class="q-form">
            {(field.fields ?? []).map((column) => (
              <Question
                key={column.id}
                field={column}
                name={`${personPrefix(field.id, index)}${column.id}`}
                answers={person}
                errors={errors}
              />
            ))}
            <Button variant="secondary" name={ACTION} value={`remove:${field.id}.${index}`}>
              {t.remove}
              <Hidden>: {t.person(index + 1)}</Hidden>
            </Button>
          </div>
        </fieldset>
      ))}
      {isFull ? (
        <p>{t.full(field.max ?? people.length)}</p>
      ) : (
        <Button variant="secondary" name={ACTION} value={`add:${field.id}`}>
          {people.length === 0 ? t.add : t.addAnother}
        </Button>
      )}
    </div>
  )
}

/** The boxes of a date kept as `year-month-day`, also of one that was typed wrong. */
function datePartsOf(text: string): DateParts {
  const [year = '', month = '', day = ''] = text.split('-')
  return { year, month, day }
}

/** Two or three options of a word each stand side by side. */
function isShort(options: readonly Option[]): boolean {
  return options.length <= 3 && options.every(({ label, hint }) => label.length <= 8 && hint === undefined)
}
