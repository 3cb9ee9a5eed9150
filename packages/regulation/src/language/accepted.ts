import type { AcceptedFinding } from '../model.ts'
import { suggest } from './codes.ts'
import type { Place } from './report.ts'
import type { WrittenAccepted } from './written.ts'

export function compileAccepted(
  written: readonly WrittenAccepted[] | undefined,
  steps: readonly string[],
  place: Place,
): readonly AcceptedFinding[] {
  const seen = new Set<string>()
  return (written ?? []).map((entry, index) => {
    const here = place.under('accepted', index)
    if (seen.has(entry.id)) here.under('id').fault('name-taken', { name: entry.id, owner: 'another accepted finding' })
    seen.add(entry.id)
    for (const [at, step] of (entry.steps ?? []).entries()) {
      if (!steps.includes(step)) {
        here.under('steps', at).fault('unknown-step', {
          where: 'the regulation',
          name: step,
          suggestion: suggest(step, steps),
        })
      }
    }
    return {
      id: entry.id,
      items: entry.items,
      steps: entry.steps ?? [],
      ...(entry.code === undefined ? {} : { code: entry.code }),
      finding: entry.finding,
      reason: entry.reason,
    }
  })
}
