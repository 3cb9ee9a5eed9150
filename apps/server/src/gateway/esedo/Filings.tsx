import type { JSX } from 'preact'
import { Heading } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { esedoMessages } from '../messages/esedo.ts'
import type { FilingView } from './filing-view.ts'

/** The documents of a case in E-akimat, for those who work on it; nothing where its provider keeps none there. */
export function Filings({ filings }: { readonly filings: readonly FilingView[] }): JSX.Element | null {
  const t = esedoMessages[usePage().locale]
  if (filings.length === 0) return null
  return (
    <section>
      <Heading level={2}>{t.title}</Heading>
      <SummaryList rows={filings.map(({ title, words }) => ({ label: title, value: words }))} />
      {filings.some(({ canRepeat }) => canRepeat) ? <p class="q-muted">{t.whoRepeats}</p> : null}
    </section>
  )
}
