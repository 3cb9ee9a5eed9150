import type { AcceptedFinding } from '../model.ts'
import { suggest } from './codes.ts'
import type { Diagnostic } from './diagnostic.ts'
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
    return { id: entry.id, items: entry.items, steps: entry.steps ?? [], finding: entry.finding, reason: entry.reason }
  })
}

/** The warnings that an accepted finding answers; reports entries that answer nothing. */
export function answeredBy(
  diagnostics: readonly Diagnostic[],
  written: readonly WrittenAccepted[] | undefined,
  place: Place,
): ReadonlySet<Diagnostic> {
  const answered = new Set<Diagnostic>()
  for (const [index, entry] of (written ?? []).entries()) {
    if (entry.code === undefined) continue
    for (const step of entry.steps ?? [undefined]) {
      const found = diagnostics.filter(
        ({ severity, code, params }) =>
          severity === 'warning' && code === entry.code && (step === undefined || params['step'] === step),
      )
      for (const diagnostic of found) answered.add(diagnostic)
      if (found.length === 0) {
        place.under('accepted', index, 'code').fault('accepted-in-vain', {
          code: entry.code,
          step: step ?? 'this regulation',
        })
      }
    }
  }
  return answered
}
