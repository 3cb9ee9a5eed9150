import { formatDate, formatInstant, type Locale } from '@qyzmet/regulation'
import { failureWords } from '../admin/failure-words.ts'
import { esedoMessages } from '../messages/esedo.ts'
import { trafficMessages } from '../messages/traffic.ts'
import type { EsedoLine } from './esedo.queries.ts'

/** A document and where it stands in E-akimat, in words. */
export interface FilingView {
  readonly id: string
  readonly title: string
  readonly words: string
  /** True for what a person may send again: it was refused, or its message is not on its way. */
  readonly canRepeat: boolean
}

export function filingView(line: EsedoLine, locale: Locale, timeZone: string): FilingView {
  const t = esedoMessages[locale]
  return {
    id: line.id,
    title: line.kind === 'application' ? t.application : t.result,
    words: wordsOf(line, locale, timeZone),
    canRepeat: line.stage === 'refused' || (isOpen(line) && isStuck(line)),
  }
}

function wordsOf(line: EsedoLine, locale: Locale, timeZone: string): string {
  const t = esedoMessages[locale]
  const since = formatInstant(line.filedAt, timeZone, locale)
  const failure = line.failure === undefined ? undefined : failureWords(line.failure, trafficMessages[locale])
  const registered = line.registered && t.registered(line.registered.number, formatDate(line.registered.on, locale))
  switch (line.stage) {
    case 'refused':
      return t.refused(line.reason === undefined || line.reason === '' ? t.noReason : line.reason)
    case 'registered':
      return registered ?? ''
    case 'executing':
    case 'finished':
      return [registered, t[line.stage]].filter((words) => words !== undefined).join(' ')
    case 'waiting':
    case 'delivered':
      if (isStuck(line)) return failure === undefined ? t.stopped : t.unsent(failure)
      if (line.sending === 'waiting' && failure !== undefined) return `${t.waiting(since)} ${t.trying(failure)}`
      return t[line.stage](since)
  }
}

function isOpen({ stage }: EsedoLine): boolean {
  return stage === 'waiting' || stage === 'delivered'
}

function isStuck({ sending }: EsedoLine): boolean {
  return sending === 'set-aside' || sending === 'given-up'
}
