import type { ProcedureStep, Read } from './facts.ts'
import { deedsOf } from './deeds.ts'
import { fold } from './letters.ts'

type Result = Read<{ readonly item: string; readonly text: string }>

/**
 * Gives each step the result that the act lists for it. As many results as steps go one to one; otherwise each goes to
 * the step whose deeds and words it shares, in the order of both lists.
 */
export function withResults(steps: readonly ProcedureStep[], results: readonly Result[]): readonly ProcedureStep[] {
  if (results.length === 0 || steps.some(({ result }) => result !== undefined)) return steps
  if (results.length === steps.length) {
    return steps.map((step, index) => {
      const result = results[index]
      return result === undefined ? step : { ...step, result }
    })
  }
  const chosen = align(steps, results)
  return steps.map((step, index) => {
    const result = results[chosen.indexOf(index)]
    return result === undefined ? step : { ...step, result: { ...result, confidence: 0.6 } }
  })
}

/** For each result the step it belongs to, or -1; order is kept and the shared words are the most that can be. */
function align(steps: readonly ProcedureStep[], results: readonly Result[]): readonly number[] {
  const best: number[][] = Array.from({ length: results.length + 1 }, () =>
    Array.from({ length: steps.length + 1 }, () => 0),
  )
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0
  const score = (row: number, column: number): number => {
    const [result, step] = [results[row], steps[column]]
    return result === undefined || step === undefined ? 0 : shared(result.value.text, step.text)
  }
  for (let row = results.length - 1; row >= 0; row -= 1) {
    for (let column = steps.length - 1; column >= 0; column -= 1) {
      const line = best[row]
      if (line !== undefined) {
        line[column] = Math.max(at(row + 1, column), at(row, column + 1), score(row, column) + at(row + 1, column + 1))
      }
    }
  }
  const chosen: number[] = []
  let column = 0
  for (let row = 0; row < results.length; row += 1) {
    while (column < steps.length && at(row, column) === at(row, column + 1)) column += 1
    if (column < steps.length && at(row, column) !== at(row + 1, column)) {
      chosen.push(column)
      column += 1
    } else chosen.push(-1)
  }
  return chosen
}

function shared(one: string, other: string): number {
  const [deeds, otherDeeds] = [deedsOf({ fold: fold(one) }), deedsOf({ fold: fold(other) })]
  const [stems, otherStems] = [stemsOf(one), stemsOf(other)]
  const words = stems.intersection(otherStems).size / Math.max(3, stems.size)
  return deeds.intersection(otherDeeds).size * 2 + words * 3
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set([...fold(text).matchAll(/\p{L}{5,}/gu)].map(([word]) => word.slice(0, 5)))
}
