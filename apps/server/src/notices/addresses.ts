import { createHash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Locale } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import {
  addressesOf,
  confirmAddress,
  type NoticeAddress,
  putCode,
  removeAddress,
  tryCode,
} from './addresses.queries.ts'
import { type ChannelName, CHANNELS, type NoticeChannels } from './channel.ts'
import { noticeMessages } from './messages/notices.ts'

export type AskedCode = 'sent' | 'malformed' | 'too-many' | 'not-taken' | 'silent'

/** Where people want notices; an address is used only after a code that was sent there came back. */
export interface NoticeAddresses {
  /** Channels that are set up here. */
  readonly offered: readonly ChannelName[]
  readonly of: (accountId: string) => Promise<readonly NoticeAddress[]>
  readonly askCode: (accountId: string, channel: ChannelName, typed: string, locale: Locale) => Promise<AskedCode>
  /** False for a wrong code, one that ran out, or one tried too often. */
  readonly confirm: (accountId: string, channel: ChannelName, code: string) => Promise<boolean>
  readonly remove: (accountId: string, channel: ChannelName) => Promise<void>
}

const CODE_MINUTES = 15
const CODE_DIGITS = 6
const MAX_TRIES = 5
const MAX_CODES_IN_HOUR = 5

export function createNoticeAddresses(parts: {
  readonly sql: Sql
  readonly channels: NoticeChannels
  readonly now: () => Temporal.Instant
}): NoticeAddresses {
  const { sql, channels, now } = parts
  return {
    offered: CHANNELS.filter((name) => channels[name] !== undefined),
    of: (accountId) => addressesOf(sql, accountId, now()),
    askCode: async (accountId, name, typed, locale) => {
      const address = parseAddress(name, typed)
      const channel = channels[name]
      if (address === undefined || !channel) return 'malformed'
      const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
      const at = now()
      const expiresAt = at.add({ minutes: CODE_MINUTES })
      const pending = { accountId, channel: name, address, codeSha256: digestOf(accountId, code), at, expiresAt }
      if (!(await putCode(sql, pending, MAX_CODES_IN_HOUR))) return 'too-many'
      const t = noticeMessages[locale].code
      const text = t.text(code, CODE_MINUTES)
      const sending = await channel.send({ id: randomUUID(), to: address, locale, subject: t.subject, text })
      if (sending.kind === 'failed') return 'not-taken'
      return sending.kind === 'later' ? 'silent' : 'sent'
    },
    confirm: async (accountId, channel, typed) => {
      const code = digestOf(accountId, typed.replaceAll(/\D/g, ''))
      const wanted = await tryCode(sql, accountId, channel, now(), MAX_TRIES)
      if (!wanted || !timingSafeEqual(wanted, code)) return false
      return confirmAddress(sql, accountId, channel, code, now())
    },
    remove: (accountId, channel) => removeAddress(sql, accountId, channel),
  }
}

function digestOf(accountId: string, code: string): Uint8Array {
  return createHash('sha256').update(`${accountId} ${code}`).digest()
}

/** An address as it is used, or undefined for what is none: a mailbox, or a Kazakhstan mobile number as `+77…`. */
export function parseAddress(channel: ChannelName, typed: string): string | undefined {
  const text = typed.trim()
  if (channel === 'email') {
    const isMailbox = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24}$/i.test(text)
    return isMailbox && text.length <= 254 && !text.includes('..') ? text : undefined
  }
  const digits = text.replaceAll(/[\s()-]/g, '').replace(/^\+?[78](?=\d{10}$)/, '')
  return /^7\d{9}$/.test(digits) ? `+7${digits}` : undefined
}
