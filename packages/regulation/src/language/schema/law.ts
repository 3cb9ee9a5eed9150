import { list, mapping, object, ref, SHARED_DEFINITIONS, text } from './parts.ts'
import type { Schema } from './parts.ts'

const { name, item, text: textDefinition, date, mark, source, citedActs } = SHARED_DEFINITIONS

/** One thing that the law demands for some time: `from` is the first day, `until` the first on which it no longer does. */
const demands = (description: string, required: Readonly<Record<string, Schema>>, optional = {}): Schema =>
  list(
    description,
    object(
      'A demand and the days on which it holds.',
      { ...required, source: ref('source'), from: ref('date', 'First day on which the law demands it.') },
      { until: ref('date', 'First day on which the law no longer demands it.'), ...optional },
    ),
  )
const fields = list('Fields that must be shown.', ref('name'), 1)

/** Shape of `law.yaml`: what the law of a country demands of every service, for checks to hold regulations against. */
export const LAW_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://qyzmet.kz/schema/law.schema.json',
  title: 'Law',
  ...object('What the law of a country demands of every service.', {
    language: { description: 'Version of the language.', const: 1 },
    law: text('Name of the folder of the country.', { examples: ['kz'] }),
    title: ref('text', 'What the file holds.'),
    citedActs: ref('citedActs'),
    fieldNames: mapping('What the fields of papers are called.', ref('text', 'Name of the field.')),
    receipt: demands('What a receipt of acceptance must show.', { fields }),
    results: demands(
      'What a result must show.',
      { closes: { description: 'Which results.', enum: ['granted', 'refused'] }, fields },
      { entersQueue: { description: 'Only results that enter a queue.', type: 'boolean' } },
    ),
    registers: demands('Documents that a register gives, so that nobody else is asked for them.', {
      register: ref('name', 'Register, as standards name it.'),
      gives: list('Documents, as standards name them.', ref('name'), 1),
    }),
    incompletePackage: demands('An incomplete package is not accepted, and the applicant gets a receipt of it.', {}),
    dayBefore: demands('The result is at the centre one day before the term ends.', {}),
  }),
  $defs: { name, item, text: textDefinition, date, mark, source, citedActs },
}
