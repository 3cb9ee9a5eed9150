import { type ActionName, ACTIONS } from '../../actions.ts'
import type { ChannelName } from '../vocabulary/channels.ts'
import type { ChannelFacts, ChannelStep, ProcedureStep, Read, ReadActor } from '../facts.ts'

/** A step that has got a name in the draft. */
export interface NamedStep<Step> {
  readonly name: string
  readonly step: Step
  readonly action?: ActionName
  readonly actor?: { readonly id: string; readonly read?: Read<ReadActor> }
}

/** Names the steps of the procedure after their actions; a second one of a kind gets a number. */
export function namedProcedure(steps: readonly ProcedureStep[]): readonly NamedStep<ProcedureStep>[] {
  const taken = new Set<string>()
  return steps.map((step) => {
    const action = step.action?.value
    return {
      name: freeName(action ?? `step-${step.item.replace(/\D+/g, '-').replace(/-$/, '')}`, taken),
      step,
      ...(action === undefined ? {} : { action }),
      ...(step.actor === undefined ? {} : { actor: { id: step.actor.value.id, read: step.actor } }),
    }
  })
}

/** The same for a channel; names of the procedure are taken. What the act leaves to a system gets one. */
export function namedChannel(
  { channel, steps }: ChannelFacts,
  procedure: readonly NamedStep<ProcedureStep>[],
): readonly NamedStep<ChannelStep>[] {
  const taken = new Set(procedure.map(({ name }) => name))
  return steps.map((step) => {
    const action = actionIn(channel, step.action?.value)
    const base = action ?? `step-${step.item.replace(/\D+/g, '-').replace(/-$/, '')}`
    const actor = actorIn(channel, action, step)
    return {
      name: freeName(base, taken, step.label?.toLowerCase()),
      step,
      ...(action === undefined ? {} : { action }),
      ...(actor === undefined ? {} : { actor }),
    }
  })
}

/** On the portal nobody hands over or signs for the applicant: the system sends and delivers. */
function actionIn(channel: ChannelName, action: ActionName | undefined): ActionName | undefined {
  if (channel !== 'portal') return action
  if (action === 'hand-over') return 'deliver-result'
  return action === 'sign-and-send-request' ? 'send-request' : action
}

function actorIn(
  channel: ChannelName,
  action: ActionName | undefined,
  { actor }: ChannelStep,
): NamedStep<ChannelStep>['actor'] {
  const kinds: readonly string[] = action === undefined ? [] : ACTIONS[action].actors
  if (actor !== undefined && (kinds.length === 0 || kinds.includes(actor.value.kind))) {
    return { id: actor.value.id, read: actor }
  }
  if (kinds.includes('system')) return { id: SYSTEM_OF[channel] }
  if (kinds.includes('operator') && channel === 'centre') return { id: 'centre-operator' }
  return actor === undefined ? undefined : { id: actor.value.id, read: actor }
}

const SYSTEM_OF: Readonly<Record<ChannelName, string>> = {
  portal: 'portal',
  centre: 'centre-workstation',
  workstation: 'gateway-workstation',
  office: 'gateway-workstation',
}

function freeName(base: string, taken: Set<string>, suffix?: string): string {
  let name = base
  if (taken.has(name) && suffix !== undefined) name = `${base}-${suffix}`
  for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`
  taken.add(name)
  return name
}
