import { type Static, type TSchema, Type } from 'typebox'

// Titles and descriptions here are those of the published document of the interface.

const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

const Instant = Type.String({ format: 'date-time', description: 'Instant in UTC.' })
const Day = Type.String({ format: 'date', description: 'Day in the zone of the provider.' })

export const Words = Type.Object(
  { kk: Type.String(), ru: Type.String(), en: Type.String() },
  { description: 'The same words in three languages.', additionalProperties: false },
)

export const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:qyzmet:problem:<code>' }),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; docs/errors.md lists all of them.' }),
  },
  { description: 'What went wrong, as RFC 9457 has it: a code, no prose.', additionalProperties: false },
)

export const Health = Type.Object(
  { status: Type.Literal('ok') },
  { description: 'The server runs and reaches its database.', additionalProperties: false },
)

export const CheckedDocument = Type.Object(
  {
    code: Type.String({ description: 'Code printed on the document.' }),
    kind: Type.String(),
    locale: Type.Union([Type.Literal('kk'), Type.Literal('ru')]),
    title: Words,
    number: Type.String(),
    datedOn: Day,
    provider: Words,
    applicantMasked: Type.String({ description: 'No more of the name than its first letters.' }),
    issuedAt: Instant,
    status: Type.Union([Type.Literal('valid'), Type.Literal('superseded')]),
    training: Type.Boolean({ description: 'True for a document without legal force.' }),
    pdfSha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Hash of the one file that is this document.' }),
    signatures: Type.Array(
      Type.Object(
        {
          signerName: nullable(Type.String()),
          organisation: nullable(Type.String()),
          certificateSerial: nullable(Type.String()),
          verdict: Type.Union([Type.Literal('VALID'), Type.Literal('INVALID'), Type.Literal('INDETERMINATE')]),
          reason: nullable(Type.String()),
          judgedAt: Instant,
          training: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { description: 'A document in force, as anyone may check it.', additionalProperties: false },
)
export type CheckedDocument = Static<typeof CheckedDocument>

const list = {
  provider: Type.String({ description: 'Id of the provider.' }),
  list: Type.String({ description: 'Id of the category.' }),
  title: Words,
  providerTitle: Words,
  total: Type.Integer({ minimum: 1 }),
}

export const QueueLists = Type.Object(
  { lists: Type.Array(Type.Object(list, { additionalProperties: false })) },
  { description: 'All waiting lists that hold anybody.', additionalProperties: false },
)
export type QueueLists = Static<typeof QueueLists>

export const QueuePage = Type.Object(
  {
    ...list,
    page: Type.Integer({ minimum: 1 }),
    lastPage: Type.Integer({ minimum: 1 }),
    lines: Type.Array(
      Type.Object(
        {
          place: Type.Integer({ minimum: 1 }),
          number: Type.String(),
          name: Type.String({ description: 'Masked.' }),
          since: Instant,
        },
        { additionalProperties: false },
      ),
    ),
  },
  {
    description: 'One page of a list, in its legal order; the place is computed when asked.',
    additionalProperties: false,
  },
)
export type QueuePage = Static<typeof QueuePage>

const Closes = Type.Union([Type.Literal('granted'), Type.Literal('refused'), Type.Literal('stopped')])

export const CaseLines = Type.Object(
  {
    cases: Type.Array(
      Type.Object(
        {
          id: Type.String({ format: 'uuid' }),
          regulation: Type.String(),
          number: nullable(Type.String()),
          openedAt: Instant,
          closedAt: nullable(Instant),
          closes: nullable(Closes),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { description: 'Cases of whoever is signed in, latest first, at most 50.', additionalProperties: false },
)
export type CaseLines = Static<typeof CaseLines>

export const CaseStatus = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    regulation: Type.String(),
    service: Words,
    number: nullable(Type.String({ description: 'Given when the application was accepted.' })),
    status: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
    openedAt: Instant,
    step: nullable(
      Type.Object(
        {
          title: Words,
          item: Type.String({ description: 'Item of the act.' }),
          actor: Words,
          since: Instant,
        },
        { additionalProperties: false },
      ),
    ),
    dueOn: nullable(Day),
    closed: nullable(Type.Object({ title: Words, closes: Closes, at: Instant }, { additionalProperties: false })),
    decision: nullable(
      Type.Object(
        {
          decision: Type.Union([Type.Literal('granted'), Type.Literal('refused')]),
          ground: nullable(Words),
          reason: nullable(Type.String()),
        },
        { description: 'Only once it was delivered.', additionalProperties: false },
      ),
    ),
    queue: nullable(
      Type.Object(
        { list: Type.String(), place: Type.Integer({ minimum: 1 }), total: Type.Integer({ minimum: 1 }) },
        { additionalProperties: false },
      ),
    ),
    documents: Type.Array(
      Type.Object(
        { kind: Type.String(), title: Words, number: Type.String(), datedOn: Day, code: Type.String() },
        { additionalProperties: false },
      ),
    ),
  },
  { description: 'Where a case of whoever is signed in stands.', additionalProperties: false },
)
export type CaseStatus = Static<typeof CaseStatus>
