import type { Edge, Outcome, Step } from '@qyzmet/regulation'
import { isEdgeOpen } from '@qyzmet/regulation'
import type { RegisterOutcome } from '../commands.ts'
import { BrokenGraphError, findOutcome } from '../graph.ts'
import { isFinalAnswer } from '../register-outcome.ts'
import { isTimeOut } from '../time-out.ts'
import type { Choice, GivenAnswer } from './rehearsal.ts'
import { Halted } from './stage.ts'

/** What the registers answer, one after another; a register about which nothing is said knows the person. */
export function answersOf(registers: readonly string[], choice: Choice): readonly GivenAnswer[] {
  return registers.flatMap((register) =>
    (choice.answers?.get(register) ?? ['found']).map((outcome): GivenAnswer => ({ register, outcome })),
  )
}

/** The outcome that was chosen, or the ordinary one: what the registers' answers lead to, else the first that is open. */
export function chosenOf(
  step: Step,
  open: readonly Outcome[],
  choice: Choice,
  answers: ReadonlyMap<string, RegisterOutcome>,
): Outcome {
  const outcome =
    choice.outcome === undefined
      ? (outcomeOfAnswers(step, open, answers) ?? open.find((each) => !isTimeOut(step, each)))
      : findOutcome(step, choice.outcome)
  if (outcome !== undefined) return outcome
  throw new Halted({ step: step.id, code: 'no-outcome-open', parameters: { outcome: choice.outcome ?? '' } })
}

/** Where the step looks at answers: nobody is found whom one register does not know; silence is neither. */
function outcomeOfAnswers(
  step: Step,
  open: readonly Outcome[],
  answers: ReadonlyMap<string, RegisterOutcome>,
): Outcome | undefined {
  const given = step.consults.length > 0 ? step.consults.map((id) => answers.get(id)) : [...answers.values()]
  const isSilent = given.some((outcome) => !isFinalAnswer(outcome))
  if (step.action !== 'check-answer') {
    return isSilent && step.consults.length > 0 ? open.find((each) => isTimeOut(step, each)) : undefined
  }
  const wanted = isSilent ? 'unanswered' : given.every((outcome) => outcome === 'found') ? 'found' : 'not-found'
  return open.find(({ id }) => id === wanted)
}

/**
 * The way on that an outcome takes after what was decided.
 *
 * @throws {BrokenGraphError} when none is open
 */
export function edgeOf(step: Step, outcome: Outcome, decided: ReadonlyMap<string, string>): Edge {
  const edge = outcome.edges.find((candidate) => isEdgeOpen(candidate, decided))
  if (edge === undefined) throw new BrokenGraphError(`no way on from "${step.id}" with "${outcome.id}"`)
  return edge
}
