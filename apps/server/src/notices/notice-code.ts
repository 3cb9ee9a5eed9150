/** What a notice is of; its words are in the messages here (letters, short messages) and in those of the cabinet. */
const NOTICE_CODES = [
  'accepted',
  'not-accepted',
  'result-ready',
  'overdue',
  'signature-awaited',
  'consent-awaited',
  'co-signed',
  'co-signature-declined',
  'co-signature-expired',
  'co-signing-failed',
] as const
export type NoticeCode = (typeof NOTICE_CODES)[number]
