import type { Answers, Condition } from '../form.ts'

/**
 * Whether a condition holds for the answers given. A field without an answer equals nothing, so `is` and `in` are
 * false and `not` of them is true; a field with several values satisfies `is` when one of them is the value.
 *
 * Answers of hidden fields must have been dropped before: see `relevantAnswers`.
 */
export function evaluateCondition(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((part) => evaluateCondition(part, answers))
  if ('any' in condition) return condition.any.some((part) => evaluateCondition(part, answers))
  if ('not' in condition) return !evaluateCondition(condition.not, answers)
  const values = valuesOf(answers, condition.field)
  return 'is' in condition ? values.includes(condition.is) : condition.in.some((wanted) => values.includes(wanted))
}

function valuesOf(answers: Answers, field: string): readonly string[] {
  if (!Object.hasOwn(answers, field)) return []
  const answer = answers[field]
  if (answer === undefined) return []
  if (typeof answer === 'string') return [answer]
  return answer.filter((value) => typeof value === 'string')
}
