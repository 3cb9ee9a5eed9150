import type { ProblemMessages } from './problems.kk.ts'

export const problemsEn: ProblemMessages = {
  problems: {
    'not-found': { title: 'Page not found', text: 'The link may be old or the address mistyped.' },
    'too-large': {
      title: 'The file is too large',
      text: 'A file may have 10 MB at the most. Make it smaller and send it again. The answers you gave are kept.',
    },
    'too-many-requests': { title: 'Too many requests', text: 'Wait a minute or two and try again.' },
    'unsupported-media-type': {
      title: 'Data of this kind is not accepted',
      text: 'Go back to the page before and send the form again.',
    },
    'malformed-request': {
      title: 'The request could not be understood',
      text: 'Go back to the page before and send the form again.',
    },
    busy: { title: 'The system is very busy just now', text: 'Nothing is lost. Try again in a few seconds.' },
    'store-unavailable': {
      title: 'The service is down for the moment',
      text: 'We are bringing it back. What you saved is safe. Try again in a few minutes.',
    },
    'kept-bytes-closed': {
      title: 'This cannot be opened now',
      text: 'What you asked for is kept encrypted, and its key is not in the system. It is not lost: it opens again when an administrator puts the key back.',
    },
    internal: {
      title: 'Something went wrong',
      text: 'The mistake is ours. What you saved is safe. Try again in a few minutes.',
    },
  },
  reference: (id) => `When you contact support, give them this code: ${id}`,
  home: 'To the list of services',
}
