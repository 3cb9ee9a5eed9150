import type { PortalState } from '@qyzmet/gateway'
import { formatInstant, type Locale } from '@qyzmet/regulation'
import { failureWords } from '../admin/failure-words.ts'
import type { EsedoLine } from '../esedo/esedo.queries.ts'
import { type FilingView, filingView } from '../esedo/filing-view.ts'
import { registrationsMessages } from '../messages/registrations.ts'
import { trafficMessages } from '../messages/traffic.ts'
import type { LastTold, RegistrationLine } from './lines.queries.ts'

/** A registration in words. */
export interface RegistrationView {
  readonly caseId: string
  readonly number: string
  readonly portalNumber: string | undefined
  readonly registeredAt: string
  readonly service: string
  /** What the portal was told, how the message went, and what it believes instead. */
  readonly told: readonly string[]
  readonly canTellAgain: boolean
  readonly filings: readonly FilingView[]
}

export function registrationView(
  line: RegistrationLine,
  filings: readonly EsedoLine[],
  of: { readonly service: string; readonly locale: Locale; readonly timeZone: string },
): RegistrationView {
  const { locale, timeZone } = of
  const t = registrationsMessages[locale]
  const moment = (at: Temporal.Instant): string => formatInstant(at, timeZone, locale)
  return {
    caseId: line.caseId,
    number: line.number,
    portalNumber: line.requestNumber && t.portalNumber(line.requestNumber),
    registeredAt: moment(line.registeredAt),
    service: of.service,
    told: toldWords(line, locale, moment),
    canTellAgain: line.difference !== undefined || isLost(line.last),
    filings: filings.map((filing) => filingView(filing, locale, timeZone)),
  }
}

function toldWords(
  { requestNumber, toldState, toldAt, last, difference }: RegistrationLine,
  locale: Locale,
  moment: (at: Temporal.Instant) => string,
): readonly string[] {
  const t = registrationsMessages[locale]
  if (requestNumber === undefined) return [t.own]
  const stateWords = (state: PortalState): string => t.states[state]
  const words = [toldState && toldAt ? t.toldState(stateWords(toldState), moment(toldAt)) : t.notTold]
  if (last) words.push(sendingWords(last, locale))
  if (difference?.believed) words.push(t.difference(moment(difference.at), stateWords(difference.believed)))
  else if (difference) words.push(t.unknown(moment(difference.at)))
  return words
}

function sendingWords({ sending, delivery, failure }: LastTold, locale: Locale): string {
  const t = registrationsMessages[locale]
  const why = failure === undefined ? '' : failureWords(failure, trafficMessages[locale])
  switch (sending) {
    case 'waiting':
      return failure === undefined ? t.waiting : t.trying(why)
    case 'set-aside':
      return t.setAside(why)
    case 'given-up':
      return t.stopped
    case 'sent':
      return delivery === undefined ? t.sent : t.delivery[delivery]
  }
}

/** The last message has not reached the portal, and by itself will not. */
function isLost(last: LastTold | undefined): boolean {
  if (!last) return false
  if (last.sending !== 'sent') return last.sending !== 'waiting'
  return last.delivery === 'NOT_DELIVERED' || last.delivery === 'DELIVERY_STOPPED'
}
