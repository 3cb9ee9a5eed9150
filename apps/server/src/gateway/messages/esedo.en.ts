import type { EsedoMessages } from './esedo.kk.ts'

export const esedoEn: EsedoMessages = {
  title: 'E-akimat',
  application: 'Application',
  result: 'Result of the service',
  registered: (number, on) => `Registered in E-akimat: No. ${number}, ${on}.`,
  executing: 'Being carried out.',
  finished: 'Marked as carried out.',
  waiting: (since) => `Not registered in E-akimat yet. Put in line to be sent: ${since}.`,
  delivered: (since) => `Delivered to E-akimat, waits for its number. Put in line to be sent: ${since}.`,
  trying: (failure) => `Not sent so far. ${failure}. Sending is tried again by itself.`,
  refused: (reason) => `E-akimat refused to register it. Reason: ${reason}`,
  noReason: 'not given',
  unsent: (failure) => `Not sent to E-akimat. ${failure}.`,
  stopped: 'Sending to E-akimat was ended.',
  whoRepeats: 'The member of staff who registers applications sends it again on the page “Registrations”.',
}
