import { list, mapping, object, ref, text } from './parts.ts'
import type { Schema } from './parts.ts'

export const WIDGETS = [
  'text',
  'textarea',
  'iin',
  'phone',
  'date',
  'number',
  'radios',
  'checkboxes',
  'select',
  'address',
  'declaration',
  'people',
] as const

/** The five forms of a condition; exactly one of them is used. */
const condition: Schema = {
  description:
    'A condition on earlier answers: `{ field, is }`, `{ field, in }`, `{ all }`, `{ any }` or `{ not }`. A field that holds several values satisfies `is` when one of them does.',
  type: 'object',
  properties: {
    field: ref('name', 'Field of the form.'),
    is: text('The answer looked for.'),
    in: list('Answers looked for; any of them suffices.', text('An answer.'), 1),
    all: list('Conditions that all hold.', ref('condition'), 1),
    any: list('Conditions of which at least one holds.', ref('condition'), 1),
    not: ref('condition', 'A condition that does not hold.'),
  },
  additionalProperties: false,
  oneOf: [
    { required: ['field', 'is'], maxProperties: 2 },
    { required: ['field', 'in'], maxProperties: 2 },
    { required: ['all'], maxProperties: 1 },
    { required: ['any'], maxProperties: 1 },
    { required: ['not'], maxProperties: 1 },
  ],
  examples: [{ field: 'category', is: 'workers' }],
}

const option: Schema = object('Something to choose.', { label: ref('text') }, { hint: ref('text') })

const field: Schema = object(
  'One question.',
  {
    widget: { description: 'How the question is asked.', enum: WIDGETS },
    label: ref('text', 'The question.'),
  },
  {
    hint: ref('text', 'A line of help under the question.'),
    required: { description: 'Whether an answer must be given; `true` when left out.', type: 'boolean' },
    prefill: {
      description: 'Where the answer is already known.',
      type: 'string',
      pattern: '^person\\.[a-z]+(-[a-z]+)*$',
      examples: ['person.address'],
    },
    options: mapping('Things to choose from, by the value kept.', option, 1),
    optionsFrom: { description: 'Take the choices from the categories of the standard.', const: 'categories' },
    min: { description: 'Least number, or least number of characters, choices or people.', type: 'number' },
    max: { description: 'Greatest number, or greatest number of characters, choices or people.', type: 'number' },
    latest: { description: 'Latest day that may be given.', const: 'today' },
    when: ref('condition', 'Asked only when this holds.'),
    missing: ref('text', 'What the applicant is told when the answer is missing.'),
    fields: mapping('What is asked about each person.', ref('column'), 1),
  },
)

const column: Schema = object(
  'One thing asked about each person of a list.',
  {
    widget: { description: 'How it is asked.', enum: ['text', 'iin', 'phone', 'date', 'number', 'select'] },
    label: ref('text', 'The question.'),
  },
  {
    hint: ref('text', 'A line of help.'),
    required: { description: 'Whether an answer must be given; `true` when left out.', type: 'boolean' },
    options: mapping('Things to choose from, by the value kept.', option, 1),
    min: { description: 'Least number, or least number of characters.', type: 'number' },
    max: { description: 'Greatest number, or greatest number of characters.', type: 'number' },
    latest: { description: 'Latest day that may be given.', const: 'today' },
    missing: ref('text', 'What the applicant is told when the answer is missing.'),
  },
)

export const FORM_DEFINITIONS = {
  condition,
  field,
  column,
  form: object('The application form, page by page.', {
    title: ref('text'),
    pages: mapping(
      'Pages in order; one tight group of questions on each.',
      object(
        'A page.',
        { title: ref('text'), fields: mapping('Questions in order.', ref('field'), 1) },
        { hint: ref('text'), when: ref('condition', 'Shown only when this holds.') },
      ),
      1,
    ),
  }),
} as const satisfies Record<string, Schema>
