import type { Field, FormDefinition } from '../../form.ts'
import type { Text } from '../../text.ts'

const text = (en: string): Text => ({ kk: en, ru: en, en })
const field = (id: string, widget: Field['widget'], rest: Partial<Field> = {}): Field => ({
  id,
  widget,
  label: text(id),
  required: true,
  ...rest,
})
const options = (...values: readonly string[]) => values.map((value) => ({ value, label: text(value) }))

/** A form with every widget, for the tests of this folder. */
export const SAMPLE_FORM: FormDefinition = {
  title: text('Sample'),
  pages: [
    {
      id: 'first',
      title: text('First'),
      fields: [
        field('category', 'radios', { options: options('workers', 'orphans', 'vulnerable') }),
        field('phone', 'phone'),
        field('note', 'textarea', { required: false, max: 20 }),
      ],
    },
    {
      id: 'work',
      title: text('Work'),
      when: { field: 'category', is: 'workers' },
      fields: [
        field('employer', 'text', { min: 2, max: 30 }),
        field('since', 'date', { latest: 'today' }),
        field('public', 'select', { options: options('yes', 'no') }),
      ],
    },
    {
      id: 'post',
      title: text('Post'),
      fields: [
        field('rank', 'number', { when: { field: 'public', is: 'yes' }, min: 1, max: 10 }),
        field('address', 'address'),
        field('iin', 'iin', { required: false }),
        field('acts', 'checkboxes', { required: false, options: options('marriage', 'birth', 'death'), max: 2 }),
      ],
    },
    {
      id: 'family',
      title: text('Family'),
      fields: [
        field('members', 'people', {
          required: false,
          max: 3,
          fields: [
            field('name', 'text'),
            field('iin', 'iin'),
            field('born', 'date', { required: false, latest: 'today' }),
          ],
        }),
        field('consent', 'declaration'),
      ],
    },
  ],
}
