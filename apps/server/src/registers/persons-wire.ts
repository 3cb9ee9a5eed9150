import type { CallContext, Person } from '@qyzmet/gateway'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** The register sent something that is not an answer to the question. */
export class AnswerMalformedError extends Error {
  override readonly name = 'AnswerMalformedError'
}

const Text = Type.String({ maxLength: 500 })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const closed = { additionalProperties: false }

const Dictionary = Type.Object({ code: Text, nameKz: Text, nameRu: Text }, closed)

const PersonMessage = Type.Object(
  {
    iin: Type.String({ pattern: '^\\d{12}$' }),
    surname: Text,
    name: Type.Optional(Text),
    patronymic: Type.Optional(Text),
    birthDate: Day,
    deathDate: Type.Optional(Day),
    citizenship: Dictionary,
    /** Present only when a court has limited or taken away the capacity. */
    personCapableStatus: Type.Optional(Dictionary),
    /** Present only when the record was excluded from the register. */
    excludeStatus: Type.Optional(Dictionary),
    removed: Type.Optional(Type.Boolean()),
    regAddress: Type.Optional(
      Type.Object(
        {
          region: Text,
          district: Text,
          city: Text,
          street: Text,
          building: Text,
          flat: Type.Optional(Text),
          beginDate: Type.Optional(Day),
        },
        closed,
      ),
    ),
    documents: Type.Array(
      Type.Object(
        { type: Text, number: Text, beginDate: Day, endDate: Type.Optional(Day), valid: Type.Boolean() },
        closed,
      ),
      { maxItems: 100 },
    ),
  },
  closed,
)

const head = { messageId: Text, answeredAt: Text, training: Type.Optional(Type.Boolean()) }

const AnswerMessage = Type.Union([
  Type.Object(
    { ...head, result: Type.Literal('found'), persons: Type.Array(PersonMessage, { minItems: 1, maxItems: 50 }) },
    closed,
  ),
  Type.Object({ ...head, result: Type.Literal('not-found') }, closed),
  Type.Object(
    {
      ...head,
      result: Type.Literal('pending'),
      why: Type.Union([Type.Literal('consent'), Type.Literal('async')]),
      token: Text,
    },
    closed,
  ),
  Type.Object({ ...head, result: Type.Literal('refused'), why: Text }, closed),
])

const answerMessage = Compile(AnswerMessage)

export type PersonsAnswer = { readonly messageId: string } & (
  | { readonly result: 'found'; readonly persons: readonly Person[] }
  | { readonly result: 'not-found' }
  | { readonly result: 'pending'; readonly why: 'consent' | 'async'; readonly token: string }
  | { readonly result: 'refused'; readonly why: string }
)

/** The exact bytes of a question; the IIN stays text, so that it keeps its zeros. */
export function writePersonsQuestion(
  iin: string,
  context: CallContext,
  sentAt: Temporal.Instant,
): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    JSON.stringify({
      messageId: context.idempotencyKey,
      sentAt: sentAt.toString(),
      iin,
      officer: context.officer,
      purpose: context.purpose,
      legalBasis: context.legalBasis,
      ...(context.caseId !== undefined && { caseId: context.caseId }),
    }),
  )
}

/** @throws {AnswerMalformedError} when the bytes are not an answer, or speak of another person */
export function readPersonsAnswer(answerBytes: Uint8Array, iin: string): PersonsAnswer {
  const message = parseJson(answerBytes)
  if (!answerMessage.Check(message)) {
    const [first] = answerMessage.Errors(message)
    // Only the place is named: the values are personal data.
    throw new AnswerMalformedError(`it does not have the agreed form at ${first?.instancePath || 'the top'}`)
  }
  const { messageId } = message
  switch (message.result) {
    case 'found':
      if (message.persons.some((person) => person.iin !== iin)) {
        throw new AnswerMalformedError('it speaks of another person')
      }
      return { messageId, result: 'found', persons: message.persons.map(personOf) }
    case 'not-found':
      return { messageId, result: 'not-found' }
    case 'pending':
      return { messageId, result: 'pending', why: message.why, token: message.token }
    case 'refused':
      return { messageId, result: 'refused', why: message.why }
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new AnswerMalformedError('it is not JSON', { cause })
  }
}

function personOf(message: Static<typeof PersonMessage>): Person {
  const { regAddress: address } = message
  return {
    iin: message.iin,
    surname: message.surname,
    ...(message.name !== undefined && { givenName: message.name }),
    ...(message.patronymic !== undefined && { patronymic: message.patronymic }),
    birthDate: dayOf(message.birthDate),
    ...(message.deathDate !== undefined && { deathDate: dayOf(message.deathDate) }),
    // The register's codes for these states are not public: a record that has the element at all is not ordinary.
    capable: message.personCapableStatus === undefined,
    excluded: message.excludeStatus !== undefined || message.removed === true,
    citizenship: message.citizenship,
    ...(address && {
      address: {
        region: address.region,
        district: address.district,
        city: address.city,
        street: address.street,
        building: address.building,
        ...(address.flat !== undefined && { flat: address.flat }),
        ...(address.beginDate !== undefined && { beginDate: dayOf(address.beginDate) }),
      },
    }),
    documents: message.documents.map((document) => ({
      type: document.type,
      number: document.number,
      beginDate: dayOf(document.beginDate),
      ...(document.endDate !== undefined && { endDate: dayOf(document.endDate) }),
      valid: document.valid,
    })),
  }
}

function dayOf(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch (cause) {
    throw new AnswerMalformedError('a date in it does not exist', { cause })
  }
}
