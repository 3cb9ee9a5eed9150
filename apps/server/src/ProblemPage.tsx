import type { JSX } from 'preact'
import { problemMessages } from './messages/problems.ts'
import type { Problem } from './problems.ts'
import { Heading } from './ui/Heading.tsx'
import { usePage } from './ui/page-context.ts'

/** What went wrong, what it means for the reader's work, and what to do. */
export function ProblemPage({
  problem,
  reference,
}: {
  readonly problem: Problem
  readonly reference: string
}): JSX.Element {
  const t = problemMessages[usePage().locale]
  const words = t.problems[problem.code]
  return (
    <>
      <Heading level={1}>{words.title}</Heading>
      <p>{words.text}</p>
      {problem.status >= 500 ? <p class="q-muted">{t.reference(reference)}</p> : null}
      <p>
        <a class="ds-link" href={`/${usePage().locale}/`}>
          {t.home}
        </a>
      </p>
    </>
  )
}
