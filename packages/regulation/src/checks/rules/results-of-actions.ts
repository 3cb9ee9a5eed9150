import type { Step } from '../../model.ts'
import type { Found, Rule } from '../finding.ts'
import { isOfAct, pathOfStep, stepsOf } from '../places.ts'
import { itemInWords, listInWords } from '../words.ts'

/**
 * Each action of the provider's procedure has a result of its own, which is the ground for the next.
 *
 * Several steps of one item are one action of the act.
 */
export const resultsOfActions: Rule = ({ regulation }) => {
  const own = stepsOf(regulation).filter(({ step }) => step.kind === 'procedure' && isOfAct(step))
  const actions = Map.groupBy(own, ({ step }) => step.item)
  const results = Map.groupBy(
    own.filter(({ step }) => step.result !== undefined),
    ({ step }) => placeOfResult(step),
  )
  if (results.size === 0) return []
  const counts = { actions: actions.size, results: results.size }
  const found: Found[] = []
  for (const [item, steps] of actions) {
    const last = steps.at(-1)
    if (last === undefined || steps.some(({ step }) => step.result !== undefined)) continue
    found.push({
      code: 'result-missing',
      file: 'main',
      path: pathOfStep(last.step, last.channel.id),
      at: 'key',
      parameters: { ...counts, step: last.step.title },
      step: last.step.id,
      items: [item],
    })
  }
  for (const steps of results.values()) {
    const last = steps.at(-1)
    const items = [...new Set(steps.map(({ step }) => step.item))]
    if (last?.step.result === undefined || items.length < 2) continue
    found.push({
      code: 'result-shared',
      file: 'main',
      path: [...pathOfStep(last.step, last.channel.id), 'result'],
      at: 'key',
      parameters: {
        ...counts,
        item: itemInWords(last.step.result.item),
        steps: listInWords(steps.map(({ step }) => step.title)),
      },
      step: last.step.id,
      items: [last.step.result.item, ...items],
    })
  }
  return found
}

/** Results of an unnumbered list all cite the item they follow, so there the words tell them apart. */
function placeOfResult({ result }: Step): string {
  if (result === undefined) return ''
  return result.item.includes('(') ? result.item : `${result.item} ${result.text.ru}`
}
