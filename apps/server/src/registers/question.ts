import type { AskedQuestion } from '@qyzmet/casework'
import type { PersonSearch, PowerSearch, QuestionKind, Questions } from '@qyzmet/gateway'

/** One of the closed list of questions, with what it asks. */
export type AnyQuestion = { [K in QuestionKind]: QuestionOf<K> }[QuestionKind]

export interface QuestionOf<K extends QuestionKind> {
  readonly kind: K
  readonly asks: Questions[K]['question']
}

/** The question that a register of a standard is put about a subject of a case. */
export function questionAbout(
  kind: QuestionKind,
  { subject, by }: Pick<AskedQuestion, 'subject' | 'by'>,
  applicantIin: string,
): AnyQuestion {
  const whom = subject ?? applicantIin
  switch (kind) {
    case 'person':
      return { kind, asks: by === 'iin' ? { iin: whom } : { documentNumber: whom } }
    case 'entity':
      return { kind, asks: { bin: whom } }
    case 'power':
      return { kind, asks: powerSearch(subject, by, applicantIin) }
    case 'address':
      return { kind, asks: { iin: whom } }
    case 'statement':
      return { kind, asks: { iin: whom } }
  }
}

/** The applicant gave the power; another person named in the form was given it; a number is that of the power itself. */
function powerSearch(subject: string | undefined, by: 'iin' | 'number', applicantIin: string): PowerSearch {
  if (subject === undefined) return { principalIin: applicantIin }
  return by === 'iin' ? { attorneyIin: subject } : { number: subject }
}

/** Whom or what a question is about, as it is kept beside the answer. */
export function subjectOf(question: AnyQuestion): string {
  const { asks } = question
  if ('iin' in asks) return asks.iin
  if ('bin' in asks) return asks.bin
  if ('documentNumber' in asks) return asks.documentNumber
  if ('principalIin' in asks) return asks.principalIin
  if ('attorneyIin' in asks) return asks.attorneyIin
  if ('number' in asks) return asks.number
  const { surname, givenName, patronymic, birthDate } = asks
  return [surname, givenName, patronymic, birthDate.toString()].filter(Boolean).join(' ')
}

/** The person whose leave the question needs; undefined when it asks about nobody by their number. */
export function personOf({ asks }: AnyQuestion): string | undefined {
  if ('iin' in asks) return asks.iin
  if ('principalIin' in asks) return asks.principalIin
  return 'attorneyIin' in asks ? asks.attorneyIin : undefined
}

/** The question as it is kept: days as texts. */
export function questionJson({ kind, asks }: AnyQuestion): Readonly<Record<string, string>> {
  const entries = Object.entries(asks).map(([name, value]: [string, unknown]): [string, string] => [
    name,
    String(value),
  ])
  return { kind, ...Object.fromEntries(entries) }
}

/** A kept question is of a form that this version does not know. */
export class UnknownQuestionError extends Error {
  override readonly name = 'UnknownQuestionError'
}

/** @throws {UnknownQuestionError} */
export function parseQuestion(json: Readonly<Record<string, string>>): AnyQuestion {
  const { kind = '', iin, bin, ...rest } = json
  switch (kind) {
    case 'person':
      return { kind, asks: iin === undefined ? personSearch(rest) : { iin } }
    case 'entity':
      if (bin !== undefined) return { kind, asks: { bin } }
      break
    case 'power':
      return { kind, asks: parsePower(rest) }
    case 'address':
    case 'statement':
      if (iin !== undefined) return { kind, asks: { iin } }
  }
  throw new UnknownQuestionError(`The kept question ${kind} has no known form.`)
}

function personSearch(json: Readonly<Record<string, string>>): PersonSearch {
  const { documentNumber, birthDate, surname, givenName, patronymic } = json
  if (documentNumber !== undefined) return { documentNumber }
  return {
    ...(surname === undefined ? {} : { surname }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(patronymic === undefined ? {} : { patronymic }),
    birthDate: Temporal.PlainDate.from(birthDate ?? ''),
  }
}

function parsePower(json: Readonly<Record<string, string>>): PowerSearch {
  const { number, issuedOn, principalIin, attorneyIin } = json
  if (principalIin !== undefined) return { principalIin }
  if (attorneyIin !== undefined) return { attorneyIin }
  return { number: number ?? '', ...(issuedOn === undefined ? {} : { issuedOn: Temporal.PlainDate.from(issuedOn) }) }
}
