import type { Limit, Regulation, Step } from '../../model.ts'
import type { Retelling } from '../../particulars.ts'
import type { Text } from '../../text.ts'
import type { Found, Rule } from '../finding.ts'
import { isOfAct, pathOfStep, stepsOf } from '../places.ts'
import { itemInWords, limitInWords, listInWords, sameInAll } from '../words.ts'

/** A step that an act tells twice, in the procedure and in the interaction of units, is told alike. */
export const retellings: Rule = ({ regulation }) =>
  stepsOf(regulation)
    .filter(({ step }) => isOfAct(step))
    .flatMap(({ step, channel }) =>
      (step.retold ?? []).map((retelling, index): Found => {
        const pairs = differences(regulation, step, retelling)
        return {
          code: 'retold-differently',
          file: 'main',
          path: [...pathOfStep(step, channel.id), 'retold', index, 'item'],
          parameters: {
            step: step.title,
            first: listInWords(pairs.map(([first]) => first)),
            item: itemInWords(step.item),
            second: listInWords(pairs.map(([, second]) => second)),
            other: itemInWords(retelling.item),
          },
          step: step.id,
          items: [step.item, retelling.item],
        }
      }),
    )

type Pair = readonly [first: Text, second: Text]

/** What the two places say, difference by difference; the note when there is one that says it in words. */
function differences(regulation: Regulation, step: Step, retelling: Retelling): readonly Pair[] {
  const { actor, action, limit, result, note } = retelling
  const pairs: Pair[] = []
  if (actor !== undefined) pairs.push([titleOf(regulation, step.actor), titleOf(regulation, actor)])
  if (limit !== undefined) pairs.push([inWords(step.limit), inWords(limit)])
  if (result !== undefined && step.result !== undefined) pairs.push([step.result.text, result])
  if (action !== undefined && note === undefined) pairs.push([sameInAll(step.action), sameInAll(action)])
  if (note !== undefined && pairs.length === 0) pairs.push([step.title, note])
  return pairs
}

function titleOf({ actors }: Regulation, id: string): Text {
  return actors.get(id)?.title ?? sameInAll(id)
}

function inWords(limit: Limit | 'unstated'): Text {
  return limit === 'unstated' ? { kk: 'мерзімсіз', ru: 'без срока', en: 'no limit' } : limitInWords(limit)
}
