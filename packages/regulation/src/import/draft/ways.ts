import { type ActionName, ACTIONS } from '../../actions.ts'
import type { ChannelStep, ProcedureStep } from '../facts.ts'
import type { NamedStep } from './steps.ts'
import { type Entry, entry, type Mapping, mapping } from './yaml.ts'

/** Results that the skeleton of the standard has. */
export const GRANTING = 'result'
export const REFUSING = 'refusal'

/** Where outcomes lead in the order of the act; the author bends what the act tells otherwise. */
export function outcomesOfProcedure(steps: readonly NamedStep<ProcedureStep>[], index: number): Mapping {
  const { action } = steps[index] ?? {}
  const next = steps[index + 1]?.name
  const drafting = steps.slice(index + 1).find((one) => one.action === 'draft-result')?.name
  const way = (to: string | undefined): readonly Entry[] =>
    to === undefined ? entry('exit', 'delivery') : entry('to', to)
  return outcomes(action, (outcome) => {
    if (outcome === 'violated' || outcome === 'negative') return way(drafting ?? next)
    if (outcome === 'notice') return [...entry('drafts', GRANTING), ...way(next)]
    return outcome === 'refusal' ? [...entry('drafts', REFUSING), ...way(next)] : way(next)
  })
}

/** As the procedure, with the ways that conditions open: yes goes on, no goes to the refusal that follows. */
export function outcomesOfChannel(
  steps: readonly NamedStep<ChannelStep>[],
  index: number,
  procedure: readonly NamedStep<ProcedureStep>[],
): Mapping {
  const { action } = steps[index] ?? {}
  const isRefusal = (at: number): boolean => isTold(steps[at]?.action)
  const next = nextOf(steps, index, procedure)
  if (action === 'report-refusal') {
    const after = steps.slice(0, index).findLast((one) => one.step.label?.startsWith('C'))?.action
    return outcomes(action, () => entry('to', after === 'check-documents' ? 'refused' : 'stopped'))
  }
  if (action === 'refuse-acceptance') return outcomes(action, () => entry('to', 'not-accepted'))
  return outcomes(action, (outcome) => {
    if (outcome === 'delivered' || outcome === 'handed-over') {
      const granted = procedure.find((one) => one.action === 'draft-result')?.name
      if (granted === undefined) return entry('to', 'granted')
      return entry('routes', [
        mapping(entry('when', [mapping(entry(granted, 'notice'))]), entry('to', 'granted')),
        mapping(entry('to', 'refused')),
      ])
    }
    const isNo = NO.has(outcome)
    if (isNo && isRefusal(index + 1)) return entry('to', steps[index + 1]?.name)
    return entry('to', next)
  })
}

/** The step that follows when all is well: past the refusal behind a condition, and into the procedure once sent. */
function nextOf(
  steps: readonly NamedStep<ChannelStep>[],
  index: number,
  procedure: readonly NamedStep<ProcedureStep>[],
): string {
  const one = steps[index]
  const at = isTold(steps[index + 1]?.action) ? index + 2 : index + 1
  const [first] = procedure
  const checksLater = steps
    .slice(index + 1)
    .some(({ action }) => action === 'check-documents' || action === 'number-request')
  const isHandedOn =
    one?.action === 'check-documents' || (HANDING_ON.has(one?.action ?? 'authenticate') && !checksLater)
  if (isHandedOn && first !== undefined) return first.name
  return steps[at]?.name ?? 'granted'
}

/** The step through which the result reaches the applicant. */
export function deliveryOf(steps: readonly NamedStep<ChannelStep>[]): string | undefined {
  return steps.findLast(({ action }) => action === 'hand-over' || action === 'deliver-result')?.name
}

/** The step that hands the request on to the provider. */
export function sendingOf(steps: readonly NamedStep<ChannelStep>[]): string | undefined {
  return steps.findLast(({ action }) => action !== undefined && HANDING_ON.has(action))?.name
}

const HANDING_ON: ReadonlySet<ActionName> = new Set<ActionName>([
  'send-request',
  'sign-and-send-request',
  'number-request',
  'carry-papers',
])

const NO: ReadonlySet<string> = new Set(['refuted', 'not-found', 'incomplete', 'violated', 'negative'])

function isTold(action: ActionName | undefined): boolean {
  return action === 'report-refusal' || action === 'refuse-acceptance'
}

function outcomes(action: ActionName | undefined, wayOf: (outcome: string) => readonly Entry[]): Mapping {
  if (action === undefined) return mapping()
  const { outcomes: all, optional } = ACTIONS[action]
  const kept = Object.keys(all).filter(
    (name) => action === 'draft-result' || !(optional as readonly string[]).includes(name),
  )
  return mapping(kept.flatMap((name) => entry(name, mapping(wayOf(name)))))
}
