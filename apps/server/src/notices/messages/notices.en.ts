import type { NoticeMessages } from './notices.kk.ts'

export const noticesEn: NoticeMessages = {
  subjects: {
    accepted: (number) => `Your application No ${number} was accepted`,
    'not-accepted': () => 'Your application was not sent: the signature was not confirmed',
    'result-ready': (number) => `The result of your application No ${number} is ready`,
    overdue: (number) => `The time to answer your application No ${number} has run out`,
    'consent-awaited': (number) =>
      number
        ? `Your application No ${number} waits for consent to read personal data`
        : 'Your application waits for consent to read personal data',
    'signature-awaited': () => 'An application waits for your signature',
    'co-signed': () => 'One more person has signed your application',
    'co-signature-declined': () => 'Somebody has declined to sign your application',
    'co-signature-expired': () => 'The time to sign your application has run out',
    'co-signing-failed': () => 'Your application was not sent: it has to be signed again',
  },
  look: (address) => `See your personal cabinet: ${address}`,
  lookShort: 'See your personal cabinet.',
  doNotReply: 'This letter was sent automatically; there is no need to answer it.',
  training: 'TRAINING SPECIMEN: no legal force.',
  code: {
    subject: 'Code to confirm your address',
    text: (code, minutes) =>
      `Code to confirm your address for notices: ${code}. It is valid for ${minutes} minutes. Tell it to nobody. If you did not ask for it, there is nothing to do.`,
  },
  given: {
    title: 'Notices',
    none: 'No notice was given yet.',
    columns: { what: 'About', channel: 'Where', status: 'State', at: 'Time' },
    what: {
      accepted: 'Application accepted',
      'not-accepted': 'Application not sent',
      'result-ready': 'Result ready',
      overdue: 'Time has run out',
      'signature-awaited': 'Signature awaited',
      'consent-awaited': 'Consent to read data asked for',
      'co-signed': 'One more person signed',
      'co-signature-declined': 'Somebody declined to sign',
      'co-signature-expired': 'Time to sign ran out',
      'co-signing-failed': 'Application not sent',
    },
    channels: { portal: 'Personal cabinet', email: 'E-mail', sms: 'SMS' },
    statuses: {
      queued: 'Waits to be sent',
      sending: 'Being sent',
      sent: 'Sent',
      delivered: 'Delivered',
      seen: 'Read',
      failed: 'Not delivered',
      unclear: 'Not known whether it went out',
    },
  },
}
