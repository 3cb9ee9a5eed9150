import { list, object, ref, SHARED_DEFINITIONS, text } from './parts.ts'
import type { Schema } from './parts.ts'

const numbered = (description: string): Schema =>
  object(description, {
    number: text('Number of the act, in quotes.', { examples: ['231'] }),
    on: ref('date', 'Day of adoption.'),
  })

const registration = object(
  'State registration at the justice body.',
  { number: text('Number of the registration, in quotes.', { examples: ['2228'] }) },
  { on: ref('date', 'Day of registration; left out when the source does not tell it.') },
)

const { name, item, text: textDefinition, date, mark, source, accepted } = SHARED_DEFINITIONS

/** Shape of an act file: the data of a legal act that regulations or standards are part of. */
export const ACT_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://qyzmet.kz/schema/act.schema.json',
  title: 'Act',
  ...object(
    'A legal act: its name, number, dates, amendments and repeal.',
    {
      language: { description: 'Version of the language.', const: 1 },
      cite: text('Short name used in citations.', { examples: ['Zhambyl 2014 No 115'] }),
      title: ref('text', 'Title of the act.'),
      authority: ref('text', 'Who adopted it.'),
      number: text('Number of the act, in quotes.', { examples: ['115'] }),
      adoptedOn: ref('date', 'Day of adoption.'),
    },
    {
      registration,
      amendments: list(
        'Acts that amended it, oldest first.',
        object(
          'An amending act.',
          { number: text('Number of the act, in quotes.', { examples: ['231'] }), on: ref('date', 'Day of adoption.') },
          { registration },
        ),
      ),
      repeal: numbered('The act that repealed it.'),
      repeals: list('Earlier acts that it repealed.', numbered('A repealed act.')),
      entry: object(
        'Entry into force by publication.',
        { daysAfterPublication: { description: 'Calendar days that must pass.', type: 'integer', minimum: 0 } },
        {
          publishedOn: ref('date', 'Day of the first official publication; left out when the source does not tell it.'),
        },
      ),
      accepted: ref('accepted'),
    },
  ),
  $defs: { name, item, text: textDefinition, date, mark, source, accepted },
}
