import { termOf } from '../../model.ts'
import type { Limit, Regulation, Step } from '../../model.ts'
import type { Retelling } from '../../particulars.ts'
import type { Text } from '../../text.ts'
import type { Found, Rule } from '../finding.ts'
import { isOfAct, pathOfStep, stepsOf } from '../places.ts'
import { inEach, itemInWords, limitInWords, listInWords, sameInAll } from '../words.ts'

/** A step that an act tells twice, in the procedure and in the interaction of units, is told alike. */
export const retellings: Rule = ({ regulation }) =>
  stepsOf(regulation)
    .filter(({ step }) => isOfAct(step))
    .flatMap(({ step, channel }) =>
      (step.retold ?? []).map((retelling, index): Found => {
        const item = channel.graph.steps.get(termOf(step))?.item ?? step.item
        return {
          code: 'retold-differently',
          file: 'main',
          path: [...pathOfStep(step, channel.id), 'retold', index, 'item'],
          parameters: {
            step: step.title,
            item: itemInWords(item),
            other: itemInWords(retelling.item),
            difference: listInWords(differences(regulation, step, retelling), '; '),
          },
          step: step.id,
          items: [...new Set([step.item, item, retelling.item])],
        }
      }),
    )

/** What the two places say, difference by difference, as `first – second`; then what the note adds. */
function differences(regulation: Regulation, step: Step, retelling: Retelling): readonly Text[] {
  const { actor, action, limit, result, note } = retelling
  const pairs: (readonly [first: Text, second: Text])[] = []
  if (actor !== undefined) pairs.push([titleOf(regulation, step.actor), titleOf(regulation, actor)])
  if (limit !== undefined) pairs.push([inWords(step.limit), inWords(limit)])
  if (result !== undefined && step.result !== undefined) pairs.push([step.result.text, result])
  if (action !== undefined && note === undefined) pairs.push([sameInAll(step.action), sameInAll(action)])
  return [
    ...pairs.map((pair) => listInWords(pair, ' – ')),
    ...(note === undefined ? [] : [inEach((locale) => note[locale].replace(/\.$/, ''))]),
  ]
}

function titleOf({ actors }: Regulation, id: string): Text {
  return actors.get(id)?.title ?? sameInAll(id)
}

function inWords(limit: Limit | 'unstated'): Text {
  return limit === 'unstated' ? { kk: 'мерзімсіз', ru: 'без срока', en: 'no limit' } : limitInWords(limit)
}
