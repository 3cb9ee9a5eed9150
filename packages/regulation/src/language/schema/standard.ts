import { FORM_DEFINITIONS } from './form.ts'
import { list, mapping, object, ref, SHARED_DEFINITIONS, text } from './parts.ts'
import type { Schema } from './parts.ts'

/** Shape of a standard file: what the law demands of the service, whatever the steps of a regulation are. */
export const STANDARD_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://qyzmet.kz/schema/standard.schema.json',
  title: 'Standard of a public service',
  ...object(
    'Who may apply, with which documents, for what result, in what time, and on which grounds the service is refused.',
    {
      language: { description: 'Version of the language.', const: 1 },
      id: ref('name'),
      act: text('Path of the act file, relative to this one.', { examples: ['decree-185-2014.act.yaml'] }),
      title: ref('text', 'Official title of the service.'),
      whoMayApply: list('Who may apply, one statement each.', ref('text'), 1),
      fee: ref('text', 'What the service costs.'),
      totalLimit: ref('statedLimit', 'Total term of the service.'),
      registers: mapping(
        'State registers that are asked instead of the applicant.',
        object('A register.', { title: ref('text') }),
      ),
      documents: mapping(
        'Documents of the application.',
        object(
          'One document.',
          {
            title: ref('text'),
            source: ref('source'),
            channels: list('Channels in which it is asked for.', ref('name'), 1),
          },
          {
            hint: ref('text', 'What it must show, or where it is issued.'),
            fromRegister: ref('name', 'The register asked instead of the applicant.'),
            required: { description: 'Whether it must be there; `true` when left out.', type: 'boolean' },
            when: ref('condition', 'Asked for only when this holds.'),
          },
        ),
      ),
      grounds: mapping(
        'Grounds on which the service is refused; no others.',
        object(
          'A ground.',
          { title: ref('text'), source: ref('source') },
          { remedy: ref('text', 'What the applicant can do about it.') },
        ),
      ),
      results: mapping(
        'What the service gives at its end.',
        object(
          'A result.',
          {
            title: ref('text'),
            closes: { description: 'How the case ends with it.', enum: ['granted', 'refused'] },
            document: ref('name', 'Document template that carries it.'),
          },
          { entersQueue: { description: 'Whether the applicant is entered in a list by it.', type: 'boolean' } },
        ),
        1,
      ),
      form: ref('form'),
      appeal: object('How a refusal or a delay is appealed.', { text: ref('text'), source: ref('source') }),
    },
    {
      maxWaiting: ref('statedLimit', 'Longest wait to hand documents in.'),
      maxServing: ref('statedLimit', 'Longest time at the counter.'),
      categories: mapping(
        'Categories of applicants, each with a list of its own.',
        object('A category.', { title: ref('text'), source: ref('source') }, { hint: ref('text') }),
        1,
      ),
      citedActs: ref('citedActs'),
      accepted: ref('accepted'),
    },
  ),
  $defs: { ...SHARED_DEFINITIONS, ...FORM_DEFINITIONS },
}
