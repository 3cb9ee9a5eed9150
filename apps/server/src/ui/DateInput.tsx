import type { JSX } from 'preact'
import { FieldGroup, type FieldProps, fieldIds } from './Field.tsx'
import { useUiMessages } from './page-context.ts'

/** The three boxes of a date as typed, before anything is known about them. */
export interface DateParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** A date one remembers, in three boxes named `<name>-day`, `<name>-month`, `<name>-year`. */
export function DateInput(
  props: FieldProps & {
    readonly value?: DateParts | undefined
    /** True for the date of birth of the person who fills the form: the browser may offer it. */
    readonly birthday?: boolean | undefined
  },
): JSX.Element {
  const t = useUiMessages()
  const { id, invalid } = fieldIds(props)
  const boxes = [
    { part: 'day', id, label: t.date.day, width: 2, autoComplete: 'bday-day' },
    { part: 'month', id: `${id}-month`, label: t.date.month, width: 2, autoComplete: 'bday-month' },
    { part: 'year', id: `${id}-year`, label: t.date.year, width: 4, autoComplete: 'bday-year' },
  ] as const
  return (
    <FieldGroup {...props}>
      <div class="q-date">
        {boxes.map((box) => (
          <div class="q-date__part" key={box.part}>
            <label class="q-date__label" for={box.id}>
              {box.label}
            </label>
            <input
              class={`ds-input q-width-${box.width}`}
              type="text"
              inputMode="numeric"
              id={box.id}
              name={`${props.name}-${box.part}`}
              value={props.value?.[box.part]}
              autocomplete={props.birthday === true ? box.autoComplete : undefined}
              aria-invalid={invalid}
            />
          </div>
        ))}
      </div>
    </FieldGroup>
  )
}
