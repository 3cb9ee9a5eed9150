import type { Locale } from '@qyzmet/regulation'

/** Ways to a person beside the personal cabinet. */
export const CHANNELS = ['email', 'sms'] as const
export type ChannelName = (typeof CHANNELS)[number]

export interface OutgoingNotice {
  /** The same for the same notice, however often it is tried. */
  readonly id: string
  readonly to: string
  readonly locale: Locale
  /** Heading, for channels that have one. */
  readonly subject: string
  readonly text: string
}

/** What became of one try. */
export type Sending =
  | { readonly kind: 'sent'; readonly messageId: string; readonly detail: string }
  /** Never to be tried again: the address does not exist, or takes nothing from us. */
  | { readonly kind: 'failed'; readonly detail: string }
  /** Surely not sent; to be tried later. */
  | { readonly kind: 'later'; readonly detail: string }
  /** It may have gone out or not. It is not tried again, so that nothing comes twice, and a person sees it. */
  | { readonly kind: 'unclear'; readonly detail: string }

export interface NoticeChannel {
  readonly send: (notice: OutgoingNotice) => Promise<Sending>
  /** True when sending the same id again cannot make a second message. */
  readonly isRepeatable: boolean
  /** What became of a message later; absent where the channel does not tell. */
  readonly outcomeOf?: (messageId: string) => Promise<'on-its-way' | 'delivered' | 'failed'>
}

/** The channels that are set up; the others are offered to nobody. */
export type NoticeChannels = Readonly<Partial<Record<ChannelName, NoticeChannel>>>
