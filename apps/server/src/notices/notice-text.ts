import type { Locale } from '@qyzmet/regulation'
import type { ChannelName } from './channel.ts'
import { noticeMessages } from './messages/notices.ts'
import type { NoticeCode } from './notice-code.ts'

export interface NoticeFacts {
  readonly code: NoticeCode
  /** Number of the case; empty before it has one. */
  readonly number: string
  /** Page of the product at which the person finds the rest. */
  readonly path: string
  readonly locale: Locale
}

/** The words of a notice: what happened to which case and where to look. Nothing undecided and no other personal data. */
export function noticeText(
  { code, number, path, locale }: NoticeFacts,
  channel: ChannelName,
  { publicUrl, training }: { readonly publicUrl: string; readonly training: boolean },
): { readonly subject: string; readonly text: string } {
  const t = noticeMessages[locale]
  const subject = t.subjects[code](number)
  const mark = training ? [t.training] : []
  const text =
    channel === 'sms'
      ? [`${subject}.`, t.lookShort, ...mark].join(' ')
      : [...mark, `${subject}.`, t.look(`${publicUrl}/${locale}${path}`), t.doNotReply].join('\n\n')
  return { subject, text }
}
