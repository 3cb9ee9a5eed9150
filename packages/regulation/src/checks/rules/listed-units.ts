import type { Actor } from '../../model.ts'
import type { Found, Rule } from '../finding.ts'
import { isOfAct, pathOfStep, stepsOf } from '../places.ts'
import { itemInWords } from '../words.ts'

/** Every unit that the act lists acts, every one that acts is listed, and no actor is there for nothing. */
export const listedUnits: Rule = ({ regulation }) => {
  const actors = [...regulation.actors.values()]
  const all = stepsOf(regulation)
  const involved = new Set(all.flatMap(({ step }) => [step.actor, step.receiver]))
  const ofAct = new Set(all.flatMap(({ step }) => (isOfAct(step) ? [step.actor, step.receiver] : [])))
  const idle = actors.flatMap((actor): readonly Found[] => {
    if (actor.item !== undefined && !ofAct.has(actor.id)) return [about('unit-idle', actor)]
    return involved.has(actor.id) ? [] : [about('unused-actor', actor)]
  })
  if (!actors.some(({ item }) => item !== undefined)) return idle

  const unlisted = new Map<string, Found>()
  for (const { step, channel } of all) {
    const actor = regulation.actors.get(step.actor)
    if (step.kind !== 'procedure' || !isOfAct(step) || actor === undefined || unlisted.has(actor.id)) continue
    if (actor.item !== undefined || actor.kind === 'applicant' || actor.kind === 'system') continue
    unlisted.set(actor.id, {
      code: 'actor-not-listed',
      file: 'main',
      path: [...pathOfStep(step, channel.id), 'actor'],
      parameters: { actor: actor.title, step: step.title },
      step: step.id,
      items: [step.item],
    })
  }
  return [...idle, ...unlisted.values()]
}

function about(code: 'unit-idle' | 'unused-actor', actor: Actor): Found {
  return {
    code,
    file: 'main',
    path: ['actors', actor.id],
    at: 'key',
    parameters: { actor: actor.title, ...(actor.item === undefined ? {} : { item: itemInWords(actor.item) }) },
    items: actor.item === undefined ? [] : [actor.item],
  }
}
