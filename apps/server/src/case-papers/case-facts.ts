import type { OpenedCase } from '@qyzmet/casework'
import { type Answer, type Field, formatPhone, type Regulation, type Text } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import type { Ground } from '../documents/refusal.ts'
import type { DecisionRef, Sheet } from '../documents/sheet.ts'

/** The provider as documents name it. */
export interface ProviderWords {
  readonly title: Text
}

/** A document was asked for before the case has the facts that it states. */
export class PaperNotReadyError extends Error {
  override readonly name = 'PaperNotReadyError'
}

/** What every paper is made from. */
export interface Paper {
  readonly loaded: LoadedCase
  readonly provider: ProviderWords
  /** The moment at which the document is made. */
  readonly now: Temporal.Instant
}

export function recordsOf(answer: Answer | undefined): readonly Readonly<Record<string, string>>[] {
  return typeof answer === 'string' ? [] : (answer ?? []).filter((value) => typeof value !== 'string')
}

export function sheet({ loaded, provider }: Paper, on: Temporal.PlainDate): Sheet {
  const { state, edition } = loaded
  const { regulation } = edition
  return {
    provider: { title: provider.title, address: regulation.provider.address },
    number: numberOf(state) ?? '',
    on,
    timeZone: regulation.timeZone,
    training: state.training,
  }
}

/** The number of the request; of papers handed in at the provider's office that of the journal, since nothing else numbers them. */
export function numberOf({ number, journalNumber }: OpenedCase): string | undefined {
  return number ?? journalNumber
}

export function localDate(instant: Temporal.Instant, regulation: Regulation): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(regulation.timeZone).toPlainDate()
}

export function resultTitle({ state, edition }: LoadedCase): Text {
  const id = needed(state.draft?.result ?? state.signed?.result, 'draft')
  return needed(
    edition.regulation.standard.results.find((result) => result.id === id),
    'result',
  ).title
}

/** The body that concluded and the minutes it is written in; the minutes bear the number of the request. */
export function decisionOf({ state, edition, graph }: LoadedCase): DecisionRef | undefined {
  const step = graph.steps.get(state.conclusion?.step ?? '')
  const actor = step && edition.regulation.actors.get(step.actor)
  const number = numberOf(state)
  if (!state.conclusion || !actor || number === undefined) return undefined
  return { body: actor.title, number, on: localDate(state.conclusion.at, edition.regulation) }
}

export function groundWords(id: string, regulation: Regulation): Ground {
  const ground = needed(
    regulation.standard.grounds.find((candidate) => candidate.id === id),
    `ground ${id}`,
  )
  const act = [regulation.act, regulation.standard.act].find((candidate) => candidate.cite === ground.source.act)
  const title = regulation.actTitles.get(ground.source.act)
  const elsewhere = title ? { title } : { cite: ground.source.act }
  return {
    title: ground.title,
    source: act ? { title: act.title, number: act.number, adoptedOn: act.adoptedOn } : elsewhere,
    item: ground.source.item,
    ...(ground.remedy ? { remedy: ground.remedy } : {}),
  }
}

/** The step at which the package was found incomplete, as it was done; undefined where the package was not refused. */
export function foundIncomplete({ state, graph }: LoadedCase): OpenedCase['passed'][number] | undefined {
  const found = state.passed.findLast(({ step }) => graph.steps.get(step)?.action === 'check-package')
  return found?.outcome === 'incomplete' ? found : undefined
}

export function fieldsOf(regulation: Regulation): readonly Field[] {
  return regulation.standard.form.pages.flatMap((page) => page.fields)
}

export function addressOf({ answers }: OpenedCase, regulation: Regulation): string | undefined {
  const field = fieldsOf(regulation).find((candidate) => candidate.widget === 'address')
  const answer = field && answers[field.id]
  return typeof answer === 'string' && answer !== '' ? answer : undefined
}

export function phonesOf({ answers }: OpenedCase, regulation: Regulation): readonly string[] {
  return fieldsOf(regulation)
    .filter((field) => field.widget === 'phone')
    .flatMap((field) => {
      const answer = answers[field.id]
      return typeof answer === 'string' && answer !== '' ? [formatPhone(answer)] : []
    })
}

/** Everyone listed as family, each by what the form asks of them first. */
export function familyMembers({ answers }: OpenedCase, regulation: Regulation): readonly string[] {
  const family = fieldsOf(regulation).find((field) => field.widget === 'people')
  const [first] = family?.fields ?? []
  return recordsOf(family && answers[family.id]).flatMap((record) => (first && record[first.id]) ?? [])
}

/** The applicant and everyone listed as family. */
export function familySize({ answers }: OpenedCase, regulation: Regulation): number {
  const family = fieldsOf(regulation).find((field) => field.widget === 'people')
  return 1 + recordsOf(family && answers[family.id]).length
}

export function needed<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new PaperNotReadyError(`The case has no ${what} yet.`)
  return value
}
