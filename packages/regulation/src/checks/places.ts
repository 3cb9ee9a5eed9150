import type { Path } from '../language/source-file.ts'
import type { Channel, Regulation, Step } from '../model.ts'

/** Where a step is written: in the shared procedure or in its channel. */
export function pathOfStep(step: Step, channel: string): Path {
  return step.kind === 'procedure' ? ['procedure', step.id] : ['channels', channel, 'steps', step.id]
}

/** Every step of a regulation once: those of the shared procedure with the first channel they run in. */
export function stepsOf(regulation: Regulation): readonly { readonly channel: Channel; readonly step: Step }[] {
  const seen = new Set<string>()
  return [...regulation.channels.values()].flatMap((channel) =>
    [...channel.graph.steps.values()].flatMap((step) => {
      const path = pathOfStep(step, channel.id).join('/')
      if (seen.has(path)) return []
      seen.add(path)
      return [{ channel, step }]
    }),
  )
}

/** True for steps that the act itself has, and not those that we added to it. */
export function isOfAct(step: Step): boolean {
  return step.addedBy === undefined
}

/** The actor's kind at a step. */
export function kindAt(regulation: Regulation, step: Step): string {
  return regulation.actors.get(step.actor)?.kind ?? ''
}
