import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Heading, Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Table } from '../../ui/Table.tsx'
import { toldMessages } from '../messages/told.ts'
import { Contents, ToldSections } from './ToldBlocks.tsx'
import type { RegulationView } from './told-view.ts'

const WORDINGS = 'wordings'

/** The text of a regulation, item by item, with its time tables, its editions and the decisions on its defects. */
export function RegulationPage(props: { readonly view: RegulationView }): JSX.Element {
  const { locale } = usePage()
  const t = toldMessages[locale]
  const { told, wordings, applies, pdf, handbook } = props.view
  return (
    <>
      <Heading level={1} caption={told.caption}>
        {told.title}
      </Heading>
      {applies ? null : (
        <Alert tone="warning">
          <p>{t.repealed}</p>
        </Alert>
      )}
      {told.lead.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p class="q-told__links">
        <Link href={pdf} about={told.caption}>
          {t.pdf}
        </Link>{' '}
        <Link href={handbook}>{t.toHandbook}</Link>
      </p>
      <Contents sections={[...told.sections, { id: WORDINGS, title: t.wordings }]} />
      <ToldSections sections={told.sections} />
      <section id={WORDINGS} aria-labelledby={`${WORDINGS}-title`}>
        <Heading level={2} id={`${WORDINGS}-title`}>
          {t.wordings}
        </Heading>
        <p>{t.wordingsText}</p>
        <Table
          caption={t.wordings}
          captionHidden
          columns={[
            { id: 'period', title: t.period },
            { id: 'read', title: t.read },
          ]}
          rows={wordings.map(({ id, period, href }) => ({
            key: id,
            cells: {
              period,
              read:
                href === undefined ? (
                  t.shown
                ) : (
                  <Link href={href} about={period}>
                    {t.readWording}
                  </Link>
                ),
            },
          }))}
        />
      </section>
    </>
  )
}
