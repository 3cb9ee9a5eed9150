import type { Answers, FormDefinition } from '@qyzmet/regulation'
import type { KnownFacts } from '../dependencies.ts'

/** What the form asks for and is already known, as answers the applicant still sees and may correct. */
export function prefilledAnswers(form: FormDefinition, facts: KnownFacts): Answers {
  const answers: [string, string][] = []
  for (const { fields } of form.pages) {
    for (const { id, prefill } of fields) {
      const fact = prefill === undefined ? undefined : facts[prefill]
      if (fact !== undefined && fact !== '') answers.push([id, fact])
    }
  }
  return Object.fromEntries(answers)
}
