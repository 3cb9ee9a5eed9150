import type { MessageData } from '../message-data.ts'
import type { RoadAnswer } from '../road.ts'
import { findValue, getValue } from '../xml/find.ts'
import { element, optional } from '../xml/write.ts'
import { messageIn, present, together } from '../data-parts.ts'
import type { QuestionDictionary } from './dictionary.ts'
import { noAnswer, outcomeOf, type Said } from './said.ts'
import type { Outcome } from '../register-port.ts'

/** A person's leave to be asked about, given on the phone; it opens the register for a while. */
export interface Consent {
  readonly token: string
  readonly publicKey: string
}

/** What the person is told who is asked for consent, and for how long it is asked. */
export interface ConsentQuestion {
  readonly iin: string
  /** The asking body: its name and BIN, who answers for the request, and the officer who asks. */
  readonly company: string
  readonly companyBin: string
  readonly responsible: string
  readonly officer: string
  /** Code of the service that is to be opened. */
  readonly serviceId: string
  /** What is to be read, in words for the person. */
  readonly dataName: string
  readonly lifetimeMs: number
  /** A signed claim (JWT) of the asking system, where the consent service wants one. */
  readonly claim?: string
  /** The person is known to be at hand and needs no message on the phone. */
  readonly withoutSms?: boolean
}

const CONSENT_MESSAGES = 'http://service.2fa-chain.kz/ns/kdp'

/** A request to the consent service (KDP). */
export function writeConsentQuestion(question: ConsentQuestion): MessageData {
  const parts = [
    element('uin', question.iin),
    element('company', question.company),
    element('company_bin', question.companyBin),
    element('company_responsible', question.responsible),
    element('employee_name', question.officer),
    element('access_name', question.serviceId),
    element('personal_data_name', question.dataName),
    element('expiresIn', String(question.lifetimeMs)),
    element('omit-sms', String(question.withoutSms ?? false)),
    optional('ovt', question.claim),
  ]
  return { form: 'elements', xml: together(parts) }
}

/** The consent service's side. */
export function readConsentQuestion(data: MessageData): ConsentQuestion {
  const request = messageIn(data, 'uin')
  return present<ConsentQuestion>({
    iin: getValue(request, 'uin'),
    company: getValue(request, 'company'),
    companyBin: getValue(request, 'company_bin'),
    responsible: findValue(request, 'company_responsible') ?? '',
    officer: findValue(request, 'employee_name') ?? '',
    serviceId: getValue(request, 'access_name'),
    dataName: findValue(request, 'personal_data_name') ?? '',
    lifetimeMs: Number(findValue(request, 'expiresIn') ?? 0),
    claim: findValue(request, 'ovt'),
    withoutSms: findValue(request, 'omit-sms') === 'true',
  })
}

/** The consent service's side: `state` is one of its words, a consent goes only with one that was given. */
export function writeConsentAnswer(state: string, consent?: Consent): MessageData {
  const parts = [
    element('k:status', state, { 'xmlns:k': CONSENT_MESSAGES }),
    consent && element('k:code', consent.token, { 'xmlns:k': CONSENT_MESSAGES }),
    consent && element('k:public-key', consent.publicKey, { 'xmlns:k': CONSENT_MESSAGES }),
  ]
  return { form: 'elements', xml: together(parts) }
}

/**
 * What became of a request for consent: found (given), pending, refused with `refused` or `expired`, or no answer.
 * A pending one is asked again with the same question; the service keeps no second one for the same person and service.
 */
export function consentOutcome(
  answer: RoadAnswer,
  question: ConsentQuestion,
  dictionary: QuestionDictionary['consent'],
): Promise<Outcome<Consent>> {
  return outcomeOf(answer, (data) => readConsentAnswer(data, question, dictionary))
}

function readConsentAnswer(
  data: MessageData,
  question: ConsentQuestion,
  dictionary: QuestionDictionary['consent'],
): Said<Consent> {
  const response = messageIn(data, 'status', 'code')
  const state = (findValue(response, 'status') ?? '').toLowerCase()
  // A refusal is one even when an old token stands beside it.
  if (dictionary.refused.includes(state)) return { kind: 'refused', why: 'refused' }
  if (dictionary.expired.includes(state)) return { kind: 'refused', why: 'expired' }
  if (dictionary.pending.includes(state)) return { kind: 'pending', token: question.serviceId, why: 'consent' }
  // Some systems break both into lines.
  const token = findValue(response, 'code')?.replaceAll(/\s+/g, '')
  const publicKey = findValue(response, 'public-key')?.replaceAll(/\s+/g, '')
  if (token === undefined || publicKey === undefined) return noAnswer(`consent ${state.slice(0, 20)}`)
  return { kind: 'found', value: { token, publicKey } }
}
