import type { MessageData, Outcome, Person, QuestionCodecs, QuestionHead, RoadAnswer } from '@qyzmet/gateway'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { addressLine } from '../address-line.ts'

/** The register sent something that is not an answer to the question. */
class AnswerMalformedError extends Error {
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

type PersonsAnswer = { readonly messageId: string } & (
  | { readonly result: 'found'; readonly persons: readonly Person[] }
  | { readonly result: 'not-found' }
  | { readonly result: 'pending'; readonly why: 'consent' | 'async'; readonly token: string }
  | { readonly result: 'refused'; readonly why: string }
)

/**
 * How questions about a person travel to the register of persons of the training state, as JSON. It knows people and
 * where they live; it keeps no records of other registers, so that a statement of one finds the person and nothing more.
 */
export const PERSONS_WIRE: QuestionCodecs = {
  person: {
    write: async (search, head) => questionData('iin' in search ? search.iin : '', head),
    read: (answer, search) => readAbout(answer, 'iin' in search ? search.iin : '', (persons) => persons),
  },
  address: {
    write: async ({ iin }, head) => questionData(iin, head),
    read: (answer, { iin }) =>
      readAbout(answer, iin, ([person]) => {
        const line = person?.address && addressLine(person.address)
        return { iin, address: line === undefined ? {} : { kk: line }, residents: [] }
      }),
  },
  statement: {
    write: async ({ iin }, head) => questionData(iin, head),
    read: (answer, { iin }) => readAbout(answer, iin, () => ({ iin, records: [] })),
  },
  entity: { write: async ({ bin }, head) => questionData(bin, head), read: async (answer) => notUnderstood(answer) },
  power: { write: async (_, head) => questionData('', head), read: async (answer) => notUnderstood(answer) },
}

/** The IIN stays text, so that it keeps its zeros. */
function questionData(iin: string, { messageId, sentAt, senderCode }: QuestionHead): MessageData {
  const question = {
    messageId,
    sentAt: sentAt.toString(),
    iin,
    officer: senderCode,
    purpose: 'question',
    legalBasis: 'LPS art. 20.6',
  }
  return { form: 'text', text: JSON.stringify(question) }
}

async function readAbout<A>(
  answer: RoadAnswer,
  iin: string,
  valueOf: (persons: readonly Person[]) => A,
): Promise<Outcome<A>> {
  if (answer.kind !== 'answered' || answer.data?.form !== 'text') return notUnderstood(answer)
  const { receipt } = answer
  try {
    const said = readPersonsAnswer(answer.data.text, iin)
    switch (said.result) {
      case 'found':
        return { kind: 'found', value: valueOf(said.persons), receipt }
      case 'not-found':
        return { kind: 'not-found', receipt }
      case 'pending':
        return { kind: 'pending', token: said.token, why: said.why, receipt }
      case 'refused':
        return { kind: 'refused', why: said.why, receipt }
    }
  } catch (error) {
    if (!(error instanceof AnswerMalformedError)) throw error
    return { kind: 'no-answer', retryable: false, detail: `malformed: ${error.message}`, receipt }
  }
}

function notUnderstood(answer: RoadAnswer): Outcome<never> {
  if (answer.kind === 'no-answer') return answer
  return { kind: 'no-answer', retryable: true, detail: 'not-understood', receipt: answer.receipt }
}

/** @throws {AnswerMalformedError} when the bytes are not an answer, or speak of another person */
function readPersonsAnswer(text: string, iin: string): PersonsAnswer {
  const message = parseJson(text)
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
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
