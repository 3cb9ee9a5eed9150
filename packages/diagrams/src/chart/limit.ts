import { formatLimit, type Locale, type ProcessGraph, type Step, termOf } from '@qyzmet/regulation'
import { MESSAGES } from '../messages/messages.ts'

/** The limit of a step in words, with the lower end of a range, and told when other steps share it. */
export function limitText(step: Step, graph: ProcessGraph, locale: Locale): string {
  const messages = MESSAGES[locale]
  const { limit } = step
  if (limit === 'unstated') return messages.unstated
  const most = formatLimit(limit, locale)
  const { atLeast } = limit
  const text = atLeast === undefined ? most : messages.range(formatLimit(atLeast, locale), most)
  const shares = [...graph.steps.values()].some((other) => other.id !== step.id && termOf(other) === termOf(step))
  return shares ? messages.shared(text) : text
}
