import type { TrafficMessages } from '../messages/traffic.kk.ts'

type FailureKind = keyof TrafficMessages['failures']

const BY_FIRST_WORD: Readonly<Record<string, FailureKind>> = {
  unreachable: 'silent',
  'time-out': 'silent',
  'open-circuit': 'silent',
  status: 'fault',
  fault: 'fault',
  'signature-absent': 'signature',
  'signature-invalid': 'signature',
  'signature-unproven': 'unproven',
  malformed: 'unreadable',
  unreadable: 'unreadable',
  'no-application': 'unreadable',
  'news-unreadable': 'unreadable',
  'letter-unreadable': 'unreadable',
  'message-id-missing': 'unreadable',
  'message-id-reused': 'unreadable',
  'too-large': 'size',
  'date-too-old': 'date',
  'date-ahead': 'date',
  'kind-unknown': 'unknown',
  'service-unknown': 'unknown',
  'document-unknown': 'unknown',
  'no-road': 'noRoad',
  'not-writable': 'unwritable',
  'case-unknown': 'missing',
  'letter-unknown': 'missing',
  'route-unknown': 'addressee',
  'paper-missing': 'missing',
  'storage-malformed': 'storage',
  'storage-without-file': 'storage',
}

/** Codes of why a case is not opened begin so, and go on with the code of the rejection. */
const OF_CASE = 'case-'

/** What a code of a failure means, with the code itself, which those who mend it look for. */
export function failureWords(code: string, t: TrafficMessages): string {
  const [first = ''] = code.split(/[ :]/, 1)
  const kind = BY_FIRST_WORD[first] ?? (first.startsWith(OF_CASE) ? 'notOpened' : 'other')
  return `${t.failures[kind]} (${code})`
}
