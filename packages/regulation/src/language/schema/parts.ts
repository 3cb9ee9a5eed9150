/** A JSON Schema 2020-12, as data. */
export type Schema = Readonly<Record<string, unknown>>

/** An object with exactly these properties; those in `optional` may be left out. */
export function object(
  description: string,
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return {
    description,
    type: 'object',
    properties: { ...required, ...optional },
    ...(Object.keys(required).length > 0 ? { required: Object.keys(required) } : {}),
    additionalProperties: false,
  }
}

/** A mapping from names to values of one shape. */
export function mapping(description: string, values: Schema, minimum = 0): Schema {
  return {
    description,
    type: 'object',
    propertyNames: { $ref: '#/$defs/name' },
    additionalProperties: values,
    ...(minimum > 0 ? { minProperties: minimum } : {}),
  }
}

export function list(description: string, items: Schema, minimum = 0): Schema {
  return { description, type: 'array', items, ...(minimum > 0 ? { minItems: minimum } : {}) }
}

/** A reference with a description of its own, so that an editor says what the property is for. */
export function ref(name: string, description?: string): Schema {
  return { ...(description === undefined ? {} : { description }), $ref: `#/$defs/${name}` }
}

export function text(description: string, rest: Schema = {}): Schema {
  return { description, type: 'string', pattern: '\\S', ...rest }
}

export const NAME_PATTERN = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'
export const ITEM_PATTERN = '^(art\\. )?[0-9]+(-[0-9]+)?(\\.[0-9]+)?(\\([0-9]+(-[0-9]+)?\\))?$'
export const LIMIT_PATTERN =
  '^(unstated|([0-9]+ (second|minute|hour|working day|calendar day)s? to )?[0-9]+ (second|minute|hour|working day|calendar day)s?)$'
export const STATED_LIMIT_PATTERN = '^[0-9]+ (second|minute|hour|working day|calendar day)s?$'
export const DURATION_PATTERN = '^[0-9]+ (second|minute|hour|working day|calendar day|month)s?$'

const sentence = { type: 'string', pattern: '\\S' }

/** Definitions that several files share. */
export const SHARED_DEFINITIONS = {
  name: {
    description: 'A name: small Latin letters, digits and hyphens, beginning with a letter.',
    type: 'string',
    pattern: NAME_PATTERN,
    examples: ['check-documents'],
  },
  item: {
    description: 'Item of an act, in quotes when it is a bare number: `5(3)`, `9`; an article of a law: `art. 72`.',
    type: 'string',
    pattern: ITEM_PATTERN,
    examples: ['5(3)', '9', 'art. 72'],
  },
  text: {
    description: 'A text for people, in Kazakh, Russian and English.',
    type: 'object',
    properties: { kk: sentence, ru: sentence, en: sentence },
    required: ['kk', 'ru', 'en'],
    additionalProperties: false,
    examples: [{ kk: 'Тіркелді', ru: 'Зарегистрировано', en: 'Registered' }],
  },
  date: {
    description: 'A calendar date, year first.',
    type: 'string',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
    examples: ['2014-04-14'],
  },
  time: {
    description: 'Local time of day, in quotes.',
    type: 'string',
    pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
    examples: ['09:00'],
  },
  limit: {
    description:
      'How long something may take: a number and `seconds`, `minutes`, `hours`, `working days` or `calendar days`; a range such as `30 seconds to 1 minute`; or `unstated` when the act is silent.',
    type: 'string',
    pattern: LIMIT_PATTERN,
    examples: ['7 calendar days', '15 minutes', 'unstated'],
  },
  statedLimit: {
    description: 'A number and `seconds`, `minutes`, `hours`, `working days` or `calendar days`.',
    type: 'string',
    pattern: STATED_LIMIT_PATTERN,
    examples: ['30 calendar days'],
  },
  mark: {
    description:
      'How far the fact may be trusted: `verified` was read in the act, `derived` follows from what was read, `assumed` was chosen where the act is silent, `from-memory` was not read. The last two are put before an administrator.',
    enum: ['verified', 'derived', 'assumed', 'from-memory'],
  },
  source: object(
    'Where a fact comes from.',
    { mark: ref('mark') },
    {
      item: ref('item', 'Left out when the act is cited as a whole.'),
      act: text('Short name of the act; this file’s own act when left out.', {
        examples: ['Law on Housing Relations'],
      }),
    },
  ),
  citedActs: list(
    'Other acts that this file cites.',
    object('An act.', {
      cite: text('Short name used in citations.', { examples: ['Law on Housing Relations'] }),
      title: ref('text', 'What the act is called.'),
    }),
    1,
  ),
  accepted: list(
    'Defects and silences of the act, each with the decision taken. Nothing is put right silently.',
    object(
      'One finding and the decision on it.',
      {
        id: ref('name'),
        items: list('Items of the act that the finding is about.', ref('item'), 1),
        finding: ref('text', 'What is wrong or missing in the act.'),
        reason: ref('text', 'What was decided, and why.'),
      },
      {
        steps: list('Steps that the decision touches.', ref('name'), 1),
        code: text('The warning that this entry answers, such as `limit-unstated`.', { pattern: NAME_PATTERN }),
      },
    ),
  ),
} as const satisfies Record<string, Schema>
