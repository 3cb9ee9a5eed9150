import { APPLICANT } from '../model.ts'
import type { Channel, ProcessGraph, Regulation, Step } from '../model.ts'
import { actorTitle, doing, doingProcedure, limitInWords, placeOf, quoted, type Teller, titleOfStep } from './teller.ts'
import type { ToldFact, ToldItem } from './told.ts'
import { waysOn } from './way-on.ts'

/** The section that tells what was decided about the defects of the act. */
export const FINDINGS_SECTION = 'findings'

/** A step of a channel, told at its item. */
export function tellStep(step: Step, { graph }: Channel, teller: Teller): ToldItem {
  return {
    place: placeOf([step.item, ...step.repeatedIn], teller),
    head: doing(step, teller),
    sentences: [...termSentences(step, graph, teller), ...waysOn(step, graph, teller)],
    details: detailsOf(step, teller),
  }
}

/**
 * A step of the provider's own procedure. It runs in every channel that has it; where channels go on differently, each
 * is told apart.
 */
export function tellProcedureStep(id: string, teller: Teller): ToldItem | undefined {
  const found = [...teller.regulation.channels.values()].flatMap((channel) => {
    const step = channel.graph.steps.get(id)
    return step === undefined ? [] : [{ channel, step }]
  })
  const [first] = found
  if (first === undefined) return undefined
  const { step, channel } = first
  const ways = found.map((one) => ({
    channel: one.channel.title[teller.locale],
    lines: waysOn(one.step, one.channel.graph, teller),
  }))
  const isSame = new Set(ways.map(({ lines }) => lines.join('\n'))).size === 1
  return {
    place: placeOf([step.item], teller),
    head: doingProcedure(step, teller),
    sentences: [
      ...termSentences(step, channel.graph, teller),
      ...resultSentences(step, teller),
      ...(isSame ? (ways[0]?.lines ?? []) : []),
    ],
    details: [
      ...(isSame ? [] : ways.map(({ channel: label, lines }) => ({ label, lines }))),
      ...detailsOf(step, teller),
    ],
  }
}

/** A step of the procedure where a channel counts it among its processes: told in full at its own item. */
export function tellNumberedStep(step: Step, { item }: Channel, teller: Teller): ToldItem {
  return {
    place: placeOf(
      step.repeatedIn.filter((place) => isUnder(place, item)),
      teller,
    ),
    head: doing(step, teller),
    sentences: [teller.words.units.fully(placeOf([step.item], teller))],
    details: [],
  }
}

/** A step at the places where the act tells it otherwise: what differs there, and where it is told in full. */
export function tellRetellings(step: Step, graph: ProcessGraph, teller: Teller): readonly ToldItem[] {
  const { words, locale } = teller
  return (step.retold ?? []).map(({ item, actor, limit, result, note }) => ({
    place: placeOf([item], teller),
    head: step.kind === 'procedure' ? doingProcedure(step, teller, actor) : doing(step, teller, actor),
    sentences: [
      ...(limit === undefined
        ? termSentences(step, graph, teller)
        : [limit === 'unstated' ? words.limit.unstated : words.limit.own(limitInWords(limit, teller))]),
      ...(result === undefined ? [] : [words.units.result(quoted(result, teller))]),
      words.units.otherwise(placeOf([step.item], teller)),
    ],
    details: note === undefined ? [] : [{ label: words.details.differs, lines: [note[locale]] }],
  }))
}

/** True when `place` is `item` or a part of it: `9(10)` is under `9`. */
export function isUnder(place: string, item: string): boolean {
  return Number.parseInt(place, 10) === Number.parseInt(item, 10)
}

/** Ids of the steps of the provider's own procedure, in the order of the file. */
export function procedureOf(regulation: Regulation): readonly string[] {
  const ids = [...regulation.channels.values()].flatMap(({ graph }) =>
    [...graph.steps.values()].flatMap(({ id, kind }) => (kind === 'procedure' ? [id] : [])),
  )
  return [...new Set(ids)]
}

/** The time limit of a step in a sentence; none for a step of a channel to which the act gives none. */
export function termSentences(step: Step, graph: ProcessGraph, teller: Teller): readonly string[] {
  const { limit } = teller.words
  if (step.limit === 'unstated') return step.kind === 'procedure' ? [limit.unstated] : []
  const length = limitInWords(step.limit, teller)
  return [step.term === undefined ? limit.own(length) : limit.shared(titleOfStep(graph, step.term, teller), length)]
}

function resultSentences({ result }: Step, teller: Teller): readonly string[] {
  if (result === undefined) return []
  return [teller.words.result(quoted(result.text, teller), placeOf([result.item], teller))]
}

function detailsOf(step: Step, teller: Teller): readonly ToldFact[] {
  const { regulation, locale, words } = teller
  const { details } = words
  const { standard } = regulation
  const fact = (label: string, lines: readonly (string | undefined)[]): readonly ToldFact[] => {
    const said = lines.filter((line) => line !== undefined)
    return said.length === 0 ? [] : [{ label, lines: said }]
  }
  const numbers = regulation.accepted.flatMap(({ steps }, index) => (steps.includes(step.id) ? [index + 1] : []))
  const decisions =
    numbers.length === 0 ? [] : [{ label: details.findings, lines: [numbers.join(', ')], more: FINDINGS_SECTION }]
  const drafts = step.outcomes.flatMap(({ drafts: id }) => (id === undefined ? [] : [id]))
  const added = regulation.accepted.findIndex(({ id }) => id === step.addedBy)
  return [
    ...(added < 0 ? [] : [{ label: details.added, lines: [details.addedBy(added + 1)], more: FINDINGS_SECTION }]),
    ...fact(details.toDo, [step.instruction?.[locale]]),
    ...fact(details.tells, [step.message?.[locale]]),
    ...fact(details.receiver, [step.receiver === undefined ? undefined : actorTitle(step.receiver, teller)]),
    ...fact(
      details.registers,
      step.consults.map((id) => {
        const title = standard.registers.find((register) => register.id === id)?.title[locale]
        const about = (step.about?.[id] ?? []).map((name) =>
          name === APPLICANT
            ? details.applicant
            : standard.subjects?.find((subject) => subject.id === name)?.title[locale],
        )
        return about.length === 0 || title === undefined ? title : `${title} (${about.join(', ')})`
      }),
    ),
    ...fact(
      details.grounds,
      standard.grounds.flatMap(({ establishedAt, title }) => (establishedAt.includes(step.id) ? [title[locale]] : [])),
    ),
    ...fact(details.certificate, [step.certificate && details.certificates[step.certificate.role ?? 'any']]),
    ...fact(details.report, [standard.reports?.find(({ id }) => id === step.report)?.title[locale]]),
    ...fact(
      details.drafts,
      drafts.map((id) => standard.results.find((result) => result.id === id)?.title[locale]),
    ),
    ...decisions,
  ]
}
