import type { AcceptedFinding } from '../model.ts'
import type { Text } from '../text.ts'
import { FINDINGS } from './codes.ts'
import type { Found, Subject } from './finding.ts'
import { inEach } from './words.ts'

export interface Answered {
  readonly found: Found
  readonly accepted?: AcceptedFinding
}

/**
 * What was found, each with the entry that answers it, and one finding more for each entry that answers nothing.
 *
 * An entry answers findings of its code: those of its steps, or all of them when it names no step. Errors are never
 * answered. Entries of a shared standard may concern another regulation, so they are never in vain.
 */
export function answered({ regulation, isWritten }: Subject, found: readonly Found[]): readonly Answered[] {
  const all = found.map((each): Answered => {
    const isError = FINDINGS[each.code].severity === 'error'
    const accepted = isError ? undefined : regulation.accepted.find((entry) => answers(entry, each))
    return accepted === undefined ? { found: each } : { found: each, accepted }
  })
  const inVain = regulation.accepted.flatMap((entry, index): readonly Answered[] => {
    const { code } = entry
    if (code === undefined || !isWritten(['accepted', index, 'code'])) return []
    return found.some((each) => answers(entry, each)) ? [] : [{ found: vain(entry, code, index) }]
  })
  return [...all, ...inVain]
}

function answers(entry: AcceptedFinding, { code, step }: Found): boolean {
  return entry.code === code && (entry.steps.length === 0 || step === undefined || entry.steps.includes(step))
}

function vain(entry: AcceptedFinding, code: string, index: number): Found {
  return {
    code: 'accepted-in-vain',
    file: 'main',
    path: ['accepted', index, 'code'],
    parameters: { entry: entry.id, code, where: entry.steps.length === 0 ? NOWHERE : atSteps(entry.steps) },
    items: entry.items,
  }
}

const NOWHERE: Text = { kk: 'бұл регламентте', ru: 'в этом регламенте', en: 'in this regulation' }
const AT: Text = { kk: 'мына қадамда:', ru: 'в действии', en: 'at' }

function atSteps(steps: readonly string[]): Text {
  return inEach((locale) => `${AT[locale]} ${steps.map((step) => `\`${step}\``).join(', ')}`)
}
