import { ACTIONS } from '../../actions.ts'
import { CERTIFICATE_ROLES } from '../../model.ts'
import { DURATION_PATTERN, list, mapping, object, ref, SHARED_DEFINITIONS, text } from './parts.ts'
import type { Schema } from './parts.ts'

const statement = (description: string): Schema => object(description, { item: ref('item'), text: ref('text') })

const formOf = (description: string): Schema =>
  object(description, {
    item: ref('item'),
    kinds: list('One or more forms.', { description: 'A form.', enum: ['electronic', 'partly-automated', 'paper'] }, 1),
  })

const guards: Schema = list(
  'What was decided before: `step: outcome`. Any line suffices.',
  {
    description: 'A step and its last outcome.',
    type: 'object',
    propertyNames: { $ref: '#/$defs/name' },
    additionalProperties: ref('name'),
    minProperties: 1,
    maxProperties: 1,
    examples: [{ 'check-documents': 'violated' }],
  },
  1,
)

const routes: Schema = list(
  'Ways on, tried in order.',
  object('A way on.', { to: ref('name', 'A step or an end.') }, { when: ref('guards') }),
  1,
)

const outcome: Schema = {
  ...object(
    'How the step may end, and what follows: `to`, `routes` or `exit`.',
    { title: ref('text') },
    {
      to: ref('name', 'The step or end that follows.'),
      when: ref('guards', 'The outcome may be chosen only when this holds.'),
      routes: ref('routes'),
      exit: ref('name', 'Leaves the shared procedure; the channel says where to.'),
      drafts: ref('name', 'Result of the standard that this outcome drafts.'),
    },
  ),
  oneOf: [{ required: ['to'] }, { required: ['routes'] }, { required: ['exit'] }],
  dependentRequired: { when: ['to'] },
}

const stepProperties = {
  required: {
    item: ref('item', 'Item of the act that the step comes from.'),
    actor: ref('name', 'Who does it.'),
    action: { description: 'What is done; the vocabulary is closed.', enum: Object.keys(ACTIONS) },
    title: ref('text', 'What is done, in a few words.'),
    outcomes: mapping('How it may end; the action says which outcomes there are.', ref('outcome'), 1),
  },
  optional: {
    receiver: ref('name', 'The actor to whom the step sends a message.'),
    repeatedIn: list('Items where the act tells the same step again.', ref('item'), 1),
    retold: list(
      'Places where the act tells the same step otherwise; only what differs is written.',
      object(
        'How one place tells the step.',
        { item: ref('item', 'Where it is told.') },
        {
          actor: ref('name', 'Who does it there.'),
          action: { description: 'What is done there.', enum: Object.keys(ACTIONS) },
          limit: ref('limit', 'The limit given there.'),
          result: ref('text', 'The result told there.'),
          note: ref('text', 'What differs, in a sentence.'),
        },
      ),
      1,
    ),
    addedBy: ref('name', 'The accepted finding that says why this step stands here although the act lacks it.'),
    instruction: ref('text', 'What the person at this step does, in one or two sentences.'),
    limit: ref('limit', 'Limit of the step; left out for steps of systems without one.'),
    limitSharedWith: ref('name', 'The step whose limit this step spends, when it has none of its own.'),
    timeOut: object('What happens by itself after a while.', {
      after: {
        description: 'A number and a unit; months are allowed here.',
        type: 'string',
        pattern: DURATION_PATTERN,
        examples: ['1 month'],
      },
      outcome: ref('name', 'The outcome taken.'),
    }),
    message: ref('text', 'What the applicant is told.'),
    result: object('The result of the step that is the ground for the next.', {
      item: ref('item'),
      text: ref('text'),
    }),
    report: ref('name', 'Report of the standard that this step writes.'),
    certificate: object(
      'The certificate that the step is signed with; any of the person’s own when left out.',
      { of: { description: 'Whom it names beside the person: the body in which they act.', enum: ['organisation'] } },
      {
        role: {
          description:
            'The least it entitles to: `first-head`, `signing-right` (a head has it too) or `employee` (the others are employees too).',
          enum: CERTIFICATE_ROLES,
        },
      },
    ),
    consults: list('Registers whose answers are needed at this step.', ref('name'), 1),
    about: mapping(
      'About whom each register is asked; one that is not named here: about the applicant.',
      list('`applicant`, or subjects of the standard.', ref('name'), 1),
      1,
    ),
    grounds: list('Grounds of the standard that may be established at this step.', ref('name'), 1),
  },
} as const

const procedureStep: Schema = object(
  'A step of the provider’s own procedure.',
  stepProperties.required,
  stepProperties.optional,
)

const channelStep: Schema = object('A step of the interaction in one channel.', stepProperties.required, {
  label: ref('label', 'Number in the act’s own numbering.'),
  ...stepProperties.optional,
})

const label: Schema = {
  description: 'P for a process, C for a condition, with its number.',
  type: 'string',
  pattern: '^[PC][1-9][0-9]*$',
  examples: ['P5', 'C2'],
}

const channel: Schema = object(
  'A way to apply. The steps of the procedure belong to every channel; names are looked up among both.',
  {
    title: ref('text'),
    item: ref('item', 'Item of the act that describes the channel.'),
    start: ref('name', 'The first step.'),
    totalTerm: object('From when to when the total term runs.', {
      startsAfter: ref('name', 'The step whose completion is the day of application.'),
      endsWith: list('Steps whose completion gives the result.', ref('name'), 1),
    }),
    steps: mapping('Steps of this channel.', ref('channelStep'), 1),
    ends: mapping(
      'Where a case ends.',
      object('An end.', {
        closes: {
          description: '`stopped` ends before there is a case to decide.',
          enum: ['granted', 'refused', 'stopped'],
        },
        title: ref('text'),
      }),
      1,
    ),
  },
  {
    before: statement('What the applicant does once before, such as signing up.'),
    exits: mapping('Where the exits of the shared procedure lead in this channel.', ref('routes')),
    labels: mapping(
      'Numbers that this channel gives to steps of the shared procedure, with the item that tells them here.',
      object('Number and item.', { label: ref('label'), item: ref('item') }),
      1,
    ),
  },
)

/** The wording that a file holds, and its period. */
export const EDITION: Schema = object(
  'The wording of the act that this file holds, and when it applies to new cases.',
  { id: ref('name'), from: ref('date', 'First day.'), source: ref('source') },
  { until: ref('date', 'First day on which it no longer applies.') },
)

/** Shape of a regulation file. */
export const REGULATION_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://qyzmet.kz/schema/regulation.schema.json',
  title: 'Regulation of a public service',
  ...object(
    'A regulation: who does what, in what time, with what outcome, in each channel.',
    {
      language: { description: 'Version of the language.', const: 1 },
      id: ref('name'),
      act: text('Path of the act file, relative to this one.', { examples: ['act.yaml'] }),
      standard: text('Path of the standard file, relative to this one.', {
        examples: ['../standards/decree-185-2014-queue.yaml'],
      }),
      title: ref('text', 'Official title of the regulation’s service.'),
      shortTitle: ref('text', 'What people call the service.'),
      edition: EDITION,
      timeZone: text('IANA name of the zone in which days are counted.', { examples: ['Asia/Almaty'] }),
      calendar: text('Production calendar.', { pattern: '^[a-z0-9-]+(/[a-z0-9-]+)*$', examples: ['kz/five-day-week'] }),
      numbering: object('How requests are numbered.', {
        request: {
          description: 'Pattern with `{year}` and `{serial}`.',
          type: 'string',
          pattern: '^[A-Z0-9/-]*\\{year\\}[A-Z0-9/-]+\\{serial\\}$',
          examples: ['ZHQ-{year}-{serial}'],
        },
        serialDigits: { description: 'Digits of the serial number.', type: 'integer', minimum: 1, maximum: 12 },
      }),
      provider: object('The body that gives the service.', {
        title: ref('text'),
        address: ref('text'),
        hours: object(
          'Working hours, local time.',
          { from: ref('time'), to: ref('time'), source: ref('source') },
          { lunchFrom: ref('time'), lunchTo: ref('time') },
        ),
      }),
      actors: mapping(
        'Everybody and everything that acts.',
        object(
          'An actor.',
          {
            kind: { description: 'What it is.', enum: ['applicant', 'staff', 'commission', 'operator', 'system'] },
            title: ref('text'),
          },
          { item: ref('item', 'Item of the act that lists the actor.') },
        ),
        1,
      ),
      channels: mapping('Ways to apply.', ref('channel'), 1),
    },
    {
      procedure: mapping('The provider’s own procedure, shared by all channels.', ref('procedureStep'), 1),
      commission: object('Rules of the commission.', {
        actor: ref('name', 'The actor that is the commission.'),
        quorumPercent: {
          description: 'Share of members that must vote.',
          type: 'integer',
          minimum: 1,
          maximum: 100,
        },
        source: ref('source'),
      }),
      forms: object('In which form the service is given, and its result.', {
        service: formOf('The service.'),
        result: formOf('Its result.'),
      }),
      begins: statement('The ground on which the procedure begins.'),
      annexes: list(
        'Annexes of the act that are drawn from the graph.',
        object(
          'An annex.',
          {
            number: { description: 'Its number in the act.', type: 'integer', minimum: 1 },
            shows: { description: 'What it shows.', enum: ['flow-chart', 'interaction', 'handbook'] },
          },
          { channel: ref('name', 'The channel shown.') },
        ),
      ),
      glossary: mapping(
        'Words that the act defines.',
        object('A word.', {
          item: ref('item'),
          term: ref('text', 'The word.'),
          meaning: ref('text', 'What it means.'),
        }),
        1,
      ),
      requirements: mapping(
        'What the act demands of the process beside its steps.',
        statement('A demand, such as confidentiality.'),
        1,
      ),
      information: mapping(
        'What the act tells people beside the steps: where to ask, how to follow a request, what they need.',
        statement('One thing to know.'),
        1,
      ),
      survey: object('What people are asked once a case is over.', {
        item: ref('item'),
        questions: mapping(
          'Questions in order, by the indicator that each measures.',
          object('A question.', {
            question: ref('text'),
            answers: mapping(
              'Answers to choose from, the worst first.',
              object('An answer.', { label: ref('text') }),
              2,
            ),
          }),
          1,
        ),
      }),
      serviceLevels: mapping(
        'Shares of visits that must stay inside the limits of their steps.',
        object(
          'A service level.',
          {
            title: ref('text'),
            percent: { description: 'The share, at least.', type: 'number', minimum: 1, maximum: 100 },
            source: ref('source'),
          },
          {
            steps: list('Steps that are measured; left out: every step of a system that has a limit.', ref('name'), 1),
          },
        ),
        1,
      ),
      citedActs: ref('citedActs'),
      accepted: ref('accepted'),
    },
  ),
  $defs: { ...SHARED_DEFINITIONS, label, guards, routes, outcome, procedureStep, channelStep, channel },
}
