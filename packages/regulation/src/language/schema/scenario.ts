import { LOCALES } from '../../text.ts'
import { REGISTER_ANSWERS, SCENARIO_VOTES } from '../../scenario.ts'
import { list, mapping, object, ref, SHARED_DEFINITIONS, STATED_LIMIT_PATTERN, text } from './parts.ts'
import type { Schema } from './parts.ts'

const { name, text: textDefinition } = SHARED_DEFINITIONS

const MOMENT_PATTERN = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$'
const DUE_PATTERN = '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-5][0-9])?$'

const answer: Schema = { enum: [...REGISTER_ANSWERS] }

/** Shape of a scenario file: cases of one channel of a regulation, told before they happen. */
export const SCENARIO_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://qyzmet.kz/schema/scenario.schema.json',
  title: 'Scenarios',
  ...object(
    'Cases of one channel of a regulation: what is given, what people do, and what must come of it.',
    {
      language: { description: 'Version of the language.', const: 1 },
      regulation: text('Path of the regulation, relative to this file.', { examples: ['../zhambyl-queue.yaml'] }),
      channel: ref('name', 'Channel of the regulation.'),
      scenarios: mapping('The cases, by name.', { $ref: '#/$defs/scenario' }, 1),
    },
    { given: ref('given', 'What holds for every case of the file that does not say otherwise.') },
  ),
  $defs: {
    name,
    text: textDefinition,
    given: object(
      'What is there before anything happens.',
      {},
      {
        start: {
          description:
            'Local moment at which the applicant begins; the first working morning of the edition otherwise.',
          type: 'string',
          pattern: MOMENT_PATTERN,
          examples: ['2015-03-02T09:30'],
        },
        category: ref('name', 'Category of the applicant; the first one of the standard otherwise.'),
        locale: { description: 'Language of the applicant; Kazakh otherwise.', enum: [...LOCALES] },
      },
    ),
    scenario: object(
      'One case.',
      {
        title: ref('text', 'What happens, in a sentence.'),
        // oxlint-disable-next-line unicorn/no-thenable -- the word of the file, never a promise
        then: ref('then'),
      },
      {
        given: ref('given'),
        when: list('What people do, in order. Steps that are not named are done as usual.', ref('move')),
      },
    ),
    move: object(
      'What somebody does at a step.',
      { step: ref('name', 'The step.') },
      {
        outcome: ref('name', 'How the step ends; the first outcome that is open otherwise.'),
        after: {
          description: 'How long after it was opened the step is done; at once otherwise.',
          type: 'string',
          pattern: STATED_LIMIT_PATTERN,
          examples: ['3 working days'],
        },
        by: ref('name', 'Who does it: the actor of the step, named for the reader and checked.'),
        ground: ref('name', 'Ground of refusal that is established.'),
        answers: mapping('What registers answer, one or several answers after another; `found` otherwise.', {
          oneOf: [answer, { type: 'array', items: answer, minItems: 1 }],
        }),
        votes: list('Votes of the commission, one a member.', { enum: [...SCENARIO_VOTES] }, 1),
      },
    ),
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the file, never a promise
    then: object(
      'What must have come of it. Nothing may be late that is not named as late.',
      { end: ref('name', 'End of the channel at which the case closes.') },
      {
        result: ref('name', 'Result of the standard that was signed last.'),
        ground: ref('name', 'Ground of the refusal.'),
        due: mapping('When terms run out: a day, or a moment for terms of hours and minutes; `total` is the service.', {
          type: 'string',
          pattern: DUE_PATTERN,
          examples: ['2015-04-01'],
        }),
        late: list('Steps done late; `total` is the service as a whole.', ref('name')),
        told: list('Steps whose message the applicant was told, in order.', ref('name')),
      },
    ),
  },
}
