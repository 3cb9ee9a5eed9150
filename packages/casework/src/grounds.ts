import type { Step } from '@qyzmet/regulation'
import type { CaseContext } from './contract.ts'

/** Grounds of the standard that may be established at the step. */
export function groundsAt(step: Step, context: CaseContext): readonly string[] {
  return context.regulation.standard.grounds
    .filter((ground) => ground.establishedAt.includes(step.id))
    .map((ground) => ground.id)
}

export function isGroundOf(step: Step, ground: string, context: CaseContext): boolean {
  return groundsAt(step, context).includes(ground)
}
