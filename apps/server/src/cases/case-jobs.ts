import type { CaseEvent, OpenedCase } from '@qyzmet/casework'
import { isSystemStep, questionsOf } from '@qyzmet/casework'
import type { ProcessGraph } from '@qyzmet/regulation'
import type { NewJob } from '../event-log/append.ts'
import type { Edition } from '../regulations/editions.ts'

/** Names of the jobs that follow from events; `jobs/` holds who does them. */
export const PERFORM_STEP = 'perform-step'
export const ASK_REGISTER = 'ask-register'
export const NOTIFY = 'notify'

/**
 * The work that begins with these events, written with them so that it cannot be forgotten:
 * a step that the product performs itself, questions to the registers a step consults, and word to people.
 */
export function jobsAfter(
  state: OpenedCase,
  events: readonly CaseEvent[],
  edition: Edition,
  graph: ProcessGraph,
): readonly NewJob[] {
  const jobs: NewJob[] = []
  const opened = events.findLast((event) => event.type === 'StepOpened')
  const step = state.current?.step === opened?.step ? graph.steps.get(opened?.step ?? '') : undefined
  if (step) {
    if (isSystemStep(step, edition.regulation)) jobs.push({ task: PERFORM_STEP, payload: { step: step.id } })
    for (const { register, subject } of questionsOf(state, step, edition.regulation.standard)) {
      const whom = subject === undefined ? {} : { subject }
      jobs.push({ task: ASK_REGISTER, payload: { step: step.id, register, ...whom } })
    }
  }
  const current = graph.steps.get(state.current?.step ?? '')
  const answered = events.find((event) => event.type === 'RegisterAnswered')
  if (answered && current?.action === 'check-answer') jobs.push({ task: PERFORM_STEP, payload: { step: current.id } })
  if (events.some((event) => isNews(event))) {
    jobs.push({ task: NOTIFY, payload: { from: state.version - events.length + 1, until: state.version } })
  }
  return jobs
}

/** What the applicant or the next actor would want to hear of. */
function isNews(event: CaseEvent): boolean {
  switch (event.type) {
    case 'StepOpened':
    case 'ExecutorNamed':
    case 'RequestAccepted':
    case 'RefusalReported':
    case 'ServiceGranted':
    case 'ServiceRefused':
    case 'ResultAnnounced':
    case 'ResultDelivered':
    case 'ContractConcluded':
    case 'TermMarked':
    case 'CaseClosed':
      return true
    case 'RegisterAnswered':
      return event.outcome === 'pending'
    case 'CaseOpened':
    case 'StepCompleted':
    case 'TermStarted':
    case 'TermStopped':
    case 'SignatureConfirmed':
    case 'SignatureRefuted':
    case 'RequestSent':
    case 'RequestRegistered':
    case 'DocumentsChecked':
    case 'HomeInspected':
    case 'DwellingValued':
    case 'SessionPrepared':
    case 'VoteCast':
    case 'ConclusionReached':
    case 'MinutesSigned':
    case 'ResultDrafted':
    case 'ResultReturned':
    case 'ResultSigned':
    case 'QueueEntered':
    case 'ResultDispatched':
    case 'ListEntered':
    case 'NoticeGiven':
      return false
  }
}
