import type { Edge, Outcome, Regulation, ScenarioAnswer, Step } from '@qyzmet/regulation'
import { REGISTER_ANSWERS } from '@qyzmet/regulation'
import type { PlayedScenario } from './play-scenario.ts'

/** A way that a case of a channel may take: an outcome of a step by one of its edges, or one answer of a register. */
export type Branch =
  | { readonly kind: 'way'; readonly step: Step; readonly outcome: Outcome; readonly edge: Edge }
  | { readonly kind: 'answer'; readonly register: string; readonly answer: ScenarioAnswer }

export interface ChannelCover {
  readonly channel: string
  readonly steps: number
  readonly scenarios: number
  readonly branches: readonly Branch[]
  /** Branches that no scenario takes. */
  readonly missing: readonly Branch[]
}

/** Every branch of a channel. Time-outs are outcomes; each register asked anywhere in the channel has five answers. */
export function branchesOf(regulation: Regulation, channel: string): readonly Branch[] {
  const steps = [...(regulation.channels.get(channel)?.graph.steps.values() ?? [])]
  const ways = steps.flatMap((step) =>
    step.outcomes.flatMap((outcome) => outcome.edges.map((edge): Branch => ({ kind: 'way', step, outcome, edge }))),
  )
  const registers = [...new Set(steps.flatMap(({ consults }) => consults))]
  const answers = registers.flatMap((register) =>
    REGISTER_ANSWERS.map((answer): Branch => ({ kind: 'answer', register, answer })),
  )
  return [...ways, ...answers]
}

/** What the scenarios of a regulation take of its branches, channel by channel. Only scenarios that hold count. */
export function coverOf(regulation: Regulation, played: readonly PlayedScenario[]): readonly ChannelCover[] {
  return [...regulation.channels.values()].map(({ id: channel, graph }) => {
    const here = played.filter(({ scenario }) => scenario.channel === channel)
    const taken = new Set(here.filter(({ differences }) => differences.length === 0).flatMap(takenBy))
    const branches = branchesOf(regulation, channel)
    return {
      channel,
      steps: graph.steps.size,
      scenarios: here.length,
      branches,
      missing: branches.filter((branch) => !taken.has(keyOf(branch))),
    }
  })
}

function takenBy({ rehearsal }: PlayedScenario): readonly string[] {
  return rehearsal.steps.flatMap(({ step, outcome, edge, answers }) => [
    keyOf({ kind: 'way', step, outcome, edge }),
    ...answers.map((given) => keyOf({ kind: 'answer', register: given.register, answer: given.outcome })),
  ])
}

function keyOf(branch: Branch): string {
  if (branch.kind === 'answer') return `${branch.register} ${branch.answer}`
  const { step, outcome, edge } = branch
  return `${step.id} ${outcome.id} ${outcome.edges.indexOf(edge)}`
}
