import { answerKey, isFinalAnswer, questionsPut, timeOutAt } from '@qyzmet/casework'
import { citeItem, formatInstant, type Locale } from '@qyzmet/regulation'
import type { LoadedCase } from '../../cases/case-service.ts'
import type { Edition } from '../../regulations/editions.ts'
import type { AskedConsent } from '../../registers/asked-consents.ts'
import { cabinetMessages } from '../messages/cabinet.ts'

/** The parts of a case that tell which consents it waits for. */
export type CaseOfConsents = Pick<LoadedCase, 'caseId' | 'state' | 'graph'> & {
  readonly edition: Pick<Edition, 'regulation' | 'clock'>
}

/** Leave to read somebody's data that was asked for and not given, in words. */
export interface ConsentView {
  readonly key: string
  readonly state: 'waiting' | 'expired' | 'refused'
  /** Name of another person of the form who is asked; absent: the applicant. */
  readonly person?: string | undefined
  readonly registers: string
  readonly asker: string
  readonly purpose: string
  readonly item: string
  readonly askedAt: string
  readonly until: string
  /** What comes when nobody answers until then. */
  readonly afterwards: string
}

type OpenConsent = AskedConsent & { readonly state: ConsentView['state'] }
type Found = ReturnType<typeof questionsPut>[number] & { readonly consent: OpenConsent }

/** True while somebody's answer is awaited: theirs is the next move. */
export function awaitsConsent(own: CaseOfConsents, consents: readonly AskedConsent[]): boolean {
  return openConsents(own, consents).some(({ consent }) => consent.state === 'waiting')
}

/** Each request once, however many registers and questions wait for it. */
export function consentViews(
  own: CaseOfConsents,
  consents: readonly AskedConsent[],
  locale: Locale,
): readonly ConsentView[] {
  const { state, edition, graph } = own
  const { regulation, clock } = edition
  const titles = new Map(regulation.standard.registers.map(({ id, title }) => [id, title[locale]]))
  const found = openConsents(own, consents)
  const t = cabinetMessages[locale].consent
  return [...new Set(found.map(({ consent }) => consent))].flatMap((consent) => {
    const asked = found.filter((each) => each.consent === consent)
    const [first] = asked
    if (first === undefined) return []
    const registers = new Set(asked.map(({ question }) => titles.get(question.register) ?? question.register))
    const current = graph.steps.get(state.current?.step ?? '')
    const stepEnds = current && timeOutAt(state, current, clock)
    const isStepFirst = stepEnds !== undefined && Temporal.Instant.compare(stepEnds, consent.answerUntil) < 0
    return {
      key: `${consent.iin} ${[...registers].join(' ')}`,
      state: consent.state,
      person:
        consent.iin === state.applicant.iin ? undefined : [first.question.name, consent.iin].filter(Boolean).join(', '),
      registers: [...registers].join(', '),
      asker: consent.asker,
      purpose: first.step.title[locale],
      item: citeItem(first.step.item, locale),
      askedAt: formatInstant(consent.askedAt, regulation.timeZone, locale),
      until: formatInstant(isStepFirst ? stepEnds : consent.answerUntil, regulation.timeZone, locale),
      afterwards: isStepFirst ? t.untilStep : t.untilAnew,
    }
  })
}

/** The questions of the case that have no data because leave is lacking. */
function openConsents(
  { caseId, state, edition, graph }: CaseOfConsents,
  consents: readonly AskedConsent[],
): readonly Found[] {
  const ofCase = consents.filter(({ scope }) => scope === caseId)
  if (ofCase.length === 0) return []
  return questionsPut(state, { regulation: edition.regulation, graph }).flatMap(({ step, question }) => {
    const { subject: iin = state.applicant.iin, register } = question
    const consent = ofCase.find((each) => each.iin === iin && each.registers.includes(register))
    const answer = state.registerAnswers.get(answerKey(question))
    const isOver = answer?.byHand !== undefined || (isFinalAnswer(answer?.outcome) && answer?.outcome !== 'refused')
    if (consent === undefined || isOver || !isOpen(consent)) return []
    // A register may refuse for reasons of its own, when leave was given.
    return answer?.outcome === 'refused' && consent.state !== 'refused' ? [] : [{ step, question, consent }]
  })
}

function isOpen(consent: AskedConsent): consent is OpenConsent {
  return consent.state !== 'granted'
}
