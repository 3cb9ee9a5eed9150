import { fileURLToPath } from 'node:url'
import { type Answers, compileRegulation, type Field, type VisiblePage, visiblePages } from '@qyzmet/regulation'
import { readRegulationFiles } from '../../apps/server/src/regulations/edition-files.ts'

const FOLDER = fileURLToPath(new URL('../../regulations/', import.meta.url))

const compiled = compileRegulation(await readRegulationFiles(FOLDER), 'kz/zhambyl-2014-115/zhambyl-queue.yaml')

/** The regulation the journeys walk. What people read of it on the pages is looked up here, in Kazakh. */
export const regulation = found(compiled.regulation, 'the regulation')

const graph = found(regulation.channels.get('portal'), 'the portal').graph

export function stepTitle(id: string, locale: 'kk' | 'ru' = 'kk'): string {
  return found(graph.steps.get(id), id).title[locale]
}

export function outcomeTitle(step: string, id: string, locale: 'kk' | 'ru' = 'kk', channel = 'portal'): string {
  const { steps } = found(regulation.channels.get(channel), channel).graph
  return found(
    found(steps.get(step), step).outcomes.find((outcome) => outcome.id === id),
    id,
  ).title[locale]
}

/** Item of the act a step comes from. */
export function stepItem(id: string): string {
  return found(graph.steps.get(id), id).item
}

/** What the applicant is told at a step. */
export function messageAt(step: string): string {
  return found(found(graph.steps.get(step), step).message, step).kk
}

export function actorTitle(id: string): string {
  return found(regulation.actors.get(id), id).title.kk
}

export function groundTitle(id: string): string {
  return found(
    regulation.standard.grounds.find((ground) => ground.id === id),
    id,
  ).title.kk
}

export function documentTitle(id: string): string {
  return found(
    regulation.standard.documents.find((document) => document.id === id),
    id,
  ).title.kk
}

export function pageTitle(id: string, locale: 'kk' | 'ru' = 'kk'): string {
  return found(
    regulation.standard.form.pages.find((page) => page.id === id),
    id,
  ).title[locale]
}

export function field(id: string): Field {
  return found(
    regulation.standard.form.pages.flatMap(({ fields }) => fields).find((candidate) => candidate.id === id),
    id,
  )
}

/** The pages that somebody with these answers goes through. */
export function pagesFor(answers: Answers): readonly VisiblePage[] {
  return visiblePages(regulation.standard.form, answers)
}

function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The regulation has no ${what}.`)
  return value
}
