import type { ActionName } from '../actions.ts'

/**
 * How long a person is busy with one step, in minutes, when nobody has measured it. Acts set limits, not efforts:
 * these are round guesses to begin with, shown with every result and replaced by `--effort`.
 */
export const EFFORT_MINUTES: Readonly<Record<ActionName, number>> = {
  authenticate: 0.5,
  'check-identity': 0,
  'report-refusal': 0,
  'hand-in': 3,
  'check-package': 3,
  'refuse-acceptance': 5,
  'compose-request': 4,
  'scan-documents': 2,
  'check-signature': 0,
  'ask-register': 0.5,
  'check-answer': 0,
  'print-answers': 3,
  'carry-papers': 20,
  'number-request': 2,
  'send-request': 1,
  'sign-and-send-request': 0.5,
  register: 8,
  assign: 6,
  'check-documents': 45,
  inspect: 180,
  'establish-ownership': 40,
  'value-dwelling': 120,
  'transfer-dwelling': 120,
  'conclude-contract': 30,
  'enter-in-list': 10,
  'perform-service': 150,
  'prepare-session': 50,
  'decide-in-session': 6,
  'draft-result': 40,
  'sign-result': 5,
  'dispatch-result': 6,
  'announce-result': 0,
  'deliver-result': 0,
  'hand-over': 6,
  'return-unclaimed': 4,
  'keep-result': 3,
  'recall-result': 4,
  'send-again': 4,
}

/**
 * How often an outcome other than the first is taken, when nobody has counted it; 0.05 is one case in twenty. An outcome
 * that is not named here is taken only when nothing else is open. Replaced by `--outcomes`.
 */
export const OUTCOME_SHARES: Readonly<Record<string, number>> = {
  'check-identity/refuted': 0.02,
  'check-signature/refuted': 0.02,
  'check-answer/not-found': 0.01,
  'check-package/incomplete': 0.08,
  'check-documents/violated': 0.1,
  'decide-in-session/negative': 0.12,
  'establish-ownership/state-body': 0.2,
  'conclude-contract/declined': 0.03,
  'perform-service/refusal': 0.12,
  'draft-result/refusal': 0.1,
  'sign-result/returned': 0.05,
}

/** Actions for which the applicant has to come, on average so many days after the step has opened. */
export const APPLICANT_COMES: readonly ActionName[] = ['hand-over', 'conclude-contract']
export const APPLICANT_DAYS = 4

/** Standard deviation of the logarithm of an effort: two pieces of work in three lie between 0.67 and 1.5 times the usual. */
export const EFFORT_SPREAD = 0.4

/** Posts are planned to be busy for this share of their hours when no number of posts is given. */
export const PLANNED_LOAD = 0.8

/** A commission meets once a week, on this weekday (1 is Monday), and looks at so many cases. */
export const SESSION = { weekday: 3, casesPerSession: 60, opensAt: 10 * 60, endsAt: 13 * 60 } as const
