import type { RuleParameter } from '../particulars.ts'
import { placeOf, sourceInWords, type Teller } from './teller.ts'
import type { ToldFact, ToldItem, ToldSection } from './told.ts'

/** The words that the act defines. */
export function glossarySections(teller: Teller): readonly ToldSection[] {
  const { regulation, locale, words } = teller
  return itemSections(
    'glossary',
    words.sections.glossary,
    (regulation.glossary ?? []).map(({ item, term, meaning }) =>
      told(item, words.term(term[locale], meaning[locale]), teller),
    ),
  )
}

/** What an act and its standard say beside the steps: demands, information, a survey, service levels, forms and lists. */
export function particularSections(teller: Teller): readonly ToldSection[] {
  const { regulation, locale, words } = teller
  const { sections } = words
  const statements = (all: typeof regulation.requirements): readonly ToldItem[] =>
    (all ?? []).map(({ item, text }) => told(item, text[locale], teller))
  const { survey } = regulation
  return [
    ...itemSections('requirements', sections.requirements, statements(regulation.requirements)),
    ...itemSections('information', sections.information, statements(regulation.information)),
    ...itemSections(
      'survey',
      sections.survey,
      survey === undefined
        ? []
        : survey.questions.map(({ question, answers }) => ({
            ...told(survey.item, question[locale], teller),
            sentences: answers.map(({ label }) => label[locale]),
          })),
    ),
    ...factSections(
      'levels',
      sections.levels,
      (regulation.serviceLevels ?? []).map(({ title, percent, source }) => ({
        label: title[locale],
        lines: [words.level(percent), sourceInWords(source, teller)],
      })),
    ),
    ...factSections('papers', sections.papers, paperFacts(teller)),
  ]
}

function paperFacts(teller: Teller): readonly ToldFact[] {
  const { regulation, locale, words } = teller
  const { storage, reports, journals, paperForms, parameters, formula } = regulation.standard
  const { papers } = words
  return [
    ...(storage === undefined ? [] : [{ label: papers.storage, lines: [storage.text[locale]] }]),
    ...(paperForms ?? []).map(({ channel, title, text, source }) => ({
      label: papers.form(title[locale], regulation.channels.get(channel)?.title[locale] ?? channel),
      lines: [...(text === undefined ? [] : [text[locale]]), sourceInWords(source, teller)],
    })),
    ...(reports ?? []).map(({ title, fields }) => ({
      label: papers.questions(title[locale]),
      lines: fields.map((field) => field.title[locale]),
    })),
    ...(journals ?? []).map(({ title, columns }) => ({
      label: papers.columns(title[locale]),
      lines: columns.map((column) => column.title[locale]),
    })),
    ...(formula === undefined
      ? []
      : [{ label: formula.title[locale], lines: [formula.text[locale], sourceInWords(formula.source, teller)] }]),
    ...(parameters ?? []).map((parameter) => ({
      label: parameter.title[locale],
      lines: [valueInWords(parameter, teller), sourceInWords(parameter.source, teller)],
    })),
  ]
}

function valueInWords({ value, unit }: RuleParameter, { words, locale }: Teller): string {
  const { papers } = words
  if (value === undefined) return papers.unknown
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ru', { maximumFractionDigits: 10 }).format(
    Number(value),
  )
  return papers.amount(number, papers.units[unit])
}

function told(item: string, head: string, teller: Teller): ToldItem {
  return { place: placeOf([item], teller), head, sentences: [], details: [] }
}

function itemSections(id: string, title: string, items: readonly ToldItem[]): readonly ToldSection[] {
  return items.length === 0 ? [] : [{ id, title, blocks: [{ kind: 'items', items }] }]
}

function factSections(id: string, title: string, facts: readonly ToldFact[]): readonly ToldSection[] {
  return facts.length === 0 ? [] : [{ id, title, blocks: [{ kind: 'facts', facts }] }]
}
