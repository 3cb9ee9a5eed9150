import type { Found, Rule } from '../finding.ts'
import { isOfAct, kindAt, pathOfStep } from '../places.ts'
import { itemInWords } from '../words.ts'

const FORMS = {
  paper: { kk: 'қағаз', ru: 'бумажная', en: 'paper' },
  electronic: { kk: 'электрондық', ru: 'электронная', en: 'electronic' },
} as const

/** The result is given in the form that the act names: paper over a counter, an electronic document into the cabinet. */
export const formsOfResult: Rule = ({ regulation }) => {
  const kinds = regulation.forms?.result.kinds ?? []
  const only = kinds.length === 1 ? kinds[0] : undefined
  if (regulation.forms === undefined || (only !== 'paper' && only !== 'electronic')) return []
  const { item } = regulation.forms.result
  return [...regulation.channels.values()].flatMap(({ id, title, graph }) =>
    [...graph.steps.values()].flatMap((step): readonly Found[] => {
      const given =
        step.action === 'hand-over'
          ? 'paper'
          : step.action === 'deliver-result' && kindAt(regulation, step) === 'system'
            ? 'electronic'
            : undefined
      if (given === undefined || given === only || !isOfAct(step)) return []
      return [
        {
          code: 'result-form',
          file: 'main',
          path: pathOfStep(step, id),
          at: 'key',
          parameters: { form: FORMS[only], item: itemInWords(item), channel: title, step: step.title },
          channel: id,
          step: step.id,
          items: [item, step.item],
        },
      ]
    }),
  )
}
