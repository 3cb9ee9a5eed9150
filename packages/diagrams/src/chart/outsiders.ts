import type { Step } from '@qyzmet/regulation'
import { MESSAGES } from '../messages/messages.ts'
import type { ChartMessage, Outsider } from './chart.ts'
import { applicantLane, givesResult, type Sources, START, stepId } from './sources.ts'

/**
 * Registers that steps consult, systems that only receive, and the applicant where they do nothing themselves, with the
 * messages that pass between them and the steps. Who has a lane is no outsider: what they are sent is a control flow.
 */
export function outsidersOf(sources: Sources): {
  readonly outsiders: readonly Outsider[]
  readonly messages: readonly ChartMessage[]
} {
  const outsiders = new Map<string, Outsider>()
  const messages: ChartMessage[] = []
  const { regulation, graph, locale, lanes } = sources
  const words = MESSAGES[locale]
  const message = (node: string, outsider: Outsider, direction: 'out' | 'in', name: string): void => {
    const id = `message_${node}_${outsider.id}_${direction}`
    if (messages.some((other) => other.id === id)) return
    if (!outsiders.has(outsider.id)) outsiders.set(outsider.id, outsider)
    messages.push({ id, node, outsider: outsider.id, direction, name })
  }

  const applicant = [...regulation.actors.values()].find(({ kind }) => kind === 'applicant')
  if (applicant !== undefined && applicantLane(sources) === undefined) {
    const outside: Outsider = { id: `outside_${applicant.id}`, title: applicant.title[locale], place: 'above' }
    message(START, outside, 'in', words.request)
    for (const step of graph.steps.values()) {
      if (tellsApplicant(step)) message(stepId(step.id), outside, 'out', words.notice)
    }
  }
  for (const step of graph.steps.values()) {
    for (const id of step.consults) {
      const title = regulation.standard.registers.find((register) => register.id === id)?.title[locale] ?? id
      const register: Outsider = { id: `register_${id}`, title, place: 'below' }
      message(stepId(step.id), register, 'out', words.question)
      message(stepId(step.id), register, 'in', words.answer)
    }
    const receiver = step.receiver === undefined ? undefined : regulation.actors.get(step.receiver)
    if (receiver === undefined || lanes.some(({ actors }) => actors.includes(receiver.id))) continue
    const outside: Outsider = { id: `outside_${receiver.id}`, title: receiver.title[locale], place: 'below' }
    message(stepId(step.id), outside, 'out', words.notice)
  }
  return { outsiders: [...outsiders.values()], messages }
}

function tellsApplicant(step: Step): boolean {
  return step.message !== undefined || givesResult(step)
}
