import { REGISTER_QUESTIONS } from '../../model.ts'
import { PAPER_FIELDS, PARAMETER_UNITS } from '../../particulars.ts'
import { FORM_DEFINITIONS } from './form.ts'
import { DURATION_PATTERN, list, mapping, object, ref, SHARED_DEFINITIONS, text } from './parts.ts'
import type { Schema } from './parts.ts'

const paperFields: Schema = {
  description: 'Fields of a paper, each with the place that demands it; the vocabulary of fields is closed.',
  type: 'object',
  propertyNames: { enum: PAPER_FIELDS },
  additionalProperties: ref('source'),
  minProperties: 1,
  examples: [{ 'queue-number': { item: '9', mark: 'verified' } }],
}

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
        object(
          'A register.',
          { title: ref('text') },
          {
            question: {
              description:
                'What it is asked. When left out: `person` for the register named `persons`, `power` for `notary`, `address` for `addresses`, and `statement` for any other.',
              enum: REGISTER_QUESTIONS,
            },
          },
        ),
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
            checkedIn: ref('name', 'The register that checks the paper; asked only when the application brings it.'),
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
          {
            entersQueue: { description: 'Whether the applicant is entered in a list by it.', type: 'boolean' },
            fields: ref('paperFields', 'What its document must show, each with the place that demands it.'),
          },
        ),
        1,
      ),
      form: ref('form'),
      appeal: object('How a refusal or a delay is appealed.', { text: ref('text'), source: ref('source') }),
    },
    {
      maxWaiting: ref('statedLimit', 'Longest wait to hand documents in.'),
      maxServing: ref('statedLimit', 'Longest time at the counter.'),
      limitSources: object(
        'Where the limits come from.',
        {},
        { totalLimit: ref('source'), maxWaiting: ref('source'), maxServing: ref('source') },
      ),
      paperForms: mapping(
        'Forms used at the counter, by channel, where they differ from the form of the portal.',
        object(
          'A form.',
          { title: ref('text'), source: ref('source') },
          { text: ref('text', 'What is written in it.') },
        ),
        1,
      ),
      reports: mapping(
        'Reports that steps of the procedure write, such as an act of inspection.',
        object('A report.', {
          title: ref('text'),
          source: ref('source'),
          fields: mapping('Its questions in order.', object('A question.', { title: ref('text') }), 1),
        }),
        1,
      ),
      receipt: object('The receipt for accepted documents.', {
        fields: ref('paperFields', 'What it must show, each with the place that demands it.'),
      }),
      storage: object('How long a result waits for somebody who does not come.', {
        after: {
          description: 'A number and a unit; months are allowed here.',
          type: 'string',
          pattern: DURATION_PATTERN,
          examples: ['1 month'],
        },
        text: ref('text', 'What follows then.'),
        source: ref('source'),
      }),
      journals: mapping(
        'Lists that are kept of papers.',
        object('A list.', {
          title: ref('text'),
          source: ref('source'),
          columns: mapping('Its columns in order.', object('A column.', { title: ref('text') }), 1),
        }),
        1,
      ),
      parameters: mapping(
        'Numbers that the rules of the service depend on.',
        object(
          'A number.',
          { title: ref('text'), unit: { description: 'Its unit.', enum: PARAMETER_UNITS }, source: ref('source') },
          {
            value: {
              description: 'The number, in quotes; left out when it is not known.',
              type: 'string',
              pattern: '^-?[0-9]+([.][0-9]+)?$',
              examples: ['0.5'],
            },
          },
        ),
        1,
      ),
      formula: object('How a sum of money is worked out from the parameters.', {
        title: ref('text'),
        text: ref('text'),
        source: ref('source'),
      }),
      subjects: mapping(
        'Whom registers are asked about beside the applicant.',
        object(
          'People, or a document, that the form names.',
          {
            title: ref('text'),
            field: ref('name', 'Field of the form with an IIN, with people, or with the number of a document.'),
          },
          { where: ref('condition', 'For people: which of them, by the answers of their columns.') },
        ),
        1,
      ),
      coSigners: mapping(
        'Who must sign the application beside the applicant, before there is a case.',
        object(
          'A person, or each of several people.',
          {
            title: ref('text', 'Who it is, in one or two words.'),
            field: ref('name', 'Field of the form with the IIN of the person, or with people who have one.'),
            channels: list('Channels in which the signature is asked for.', ref('name'), 1),
            within: ref('statedLimit', 'How long the signature is awaited once the applicant has signed.'),
            source: ref('source'),
          },
          {
            where: ref('condition', 'For people: which of them, by the answers of their columns.'),
            fullAge: { description: 'For people: whether only those of full age sign.', type: 'boolean' },
            when: ref('condition', 'Asked for only when this holds.'),
            orDocument: ref('name', 'The document that stands for the signature when it comes with the application.'),
          },
        ),
        1,
      ),
      categories: mapping(
        'Categories of applicants, each with a list of its own.',
        object('A category.', { title: ref('text'), source: ref('source') }, { hint: ref('text') }),
        1,
      ),
      citedActs: ref('citedActs'),
      accepted: ref('accepted'),
    },
  ),
  $defs: { ...SHARED_DEFINITIONS, ...FORM_DEFINITIONS, paperFields },
}
