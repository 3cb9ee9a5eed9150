import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Heading, Lead, Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { toldMessages } from '../messages/told.ts'
import { Contents, ToldSections } from './ToldBlocks.tsx'
import type { HandbookView } from './told-view.ts'

/** The handbook of business processes: for each channel its diagrams and who does what, when, and what comes next. */
export function HandbookPage(props: { readonly view: HandbookView }): JSX.Element {
  const { locale } = usePage()
  const t = toldMessages[locale]
  const { told, applies, pdf, regulation, drawings } = props.view
  return (
    <div class="q-handbook">
      <Heading level={1} caption={told.caption}>
        {told.title}
      </Heading>
      {told.lead.map((line) => (
        <Lead key={line}>{line}</Lead>
      ))}
      {applies ? null : (
        <Alert tone="warning">
          <p>{t.repealed}</p>
        </Alert>
      )}
      <p class="q-told__links">
        <Link href={pdf} about={told.caption}>
          {t.pdf}
        </Link>{' '}
        <Link href={regulation}>{t.toRegulation}</Link>
      </p>
      {told.sections.length > 1 ? <Contents sections={told.sections} /> : null}
      <ToldSections sections={told.sections} drawings={drawings} />
    </div>
  )
}
