import type { Channel, Step } from '../../model.ts'
import type { Found, Rule, Subject } from '../finding.ts'
import { inForce } from '../law.ts'
import { isOfAct, kindAt, pathOfStep } from '../places.ts'
import { movesTo, visits } from '../ways.ts'
import { sourceInWords } from '../words.ts'

/**
 * How an application comes in: an electronic request gets its number at the gateway workstation before anybody works
 * on it, and papers handed over a counter can be refused when something is missing.
 *
 * Source: Law on Public Services art. 20.2
 */
export const intake: Rule = (subject) =>
  [...subject.regulation.channels.values()].flatMap((channel) => [
    ...unnumbered(subject, channel),
    ...withoutPackageCheck(subject, channel),
  ])

const SENDS: readonly string[] = ['send-request', 'sign-and-send-request']
const SENT = 's'
const NUMBERED = 'n'

function unnumbered({ regulation }: Subject, { id, title, graph }: Channel): readonly Found[] {
  const numbers = (step: Step): boolean =>
    isOfAct(step) &&
    (step.action === 'number-request' || (step.action === 'register' && kindAt(regulation, step) === 'system'))
  const seen = visits(graph, (memory, step) =>
    SENDS.includes(step.action) ? SENT : memory === SENT && numbers(step) ? NUMBERED : memory,
  )
  const first = seen.find(({ at, memory }) => {
    const step = graph.steps.get(at)
    if (step === undefined || memory !== SENT) return false
    const kind = kindAt(regulation, step)
    return kind === 'staff' || kind === 'commission'
  })
  const step = graph.steps.get(first?.at ?? '')
  const sending = graph.steps.get(movesTo(first ?? NOWHERE).findLast((move) => isSending(graph, move.step))?.step ?? '')
  if (first === undefined || step === undefined || sending === undefined) return []
  return [
    {
      code: 'request-not-numbered',
      file: 'main',
      path: pathOfStep(sending, id),
      at: 'key',
      parameters: { channel: title, step: step.title },
      channel: id,
      step: sending.id,
      items: [sending.item, step.item],
      example: { channel: id, moves: movesTo(first) },
    },
  ]
}

const NOWHERE = { at: '', memory: '' }

function isSending(graph: Channel['graph'], step: string): boolean {
  return SENDS.includes(graph.steps.get(step)?.action ?? '')
}

function withoutPackageCheck({ regulation, law }: Subject, { id, title, item, graph }: Channel): readonly Found[] {
  const demand = inForce(law.incompletePackage, regulation.edition.period)[0]
  const first = firstIntake(regulation, graph)
  if (demand === undefined || first === undefined) return []
  const refuses = [...graph.steps.values()].some((step) => isOfAct(step) && step.action === 'refuse-acceptance')
  if (refuses) return []
  const visit = visits(graph).find(({ at, before }) => before !== undefined && at !== first.id)
  return [
    {
      code: 'incomplete-package-missing',
      file: 'main',
      path: ['channels', id],
      at: 'key',
      parameters: { channel: title, law: sourceInWords(demand.source, law.titles) },
      channel: id,
      items: [item],
      ...(visit === undefined ? {} : { example: { channel: id, moves: movesTo(visit) } }),
    },
  ]
}

/** The step at which papers are taken in from a hand: whoever begins is the applicant at a counter, or somebody behind it. */
function firstIntake(regulation: Subject['regulation'], graph: Channel['graph']): Step | undefined {
  const start = graph.steps.get(graph.start)
  const handsIn = [...graph.steps.values()].find(({ action }) => action === 'hand-in')
  if (handsIn !== undefined) return handsIn
  if (start === undefined) return undefined
  return kindAt(regulation, start) === 'operator' || kindAt(regulation, start) === 'staff' ? start : undefined
}
