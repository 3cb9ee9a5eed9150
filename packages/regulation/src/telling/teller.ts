import { citeItem } from '../citation.ts'
import type { Limit, LimitUnit, ProcessGraph, Regulation, Source, Step } from '../model.ts'
import type { Locale, Text } from '../text.ts'
import { formatLimit } from '../time/format.ts'
import { TOLD_WORDS } from './words.ts'
import type { ToldWords } from './words.kk.ts'

/** What every part of the telling needs: the regulation, the language, and its words. */
export interface Teller {
  readonly regulation: Regulation
  readonly locale: Locale
  readonly words: ToldWords
}

export function tellerOf(regulation: Regulation, locale: Locale): Teller {
  return { regulation, locale, words: TOLD_WORDS[locale] }
}

/** Puts a title into the quotes of its language; quotes inside it become those of the second level. */
export function quoted(text: Text, { locale }: Teller): string {
  const words = text[locale]
  if (locale === 'en') return `“${words.replaceAll('“', '‘').replaceAll('”', '’')}”`
  return `«${words.replaceAll('«', '„').replaceAll('»', '“')}»`
}

/** The actor at the head of a sentence. English needs an article, and a small letter after it unless it is a name. */
export function actorAtHead(id: string, teller: Teller): string {
  const title = actorTitle(id, teller)
  if (teller.locale !== 'en' || /^the /i.test(title)) return title
  return `The ${smallFirst(title)}`
}

export function actorTitle(id: string, { regulation, locale }: Teller): string {
  return regulation.actors.get(id)?.title[locale] ?? id
}

/** `Clerk of the provider` → `clerk of the provider`; `E-Akimat`, `IIN` and `State Corporation` stay as they are. */
function smallFirst(title: string): string {
  const [first = '', second = ''] = title.split(' ')
  const isName = /\p{Lu}/u.test(first.slice(1)) || /^\p{Lu}/u.test(second)
  return isName ? title : title.charAt(0).toLowerCase() + title.slice(1)
}

/** Where the act says a thing, in words; several places are told one after another. */
export function placeOf(items: readonly string[], { locale }: Teller): string {
  return items.map((item) => citeItem(item, locale)).join('; ')
}

/** A source in words: the act by its title, and the item. */
export function sourceInWords(source: Source, { regulation, locale, words }: Teller): string {
  const act = regulation.actTitles.get(source.act)?.[locale] ?? source.act
  return source.item === '' ? act : words.service.source(act, citeItem(source.item, locale))
}

/** A time limit in words, with its lower end where the act gives a range. */
export function limitInWords(limit: Limit, { locale, words }: Teller): string {
  const most = formatLimit(limit, locale)
  if (limit.atLeast === undefined) return most
  if (limit.atLeast.unit === limit.unit) return words.limit.rangeOfUnit(String(limit.atLeast.amount), most)
  return words.limit.range(formatLimit(limit.atLeast, locale), most)
}

/** How long a step waits before it goes on by itself. */
export function waitInWords(amount: number, unit: LimitUnit | 'month', { locale, words }: Teller): string {
  return unit === 'month' ? words.limit.months(amount) : formatLimit({ amount, unit }, locale)
}

/** The act's number of a process or a condition in words: `P5` → «5-үдеріс». Labels of another form stay. */
export function labelInWords(label: string, { words }: Teller): string {
  const [, letter, number] = LABEL.exec(label) ?? []
  if (number === undefined) return label
  return letter === 'P' ? words.process(number) : words.condition(number)
}

const LABEL = /^([PC])(\d+)$/

/** Who does what, as the head of an item. */
export function doing(step: Step, teller: Teller, by: string = step.actor): string {
  const { does } = teller.words
  const [actor, title] = [actorAtHead(by, teller), quoted(step.title, teller)]
  if (step.label === undefined)
    return step.kind === 'procedure' ? does.procedure(actor, title) : does.step(actor, title)
  const [, letter, number] = LABEL.exec(step.label) ?? []
  if (number === undefined) return does.labelled(actor, step.label, title)
  return letter === 'P' ? does.process(actor, number, title) : does.condition(actor, number, title)
}

/** Who does a step of the provider's procedure, without the number that a channel gives it. */
export function doingProcedure(step: Step, teller: Teller, by: string = step.actor): string {
  return teller.words.does.procedure(actorAtHead(by, teller), quoted(step.title, teller))
}

/** What a step is called when another sentence leads to it: its number in the act, else its item. */
export function whereabouts(step: Step, teller: Teller): string {
  return step.label === undefined ? placeOf([step.item], teller) : labelInWords(step.label, teller)
}

export function titleOfStep(graph: ProcessGraph, id: string, teller: Teller): string {
  const step = graph.steps.get(id)
  return step === undefined ? id : quoted(step.title, teller)
}

/** The title of a step's outcome, both by id. */
export function titleOfOutcome(graph: ProcessGraph, step: string, outcome: string, teller: Teller): string {
  const found = graph.steps.get(step)?.outcomes.find(({ id }) => id === outcome)
  return found === undefined ? outcome : quoted(found.title, teller)
}
