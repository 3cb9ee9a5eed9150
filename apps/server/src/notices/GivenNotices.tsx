import type { JSX } from 'preact'
import { formatInstant } from '../messages/dates.ts'
import { Heading } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { Table } from '../ui/Table.tsx'
import type { GivenNoticeLine } from './given-notices.ts'
import { noticeMessages } from './messages/notices.ts'

/** When and how the applicant was told, for themselves and for those who work on the case. */
export function GivenNotices(props: {
  readonly notices: readonly GivenNoticeLine[]
  readonly timeZone: string
}): JSX.Element {
  const { locale } = usePage()
  const t = noticeMessages[locale].given
  const { notices, timeZone } = props
  return (
    <section>
      <Heading level={2}>{t.title}</Heading>
      {notices.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.title}
          captionHidden
          columns={[
            { id: 'what', title: t.columns.what },
            { id: 'channel', title: t.columns.channel },
            { id: 'status', title: t.columns.status },
            { id: 'at', title: t.columns.at },
          ]}
          rows={notices.map(({ code, channel, status, at }, index) => ({
            key: String(index),
            cells: {
              what: t.what[code],
              channel: t.channels[channel],
              status: t.statuses[status],
              at: formatInstant(at, timeZone, locale),
            },
          }))}
        />
      )}
    </section>
  )
}
