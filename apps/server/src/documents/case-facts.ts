import type { OpenedCase } from '@qyzmet/casework'
import type { Answer, Field, FormDefinition, Regulation, Text } from '@qyzmet/regulation'
import type { Ground } from './refusal.ts'
import type { RequestRef, Sheet } from './sheet.ts'

/** The case a document tells of, and the edition it runs under. */
export interface CaseFacts {
  readonly state: OpenedCase
  readonly regulation: Regulation
  /** The provider as it calls itself, where the regulation names providers only in general. */
  readonly provider?: { readonly title: Text; readonly address: Text }
}

/** The case has not come far enough for the document that was asked of it. */
export class CaseFactMissingError extends Error {
  override readonly name = 'CaseFactMissingError'
}

export function sheetOf(
  { state, regulation, provider = regulation.provider }: CaseFacts,
  paper: { readonly number: string; readonly on: Temporal.PlainDate },
): Sheet {
  return {
    provider: { title: provider.title, address: provider.address },
    number: paper.number,
    on: paper.on,
    timeZone: regulation.timeZone,
    training: state.training,
  }
}

/** Number of the request, and the day it was accepted on. @throws {CaseFactMissingError} before that */
export function requestOf({ state, regulation }: CaseFacts): RequestRef & { readonly at: Temporal.Instant } {
  if (state.number === undefined || state.acceptedAt === undefined)
    throw new CaseFactMissingError('The request is not accepted yet.')
  return {
    number: state.number,
    at: state.acceptedAt,
    on: state.acceptedAt.toZonedDateTimeISO(regulation.timeZone).toPlainDate(),
  }
}

/** @throws {CaseFactMissingError} when the standard has no such result */
export function resultTitle(regulation: Regulation, result: string): Text {
  const found = regulation.standard.results.find(({ id }) => id === result)
  if (!found) throw new CaseFactMissingError(`The standard has no result ${result}.`)
  return found.title
}

/** The list of the queue that the case belongs to; undefined where the service knows none. */
export function listOf({ state, regulation }: CaseFacts): Text | undefined {
  const list = state.queue?.list ?? state.category
  return regulation.standard.categories.find(({ id }) => id === list)?.title
}

/** @throws {CaseFactMissingError} when the standard has no such ground */
export function groundOf(regulation: Regulation, ground: string): Ground {
  const found = regulation.standard.grounds.find(({ id }) => id === ground)
  if (!found) throw new CaseFactMissingError(`The standard has no ground ${ground}.`)
  const act = [regulation.standard.act, regulation.act].find(({ cite }) => cite === found.source.act)
  return {
    title: found.title,
    item: found.source.item,
    source: act ? { title: act.title, number: act.number, adoptedOn: act.adoptedOn } : { cite: found.source.act },
    ...(found.remedy ? { remedy: found.remedy } : {}),
  }
}

/** The requirement an attachment answers, in words. @throws {CaseFactMissingError} when the standard has no such document */
export function documentTitle(regulation: Regulation, document: string): Text {
  const found = regulation.standard.documents.find(({ id }) => id === document)
  if (!found) throw new CaseFactMissingError(`The standard has no document ${document}.`)
  return found.title
}

/** The answer kept under a known thing, such as `person.address`, wherever the form asks for it. */
export function knownAnswer(form: FormDefinition, answers: OpenedCase['answers'], prefill: string): string | undefined {
  const field = fieldsOf(form).find((one) => one.prefill === prefill)
  const answer = field && answers[field.id]
  return typeof answer === 'string' && answer.trim() !== '' ? answer : undefined
}

/** People in the applicant's family, the applicant included, as the form lists them. */
export function familySizeOf({ state, regulation }: CaseFacts): number {
  const listed = fieldsOf(regulation.standard.form).find(({ widget }) => widget === 'people')
  return 1 + (listed ? peopleOf(state.answers[listed.id]).length : 0)
}

export function peopleOf(answer: Answer | undefined): readonly Readonly<Record<string, string>>[] {
  if (answer === undefined || typeof answer === 'string') return []
  return answer.filter((one): one is Readonly<Record<string, string>> => typeof one !== 'string')
}

function fieldsOf(form: FormDefinition): readonly Field[] {
  return form.pages.flatMap((page) => page.fields)
}
