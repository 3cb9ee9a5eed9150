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
  malformed: 'unreadable',
  unreadable: 'unreadable',
  'message-id-missing': 'unreadable',
  'message-id-reused': 'unreadable',
  'too-large': 'size',
  'date-too-old': 'date',
  'date-ahead': 'date',
  'kind-unknown': 'unknown',
  'service-unknown': 'unknown',
  'document-unknown': 'unknown',
  'storage-malformed': 'storage',
  'storage-without-file': 'storage',
}

/** What a code of a failure means, with the code itself, which those who mend it look for. */
export function failureWords(code: string, t: TrafficMessages): string {
  const [first = ''] = code.split(/[ :]/, 1)
  return `${t.failures[BY_FIRST_WORD[first] ?? 'other']} (${code})`
}
