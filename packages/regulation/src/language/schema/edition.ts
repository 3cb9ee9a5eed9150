import { ref, SHARED_DEFINITIONS, text } from './parts.ts'
import type { Schema } from './parts.ts'
import { EDITION } from './regulation.ts'

const { name, date, item, mark, source } = SHARED_DEFINITIONS

/**
 * Shape of an edition file: another wording of a regulation, told by what differs. Only what is its own is checked here;
 * what it is laid over the base is checked as the regulation that it then is.
 */
export const EDITION_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://qyzmet.kz/schema/edition.schema.json',
  title: 'Edition of a regulation',
  description: 'Another wording of a regulation: what differs from the file it is based on.',
  type: 'object',
  properties: {
    language: { description: 'Version of the language.', const: 1 },
    basedOn: text('Path of the regulation file that holds the other wording, relative to this one.', {
      examples: ['zhambyl-queue.yaml'],
    }),
    edition: ref('edition'),
  },
  required: ['language', 'basedOn', 'edition'],
  $defs: { name, date, item, mark, source, edition: EDITION },
}
